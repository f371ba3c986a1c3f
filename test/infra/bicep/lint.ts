// What is wrong with the names of a file, seen without types: twice, unknown, unused, undescribed, or secret where it may not be.

import { FUNCTIONS } from "./functions.ts";
import type { Declaration, Expression, Position, Statement } from "./syntax.ts";
import { walk, walkStatement } from "./walk.ts";

export type Finding = { readonly rule: string; readonly message: string; readonly at: Position };

const DECORATORS = new Set([
  "description",
  "allowed",
  "secure",
  "minLength",
  "maxLength",
  "minValue",
  "maxValue",
]);
/** Functions whose answer is a secret. */
const SECRET_CALL = /^list[A-Z]|^getSecret$/;
const SECRET_MEMBER =
  /^(primary|secondary)?(connectionString|accessKey|sharedKey|key[12]?|password|secret|instrumentationKey)s?$/i;
const SECRET_NAME = /password|passord|secret|hemmelighet$|token|connectionstring|privatekey|accesskey/i;

function declarations(statements: readonly Statement[]): readonly Declaration[] {
  return statements.filter((s) =>
    ["param", "var", "output", "resource", "module"].includes(s.kind),
  ) as Declaration[];
}

function isSecure({ decorators }: Declaration): boolean {
  return decorators.some(({ name }) => name === "secure");
}

/** Outputs have names of their own: one may be called as a variable is. */
function findDuplicates(all: readonly Declaration[]): Finding[] {
  const seen = new Set<string>();
  return all.flatMap((declaration) => {
    const key = declaration.kind === "output" ? `output ${declaration.name}` : declaration.name;
    if (!seen.has(key)) {
      seen.add(key);
      return [];
    }
    return [{ rule: "duplicate", message: `${declaration.name} is declared twice`, at: declaration.at }];
  });
}

function findUnknown(statements: readonly Statement[], known: ReadonlySet<string>): Finding[] {
  const findings: Finding[] = [];
  const visit = (expression: Expression, scope: ReadonlySet<string>): void => {
    const { at } = expression;
    if (expression.kind === "name" && !known.has(expression.name) && !scope.has(expression.name)) {
      findings.push({ rule: "unknown", message: `${expression.name} is not declared`, at });
    }
    if (expression.kind === "call" && !(expression.name in FUNCTIONS) && !SECRET_CALL.test(expression.name)) {
      findings.push({ rule: "unknown", message: `there is no function ${expression.name}`, at });
    }
  };
  for (const statement of statements) walkStatement(statement, visit);
  return findings;
}

function findUnused(statements: readonly Statement[], all: readonly Declaration[]): Finding[] {
  const used = new Set<string>();
  for (const statement of statements) {
    walkStatement(statement, (expression, scope) => {
      if (expression.kind === "name" && !scope.has(expression.name)) used.add(expression.name);
    });
  }
  return all
    .filter((d) => d.kind === "param" || d.kind === "var" || (d.kind === "resource" && d.existing))
    .filter(({ name }) => !used.has(name))
    .map(({ kind, name, at }) => ({ rule: "unused", message: `${kind} ${name} is not used`, at }));
}

function isDescribed({ decorators }: Declaration): boolean {
  const text = decorators.find(({ name }) => name === "description")?.args[0];
  return text?.kind === "string" && text.parts.some((part) => typeof part !== "string" || part.trim() !== "");
}

function findUndescribed(all: readonly Declaration[]): Finding[] {
  return all
    .filter((d) => (d.kind === "param" || d.kind === "output") && !isDescribed(d))
    .map(({ kind, name, at }) => ({
      rule: "undescribed",
      message: `${kind} ${name} has no description`,
      at,
    }));
}

function findDecorators(all: readonly Declaration[]): Finding[] {
  return all.flatMap(({ decorators }) =>
    decorators
      .filter(({ name }) => !DECORATORS.has(name))
      .map(({ name, at }) => ({ rule: "unknown", message: `there is no decorator ${name}`, at })),
  );
}

/** Whether a secret can be read from the value: from a function, a member, or something declared as secure. */
function holdsSecret(value: Expression, secure: ReadonlySet<string>): boolean {
  let found = false;
  walk(value, (expression) => {
    found ||= expression.kind === "call" && SECRET_CALL.test(expression.name);
    found ||= expression.kind === "member" && SECRET_MEMBER.test(expression.name);
    found ||= expression.kind === "name" && secure.has(expression.name);
  });
  return found;
}

/** Names that hold a secret: secure parameters, and variables made from secrets. */
function secureNames(all: readonly Declaration[]): ReadonlySet<string> {
  const secure = new Set(all.filter(isSecure).map(({ name }) => name));
  for (const declaration of all) {
    if (declaration.kind === "var" && holdsSecret(declaration.value, secure)) secure.add(declaration.name);
  }
  return secure;
}

function findSecrets(all: readonly Declaration[]): Finding[] {
  const secure = secureNames(all);
  return all.flatMap((declaration) => {
    const { name, at, kind } = declaration;
    if (kind === "output" && (holdsSecret(declaration.value, secure) || SECRET_NAME.test(name))) {
      return [{ rule: "secret", message: `output ${name} gives a secret away`, at }];
    }
    if (kind === "param" && SECRET_NAME.test(name) && !isSecure(declaration)) {
      return [{ rule: "secret", message: `param ${name} is not secure`, at }];
    }
    const preset = kind === "param" && isSecure(declaration) && declaration.value !== undefined;
    return preset ? [{ rule: "secret", message: `param ${name} has its secret in the file`, at }] : [];
  });
}

/** Everything that is wrong, in the order of the rules. */
export function lint(statements: readonly Statement[]): readonly Finding[] {
  const all = declarations(statements);
  const known = new Set(all.filter(({ kind }) => kind !== "output").map(({ name }) => name));
  return [
    ...findDuplicates(all),
    ...findUnknown(statements, known),
    ...findDecorators(all),
    ...findUnused(statements, all),
    ...findUndescribed(all),
    ...findSecrets(all),
  ];
}
