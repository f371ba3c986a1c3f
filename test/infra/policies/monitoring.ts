// Rules of logs, telemetry and alarms.

import type { Deployment, Resource } from "../bicep/deployment.ts";
import { asText, at, listAt, Symbolic, type Value } from "../bicep/value.ts";
import { deployed, each, ofType, property, texts, type Rule } from "./rule.ts";

const WORKSPACE = "Microsoft.OperationalInsights/workspaces";
const INSIGHTS = "Microsoft.Insights/components";
const DIAGNOSTICS = "Microsoft.Insights/diagnosticSettings";
const ALARMS = [
  "Microsoft.Insights/scheduledQueryRules",
  "Microsoft.Insights/metricAlerts",
  "Microsoft.Insights/activityLogAlerts",
  "Microsoft.EventGrid/systemTopics/eventSubscriptions",
];

/** The alarms there must be, by the ends of their names, which are those of their pages. */
export const PAGES = [
  "azure-hendelse",
  "etteroppgjoer-stanset",
  "feilkonfigurert",
  "feilsvar",
  "hendelser-ikke-lest",
  "hendelser-ikke-ryddet",
  "hvelv-strupes",
  "hvelv-utilgjengelig",
  "ingen-livstegn",
  "intern-feil",
  "lager-strupes",
  "motpart-feiler",
  "nattkontroll-uteblir",
  "noekkel-utloeper",
  "oppslagslogg-feiler",
  "telemetri-feiler",
  "telemetritak",
  "tilgjengelighet",
  "tilkoblingslager-feiler",
  "webhook-stanset",
] as const;

export function alarms(deployment: Deployment): readonly Resource[] {
  return ALARMS.flatMap((type) => ofType(deployment, type));
}

/** The page of an alarm by its own name. */
export function pageByName({ body }: Resource): string {
  const name = asText(at(body, "name"));
  return PAGES.find((page) => name === page || name.endsWith(`-${page}`)) ?? name;
}

/** The page an alarm names, without its folder. */
function pageOf({ body }: Resource): string | undefined {
  const text = asText(
    at(body, "properties.description") ?? at(body, "properties.destination.properties.description") ?? "",
  );
  return /See docs\/runbook\/([a-z-]+)\.md\.$/.exec(text)?.[1];
}

function actionGroups({ body }: Resource): readonly Value[] {
  return [
    ...listAt(body, "properties.actions.actionGroups").map((one) => at(one, "actionGroupId") ?? one),
    ...listAt(body, "properties.actions").map((one) => at(one, "actionGroupId") ?? one),
    ...listAt(body, "properties.destination.properties.actionGroups"),
  ];
}

function isActionGroup(value: Value, deployment: Deployment): boolean {
  const path = value instanceof Symbolic ? value.text.replace(/\.id$/, "") : "";
  return deployed(deployment, path)?.type === "Microsoft.Insights/actionGroups";
}

/** The types that send their logs to the workspace, with what they send. */
function logged(deployment: Deployment, type: string): readonly Resource[] {
  const [workspace] = ofType(deployment, WORKSPACE);
  return ofType(deployment, DIAGNOSTICS).filter(({ body }) => {
    const scope = at(body, "scope");
    const to = at(body, "properties.workspaceId");
    return (
      scope instanceof Symbolic &&
      deployed(deployment, scope.text)?.type === type &&
      to instanceof Symbolic &&
      to.text === `${workspace?.path ?? ""}.id`
    );
  });
}

function sendsLog(id: string, type: string, category: string | undefined): Rule {
  return {
    id,
    says: `${type} sends ${category ?? "its measures"} to the workspace`,
    check(deployment) {
      const found = logged(deployment, type).some(({ body }) =>
        category === undefined
          ? listAt(body, "properties.metrics").some((one) => at(one, "enabled") === true)
          : listAt(body, "properties.logs").some(
              (one) =>
                at(one, "enabled") === true &&
                [at(one, "category"), at(one, "categoryGroup")].includes(category),
            ),
      );
      return found ? [] : [type];
    },
  };
}

export const MONITORING_RULES: readonly Rule[] = [
  each(
    "insights-workspace",
    "Application Insights keeps its data in the workspace [Azure.AppInsights.Workspace]",
    INSIGHTS,
    ({ body }, d) => {
      const [workspace] = ofType(d, WORKSPACE);
      const id = at(body, "properties.WorkspaceResourceId");
      return !(id instanceof Symbolic) || id.text !== `${workspace?.path ?? ""}.id`;
    },
  ),
  property(
    "insights-auth",
    "and takes telemetry only from identities",
    INSIGHTS,
    "properties.DisableLocalAuth",
    true,
  ),
  property(
    "workspace-auth",
    "the workspace has no keys",
    WORKSPACE,
    "properties.features.disableLocalAuth",
    true,
  ),
  each("workspace-retention", "logs are kept for at least thirty days", WORKSPACE, ({ body }) => {
    const days = at(body, "properties.retentionInDays");
    return typeof days !== "number" || days < 30;
  }),
  each("workspace-cap", "telemetry has a cap a day", WORKSPACE, ({ body }) => {
    const cap = at(body, "properties.workspaceCapping.dailyQuotaGb");
    return typeof cap !== "number" || cap < 1;
  }),
  sendsLog("logs-vault", "Microsoft.KeyVault/vaults", "AuditEvent"),
  sendsLog("logs-blob", "Microsoft.Storage/storageAccounts/blobServices", "audit"),
  sendsLog("logs-table", "Microsoft.Storage/storageAccounts/tableServices", "audit"),
  sendsLog("logs-queue", "Microsoft.Storage/storageAccounts/queueServices", "audit"),
  sendsLog("logs-app", "Microsoft.Web/sites", undefined),
  sendsLog("logs-plan", "Microsoft.Web/serverfarms", undefined),
  {
    id: "alarms-all",
    says: "there is an alarm for everything that must be told",
    check(deployment) {
      const names = alarms(deployment).map(({ body }) => asText(at(body, "name")));
      return PAGES.filter((page) => !names.some((name) => name === page || name.endsWith(`-${page}`)));
    },
  },
  {
    id: "alarms-page",
    says: "every alarm names its page, and the page is there",
    check: (deployment, { exists }) =>
      alarms(deployment)
        .filter((alarm) => {
          const page = pageOf(alarm);
          return page !== pageByName(alarm) || !exists(`docs/runbook/${page}.md`);
        })
        .map(({ path }) => path),
  },
  {
    id: "alarms-heard",
    says: "every alarm is heard by the action group",
    check: (deployment) =>
      alarms(deployment)
        .filter((alarm) => {
          const groups = actionGroups(alarm);
          return groups.length === 0 || !groups.every((group) => isActionGroup(group, deployment));
        })
        .map(({ path }) => path),
  },
  {
    id: "alarms-on",
    says: "every alarm is on",
    check: (deployment) =>
      alarms(deployment)
        .filter(({ type, body }) => !type.includes("EventGrid") && at(body, "properties.enabled") !== true)
        .map(({ path }) => path),
  },
  each(
    "alarms-receivers",
    "somebody is in the action group",
    "Microsoft.Insights/actionGroups",
    ({ body }) =>
      listAt(body, "properties.emailReceivers").length === 0 || at(body, "properties.enabled") !== true,
  ),
  each(
    "alarms-expiry",
    "the vault tells both before a key expires and when it has",
    "Microsoft.EventGrid/systemTopics/eventSubscriptions",
    ({ body }) =>
      ["Microsoft.KeyVault.SecretNearExpiry", "Microsoft.KeyVault.SecretExpired"].some(
        (type) => !texts(at(body, "properties.filter.includedEventTypes")).includes(type),
      ),
  ),
  property(
    "alarms-expiry-schema",
    "in the only schema that alarms take",
    "Microsoft.EventGrid/systemTopics/eventSubscriptions",
    "properties.eventDeliverySchema",
    "CloudEventSchemaV1_0",
  ),
  each(
    "alarms-expiry-source",
    "of the vault the service reads",
    "Microsoft.EventGrid/systemTopics",
    ({ body }, d) => {
      const source = at(body, "properties.source");
      return (
        !(source instanceof Symbolic) ||
        deployed(d, source.text.replace(/\.id$/, ""))?.type !== "Microsoft.KeyVault/vaults"
      );
    },
  ),
  {
    id: "alarms-service-health",
    says: "Azure's own incidents are told [Azure.Monitor.ServiceHealth]",
    check: (deployment) =>
      ofType(deployment, "Microsoft.Insights/activityLogAlerts").some(({ body }) =>
        listAt(body, "properties.condition.allOf").some(
          (one) => at(one, "field") === "category" && at(one, "equals") === "ServiceHealth",
        ),
      )
        ? []
        : ["ServiceHealth"],
  },
];
