import { mutantsOf, type Mutant } from "./mutant.ts";

const LOG_ROW = "    logs: [\n      {\n        categoryGroup: 'audit'\n        enabled: true";

const CAP = `  {
    navn: 'telemetritak'
    hva: 'The cap on telemetry of a day is reached: until tomorrow the other alarms see nothing.'
    alvorlighet: 1
    hyppighet: 'PT15M'
    vindu: 'PT15M'
    spoerring: '_LogOperation | where Operation =~ "Data collection stopped" and Detail has "OverQuota"'
  }
`;

/** The audit log of one of the storage services turned off. */
function silent(rule: string, scope: string): Mutant {
  const head = `  scope: ${scope}\n  name: 'logg'\n  properties: {\n    workspaceId: arbeidsomraadeId\n`;
  return {
    rule,
    file: "infra/modules/lager.bicep",
    find: `${head}${LOG_ROW}`,
    replace: `${head}${LOG_ROW.replace("true", "false")}`,
  };
}

export const MONITORING_MUTANTS: readonly Mutant[] = [
  silent("logs-blob", "blober"),
  silent("logs-table", "tabelltjeneste"),
  silent("logs-queue", "koetjeneste"),
  ...mutantsOf("infra/modules/hvelv.bicep", [
    [
      "logs-vault",
      "category: 'AuditEvent'\n        enabled: true",
      "category: 'AuditEvent'\n        enabled: false",
    ],
    ["logs-vault", "workspaceId: arbeidsomraadeId", "workspaceId: hvelv.id"],
  ]),
  ...mutantsOf("infra/modules/funksjonsapp.bicep", [
    ["logs-app", "  scope: app\n", "  scope: plan\n"],
    ["logs-plan", "  scope: plan\n", "  scope: app\n"],
  ]),
  ...mutantsOf("infra/modules/overvaaking.bicep", [
    ["insights-workspace", "    WorkspaceResourceId: arbeidsomraade.id\n"],
    ["insights-auth", "    DisableLocalAuth: true\n"],
    ["insights-auth", "DisableLocalAuth: true", "DisableLocalAuth: false"],
    ["workspace-auth", "      disableLocalAuth: true\n"],
    ["workspace-cap", "dailyQuotaGb: telemetritakGb", "dailyQuotaGb: -1"],
    ["workspace-retention", "retentionInDays: loggdager", "retentionInDays: 7"],
    ["alarms-receivers", "in varslingsadresser", "in []"],
    ["alarms-receivers", "    enabled: true\n"],
  ]),
  ...mutantsOf("infra/modules/alarmer.bicep", [
    [
      "alarms-on",
      "enabled: true\n      autoMitigate: true\n      scopes: [\n        arbeidsomraadeId",
      "enabled: false\n      scopes: [\n        arbeidsomraadeId",
    ],
    ["alarms-all", CAP],
    ["alarms-page", "See docs/runbook/tilgjengelighet.md.", "See the runbook."],
    ["alarms-page", "See docs/runbook/tilgjengelighet.md.", "See docs/runbook/feilsvar.md."],
    [
      "alarms-heard",
      "      actions: {\n        actionGroups: [\n          varslingsgruppeId\n        ]\n      }\n",
    ],
    [
      "alarms-heard",
      "          actionGroupId: varslingsgruppeId\n        }\n      ]\n    }\n  }\n}\n",
      "          actionGroupId: hvelv.id\n        }\n      ]\n    }\n  }\n}\n",
    ],
    [
      "alarms-heard",
      "        actionGroups: [\n          varslingsgruppeId\n        ]\n      }\n    }\n  }\n}\n",
      "        actionGroups: []\n      }\n    }\n  }\n}\n",
    ],
    ["alarms-expiry", "        'Microsoft.KeyVault.SecretNearExpiry'\n"],
    ["alarms-expiry", "        'Microsoft.KeyVault.SecretExpired'\n"],
    ["alarms-expiry-schema", "    eventDeliverySchema: 'CloudEventSchemaV1_0'\n"],
    ["alarms-expiry-source", "    source: hvelv.id", "    source: lager.id"],
    ["alarms-service-health", "equals: 'ServiceHealth'", "equals: 'Administrative'"],
  ]),
];
