// The test environment: test counterparts, synthetic persons, small and cheap.

using 'main.bicep'

param miljoe = 'test'
param eier = 'drift@egenandel.example.no'
param kostnadssted = '0000'
param varslingsadresser = [
  'drift@egenandel.example.no'
]
param driftsgruppe = '00000000-0000-0000-0000-000000000000'
param lagringsreplikering = 'Standard_ZRS'
param instansminne = 2048
param alltidKlare = 0
param flestInstanser = 40
param laas = false
param loggdager = 30
param telemetritakGb = 1
param budsjettFra = '2026-12-01'
param budsjett = {
  total: 2500
  nettverk: 1200
  telemetri: 400
}
param innstillinger = {
  MASKINPORTEN_ISSUER: 'https://test.maskinporten.no/'
  MASKINPORTEN_CLIENT_ID: '00000000-0000-0000-0000-000000000000'
  MASKINPORTEN_KEY_SECRET: 'maskinporten-noekkel'
  SEGL_KEY_SECRET: 'segl-noekkel'
  LOGG_PEPPER_SECRET: 'logg-pepper'
  SKATTEETATEN_SUMMERT_URL: 'https://summertskattegrunnlag.api.skatteetaten-test.no/v2'
  SKATTEETATEN_BEREGNET_SKATT_URL: 'https://beregnetskatt.api.skatteetaten-test.no/v2'
  SKATTEETATEN_AVREGNING_URL: 'https://avregning.api.skatteetaten-test.no/v2'
  SKATTEETATEN_SISTE_URL: 'https://sistetilgjengeligeskatteoppgjoer.api.skatteetaten-test.no/v1'
  SKATTEETATEN_HENDELSER_URL: 'https://skatteoppgjoerhendelser.api.skatteetaten-test.no/v1'
  RETTIGHETSPAKKE: 'kommunelangtidsoppholdinstitusjon'
  ALTINN_PLATFORM_URL: 'https://platform.tt02.altinn.no'
  DELEGERING_METODE: 'token'
  LEVERANDOER_ORGNR: '310149942'
  API_ISSUER: 'https://test.maskinporten.no/'
  API_AUDIENCE: 'https://test.egenandel.example.no'
  API_SCOPE_OPPSLAG: 'egenandel:oppslag'
  API_SCOPE_TILKOBLING: 'egenandel:tilkobling'
  OPERATOER_ISSUER: 'https://login.microsoftonline.com/00000000-0000-0000-0000-000000000000/v2.0'
  OPERATOER_AUDIENCE: '00000000-0000-0000-0000-000000000000'
  OPERATOER_ROLLE: 'Operatoer'
  TILLITSANKERE_SECRET: 'tillitsankere'
  WEBHOOK_VERTER: ''
}
