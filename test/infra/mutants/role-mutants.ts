import { mutantsOf } from "./mutant.ts";

const OWNER = "8e3af657-a8ff-443c-a75c-2fe8c4bcb635";
const CONTRIBUTOR = "b24988ac-6180-42a0-ab88-20f7382dd24c";

const TELEMETRY = `resource appTelemetri 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: innsikt
  name: guid(innsikt.id, appPrincipalId, maalingsutgiver)
  properties: {
    principalId: appPrincipalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: maalingsutgiver
  }
}
`;

export const ROLE_MUTANTS = mutantsOf("infra/modules/roller.bicep", [
  ["roles-known", "resource appBlober", extra("eier", OWNER)],
  ["roles-known", "resource appBlober", extra("bidragsyter", CONTRIBUTOR)],
  ["roles-scope", "  scope: konto\n  name: guid(konto.id,", "  scope: hvelv\n  name: guid(hvelv.id,"],
  ["roles-scope", "  scope: innsikt\n  name: guid(innsikt.id,", "  scope: konto\n  name: guid(konto.id,"],
  ["roles-name", "guid(konto.id, appPrincipalId, blobeier)", "guid(konto.id, blobeier)"],
  [
    "roles-name",
    "guid(koe[nr].id, appPrincipalId, koebidragsyter)",
    "guid(koetjeneste.id, appPrincipalId, koebidragsyter)",
  ],
  [
    "roles-app-type",
    "principalType: 'ServicePrincipal'\n    roleDefinitionId: hemmelighetsleser",
    "roleDefinitionId: hemmelighetsleser",
  ],
  ["roles-people", "principalType: 'Group'", "principalType: 'User'"],
  ["roles-needed", TELEMETRY],
  [
    "roles-needed",
    "resource driftHemmeligheter 'Microsoft.Authorization/roleAssignments@2022-04-01' = {",
    "resource driftHemmeligheter 'Microsoft.Authorization/roleAssignments@2022-04-01' = if (false) {",
  ],
  ["roles-every-table", "  for (navn, nr) in tabeller: {", "  for (navn, nr) in ['oppslagslogg']: {"],
  ["roles-every-table", "  for (navn, nr) in koeer: {", "  for (navn, nr) in ['etteroppgjoer']: {"],
]).concat(
  mutantsOf("infra/main.bicep", [
    [
      "roles-app",
      "appPrincipalId: identitet.outputs.principalId",
      "appPrincipalId: identitet.outputs.clientId",
    ],
  ]),
  {
    rule: "roles-one-file",
    file: "infra/main.bicep",
    find: "'modules/roller.bicep'",
    replace: "'modules/flere-roller.bicep'",
    copy: ["infra/modules/roller.bicep", "infra/modules/flere-roller.bicep"],
  },
);

function extra(name: string, role: string): string {
  return `resource ${name} 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: konto
  name: guid(konto.id, appPrincipalId, subscriptionResourceId('Microsoft.Authorization/roleDefinitions', '${role}'))
  properties: {
    principalId: appPrincipalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', '${role}')
  }
}

resource appBlober`;
}
