// Budgets tell; they stop nothing. One for all of it, and one for each part that can run away unseen.

@description('Required. The name of the system and the environment, e.g. egenandel-test.')
param navn string

@description('Required. First day of the first month, yyyy-MM-01.')
param fra string

@description('Required. E-mail addresses.')
param varslingsadresser string[]

@description('Required. Each budget: name, amount a month, and the services it counts. No services: all of them.')
param budsjetter {
  navn: string
  beloep: int
  tjenester: string[]
}[]

resource budsjett 'Microsoft.Consumption/budgets@2023-11-01' = [
  for maal in budsjetter: {
    name: 'budsjett-${navn}-${maal.navn}'
    properties: {
      category: 'Cost'
      timeGrain: 'Monthly'
      timePeriod: {
        startDate: '${fra}T00:00:00Z'
      }
      amount: maal.beloep
      filter: empty(maal.tjenester)
        ? null
        : {
            dimensions: {
              name: 'MeterCategory'
              operator: 'In'
              values: maal.tjenester
            }
          }
      notifications: {
        brukt80: {
          enabled: true
          operator: 'GreaterThanOrEqualTo'
          threshold: 80
          thresholdType: 'Actual'
          contactEmails: varslingsadresser
        }
        ventet100: {
          enabled: true
          operator: 'GreaterThanOrEqualTo'
          threshold: 100
          thresholdType: 'Forecasted'
          contactEmails: varslingsadresser
        }
      }
    }
  }
]
