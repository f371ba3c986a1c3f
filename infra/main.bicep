// Everything one environment needs, from an empty subscription. Read it from top to bottom: names, then the parts in the order
// they are needed. What differs between environments stands in <miljoe>.bicepparam and nowhere else.

targetScope = 'subscription'

metadata description = 'Egenandel: a function app with its storage, vault, network, roles, alarms and budgets.'

@description('Required. The environment. It is part of every name.')
@allowed([
  'test'
  'prod'
])
param miljoe string

@description('Optional. The region of every resource that has one. Tax data of Norwegian residents stay in Norway.')
@allowed([
  'norwayeast'
  'norwaywest'
])
param location string = 'norwayeast'

@description('Required. Who runs this environment, as a tag.')
@minLength(2)
param eier string

@description('Required. Where its cost is booked, as a tag.')
@minLength(2)
param kostnadssted string

@description('Required. E-mail addresses that hear of alarms and of budgets that run out.')
@minLength(1)
param varslingsadresser string[]

@description('Required. The settings of the service that this deployment cannot know by itself, spelt as in local.settings.sample.json.')
param innstillinger object

@description('Optional. Arguments to the Node process, as config.nodeArguments of package.json. Empty: none, which starts a little sooner.')
param nodeargumenter string = '--max-semi-space-size=12'

@description('Optional. IPv4 addresses or ranges that may reach the vault and the storage from outside the network, for those who run it. Empty: nobody.')
param driftsadresser string[] = []

@description('Optional. IPv4 ranges that may call the service. Empty: everybody, since every call carries a token.')
param kallernett string[] = []

@description('Required. Object id of the Entra group that makes and rotates keys. Without it nobody could make the first ones.')
@minLength(36)
@maxLength(36)
param driftsgruppe string

@description('Required. Replication of the storage account. Zones exist in norwayeast only.')
@allowed([
  'Standard_ZRS'
  'Standard_GZRS'
  'Standard_GRS'
])
param lagringsreplikering string

@description('Required. Memory of an instance in MB.')
@allowed([
  512
  2048
  4096
])
param instansminne int

@description('Required. Instances for HTTP that are always kept warm.')
@minValue(0)
@maxValue(20)
param alltidKlare int

@description('Required. The most instances there may be.')
@minValue(40)
@maxValue(1000)
param flestInstanser int

@description('Required. Whether the vault and the storage are locked against deletion.')
param laas bool

@description('Required. Days that logs are kept.')
@minValue(30)
@maxValue(730)
param loggdager int

@description('Required. The most telemetry taken in a day, in GB. Above it nothing more is taken until the next day, and an alarm says so.')
@minValue(1)
@maxValue(100)
param telemetritakGb int

@description('Required. Budgets a month in the currency of the subscription.')
param budsjett {
  total: int
  nettverk: int
  telemetri: int
}

@description('Required. First day of the first month the budgets hold for, yyyy-MM-01.')
@minLength(10)
@maxLength(10)
param budsjettFra string

var system = 'egenandel'
var suffiks = uniqueString(subscription().id, miljoe)
var navn = '${system}-${miljoe}'
var merker = {
  system: system
  miljoe: miljoe
  eier: eier
  kostnadssted: kostnadssted
}

// Storage accounts and vaults have names of at most 24 characters, the former without hyphens.
var lagernavn = 'st${system}${miljoe}${take(suffiks, 9)}'
var hvelvnavn = 'kv-${navn}-${take(suffiks, 6)}'
var appnavn = 'func-${navn}-${suffiks}'

resource gruppe 'Microsoft.Resources/resourceGroups@2025-04-01' = {
  name: 'rg-${navn}'
  location: location
  tags: merker
}

module nettverk 'modules/nettverk.bicep' = {
  scope: gruppe
  name: 'nettverk'
  params: {
    navn: navn
    location: location
    merker: merker
  }
}

module overvaaking 'modules/overvaaking.bicep' = {
  scope: gruppe
  name: 'overvaaking'
  params: {
    navn: navn
    location: location
    merker: merker
    loggdager: loggdager
    telemetritakGb: telemetritakGb
    varslingsadresser: varslingsadresser
  }
}

module lager 'modules/lager.bicep' = {
  scope: gruppe
  name: 'lager'
  params: {
    navn: lagernavn
    location: location
    merker: merker
    replikering: lagringsreplikering
    driftsadresser: driftsadresser
    arbeidsomraadeId: overvaaking.outputs.arbeidsomraadeId
    laas: laas
  }
}

module hvelv 'modules/hvelv.bicep' = {
  scope: gruppe
  name: 'hvelv'
  params: {
    navn: hvelvnavn
    location: location
    merker: merker
    driftsadresser: driftsadresser
    arbeidsomraadeId: overvaaking.outputs.arbeidsomraadeId
    laas: laas
  }
}

module privateEndepunkter 'modules/private-endepunkter.bicep' = {
  scope: gruppe
  name: 'private-endepunkter'
  params: {
    location: location
    merker: merker
    subnettId: nettverk.outputs.endepunktsubnettId
    endepunkter: [
      {
        navn: 'pe-${lagernavn}-blob'
        ressursId: lager.outputs.id
        gruppe: 'blob'
        soneId: nettverk.outputs.soner.blob
      }
      {
        navn: 'pe-${lagernavn}-table'
        ressursId: lager.outputs.id
        gruppe: 'table'
        soneId: nettverk.outputs.soner.table
      }
      {
        navn: 'pe-${lagernavn}-queue'
        ressursId: lager.outputs.id
        gruppe: 'queue'
        soneId: nettverk.outputs.soner.queue
      }
      {
        navn: 'pe-${hvelvnavn}'
        ressursId: hvelv.outputs.id
        gruppe: 'vault'
        soneId: nettverk.outputs.soner.vault
      }
    ]
  }
}

module identitet 'modules/identitet.bicep' = {
  scope: gruppe
  name: 'identitet'
  params: {
    navn: 'id-${navn}'
    location: location
    merker: merker
  }
}

module roller 'modules/roller.bicep' = {
  scope: gruppe
  name: 'roller'
  params: {
    lagernavn: lager.outputs.navn
    hvelvnavn: hvelv.outputs.navn
    innsiktnavn: overvaaking.outputs.innsiktnavn
    tabeller: lager.outputs.tabeller
    koeer: lager.outputs.koeer
    appPrincipalId: identitet.outputs.principalId
    driftsgruppe: driftsgruppe
  }
}

module funksjonsapp 'modules/funksjonsapp.bicep' = {
  scope: gruppe
  name: 'funksjonsapp'
  params: {
    navn: appnavn
    plannavn: 'plan-${navn}'
    location: location
    merker: merker
    identitetId: identitet.outputs.id
    identitetClientId: identitet.outputs.clientId
    lagernavn: lager.outputs.navn
    pakkecontainer: lager.outputs.pakkecontainer
    hvelvnavn: hvelv.outputs.navn
    innsiktnavn: overvaaking.outputs.innsiktnavn
    arbeidsomraadeId: overvaaking.outputs.arbeidsomraadeId
    subnettId: nettverk.outputs.funksjonssubnettId
    kallernett: kallernett
    instansminne: instansminne
    alltidKlare: alltidKlare
    flestInstanser: flestInstanser
    nodeargumenter: nodeargumenter
    innstillinger: innstillinger
  }
  // The app cannot start before it may read its storage, and reaches it through the private endpoints.
  dependsOn: [
    roller
    privateEndepunkter
  ]
}

module alarmer 'modules/alarmer.bicep' = {
  scope: gruppe
  name: 'alarmer'
  params: {
    navn: navn
    location: location
    merker: merker
    vertsnavn: funksjonsapp.outputs.vertsnavn
    lagernavn: lager.outputs.navn
    hvelvnavn: hvelv.outputs.navn
    innsiktnavn: overvaaking.outputs.innsiktnavn
    arbeidsomraadeId: overvaaking.outputs.arbeidsomraadeId
    varslingsgruppeId: overvaaking.outputs.varslingsgruppeId
  }
}

module budsjetter 'modules/budsjett.bicep' = {
  scope: gruppe
  name: 'budsjett'
  params: {
    navn: navn
    fra: budsjettFra
    varslingsadresser: varslingsadresser
    budsjetter: [
      {
        navn: 'total'
        beloep: budsjett.total
        tjenester: []
      }
      {
        navn: 'nettverk'
        beloep: budsjett.nettverk
        tjenester: [
          'Virtual Network'
          'NAT Gateway'
          'Azure DNS'
          'Bandwidth'
        ]
      }
      {
        navn: 'telemetri'
        beloep: budsjett.telemetri
        tjenester: [
          'Azure Monitor'
          'Log Analytics'
          'Application Insights'
        ]
      }
    ]
  }
}

@description('The resource group, for the commands of a deployment.')
output ressursgruppe string = gruppe.name

@description('The function app, for the commands of a deployment.')
output appnavn string = funksjonsapp.outputs.navn

@description('Where the service answers.')
output vertsnavn string = funksjonsapp.outputs.vertsnavn

@description('The vault that the keys are put in.')
output hvelvUrl string = hvelv.outputs.url

@description('The names of the secrets and the client at Maskinporten, for the rotation of keys.')
output noekkelinnstillinger object = funksjonsapp.outputs.noekkelinnstillinger

@description('The address the service calls others from.')
output utgaaendeAdresse string = nettverk.outputs.utgaaendeAdresse
