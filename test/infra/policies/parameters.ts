// Rules of what an environment may be given, and of the order things are made in.

import type { Expression, ParameterDeclaration, Statement } from "../bicep/syntax.ts";
import { asText, at } from "../bicep/value.ts";
import { settingsOf } from "./app.ts";
import { each, ofType, type Rule, type Templates } from "./rule.ts";

const MAIN = "infra/main.bicep";

/** How a parameter of a type is kept from being anything at all: one of these ways. */
const BOUNDS: Readonly<Record<string, readonly (readonly string[])[]>> = {
  string: [["allowed"], ["minLength"]],
  "string[]": [["minLength"]],
  int: [["allowed"], ["minValue", "maxValue"]],
};

function isBounded({ type, decorators }: ParameterDeclaration): boolean {
  const ways = BOUNDS[type.text];
  const has = decorators.map(({ name }) => name);
  return ways === undefined || ways.some((way) => way.every((name) => has.includes(name)));
}

function main({ statements }: Templates): readonly Statement[] {
  return statements[MAIN] ?? [];
}

function names(expression: Expression | undefined): readonly string[] {
  if (expression?.kind !== "array") return [];
  return expression.items.flatMap((item) => (item.kind === "name" ? [item.name] : []));
}

export const PARAMETER_RULES: readonly Rule[] = [
  {
    id: "parameters-bounded",
    says: "what must be given has its bounds: which values, how many, how long, how large",
    check: (_, templates) =>
      main(templates)
        .filter((s) => s.kind === "param")
        .filter((parameter) => parameter.value === undefined && !isBounded(parameter))
        .map(({ name }) => name),
  },
  {
    id: "order-app",
    says: "the app is made after its roles and the way to its storage: else it cannot start",
    check(_, templates) {
      const app = main(templates).find((s) => s.kind === "module" && s.name === "funksjonsapp");
      const body = app?.kind === "module" ? app.body : undefined;
      const after = names(body?.properties.find(({ key }) => key.parts[0] === "dependsOn")?.value);
      return ["roller", "privateEndepunkter"].filter((name) => !after.includes(name));
    },
  },
  {
    id: "vault-secret-names",
    says: "a secret has a name the vault takes [Azure.KeyVault.SecretName]",
    check(deployment) {
      const named = Object.entries(settingsOf(deployment)).filter(([name]) => name.endsWith("_SECRET"));
      return named.length === 0
        ? ["there are no secrets"]
        : named.filter(([, value]) => !/^[0-9A-Za-z-]{1,127}$/.test(asText(value))).map(([name]) => name);
    },
  },
  each(
    "alarms-short-name",
    "the name in messages is one that is allowed: at most twelve characters",
    "Microsoft.Insights/actionGroups",
    ({ body }) => !/^.{1,12}$/.test(asText(at(body, "properties.groupShortName") ?? "")),
  ),
  {
    id: "budget-start",
    says: "a budget begins on the first of a month",
    check: (deployment) =>
      ofType(deployment, "Microsoft.Consumption/budgets")
        .filter(
          ({ body }) =>
            !/^\d{4}-\d{2}-01T00:00:00Z$/.test(asText(at(body, "properties.timePeriod.startDate"))),
        )
        .map(({ path }) => path),
  },
];
