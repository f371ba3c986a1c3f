// The identity of the app. It has no password and no key; what it may do stands in roller.bicep.

@description('Required. Name.')
param navn string

@description('Required. Region.')
param location string

@description('Required. Tags.')
param merker object

resource identitet 'Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30' = {
  name: navn
  location: location
  tags: merker
}

@description('The resource.')
output id string = identitet.id

@description('What roles are given to.')
output principalId string = identitet.properties.principalId

@description('What the app asks for tokens with.')
output clientId string = identitet.properties.clientId
