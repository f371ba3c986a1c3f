// Works out expressions as far as that can be done before a deployment. What a resource says of itself in the template is
// known; what only Azure knows is symbolic.

import { FUNCTIONS } from "./functions.ts";
import { BicepError, type Expression, type ForExpression, type ObjectExpression } from "./syntax.ts";
import { asArgument, asText, interpolate, isList, isRecord, Symbolic, type Value } from "./value.ts";

/** A resource or a module as others refer to it. */
export type Reference = {
  /** Where it is, e.g. `nettverk.vnett`. */
  readonly path: string;
  /** What the template says of it. */
  readonly body: Value;
  /** All there is to know of it: a module has the outputs it has, a resource more than the template says. */
  readonly closed: boolean;
  /** Resources declared inside it. */
  readonly nested: Readonly<Record<string, Reference>>;
};

export type Scope = {
  readonly file: string;
  /** The value of a parameter, a variable or an item of a loop. */
  readonly lookUp: (name: string) => Value | undefined;
  /** A resource or a module, or several when it is a loop. */
  readonly resource: (name: string) => Reference | readonly Reference[] | undefined;
};

/** The same scope with more names. */
function withNames(scope: Scope, names: Readonly<Record<string, Value>>): Scope {
  return { ...scope, lookUp: (name) => (Object.hasOwn(names, name) ? names[name] : scope.lookUp(name)) };
}

export function evaluate(expression: Expression, scope: Scope): Value {
  const fail = (message: string): never => {
    throw new BicepError(message, scope.file, expression.at);
  };
  switch (expression.kind) {
    case "literal":
      return expression.value;
    case "string":
      return interpolate(
        expression.parts.map((part) => (typeof part === "string" ? part : evaluate(part, scope))),
      );
    case "array":
      return expression.items.map((item) => evaluate(item, scope));
    case "object":
      return evaluateObject(expression, scope);
    case "for":
      return expand(expression, scope).map(({ scope: inner }) => evaluate(expression.body, inner));
    case "member":
      return evaluateMember(expression.of, expression.name, scope, fail);
    case "name":
    case "nested":
    case "index": {
      const reference = findReference(expression, scope);
      return reference === undefined ? evaluatePlain(expression, scope, fail) : new Symbolic(reference.path);
    }
    case "call":
    case "ternary":
    case "unary":
    case "binary":
      return evaluateOperation(expression, scope, fail);
  }
}

type Kind<K extends Expression["kind"]> = Extract<Expression, { kind: K }>;

/** A name or an index that is no resource. */
function evaluatePlain(expression: Kind<"name" | "nested" | "index">, scope: Scope, fail: Fail): Value {
  if (expression.kind === "index") return evaluateIndex(expression.of, expression.index, scope, fail);
  if (expression.kind === "nested") return fail("there is no such resource");
  return scope.lookUp(expression.name) ?? fail(`${expression.name} has no value`);
}

function evaluateOperation(
  expression: Kind<"call" | "ternary" | "unary" | "binary">,
  scope: Scope,
  fail: Fail,
): Value {
  switch (expression.kind) {
    case "call": {
      const called = FUNCTIONS[expression.name];
      const args = expression.args.map((arg) => evaluate(arg, scope));
      return called === undefined ? fail(`cannot work out ${expression.name}()`) : called(...args);
    }
    case "ternary": {
      const condition = evaluate(expression.condition, scope);
      if (typeof condition !== "boolean") return fail("the condition is not known before the deployment");
      return evaluate(condition ? expression.yes : expression.no, scope);
    }
    case "unary": {
      const value = evaluate(expression.of, scope);
      if (expression.operator === "!" && typeof value === "boolean") return !value;
      if (expression.operator === "-" && typeof value === "number") return -value;
      return fail(`${expression.operator} of something else than it takes`);
    }
    case "binary": {
      const [left, right] = [evaluate(expression.left, scope), evaluate(expression.right, scope)];
      return evaluateBinary(expression.operator, left, right, fail);
    }
  }
}

type Fail = (message: string) => never;

/** What an expression refers to, when it is a resource or a module; undefined when it is a value. */
function findReference(expression: Expression, scope: Scope): Reference | undefined {
  if (expression.kind === "name") {
    const found = scope.resource(expression.name);
    return found !== undefined && "path" in found ? found : undefined;
  }
  if (expression.kind === "nested") return findReference(expression.of, scope)?.nested[expression.name];
  if (expression.kind !== "index" || expression.of.kind !== "name") return undefined;
  const found = scope.resource(expression.of.name);
  const index = evaluate(expression.index, scope);
  return found !== undefined && !("path" in found) && typeof index === "number" ? found[index] : undefined;
}

function evaluateMember(of: Expression, name: string, scope: Scope, fail: Fail): Value {
  const reference = findReference(of, scope);
  const value = reference === undefined ? evaluate(of, scope) : reference.body;
  if (isRecord(value) && Object.hasOwn(value, name)) return value[name] ?? null;
  // Not in the template: Azure knows it. Of a plain object it is a mistake.
  if (reference?.closed === false) return new Symbolic(`${reference.path}.${name}`);
  if (value instanceof Symbolic) return new Symbolic(`${value.text}.${name}`);
  const deeper = findBase(of, scope);
  return deeper === undefined ? fail(`there is no member ${name}`) : new Symbolic(`${deeper}.${name}`);
}

/** The path of `resource.a.b` when it starts at a resource, whose object may have more members than the template says. */
function findBase(expression: Expression, scope: Scope): string | undefined {
  const reference = findReference(expression, scope);
  if (reference !== undefined) return reference.closed ? undefined : reference.path;
  if (expression.kind !== "member") return undefined;
  const base = findBase(expression.of, scope);
  return base === undefined ? undefined : `${base}.${expression.name}`;
}

function evaluateIndex(of: Expression, at: Expression, scope: Scope, fail: Fail): Value {
  const index = evaluate(at, scope);
  const value = evaluate(of, scope);
  if (value instanceof Symbolic) return new Symbolic(`${value.text}[${asArgument(index)}]`);
  const found = isList(value) && typeof index === "number" ? value[index] : undefined;
  const member = isRecord(value) && typeof index === "string" ? value[index] : undefined;
  return found ?? member ?? fail("there is nothing at this index");
}

function evaluateBinary(operator: string, left: Value, right: Value, fail: Fail): Value {
  if (operator === "==" || operator === "!=") {
    if (left instanceof Symbolic || right instanceof Symbolic) {
      return fail("what is compared is not known before the deployment");
    }
    return (JSON.stringify(left) === JSON.stringify(right)) === (operator === "==");
  }
  if (operator === "??") return left ?? right;
  if (typeof left === "boolean" && typeof right === "boolean") {
    if (operator === "&&") return left && right;
    if (operator === "||") return left || right;
  }
  if (typeof left === "number" && typeof right === "number") {
    const results: Readonly<Record<string, Value>> = {
      "+": left + right,
      "-": left - right,
      "*": left * right,
      "<": left < right,
      "<=": left <= right,
      ">": left > right,
      ">=": left >= right,
    };
    const result = results[operator];
    if (result !== undefined) return result;
  }
  return fail(`${operator} of something else than it takes`);
}

/** The members of an object as a value; resources declared in it are not members. */
export function evaluateObject(object: ObjectExpression, scope: Scope): Readonly<Record<string, Value>> {
  return Object.fromEntries(
    object.properties.map(({ key, value }) => [asText(evaluate(key, scope)), evaluate(value, scope)]),
  );
}

/** One scope for each round of a loop. */
export function expand(
  loop: Omit<ForExpression, "body">,
  scope: Scope,
): readonly { readonly nr: number; readonly scope: Scope }[] {
  const list = evaluate(loop.of, scope);
  if (!isList(list)) throw new BicepError("the loop is not over a known list", scope.file, loop.at);
  return list.map((item, nr) => ({
    nr,
    scope: withNames(scope, { [loop.item]: item, ...(loop.index === undefined ? {} : { [loop.index]: nr }) }),
  }));
}
