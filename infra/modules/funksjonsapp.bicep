// The function app on Flex Consumption, with the settings of the service. Its package comes later, by one deploy into the
// container given here (infra/deploy).

@description('Required. Name, unique in the world.')
param navn string

@description('Required. The name of the plan.')
param plannavn string

@description('Required. Region.')
param location string

@description('Required. Tags.')
param merker object

@description('Required. The identity.')
param identitetId string

@description('Required. What the identity asks for tokens with.')
param identitetClientId string

@description('Required. The storage account.')
param lagernavn string

@description('Required. The container of the package.')
param pakkecontainer string

@description('Required. The vault.')
param hvelvnavn string

@description('Required. Application Insights.')
param innsiktnavn string

@description('Required. The workspace that takes its logs.')
param arbeidsomraadeId string

@description('Required. The subnet it calls out from.')
param subnettId string

@description('Required. IPv4 ranges that may call; empty for everybody.')
param kallernett string[]

@description('Required. Memory of an instance in MB.')
param instansminne int

@description('Required. Instances for HTTP that are always warm.')
param alltidKlare int

@description('Required. The most instances there may be.')
param flestInstanser int

@description('Required. Extra arguments to the Node process; empty for none.')
param nodeargumenter string

@description('Required. Settings that are given from outside.')
param innstillinger object

// Requests at a time in one instance. A look-up waits for others nearly all its time; documents are what needs the core.
var samtidigePerInstans = 16

var hvelvUrl = 'https://${hvelvnavn}${environment().suffixes.keyvaultDns}'

// What the service reads and this deployment knows.
var tilknytninger = {
  KEY_VAULT_URL: hvelvUrl
  STORAGE_TABLE_URL: 'https://${lagernavn}.table.${environment().suffixes.storage}'
  STORAGE_BLOB_URL: 'https://${lagernavn}.blob.${environment().suffixes.storage}'
  STORAGE_QUEUE_URL: 'https://${lagernavn}.queue.${environment().suffixes.storage}'
  AZURE_CLIENT_ID: identitetClientId
  APPLICATIONINSIGHTS_CONNECTION_STRING: innsikt.properties.ConnectionString
}

// What the host reads, and the service does not.
var plattform = {
  AzureWebJobsStorage__blobServiceUri: 'https://${lagernavn}.blob.${environment().suffixes.storage}'
  AzureWebJobsStorage__queueServiceUri: 'https://${lagernavn}.queue.${environment().suffixes.storage}'
  AzureWebJobsStorage__credential: 'managedidentity'
  AzureWebJobsStorage__clientId: identitetClientId
  APPLICATIONINSIGHTS_AUTHENTICATION_STRING: 'ClientId=${identitetClientId};Authorization=AAD'
}

// Heap flags and the like go here and nowhere else.
var node = empty(nodeargumenter) ? {} : { languageWorkers__node__arguments: nodeargumenter }

var kallerregler = [
  for (nett, nr) in kallernett: {
    name: 'kaller-${nr}'
    ipAddress: nett
    action: 'Allow'
    priority: 200 + nr
  }
]

resource innsikt 'Microsoft.Insights/components@2020-02-02' existing = {
  name: innsiktnavn
}

resource plan 'Microsoft.Web/serverfarms@2025-03-01' = {
  name: plannavn
  location: location
  tags: merker
  kind: 'functionapp'
  sku: {
    name: 'FC1'
    tier: 'FlexConsumption'
  }
  properties: {
    reserved: true
  }
}

resource app 'Microsoft.Web/sites@2025-03-01' = {
  name: navn
  location: location
  tags: merker
  kind: 'functionapp,linux'
  identity: {
    type: 'UserAssigned'
    userAssignedIdentities: {
      '${identitetId}': {}
    }
  }
  properties: {
    serverFarmId: plan.id
    httpsOnly: true
    clientAffinityEnabled: false
    publicNetworkAccess: 'Enabled'
    sshEnabled: false
    virtualNetworkSubnetId: subnettId
    functionAppConfig: {
      deployment: {
        storage: {
          type: 'blobContainer'
          value: 'https://${lagernavn}.blob.${environment().suffixes.storage}/${pakkecontainer}'
          authentication: {
            type: 'UserAssignedIdentity'
            userAssignedIdentityResourceId: identitetId
          }
        }
      }
      runtime: {
        name: 'node'
        version: '24'
      }
      scaleAndConcurrency: {
        instanceMemoryMB: instansminne
        maximumInstanceCount: flestInstanser
        alwaysReady: alltidKlare == 0
          ? []
          : [
              {
                name: 'http'
                instanceCount: alltidKlare
              }
            ]
        triggers: {
          http: {
            perInstanceConcurrency: samtidigePerInstans
          }
        }
      }
    }
    siteConfig: {
      minTlsVersion: '1.2'
      scmMinTlsVersion: '1.2'
      http20Enabled: true
      remoteDebuggingEnabled: false
      ftpsState: 'Disabled'
      cors: {
        allowedOrigins: []
        supportCredentials: false
      }
      ipSecurityRestrictionsDefaultAction: empty(kallernett) ? 'Allow' : 'Deny'
      ipSecurityRestrictions: concat(
        [
          {
            name: 'tilgjengelighetstest'
            ipAddress: 'ApplicationInsightsAvailability'
            tag: 'ServiceTag'
            action: 'Allow'
            priority: 100
          }
        ],
        kallerregler
      )
      scmIpSecurityRestrictionsUseMain: false
      scmIpSecurityRestrictionsDefaultAction: 'Allow'
    }
  }
}

resource ingenPassordScm 'Microsoft.Web/sites/basicPublishingCredentialsPolicies@2025-03-01' = {
  parent: app
  name: 'scm'
  properties: {
    allow: false
  }
}

resource ingenPassordFtp 'Microsoft.Web/sites/basicPublishingCredentialsPolicies@2025-03-01' = {
  parent: app
  name: 'ftp'
  properties: {
    allow: false
  }
}

resource appinnstillinger 'Microsoft.Web/sites/config@2025-03-01' = {
  parent: app
  name: 'appsettings'
  properties: union(innstillinger, tilknytninger, plattform, node)
}

resource applogg 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  scope: app
  name: 'logg'
  properties: {
    workspaceId: arbeidsomraadeId
    logs: [
      {
        category: 'AppServiceAuthenticationLogs'
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

resource planlogg 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  scope: plan
  name: 'logg'
  properties: {
    workspaceId: arbeidsomraadeId
    metrics: [
      {
        category: 'AllMetrics'
        enabled: true
      }
    ]
  }
}

@description('The name.')
output navn string = app.name

@description('The host name.')
output vertsnavn string = app.properties.defaultHostName

@description('What the rotation of keys must know. Names and addresses, no keys.')
output noekkelinnstillinger object = {
  KEY_VAULT_URL: hvelvUrl
  MASKINPORTEN_ISSUER: innstillinger.MASKINPORTEN_ISSUER
  MASKINPORTEN_CLIENT_ID: innstillinger.MASKINPORTEN_CLIENT_ID
  MASKINPORTEN_KEY_SECRET: innstillinger.MASKINPORTEN_KEY_SECRET
  SEGL_KEY_SECRET: innstillinger.SEGL_KEY_SECRET
  LOGG_PEPPER_SECRET: innstillinger.LOGG_PEPPER_SECRET
  TILLITSANKERE_SECRET: innstillinger.TILLITSANKERE_SECRET
}
