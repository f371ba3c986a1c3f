// Production: real counterparts and real people. Numbers and addresses of the example are to be replaced before the first deployment.

using 'main.bicep'

param miljoe = 'prod'
param eier = 'drift@egenandel.example.no'
param kostnadssted = '0000'
param varslingsadresser = [
  'drift@egenandel.example.no'
]
param driftsgruppe = '00000000-0000-0000-0000-000000000000'
param lagringsreplikering = 'Standard_GZRS'
param instansminne = 2048
param alltidKlare = 1
param flestInstanser = 40
param laas = true
param loggdager = 180
param telemetritakGb = 5
param budsjettFra = '2026-12-01'
param budsjett = {
  total: 6000
  nettverk: 1500
  telemetri: 1500
}
param innstillinger = {
  MASKINPORTEN_ISSUER: 'https://maskinporten.no/'
  MASKINPORTEN_CLIENT_ID: '00000000-0000-0000-0000-000000000000'
  MASKINPORTEN_KEY_SECRET: 'maskinporten-noekkel'
  SEGL_KEY_SECRET: 'segl-noekkel'
  LOGG_PEPPER_SECRET: 'logg-pepper'
  SKATTEETATEN_SUMMERT_URL: 'https://summertskattegrunnlag.api.skatteetaten.no/v2'
  SKATTEETATEN_BEREGNET_SKATT_URL: 'https://beregnetskatt.api.skatteetaten.no/v2'
  SKATTEETATEN_AVREGNING_URL: 'https://avregning.api.skatteetaten.no/v2'
  SKATTEETATEN_SISTE_URL: 'https://sistetilgjengeligeskatteoppgjoer.api.skatteetaten.no/v1'
  SKATTEETATEN_HENDELSER_URL: 'https://skatteoppgjoerhendelser.api.skatteetaten.no/v1'
  RETTIGHETSPAKKE: 'kommunelangtidsoppholdinstitusjon'
  ALTINN_PLATFORM_URL: 'https://platform.altinn.no'
  DELEGERING_METODE: 'token'
  LEVERANDOER_ORGNR: '999999999'
  API_ISSUER: 'https://maskinporten.no/'
  API_AUDIENCE: 'https://egenandel.example.no'
  API_SCOPE_OPPSLAG: 'egenandel:oppslag'
  API_SCOPE_TILKOBLING: 'egenandel:tilkobling'
  OPERATOER_ISSUER: 'https://login.microsoftonline.com/00000000-0000-0000-0000-000000000000/v2.0'
  OPERATOER_AUDIENCE: '00000000-0000-0000-0000-000000000000'
  OPERATOER_ROLLE: 'Operatoer'
  TILLITSANKERE_SECRET: 'tillitsankere'
  WEBHOOK_VERTER: ''
}
