// Every role assignment there is. The app may do what its code does, on the very tables, queues and vault it does it with.

@description('Required. The storage account.')
param lagernavn string

@description('Required. The vault.')
param hvelvnavn string

@description('Required. Application Insights.')
param innsiktnavn string

@description('Required. The tables the app reads and writes.')
param tabeller string[]

@description('Required. The queues the app reads and writes.')
param koeer string[]

@description('Required. The identity of the app.')
param appPrincipalId string

@description('Required. Object id of the group that makes and rotates keys.')
param driftsgruppe string

// Built-in roles (learn.microsoft.com, Azure built-in roles).
var blobeier = subscriptionResourceId('Microsoft.Authorization/roleDefinitions', 'b7e6dc6d-f1e8-4753-8033-0f276bb0955b')
var tabellbidragsyter = subscriptionResourceId('Microsoft.Authorization/roleDefinitions', '0a9a7e1f-b9d0-4cc4-a60d-0319b160aaa3')
var koebidragsyter = subscriptionResourceId('Microsoft.Authorization/roleDefinitions', '974c5e8b-45b9-4653-ba55-5f855dd0fb88')
var hemmelighetsleser = subscriptionResourceId('Microsoft.Authorization/roleDefinitions', '4633458b-17de-408a-b874-0445c86b69e6')
var hemmelighetsforvalter = subscriptionResourceId('Microsoft.Authorization/roleDefinitions', 'b86a8fe4-44ce-4948-aee5-eccb2c155cd7')
var maalingsutgiver = subscriptionResourceId('Microsoft.Authorization/roleDefinitions', '3913510d-42f4-4e42-8a64-420c390055eb')

resource konto 'Microsoft.Storage/storageAccounts@2026-04-01' existing = {
  name: lagernavn
}

resource tabelltjeneste 'Microsoft.Storage/storageAccounts/tableServices@2026-04-01' existing = {
  parent: konto
  name: 'default'
}

resource tabell 'Microsoft.Storage/storageAccounts/tableServices/tables@2026-04-01' existing = [
  for navn in tabeller: {
    parent: tabelltjeneste
    name: navn
  }
]

resource koetjeneste 'Microsoft.Storage/storageAccounts/queueServices@2026-04-01' existing = {
  parent: konto
  name: 'default'
}

resource koe 'Microsoft.Storage/storageAccounts/queueServices/queues@2026-04-01' existing = [
  for navn in koeer: {
    parent: koetjeneste
    name: navn
  }
]

resource hvelv 'Microsoft.KeyVault/vaults@2026-02-01' existing = {
  name: hvelvnavn
}

resource innsikt 'Microsoft.Insights/components@2020-02-02' existing = {
  name: innsiktnavn
}

// The host of the app makes containers of its own for locks and keys, and fetches the package: the account is the least it can do with.
resource appBlober 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: konto
  name: guid(konto.id, appPrincipalId, blobeier)
  properties: {
    principalId: appPrincipalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: blobeier
  }
}

resource appTabeller 'Microsoft.Authorization/roleAssignments@2022-04-01' = [
  for (navn, nr) in tabeller: {
    scope: tabell[nr]
    name: guid(tabell[nr].id, appPrincipalId, tabellbidragsyter)
    properties: {
      principalId: appPrincipalId
      principalType: 'ServicePrincipal'
      roleDefinitionId: tabellbidragsyter
    }
  }
]

resource appKoeer 'Microsoft.Authorization/roleAssignments@2022-04-01' = [
  for (navn, nr) in koeer: {
    scope: koe[nr]
    name: guid(koe[nr].id, appPrincipalId, koebidragsyter)
    properties: {
      principalId: appPrincipalId
      principalType: 'ServicePrincipal'
      roleDefinitionId: koebidragsyter
    }
  }
]

resource appHemmeligheter 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: hvelv
  name: guid(hvelv.id, appPrincipalId, hemmelighetsleser)
  properties: {
    principalId: appPrincipalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: hemmelighetsleser
  }
}

resource appTelemetri 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: innsikt
  name: guid(innsikt.id, appPrincipalId, maalingsutgiver)
  properties: {
    principalId: appPrincipalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: maalingsutgiver
  }
}

resource driftHemmeligheter 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: hvelv
  name: guid(hvelv.id, driftsgruppe, hemmelighetsforvalter)
  properties: {
    principalId: driftsgruppe
    principalType: 'Group'
    roleDefinitionId: hemmelighetsforvalter
  }
}
