// Where logs and telemetry end up, and who hears of alarms.

@description('Required. The name of the system and the environment, e.g. egenandel-test.')
param navn string

@description('Required. Region.')
param location string

@description('Required. Tags.')
param merker object

@description('Required. Days that logs are kept.')
param loggdager int

@description('Required. The most taken in a day, in GB.')
param telemetritakGb int

@description('Required. E-mail addresses.')
param varslingsadresser string[]

resource arbeidsomraade 'Microsoft.OperationalInsights/workspaces@2026-03-01' = {
  name: 'log-${navn}'
  location: location
  tags: merker
  properties: {
    sku: {
      name: 'PerGB2018'
    }
    retentionInDays: loggdager
    workspaceCapping: {
      dailyQuotaGb: telemetritakGb
    }
    features: {
      disableLocalAuth: true
      enableLogAccessUsingOnlyResourcePermissions: true
    }
  }
}

resource innsikt 'Microsoft.Insights/components@2020-02-02' = {
  name: 'appi-${navn}'
  location: location
  tags: merker
  kind: 'web'
  properties: {
    Application_Type: 'web'
    WorkspaceResourceId: arbeidsomraade.id
    IngestionMode: 'LogAnalytics'
    DisableLocalAuth: true
  }
}

resource varslingsgruppe 'Microsoft.Insights/actionGroups@2023-01-01' = {
  name: 'ag-${navn}'
  location: 'global'
  tags: merker
  properties: {
    enabled: true
    groupShortName: 'egenandel'
    emailReceivers: [
      for (adresse, nr) in varslingsadresser: {
        name: 'mottaker-${nr}'
        emailAddress: adresse
        useCommonAlertSchema: true
      }
    ]
  }
}

@description('The workspace.')
output arbeidsomraadeId string = arbeidsomraade.id

@description('The name of Application Insights.')
output innsiktnavn string = innsikt.name

@description('The action group.')
output varslingsgruppeId string = varslingsgruppe.id
