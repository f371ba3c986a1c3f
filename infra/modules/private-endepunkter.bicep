// A private endpoint with its name in the DNS zone, for each of the services given.

@description('Required. Region.')
param location string

@description('Required. Tags.')
param merker object

@description('Required. The subnet they are in.')
param subnettId string

@description('Required. Each service: name of the endpoint, resource, group and DNS zone.')
param endepunkter {
  navn: string
  ressursId: string
  gruppe: string
  soneId: string
}[]

resource endepunkt 'Microsoft.Network/privateEndpoints@2025-09-01' = [
  for til in endepunkter: {
    name: til.navn
    location: location
    tags: merker
    properties: {
      subnet: {
        id: subnettId
      }
      privateLinkServiceConnections: [
        {
          name: til.gruppe
          properties: {
            privateLinkServiceId: til.ressursId
            groupIds: [
              til.gruppe
            ]
          }
        }
      ]
    }
  }
]

resource oppslag 'Microsoft.Network/privateEndpoints/privateDnsZoneGroups@2025-09-01' = [
  for (til, nr) in endepunkter: {
    parent: endepunkt[nr]
    name: 'default'
    properties: {
      privateDnsZoneConfigs: [
        {
          name: til.gruppe
          properties: {
            privateDnsZoneId: til.soneId
          }
        }
      ]
    }
  }
]
