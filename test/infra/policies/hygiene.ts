// Rules of all resources, and of the templates as text.

import type { Deployment, Resource } from "../bicep/deployment.ts";
import type { Expression } from "../bicep/syntax.ts";
import { walkStatement } from "../bicep/walk.ts";
import { asText, at, isRecord, listAt, Symbolic, type Value } from "../bicep/value.ts";
import { deployed, ofType, type Rule } from "./rule.ts";

/** The newest version of each type that has been looked at. A new type, or another version, is a decision. */
const VERSIONS: Readonly<Record<string, string>> = {
  "Microsoft.Authorization/locks": "2020-05-01",
  "Microsoft.Authorization/roleAssignments": "2022-04-01",
  "Microsoft.Consumption/budgets": "2023-11-01",
  "Microsoft.EventGrid": "2025-02-15",
  "Microsoft.Insights/actionGroups": "2023-01-01",
  "Microsoft.Insights/activityLogAlerts": "2026-01-01",
  "Microsoft.Insights/components": "2020-02-02",
  // The only one of its kind that is in use, preview or not.
  "Microsoft.Insights/diagnosticSettings": "2021-05-01-preview",
  "Microsoft.Insights/metricAlerts": "2026-01-01",
  "Microsoft.Insights/scheduledQueryRules": "2026-03-01",
  "Microsoft.Insights/webtests": "2022-06-15",
  // The vault has a rule of its own.
  "Microsoft.KeyVault": "",
  "Microsoft.ManagedIdentity": "2024-11-30",
  "Microsoft.Network/privateDnsZones": "2024-06-01",
  "Microsoft.Network": "2025-09-01",
  "Microsoft.OperationalInsights": "2026-03-01",
  "Microsoft.Resources": "2025-04-01",
  "Microsoft.Storage": "2026-04-01",
  "Microsoft.Web": "2025-03-01",
};

/** Types that take no tags: parts of others, and what is attached to others. */
const UNTAGGED =
  /\/(blobServices|tableServices|queueServices|managementPolicies|subnets|config|basicPublishingCredentialsPolicies|privateDnsZoneGroups|eventSubscriptions|diagnosticSettings|locks|roleAssignments|budgets|secrets|keys)(\/|$)/;
/** Types whose place is the whole world. */
const GLOBAL = /privateDnsZones|actionGroups|metricAlerts|activityLogAlerts/;
const NORWAY = ["norwayeast", "norwaywest"];
const TAGS = ["system", "miljoe", "eier", "kostnadssted"];

/** The text of a string without expressions; undefined when it is anything else. */
function literal(expression: Expression): string | undefined {
  const [text, ...more] = expression.kind === "string" ? expression.parts : [];
  return typeof text === "string" && more.length === 0 ? text : undefined;
}

function made({ resources }: Deployment): readonly Resource[] {
  return resources.filter(({ existing }) => !existing);
}

function versionOf(type: string): string | undefined {
  const parts = type.split("/");
  for (let length = parts.length; length > 0; length--) {
    const version = VERSIONS[parts.slice(0, length).join("/")];
    if (version !== undefined) return version;
  }
  return undefined;
}

function lockedTypes(deployment: Deployment): readonly (string | undefined)[] {
  return ofType(deployment, "Microsoft.Authorization/locks")
    .filter(({ body }) => at(body, "properties.level") === "CanNotDelete")
    .map(({ body }) => {
      const scope = at(body, "scope");
      return scope instanceof Symbolic ? deployed(deployment, scope.text)?.type : undefined;
    });
}

function lock(id: string, type: string): Rule {
  return {
    id,
    says: `${type} cannot be deleted by mistake in production`,
    check: (deployment) =>
      deployment.parameters.miljoe !== "prod" || lockedTypes(deployment).includes(type) ? [] : [type],
  };
}

function budget(id: string, name: string, category: string | undefined): Rule {
  return {
    id,
    says: `there is a budget of ${name}, which warns before it is used up`,
    check(deployment) {
      const found = ofType(deployment, "Microsoft.Consumption/budgets").find(({ body }) =>
        asText(at(body, "name")).endsWith(`-${name}`),
      );
      const categories = listAt(found?.body, "properties.filter.dimensions.values");
      const filtered = category === undefined ? categories.length === 0 : categories.includes(category);
      const notices = at(found?.body, "properties.notifications");
      const warned = isRecord(notices) && Object.values(notices).some(warns);
      return found !== undefined && filtered && warned ? [] : [name];
    },
  };
}

function warns(notice: Value): boolean {
  const threshold = at(notice, "threshold");
  return (
    at(notice, "enabled") === true &&
    typeof threshold === "number" &&
    threshold < 100 &&
    listAt(notice, "contactEmails").length > 0
  );
}

export const HYGIENE_RULES: readonly Rule[] = [
  {
    id: "versions",
    says: "API versions are pinned to those that were chosen",
    check: ({ resources }) =>
      resources
        .filter(({ type, apiVersion }) => {
          const version = versionOf(type);
          return version !== "" && version !== apiVersion;
        })
        .map(({ path, apiVersion }) => `${path} ${apiVersion}`),
  },
  {
    id: "tags",
    says: "everything that takes tags says what it is part of and who pays [Azure.Resource.UseTags]",
    check: (deployment) =>
      made(deployment)
        .filter(({ type, body }) => {
          const tags = at(body, "tags");
          return !UNTAGGED.test(type) && !(isRecord(tags) && TAGS.every((tag) => tag in tags));
        })
        .map(({ path }) => path),
  },
  {
    id: "regions",
    says: "everything with a place is in Norway [Azure.Resource.AllowedRegions]",
    check: (deployment) =>
      made(deployment)
        .filter(({ type, body }) => {
          const place = at(body, "location");
          if (place === undefined) return false;
          return GLOBAL.test(type)
            ? place !== "global"
            : typeof place !== "string" || !NORWAY.includes(place);
        })
        .map(({ path }) => path),
  },
  {
    id: "location-choices",
    says: "no other region can be asked for",
    check(_, { statements }) {
      const location = statements["infra/main.bicep"]?.find(
        (s) => s.kind === "param" && s.name === "location",
      );
      const allowed =
        location?.kind === "param" ? location.decorators.find(({ name }) => name === "allowed") : undefined;
      const [list] = allowed?.args ?? [];
      const choices = list?.kind === "array" ? list.items.map((item) => literal(item)) : [];
      return choices.length > 0 && choices.every((choice) => choice !== undefined && NORWAY.includes(choice))
        ? []
        : ["location"];
    },
  },
  {
    id: "location-literal",
    says: "no region stands in a module: it is given [Azure.Template.LocationDefault]",
    check: (_, { statements }) =>
      Object.entries(statements).flatMap(([file, all]) =>
        all
          .filter((s) => s.kind === "resource")
          .filter(({ body }) =>
            body.properties.some(
              ({ key, value }) =>
                key.parts[0] === "location" && !["global", undefined].includes(literal(value)),
            ),
          )
          .map(({ name }) => `${file} ${name}`),
      ),
  },
  {
    id: "environments",
    says: "templates do not ask which environment they are in: what differs is a parameter",
    check(_, { statements }) {
      const found: string[] = [];
      for (const [file, all] of Object.entries(statements)) {
        for (const statement of all) {
          walkStatement(statement, (expression) => {
            if (expression.kind !== "binary" || !["==", "!="].includes(expression.operator)) return;
            const sides = [expression.left, expression.right];
            if (sides.some((side) => side.kind === "name" && side.name === "miljoe")) {
              found.push(`${file}:${expression.at.line}`);
            }
          });
        }
      }
      return found;
    },
  },
  lock("lock-vault", "Microsoft.KeyVault/vaults"),
  lock("lock-storage", "Microsoft.Storage/storageAccounts"),
  budget("budget-total", "total", undefined),
  budget("budget-network", "nettverk", "NAT Gateway"),
  budget("budget-telemetry", "telemetri", "Log Analytics"),
];
