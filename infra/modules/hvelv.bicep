// The vault of the keys. Their values never pass through a template: infra/noekler makes them.

@description('Required. Name, unique in the world.')
@minLength(3)
@maxLength(24)
param navn string

@description('Required. Region.')
param location string

@description('Required. Tags.')
param merker object

@description('Required. IPv4 addresses that may reach it from outside the network.')
param driftsadresser string[]

@description('Required. The workspace that takes its logs.')
param arbeidsomraadeId string

@description('Required. Whether it is locked against deletion.')
param laas bool

resource hvelv 'Microsoft.KeyVault/vaults@2026-02-01' = {
  name: navn
  location: location
  tags: merker
  properties: {
    tenantId: tenant().tenantId
    sku: {
      family: 'A'
      name: 'standard'
    }
    enableRbacAuthorization: true
    enableSoftDelete: true
    softDeleteRetentionInDays: 90
    enablePurgeProtection: true
    enabledForDeployment: false
    enabledForDiskEncryption: false
    enabledForTemplateDeployment: false
    publicNetworkAccess: empty(driftsadresser) ? 'Disabled' : 'Enabled'
    networkAcls: {
      defaultAction: 'Deny'
      bypass: 'None'
      virtualNetworkRules: []
      ipRules: [
        for adresse in driftsadresser: {
          value: adresse
        }
      ]
    }
  }
}

resource logg 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  scope: hvelv
  name: 'logg'
  properties: {
    workspaceId: arbeidsomraadeId
    logs: [
      {
        category: 'AuditEvent'
        enabled: true
      }
    ]
    metrics: [
      {
        category: 'AllMetrics'
        enabled: true
      }
    ]
  }
}

resource ikkeSlett 'Microsoft.Authorization/locks@2020-05-01' = if (laas) {
  scope: hvelv
  name: 'ikke-slett'
  properties: {
    level: 'CanNotDelete'
    notes: 'Holds the pepper, without which nobody can be found in the access log.'
  }
}

@description('The resource.')
output id string = hvelv.id

@description('The name.')
output navn string = hvelv.name

@description('The address.')
output url string = hvelv.properties.vaultUri
