// Visits the expressions of a tree, with the names that loops bring in scope.

import type { Declaration, Expression, ObjectExpression, Statement } from "./syntax.ts";

export type Visit = (expression: Expression, scope: ReadonlySet<string>) => void;

const EMPTY: ReadonlySet<string> = new Set();

function withNames(scope: ReadonlySet<string>, names: readonly (string | undefined)[]): ReadonlySet<string> {
  return new Set([...scope, ...names.filter((name) => name !== undefined)]);
}

function children(expression: Expression): readonly Expression[] {
  switch (expression.kind) {
    case "literal":
    case "name":
      return [];
    case "string":
      return expression.parts.filter((part) => typeof part !== "string");
    case "member":
    case "nested":
    case "unary":
      return [expression.of];
    case "index":
      return [expression.of, expression.index];
    case "call":
      return expression.args;
    case "binary":
      return [expression.left, expression.right];
    case "ternary":
      return [expression.condition, expression.yes, expression.no];
    case "array":
      return expression.items;
    case "object":
      return expression.properties.flatMap(({ key, value }) => [key, value]);
    case "for":
      return [];
  }
}

/** Visits an expression and everything in it, resources declared in its objects too. */
export function walk(expression: Expression, visit: Visit, scope = EMPTY): void {
  visit(expression, scope);
  if (expression.kind === "for") {
    walk(expression.of, visit, scope);
    walk(expression.body, visit, withNames(scope, [expression.item, expression.index]));
  }
  for (const child of children(expression)) walk(child, visit, scope);
  if (expression.kind === "object") {
    for (const nested of expression.resources) walkDeclaration(nested, visit, scope);
  }
}

function walkBody(
  { condition, loop, body }: Extract<Declaration, { kind: "resource" | "module" }>,
  visit: Visit,
  scope: ReadonlySet<string>,
): void {
  if (condition !== undefined) walk(condition, visit, scope);
  if (loop !== undefined) walk(loop.of, visit, scope);
  const inner: ObjectExpression = body;
  walk(inner, visit, withNames(scope, [loop?.item, loop?.index]));
}

function walkDeclaration(declaration: Declaration, visit: Visit, scope: ReadonlySet<string>): void {
  for (const { args } of declaration.decorators) for (const arg of args) walk(arg, visit, scope);
  switch (declaration.kind) {
    case "param":
      if (declaration.value !== undefined) walk(declaration.value, visit, scope);
      return;
    case "var":
    case "output":
      walk(declaration.value, visit, scope);
      return;
    case "resource":
    case "module":
      walkBody(declaration, visit, scope);
  }
}

/** Visits all expressions of a statement. */
export function walkStatement(statement: Statement, visit: Visit): void {
  switch (statement.kind) {
    case "targetScope":
    case "using":
      return;
    case "metadata":
    case "value":
      walk(statement.value, visit);
      return;
    case "param":
    case "var":
    case "output":
    case "resource":
    case "module":
      walkDeclaration(statement, visit, EMPTY);
  }
}
