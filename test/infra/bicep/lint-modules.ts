// What is wrong between files: parameters of modules and of parameter files that are missing, unknown or not allowed.

import { dirname, join, normalize } from "node:path";
import type { Finding } from "./lint.ts";
import type { Expression, ParameterDeclaration, Position, Statement } from "./syntax.ts";

export type Parsed = Readonly<Record<string, readonly Statement[]>>;
type FileFinding = Finding & { readonly file: string };

function parametersOf(statements: readonly Statement[]): readonly ParameterDeclaration[] {
  return statements.filter((s) => s.kind === "param");
}

/** A string, a number or a boolean as it is written; undefined for anything else. */
function plain(expression: Expression): string | undefined {
  if (expression.kind === "literal") return String(expression.value);
  const [text, ...more] = expression.kind === "string" ? expression.parts : [];
  return typeof text === "string" && more.length === 0 ? text : undefined;
}

function isAllowed({ decorators }: ParameterDeclaration, value: Expression): boolean {
  const [list] = decorators.find(({ name }) => name === "allowed")?.args ?? [];
  const written = plain(value);
  if (list?.kind !== "array" || written === undefined) return true;
  return list.items.map(plain).includes(written);
}

function isWithin({ decorators }: ParameterDeclaration, value: Expression): boolean {
  const written = value.kind === "literal" && typeof value.value === "number" ? value.value : undefined;
  const bound = (name: string): number | undefined => {
    const [limit] = decorators.find((d) => d.name === name)?.args ?? [];
    return limit?.kind === "literal" && typeof limit.value === "number" ? limit.value : undefined;
  };
  if (written === undefined) return true;
  return written >= (bound("minValue") ?? written) && written <= (bound("maxValue") ?? written);
}

type Given = readonly { readonly name: string; readonly value: Expression; readonly at: Position }[];

function compare(declared: readonly ParameterDeclaration[], given: Given, at: Position): Finding[] {
  const names = given.map(({ name }) => name);
  const missing = declared
    .filter(({ name, value }) => value === undefined && !names.includes(name))
    .map(({ name }) => ({ rule: "parameter", message: `${name} is not given`, at }));
  const wrong = given.flatMap(({ name, value, at: place }) => {
    const parameter = declared.find((p) => p.name === name);
    if (parameter === undefined) {
      return [{ rule: "parameter", message: `there is no parameter ${name}`, at: place }];
    }
    return isAllowed(parameter, value) && isWithin(parameter, value)
      ? []
      : [{ rule: "parameter", message: `${name} is not one of those allowed`, at: place }];
  });
  return [...missing, ...wrong];
}

function moduleArguments(statement: Statement): Given {
  if (statement.kind !== "module") return [];
  const params = statement.body.properties.find(({ key }) => key.parts[0] === "params")?.value;
  if (params?.kind !== "object") return [];
  return params.properties.map(({ key, value, at }) => ({ name: plain(key) ?? "", value, at }));
}

/** What is wrong in one file with what it gives to others. */
function lintFile(file: string, files: Parsed): readonly Finding[] {
  const statements = files[file] ?? [];
  const target = (path: string): readonly Statement[] | undefined =>
    files[normalize(join(dirname(file), path))];
  return statements.flatMap((statement) => {
    if (statement.kind !== "module" && statement.kind !== "using") return [];
    const { path, at } = statement;
    const to = target(path);
    if (to === undefined) return [{ rule: "module", message: `there is no file ${path}`, at }];
    const given =
      statement.kind === "module" ? moduleArguments(statement) : statements.filter((s) => s.kind === "value");
    return compare(parametersOf(to), given, at);
  });
}

/** Everything that is wrong between the files. */
export function lintModules(files: Parsed): readonly FileFinding[] {
  return Object.keys(files).flatMap((file) => lintFile(file, files).map((finding) => ({ ...finding, file })));
}

/** Files that nothing leads to, starting at the parameter files. */
export function unreachable(files: Parsed): readonly string[] {
  const reached = new Set<string>();
  const visit = (file: string): void => {
    if (reached.has(file)) return;
    reached.add(file);
    for (const statement of files[file] ?? []) {
      if (statement.kind === "module" || statement.kind === "using") {
        visit(normalize(join(dirname(file), statement.path)));
      }
    }
  };
  for (const file of Object.keys(files)) if (file.endsWith(".bicepparam")) visit(file);
  return Object.keys(files).filter((file) => !reached.has(file));
}
