// Alarms. Each has the name of its page in docs/runbook, and says so in what it sends.

@description('Required. The name of the system and the environment, e.g. egenandel-test.')
param navn string

@description('Required. Region.')
param location string

@description('Required. Tags.')
param merker object

@description('Required. Where the service answers.')
param vertsnavn string

@description('Required. The storage account.')
param lagernavn string

@description('Required. The vault.')
param hvelvnavn string

@description('Required. Application Insights.')
param innsiktnavn string

@description('Required. The workspace.')
param arbeidsomraadeId string

@description('Required. Who hears of them.')
param varslingsgruppeId string

// Severity: 0 nothing works, 1 something does not, 2 it soon will not, 3 look at it when there is time.
// The queries read the log lines of functions/http/boundary.ts, functions/bakgrunn.ts and functions/main.ts, and requests as the
// host counts them.
var loggalarmer = [
  {
    navn: 'oppslagslogg-feiler'
    hva: 'The access log cannot be written. Every look-up is refused.'
    alvorlighet: 0
    hyppighet: 'PT5M'
    vindu: 'PT5M'
    spoerring: 'AppTraces | where Message has "OPPSLAGSLOGG_FEILET"'
  }
  {
    navn: 'ingen-livstegn'
    hva: 'No answer to a health check has been logged for a quarter of an hour: the service is away, or its telemetry is.'
    alvorlighet: 1
    hyppighet: 'PT5M'
    vindu: 'PT15M'
    spoerring: 'AppRequests | where Name == "helse" and Success == true | summarize antall = count() | where antall == 0'
  }
  {
    navn: 'feilsvar'
    hva: 'More than one in twenty requests is answered 5xx.'
    alvorlighet: 1
    hyppighet: 'PT5M'
    vindu: 'PT15M'
    spoerring: 'AppRequests | where Name != "helse" | summarize alle = count(), feil = countif(toint(ResultCode) >= 500) | where feil >= 3 and feil * 20 > alle'
  }
  {
    navn: 'intern-feil'
    hva: 'A bug has been met.'
    alvorlighet: 2
    hyppighet: 'PT15M'
    vindu: 'PT15M'
    spoerring: 'AppTraces | where Message has "INTERN_FEIL"'
  }
  {
    navn: 'motpart-feiler'
    hva: 'Maskinporten or Skatteetaten does not answer, or not as it should.'
    alvorlighet: 2
    hyppighet: 'PT5M'
    vindu: 'PT15M'
    spoerring: 'AppTraces | where Message has "FORESPOERSEL_BESVART" | extend linje = parse_json(Message) | where linje.feilkode in ("motpart-utilgjengelig", "ugyldig-svar") | summarize antall = count() by motpart = tostring(linje.motpart) | where antall >= 5'
  }
  {
    navn: 'feilkonfigurert'
    hva: 'A key, a client, a role or a scope of ours is wrong, or a key has expired.'
    alvorlighet: 1
    hyppighet: 'PT5M'
    vindu: 'PT15M'
    spoerring: 'AppTraces | where Message has "FORESPOERSEL_BESVART" | extend linje = parse_json(Message) | where linje.feilkode == "tilkobling-feilkonfigurert" | summarize antall = count() by aarsakskode = tostring(linje.aarsakskode)'
  }
  {
    navn: 'tilkoblingslager-feiler'
    hva: 'What is known of the municipalities\' connections cannot be read or written.'
    alvorlighet: 1
    hyppighet: 'PT5M'
    vindu: 'PT15M'
    spoerring: 'AppTraces | where Message has "TILKOBLINGSLAGER_FEILET"'
  }
  {
    navn: 'nattkontroll-uteblir'
    hva: 'No check of the municipalities\' connections has reached its end for two nights.'
    alvorlighet: 3
    hyppighet: 'PT1H'
    vindu: 'P2D'
    // A run that was stopped writes the line too, and says by what.
    spoerring: 'AppTraces | where Message has "TILKOBLINGER_KONTROLLERT" | extend linje = parse_json(Message) | where isempty(tostring(linje.stanset)) | summarize antall = count() | where antall == 0'
  }
  {
    navn: 'hendelser-ikke-lest'
    hva: 'The feed of settlement events is not read, or what is kept of it cannot be: municipalities are not told of changes.'
    alvorlighet: 2
    hyppighet: 'PT1H'
    vindu: 'PT6H'
    // Where nobody subscribes the reader says HENDELSER_LEST too: no such line means that it has not run to its end.
    // An event that could not be read is passed over, and seen once.
    spoerring: 'AppTraces | where Message has "HENDELSER_LEST" or Message has "HENDELSER_IKKE_LEST" or Message has "HENDELSESLAGER_FEILET" | extend linje = parse_json(Message) | summarize lest = countif(Message has "HENDELSER_LEST"), feil = countif(Message !has "HENDELSER_LEST"), tapt = countif(toint(linje.uleselige) > 0 or toint(linje.baklengs) > 0) | where lest == 0 or feil >= 3 or tapt > 0'
  }
  {
    navn: 'hendelser-ikke-ryddet'
    hva: 'What is out of date of the subscriptions has not all been deleted for two nights: it is kept for longer than anybody needs it.'
    alvorlighet: 2
    hyppighet: 'PT1H'
    vindu: 'P2D'
    spoerring: 'AppTraces | where Message has "HENDELSER_RYDDET" or Message has "HENDELSER_IKKE_RYDDET" | extend linje = parse_json(Message) | summarize ryddet = countif(tobool(linje.ferdig)), feil = countif(Message has "HENDELSER_IKKE_RYDDET") | where ryddet == 0 or feil >= 2'
  }
  {
    navn: 'etteroppgjoer-stanset'
    hva: 'A settlement in bulk has been given up, a message of nobody lay in its queue, or what is kept of them cannot be read or written.'
    alvorlighet: 2
    hyppighet: 'PT15M'
    vindu: 'PT15M'
    spoerring: 'AppTraces | where Message has "ETTEROPPGJOER_STANSET" or Message has "ETTEROPPGJOER_FREMMED_MELDING" or Message has "ETTEROPPGJOERLAGER_FEILET" | summarize stanset = countif(Message !has "ETTEROPPGJOERLAGER_FEILET"), lager = countif(Message has "ETTEROPPGJOERLAGER_FEILET") | where stanset > 0 or lager >= 3'
  }
  {
    navn: 'webhook-stanset'
    hva: 'A municipality\'s receiver has taken nothing for five days, or says that it is gone, or webhooks cannot be sent, or what is kept of them cannot be read or written: somebody is not told of changes.'
    alvorlighet: 3
    hyppighet: 'PT1H'
    vindu: 'PT1H'
    spoerring: 'AppTraces | where Message has "WEBHOOK_STANSET" or Message has "WEBHOOK_IKKE_VARSLET" or Message has "WEBHOOKLAGER_FEILET" | summarize stanset = countif(Message has "WEBHOOK_STANSET"), feil = countif(Message has "WEBHOOK_IKKE_VARSLET"), lager = countif(Message has "WEBHOOKLAGER_FEILET") | where stanset > 0 or feil >= 3 or lager >= 3'
  }
  {
    navn: 'telemetri-feiler'
    hva: 'The telemetry client could not be started on an instance, or what it sends is not taken in. The service goes on; calls and counts of it are not seen.'
    alvorlighet: 3
    hyppighet: 'PT1H'
    vindu: 'PT1H'
    spoerring: 'AppTraces | where Message has "TELEMETRI_FEILET"'
  }
  {
    navn: 'telemetritak'
    hva: 'The cap on telemetry of a day is reached: until tomorrow the other alarms see nothing.'
    alvorlighet: 1
    hyppighet: 'PT15M'
    vindu: 'PT15M'
    spoerring: '_LogOperation | where Operation =~ "Data collection stopped" and Detail has "OverQuota"'
  }
]

var maalalarmer = [
  {
    navn: 'hvelv-strupes'
    hva: 'Key Vault refuses calls because there are too many.'
    alvorlighet: 2
    ressurs: hvelv.id
    omraade: 'Microsoft.KeyVault/vaults'
    maal: 'ServiceApiResult'
    samling: 'Count'
    operator: 'GreaterThan'
    terskel: 0
    dimensjoner: [
      {
        name: 'StatusCode'
        operator: 'Include'
        values: [
          '429'
        ]
      }
    ]
  }
  {
    navn: 'hvelv-utilgjengelig'
    hva: 'Key Vault does not answer. Keys that are known are used for a day.'
    alvorlighet: 1
    ressurs: hvelv.id
    omraade: 'Microsoft.KeyVault/vaults'
    maal: 'Availability'
    samling: 'Average'
    operator: 'LessThan'
    terskel: 95
    dimensjoner: []
  }
  {
    navn: 'lager-strupes'
    hva: 'Storage refuses calls because there are too many.'
    alvorlighet: 2
    ressurs: lager.id
    omraade: 'Microsoft.Storage/storageAccounts'
    maal: 'Transactions'
    samling: 'Total'
    operator: 'GreaterThan'
    terskel: 0
    dimensjoner: [
      {
        name: 'ResponseType'
        operator: 'Include'
        values: [
          'ClientThrottlingError'
          'ClientAccountBandwidthThrottlingError'
          'ClientAccountRequestThrottlingError'
          'ServerBusyError'
        ]
      }
    ]
  }
]

resource hvelv 'Microsoft.KeyVault/vaults@2026-02-01' existing = {
  name: hvelvnavn
}

resource lager 'Microsoft.Storage/storageAccounts@2026-04-01' existing = {
  name: lagernavn
}

resource innsikt 'Microsoft.Insights/components@2020-02-02' existing = {
  name: innsiktnavn
}

resource loggalarm 'Microsoft.Insights/scheduledQueryRules@2026-03-01' = [
  for alarm in loggalarmer: {
    name: '${navn}-${alarm.navn}'
    location: location
    tags: merker
    kind: 'LogAlert'
    properties: {
      displayName: '${navn}: ${alarm.navn}'
      description: '${alarm.hva} See docs/runbook/${alarm.navn}.md.'
      severity: alarm.alvorlighet
      enabled: true
      autoMitigate: true
      scopes: [
        arbeidsomraadeId
      ]
      evaluationFrequency: alarm.hyppighet
      windowSize: alarm.vindu
      criteria: {
        allOf: [
          {
            criterionType: 'StaticThresholdCriterion'
            query: alarm.spoerring
            timeAggregation: 'Count'
            operator: 'GreaterThan'
            threshold: 0
            failingPeriods: {
              minFailingPeriodsToAlert: 1
              numberOfEvaluationPeriods: 1
            }
          }
        ]
      }
      actions: {
        actionGroups: [
          varslingsgruppeId
        ]
      }
    }
  }
]

resource maalalarm 'Microsoft.Insights/metricAlerts@2026-01-01' = [
  for alarm in maalalarmer: {
    name: '${navn}-${alarm.navn}'
    location: 'global'
    tags: merker
    properties: {
      description: '${alarm.hva} See docs/runbook/${alarm.navn}.md.'
      severity: alarm.alvorlighet
      enabled: true
      autoMitigate: true
      scopes: [
        alarm.ressurs
      ]
      evaluationFrequency: 'PT5M'
      windowSize: 'PT15M'
      criteria: {
        'odata.type': 'Microsoft.Azure.Monitor.SingleResourceMultipleMetricCriteria'
        allOf: [
          {
            criterionType: 'StaticThresholdCriterion'
            name: alarm.navn
            metricNamespace: alarm.omraade
            metricName: alarm.maal
            timeAggregation: alarm.samling
            operator: alarm.operator
            threshold: alarm.terskel
            dimensions: alarm.dimensjoner
          }
        ]
      }
      actions: [
        {
          actionGroupId: varslingsgruppeId
        }
      ]
    }
  }
]

// Asked from three places outside Norway every five minutes; the answer holds nothing but the version.
resource tilgjengelighetstest 'Microsoft.Insights/webtests@2022-06-15' = {
  name: '${navn}-tilgjengelighet'
  location: location
  tags: union(merker, {
    'hidden-link:${innsikt.id}': 'Resource'
  })
  kind: 'standard'
  properties: {
    SyntheticMonitorId: '${navn}-tilgjengelighet'
    Name: '${navn}-tilgjengelighet'
    Enabled: true
    Frequency: 300
    Timeout: 30
    Kind: 'standard'
    RetryEnabled: true
    Locations: [
      {
        Id: 'emea-nl-ams-azr'
      }
      {
        Id: 'emea-gb-db3-azr'
      }
      {
        Id: 'emea-fr-pra-edge'
      }
    ]
    Request: {
      RequestUrl: 'https://${vertsnavn}/api/helse'
      HttpVerb: 'GET'
      ParseDependentRequests: false
      FollowRedirects: false
    }
    ValidationRules: {
      ExpectedHttpStatusCode: 200
      SSLCheck: true
      SSLCertRemainingLifetimeCheck: 14
    }
  }
}

resource tilgjengelighet 'Microsoft.Insights/metricAlerts@2026-01-01' = {
  name: '${navn}-tilgjengelighet'
  location: 'global'
  tags: merker
  properties: {
    description: 'The service does not answer from outside. See docs/runbook/tilgjengelighet.md.'
    severity: 0
    enabled: true
    autoMitigate: true
    scopes: [
      tilgjengelighetstest.id
      innsikt.id
    ]
    evaluationFrequency: 'PT5M'
    windowSize: 'PT15M'
    criteria: {
      'odata.type': 'Microsoft.Azure.Monitor.WebtestLocationAvailabilityCriteria'
      webTestId: tilgjengelighetstest.id
      componentId: innsikt.id
      failedLocationCount: 2
    }
    actions: [
      {
        actionGroupId: varslingsgruppeId
      }
    ]
  }
}

// The vault itself tells thirty days before a secret expires, and when it has. The end of a key is set where it is made.
resource hvelvhendelser 'Microsoft.EventGrid/systemTopics@2025-02-15' = {
  name: '${navn}-hvelv'
  location: location
  tags: merker
  properties: {
    source: hvelv.id
    topicType: 'Microsoft.KeyVault.vaults'
  }
}

resource noekkelUtloeper 'Microsoft.EventGrid/systemTopics/eventSubscriptions@2025-02-15' = {
  parent: hvelvhendelser
  name: 'noekkel-utloeper'
  properties: {
    // The only schema that alarms take.
    eventDeliverySchema: 'CloudEventSchemaV1_0'
    filter: {
      includedEventTypes: [
        'Microsoft.KeyVault.SecretNearExpiry'
        'Microsoft.KeyVault.SecretExpired'
      ]
    }
    destination: {
      endpointType: 'MonitorAlert'
      properties: {
        severity: 'Sev2'
        description: 'A key expires within thirty days, or has. See docs/runbook/noekkel-utloeper.md.'
        actionGroups: [
          varslingsgruppeId
        ]
      }
    }
  }
}

resource azureHendelse 'Microsoft.Insights/activityLogAlerts@2026-01-01' = {
  name: '${navn}-azure-hendelse'
  location: 'global'
  tags: merker
  properties: {
    description: 'Azure says that something it runs is out of order. See docs/runbook/azure-hendelse.md.'
    enabled: true
    scopes: [
      subscription().id
    ]
    condition: {
      allOf: [
        {
          field: 'category'
          equals: 'ServiceHealth'
        }
      ]
    }
    actions: {
      actionGroups: [
        {
          actionGroupId: varslingsgruppeId
        }
      ]
    }
  }
}
