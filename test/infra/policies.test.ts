// The templates keep every rule, and every rule sees it when they do not.

import { expect, test } from "vitest";
import { ALARM_MUTANTS } from "./mutants/alarm-mutants.ts";
import { APP_MUTANTS } from "./mutants/app-mutants.ts";
import { HYGIENE_MUTANTS } from "./mutants/hygiene-mutants.ts";
import { MONITORING_MUTANTS } from "./mutants/monitoring-mutants.ts";
import type { Mutant } from "./mutants/mutant.ts";
import { NETWORK_MUTANTS } from "./mutants/network-mutants.ts";
import { PARAMETER_MUTANTS } from "./mutants/parameter-mutants.ts";
import { ROLE_MUTANTS } from "./mutants/role-mutants.ts";
import { STORAGE_MUTANTS } from "./mutants/storage-mutants.ts";
import { VAULT_MUTANTS } from "./mutants/vault-mutants.ts";
import { ALL_RULES } from "./policies/all-rules.ts";
import { broken, FILES } from "./templates.ts";

const MUTANTS = [
  ...APP_MUTANTS,
  ...STORAGE_MUTANTS,
  ...VAULT_MUTANTS,
  ...NETWORK_MUTANTS,
  ...ROLE_MUTANTS,
  ...MONITORING_MUTANTS,
  ...ALARM_MUTANTS,
  ...HYGIENE_MUTANTS,
  ...PARAMETER_MUTANTS,
];

function mutate({ file, find, replace, copy }: Mutant): Readonly<Record<string, string>> {
  const text = FILES[file] ?? "";
  const parts = text.split(find);
  if (parts.length !== 2) throw new Error(`${file} has this ${parts.length - 1} times: ${find}`);
  const copied = copy === undefined ? {} : { [copy[1]]: FILES[copy[0]] ?? "" };
  return { ...FILES, ...copied, [file]: parts.join(replace) };
}

const now = broken(FILES);

test.each(ALL_RULES)("$id: $says", ({ id }) => {
  expect(now.get(id)).toBe(undefined);
});

test("no two rules have the same name", () => {
  const names = ALL_RULES.map(({ id }) => id);
  expect(names.filter((id, nr) => names.indexOf(id) !== nr)).toEqual([]);
});

test("every rule has a template that breaks it", () => {
  const guarded = new Set(MUTANTS.map(({ rule }) => rule));
  expect(ALL_RULES.map(({ id }) => id).filter((id) => !guarded.has(id))).toEqual([]);
});

test.each(MUTANTS.map((mutant) => [mutant.rule, JSON.stringify(mutant.find).slice(0, 60), mutant] as const))(
  "%s, and nothing else, is broken without %s",
  (rule, _, mutant) => {
    expect([...broken(mutate(mutant)).keys()]).toEqual([rule]);
  },
);
