// Rules of role assignments.

import type { Resource } from "../bicep/deployment.ts";
import { at, Symbolic } from "../bicep/value.ts";
import { deployed, each, ofType, refersTo, type Rule } from "./rule.ts";

const ASSIGNMENT = "Microsoft.Authorization/roleAssignments";
const STORAGE = "Microsoft.Storage/storageAccounts";

/** Each role there may be: on what, and for whom. Owner and Contributor are not among them. */
const ROLES: Readonly<Record<string, { readonly on: string; readonly to: "app" | "people" }>> = {
  // Storage Blob Data Owner
  "b7e6dc6d-f1e8-4753-8033-0f276bb0955b": { on: STORAGE, to: "app" },
  // Storage Table Data Contributor
  "0a9a7e1f-b9d0-4cc4-a60d-0319b160aaa3": { on: `${STORAGE}/tableServices/tables`, to: "app" },
  // Storage Queue Data Contributor
  "974c5e8b-45b9-4653-ba55-5f855dd0fb88": { on: `${STORAGE}/queueServices/queues`, to: "app" },
  // Key Vault Secrets User
  "4633458b-17de-408a-b874-0445c86b69e6": { on: "Microsoft.KeyVault/vaults", to: "app" },
  // Key Vault Secrets Officer
  "b86a8fe4-44ce-4948-aee5-eccb2c155cd7": { on: "Microsoft.KeyVault/vaults", to: "people" },
  // Monitoring Metrics Publisher
  "3913510d-42f4-4e42-8a64-420c390055eb": { on: "Microsoft.Insights/components", to: "app" },
};

const DEFINITION =
  /^subscriptionResourceId\('Microsoft\.Authorization\/roleDefinitions', '([0-9a-f-]{36})'\)$/;

function textOf({ body }: Resource, path: string): string {
  const value = at(body, path);
  return value instanceof Symbolic ? value.text : typeof value === "string" ? value : "";
}

function roleOf(assignment: Resource) {
  const id = DEFINITION.exec(textOf(assignment, "properties.roleDefinitionId"))?.[1] ?? "";
  return ROLES[id];
}

function argument(text: string): string {
  return text.includes("(") || text.includes(".") ? text : `'${text}'`;
}

export const ROLE_RULES: readonly Rule[] = [
  {
    id: "roles-one-file",
    says: "all role assignments stand in one file",
    check: (d) =>
      ofType(d, ASSIGNMENT)
        .filter(({ file }) => file !== "infra/modules/roller.bicep")
        .map(({ path }) => path),
  },
  each(
    "roles-known",
    "a role is one of those the service needs: no Owner, no Contributor",
    ASSIGNMENT,
    (r) => roleOf(r) === undefined,
  ),
  each(
    "roles-scope",
    "a role is given on the very resource it is for, never on the group",
    ASSIGNMENT,
    (r, d) => {
      const role = roleOf(r);
      return role !== undefined && deployed(d, textOf(r, "scope"))?.type !== role.on;
    },
  ),
  each(
    "roles-name",
    "its name is made of scope, principal and role, so that it is the same next time",
    ASSIGNMENT,
    (r) => {
      const [scope, principal, role] = [
        textOf(r, "scope"),
        textOf(r, "properties.principalId"),
        textOf(r, "properties.roleDefinitionId"),
      ];
      return !refersTo(at(r.body, "name"), `guid(${scope}.id, ${argument(principal)}, ${role})`);
    },
  ),
  each("roles-app", "roles of the app are given to its identity", ASSIGNMENT, (r, d) => {
    const [identity] = ofType(d, "Microsoft.ManagedIdentity/userAssignedIdentities");
    const principal = at(r.body, "properties.principalId");
    return roleOf(r)?.to === "app" && !refersTo(principal, `${identity?.path ?? ""}.properties.principalId`);
  }),
  each(
    "roles-app-type",
    "and say that it is a service principal",
    ASSIGNMENT,
    (r) => roleOf(r)?.to === "app" && at(r.body, "properties.principalType") !== "ServicePrincipal",
  ),
  each(
    "roles-people",
    "people have roles through groups [Azure.RBAC.UseGroups]",
    ASSIGNMENT,
    (r) => roleOf(r)?.to === "people" && at(r.body, "properties.principalType") !== "Group",
  ),
  {
    id: "roles-every-table",
    says: "the app may use every table and queue there is",
    check(deployment) {
      const given = ofType(deployment, ASSIGNMENT).map((r) => deployed(deployment, textOf(r, "scope"))?.path);
      return [`${STORAGE}/tableServices/tables`, `${STORAGE}/queueServices/queues`]
        .flatMap((type) => ofType(deployment, type))
        .map(({ path }) => path)
        .filter((path) => !given.includes(path));
    },
  },
  {
    id: "roles-needed",
    says: "the app, and those who make its keys, have all the roles they need",
    check(deployment) {
      const given = ofType(deployment, ASSIGNMENT).map(roleOf);
      return Object.entries(ROLES)
        .filter(([, role]) => !role.on.includes("Services/") && !given.includes(role))
        .map(([id]) => id);
    },
  },
];
