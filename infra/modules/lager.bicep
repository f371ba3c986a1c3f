// Storage: the access log and what else is kept in tables, signed declarations, settlements in bulk, and the package of the app.
// No keys: everybody who reads or writes has an identity with a role.

@description('Required. Name, unique in the world.')
@minLength(3)
@maxLength(24)
param navn string

@description('Required. Region.')
param location string

@description('Required. Tags.')
param merker object

@description('Required. Replication.')
param replikering string

@description('Required. IPv4 addresses that may reach it from outside the network.')
param driftsadresser string[]

@description('Required. The workspace that takes its logs.')
param arbeidsomraadeId string

@description('Required. Whether it is locked against deletion.')
param laas bool

// The tables, containers and queues of test/standins/azure/create-storage.ts: a test holds the two together.
var tabellnavn = [
  'oppslagslogg'
  'tilkoblinger'
  'abonnementer'
  'hendelser'
]
var containernavn = [
  'tilslutningserklaeringer'
  'etteroppgjoer'
]
var koenavn = [
  'etteroppgjoer'
  'etteroppgjoer-poison'
]
var pakker = 'pakker'

// A settlement in bulk holds tax data of many. It is fetched within days, and gone after a month and the week it can be undone.
var slettEtterDager = 30
var angredager = 7

resource konto 'Microsoft.Storage/storageAccounts@2026-04-01' = {
  name: navn
  location: location
  tags: merker
  kind: 'StorageV2'
  sku: {
    name: replikering
  }
  properties: {
    accessTier: 'Hot'
    allowSharedKeyAccess: false
    defaultToOAuthAuthentication: true
    allowBlobPublicAccess: false
    allowCrossTenantReplication: false
    allowedCopyScope: 'AAD'
    isLocalUserEnabled: false
    isSftpEnabled: false
    supportsHttpsTrafficOnly: true
    minimumTlsVersion: 'TLS1_2'
    publicNetworkAccess: empty(driftsadresser) ? 'Disabled' : 'Enabled'
    networkAcls: {
      defaultAction: 'Deny'
      bypass: 'None'
      virtualNetworkRules: []
      ipRules: [
        for adresse in driftsadresser: {
          value: adresse
          action: 'Allow'
        }
      ]
    }
  }
}

resource blober 'Microsoft.Storage/storageAccounts/blobServices@2026-04-01' = {
  parent: konto
  name: 'default'
  properties: {
    deleteRetentionPolicy: {
      enabled: true
      days: angredager
    }
    containerDeleteRetentionPolicy: {
      enabled: true
      days: angredager
    }
  }
}

resource containere 'Microsoft.Storage/storageAccounts/blobServices/containers@2026-04-01' = [
  for container in concat(containernavn, [pakker]): {
    parent: blober
    name: container
    properties: {
      publicAccess: 'None'
    }
  }
]

resource levetid 'Microsoft.Storage/storageAccounts/managementPolicies@2026-04-01' = {
  parent: konto
  name: 'default'
  properties: {
    policy: {
      rules: [
        {
          name: 'slett-etteroppgjoer'
          type: 'Lifecycle'
          enabled: true
          definition: {
            filters: {
              blobTypes: [
                'blockBlob'
              ]
              prefixMatch: [
                'etteroppgjoer/'
              ]
            }
            actions: {
              baseBlob: {
                delete: {
                  daysAfterModificationGreaterThan: slettEtterDager
                }
              }
              snapshot: {
                delete: {
                  daysAfterCreationGreaterThan: slettEtterDager
                }
              }
            }
          }
        }
      ]
    }
  }
  dependsOn: [
    blober
  ]
}

resource tabelltjeneste 'Microsoft.Storage/storageAccounts/tableServices@2026-04-01' = {
  parent: konto
  name: 'default'
}

resource tabeller 'Microsoft.Storage/storageAccounts/tableServices/tables@2026-04-01' = [
  for tabell in tabellnavn: {
    parent: tabelltjeneste
    name: tabell
  }
]

resource koetjeneste 'Microsoft.Storage/storageAccounts/queueServices@2026-04-01' = {
  parent: konto
  name: 'default'
}

resource koeer 'Microsoft.Storage/storageAccounts/queueServices/queues@2026-04-01' = [
  for koe in koenavn: {
    parent: koetjeneste
    name: koe
  }
]

resource bloblogg 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  scope: blober
  name: 'logg'
  properties: {
    workspaceId: arbeidsomraadeId
    logs: [
      {
        categoryGroup: 'audit'
        enabled: true
      }
    ]
    metrics: [
      {
        category: 'Transaction'
        enabled: true
      }
    ]
  }
}

resource tabellogg 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  scope: tabelltjeneste
  name: 'logg'
  properties: {
    workspaceId: arbeidsomraadeId
    logs: [
      {
        categoryGroup: 'audit'
        enabled: true
      }
    ]
    metrics: [
      {
        category: 'Transaction'
        enabled: true
      }
    ]
  }
}

resource koelogg 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  scope: koetjeneste
  name: 'logg'
  properties: {
    workspaceId: arbeidsomraadeId
    logs: [
      {
        categoryGroup: 'audit'
        enabled: true
      }
    ]
    metrics: [
      {
        category: 'Transaction'
        enabled: true
      }
    ]
  }
}

resource ikkeSlett 'Microsoft.Authorization/locks@2020-05-01' = if (laas) {
  scope: konto
  name: 'ikke-slett'
  properties: {
    level: 'CanNotDelete'
    notes: 'Holds the access log, which people have a right to see.'
  }
}

@description('The resource.')
output id string = konto.id

@description('The name.')
output navn string = konto.name

@description('The tables, for roles.')
output tabeller string[] = tabellnavn

@description('The queues, for roles.')
output koeer string[] = koenavn

@description('The container of the app package.')
output pakkecontainer string = pakker
