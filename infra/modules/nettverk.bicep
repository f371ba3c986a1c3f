// One network: a subnet the app calls out from, through a gateway with a fixed address, and a subnet with the private endpoints
// of storage and vault, which only the app may reach.

@description('Required. The name of the system and the environment, e.g. egenandel-test.')
param navn string

@description('Required. Region.')
param location string

@description('Required. Tags.')
param merker object

var nett = '10.40.0.0/24'
var funksjonsnett = '10.40.0.0/26'
var endepunktnett = '10.40.0.64/27'

var sonenavn = {
  blob: 'privatelink.blob.${environment().suffixes.storage}'
  table: 'privatelink.table.${environment().suffixes.storage}'
  queue: 'privatelink.queue.${environment().suffixes.storage}'
  vault: 'privatelink.vaultcore.azure.net'
}
var tjenester = [
  'blob'
  'table'
  'queue'
  'vault'
]

resource utgaaende 'Microsoft.Network/publicIPAddresses@2025-09-01' = {
  name: 'pip-${navn}'
  location: location
  tags: merker
  sku: {
    name: 'Standard'
  }
  properties: {
    publicIPAllocationMethod: 'Static'
  }
}

resource gateway 'Microsoft.Network/natGateways@2025-09-01' = {
  name: 'ng-${navn}'
  location: location
  tags: merker
  sku: {
    name: 'Standard'
  }
  properties: {
    publicIpAddresses: [
      {
        id: utgaaende.id
      }
    ]
  }
}

// Nothing comes in here: the subnet is for calls out. The rules of the platform stay as they are.
resource funksjonsregler 'Microsoft.Network/networkSecurityGroups@2025-09-01' = {
  name: 'nsg-${navn}-funksjoner'
  location: location
  tags: merker
  properties: {
    securityRules: []
  }
}

resource endepunktregler 'Microsoft.Network/networkSecurityGroups@2025-09-01' = {
  name: 'nsg-${navn}-endepunkter'
  location: location
  tags: merker
  properties: {
    securityRules: [
      {
        name: 'FunksjonerTilEndepunkter'
        properties: {
          description: 'The app reaches storage and vault.'
          priority: 100
          direction: 'Inbound'
          access: 'Allow'
          protocol: 'Tcp'
          sourceAddressPrefix: funksjonsnett
          sourcePortRange: '*'
          destinationAddressPrefix: endepunktnett
          destinationPortRange: '443'
        }
      }
      {
        name: 'IngenAndre'
        properties: {
          description: 'Nobody else does.'
          priority: 4000
          direction: 'Inbound'
          access: 'Deny'
          protocol: '*'
          sourceAddressPrefix: '*'
          sourcePortRange: '*'
          destinationAddressPrefix: '*'
          destinationPortRange: '*'
        }
      }
    ]
  }
}

resource vnett 'Microsoft.Network/virtualNetworks@2025-09-01' = {
  name: 'vnet-${navn}'
  location: location
  tags: merker
  properties: {
    addressSpace: {
      addressPrefixes: [
        nett
      ]
    }
    subnets: [
      {
        name: 'funksjoner'
        properties: {
          addressPrefix: funksjonsnett
          defaultOutboundAccess: false
          natGateway: {
            id: gateway.id
          }
          networkSecurityGroup: {
            id: funksjonsregler.id
          }
          delegations: [
            {
              name: 'flex'
              properties: {
                serviceName: 'Microsoft.App/environments'
              }
            }
          ]
        }
      }
      {
        name: 'endepunkter'
        properties: {
          addressPrefix: endepunktnett
          defaultOutboundAccess: false
          privateEndpointNetworkPolicies: 'NetworkSecurityGroupEnabled'
          networkSecurityGroup: {
            id: endepunktregler.id
          }
        }
      }
    ]
  }

  resource funksjoner 'subnets' existing = {
    name: 'funksjoner'
  }

  resource endepunkter 'subnets' existing = {
    name: 'endepunkter'
  }
}

resource soner 'Microsoft.Network/privateDnsZones@2024-06-01' = [
  for tjeneste in tjenester: {
    name: sonenavn[tjeneste]
    location: 'global'
    tags: merker
  }
]

resource sonelenker 'Microsoft.Network/privateDnsZones/virtualNetworkLinks@2024-06-01' = [
  for (tjeneste, nr) in tjenester: {
    parent: soner[nr]
    name: vnett.name
    location: 'global'
    tags: merker
    properties: {
      registrationEnabled: false
      virtualNetwork: {
        id: vnett.id
      }
    }
  }
]

@description('The subnet of the app.')
output funksjonssubnettId string = vnett::funksjoner.id

@description('The subnet of the private endpoints.')
output endepunktsubnettId string = vnett::endepunkter.id

@description('The DNS zone of each service.')
output soner object = {
  blob: soner[0].id
  table: soner[1].id
  queue: soner[2].id
  vault: soner[3].id
}

@description('The address of calls out.')
output utgaaendeAdresse string = utgaaende.properties.ipAddress
