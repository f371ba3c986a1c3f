// The templates as they stand, and what each environment deploys. Everything is read and worked out once.

import { existsSync, globSync, readFileSync } from "node:fs";
import { deploy, type Deployment, type Files } from "./bicep/deployment.ts";
import { parse } from "./bicep/parse.ts";
import type { Value } from "./bicep/value.ts";
import { ALL_RULES } from "./policies/all-rules.ts";
import type { Templates } from "./policies/rule.ts";

/** The text of every template and parameter file. */
export const FILES: Files = Object.fromEntries(
  globSync(["infra/*.bicep", "infra/*.bicepparam", "infra/modules/*.bicep"])
    .toSorted()
    .map((file) => [file, readFileSync(file, "utf8")]),
);

/** An environment, and one with everything optional otherwise. */
const SITUATIONS: readonly (readonly [file: string, changes: Readonly<Record<string, Value>>])[] = [
  ["infra/test.bicepparam", {}],
  ["infra/prod.bicepparam", {}],
  [
    "infra/prod.bicepparam",
    {
      driftsadresser: ["198.51.100.7"],
      kallernett: ["203.0.113.0/24"],
      nodeargumenter: "",
    },
  ],
];

export function deployments(files: Files): readonly Deployment[] {
  return SITUATIONS.map(([file, changes]) => deploy(files, file, changes));
}

export function templates(files: Files): Templates {
  return {
    statements: Object.fromEntries(Object.entries(files).map(([file, text]) => [file, parse(text, file)])),
    exists: existsSync,
  };
}

/** The rules that are broken somewhere, and where. */
export function broken(files: Files): ReadonlyMap<string, readonly string[]> {
  const read = templates(files);
  const all = deployments(files);
  const found = ALL_RULES.map(
    (rule) => [rule.id, [...new Set(all.flatMap((deployment) => rule.check(deployment, read)))]] as const,
  );
  return new Map(found.filter(([, where]) => where.length > 0));
}
