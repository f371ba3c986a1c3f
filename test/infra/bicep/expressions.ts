// Expressions, by recursive descent: one function per level of precedence.

import type { Cursor } from "./cursor.ts";
import { parseNestedResource } from "./declarations.ts";
import type { Token } from "./lexer.ts";
import type { Expression, ForExpression, ObjectExpression, Property, ResourceDeclaration } from "./syntax.ts";

/** From the loosest to the tightest. */
const LEVELS: readonly (readonly string[])[] = [
  ["??"],
  ["||"],
  ["&&"],
  ["==", "!="],
  ["<", "<=", ">", ">="],
  ["+", "-"],
  ["*", "/", "%"],
];

/** An expression, with a ternary outermost. Its parts may stand on lines of their own. */
export function parseExpression(cursor: Cursor): Expression {
  const at = cursor.at();
  const condition = parseBinary(cursor, 0);
  if (!skipAfterNewlines(cursor, "?")) return condition;
  cursor.newlines();
  const yes = parseExpression(cursor);
  cursor.newlines();
  cursor.expect(":");
  cursor.newlines();
  return { kind: "ternary", condition, yes, no: parseExpression(cursor), at };
}

/** Takes the symbol also when it begins a later line; otherwise the line breaks stay. */
function skipAfterNewlines(cursor: Cursor, symbol: string): boolean {
  let ahead = 0;
  while (cursor.peek(ahead).kind === "newline") ahead += 1;
  const token = cursor.peek(ahead);
  if (token.kind !== "symbol" || token.text !== symbol) return false;
  cursor.newlines();
  return cursor.skipIf(symbol);
}

function parseBinary(cursor: Cursor, level: number): Expression {
  const operators = LEVELS[level];
  if (operators === undefined) return parseUnary(cursor);
  let left = parseBinary(cursor, level + 1);
  for (;;) {
    const at = cursor.at();
    const operator = operators.find((o) => cursor.skipIf(o));
    if (operator === undefined) return left;
    left = { kind: "binary", operator, left, right: parseBinary(cursor, level + 1), at };
  }
}

function parseUnary(cursor: Cursor): Expression {
  const at = cursor.at();
  const operator = ["!", "-"].find((o) => cursor.skipIf(o));
  return operator === undefined
    ? parseMember(cursor)
    : { kind: "unary", operator, of: parseUnary(cursor), at };
}

function parseMember(cursor: Cursor): Expression {
  let of = parsePrimary(cursor);
  for (;;) {
    const at = cursor.at();
    if (cursor.skipIf(".")) {
      if (cursor.isNext("?")) cursor.fail("safe access is not supported");
      const name = cursor.name();
      if (cursor.isNext("(")) cursor.fail("methods are not supported", at);
      of = { kind: "member", of, name, at };
    } else if (cursor.skipIf("::")) of = { kind: "nested", of, name: cursor.name(), at };
    else if (cursor.skipIf("[")) {
      const index = parseExpression(cursor);
      cursor.expect("]");
      of = { kind: "index", of, index, at };
    } else if (cursor.isNext("!")) return cursor.fail("non-null assertions are not supported");
    else return of;
  }
}

function parsePrimary(cursor: Cursor): Expression {
  const token = cursor.peek();
  const { at } = token;
  if (token.kind === "string") return parseString(cursor, token);
  if (token.kind === "number") {
    cursor.take();
    return { kind: "literal", value: Number(token.text), at };
  }
  if (token.kind === "name") return parseNameOrCall(cursor);
  if (cursor.isNext("{")) return parseObject(cursor);
  if (cursor.isNext("[")) return parseArrayOrFor(cursor);
  if (cursor.skipIf("(")) {
    cursor.newlines();
    const inner = parseExpression(cursor);
    cursor.newlines();
    cursor.expect(")");
    return inner;
  }
  return cursor.fail(`expected an expression, found "${token.text}"`);
}

type StringToken = Token & { readonly kind: "string" };

function parseString(cursor: Cursor, token: StringToken): Expression & { readonly kind: "string" } {
  cursor.take();
  const parts = token.parts.map((part) => {
    if (typeof part === "string") return part;
    const inner = cursor.on(part);
    const expression = parseExpression(inner);
    if (inner.peek().kind !== "end") inner.fail("expected the end of the expression");
    return expression;
  });
  return { kind: "string", parts, at: token.at };
}

const LITERALS: Readonly<Record<string, boolean | null>> = { true: true, false: false, null: null };

function parseNameOrCall(cursor: Cursor): Expression {
  const at = cursor.at();
  const name = cursor.name();
  const literal = LITERALS[name];
  if (literal !== undefined) return { kind: "literal", value: literal, at };
  if (!cursor.skipIf("(")) return { kind: "name", name, at };
  const args: Expression[] = [];
  cursor.newlines();
  while (!cursor.skipIf(")")) {
    args.push(parseExpression(cursor));
    cursor.newlines();
    if (!cursor.isNext(")")) cursor.expect(",");
    cursor.newlines();
  }
  return { kind: "call", name, args, at };
}

/** After a member of an object or an item of an array: a comma or a line break, unless it is the last. */
function separator(cursor: Cursor, close: string): void {
  if (cursor.skipIf(",") || cursor.peek().kind === "newline") {
    cursor.newlines();
    return;
  }
  if (!cursor.isNext(close)) cursor.expect(",");
}

export function parseObject(cursor: Cursor): ObjectExpression {
  const at = cursor.at();
  cursor.expect("{");
  cursor.newlines();
  const properties: Property[] = [];
  const resources: ResourceDeclaration[] = [];
  while (!cursor.skipIf("}")) {
    const nested = cursor.isNext("resource") && cursor.peek(1).kind === "name";
    if (nested) resources.push(parseNestedResource(cursor));
    else properties.push(parseProperty(cursor));
    separator(cursor, "}");
  }
  const names = properties.map(({ key }) => (typeof key.parts[0] === "string" ? key.parts[0] : ""));
  const twice = properties.find(
    ({ key }, nr) => key.parts.length === 1 && names.indexOf(names[nr] ?? "") !== nr,
  );
  if (twice !== undefined) cursor.fail("the member is there twice", twice.at);
  return { kind: "object", properties, resources, at };
}

function parseProperty(cursor: Cursor): Property {
  const token = cursor.peek();
  const { at } = token;
  const key =
    token.kind === "string"
      ? parseString(cursor, token)
      : ({ kind: "string", parts: [cursor.name()], at } as const);
  cursor.expect(":");
  return { key, value: parseExpression(cursor), at };
}

function parseArrayOrFor(cursor: Cursor): Expression {
  const at = cursor.at();
  cursor.expect("[");
  cursor.newlines();
  if (cursor.isNext("for")) {
    const loop = parseForHead(cursor);
    const body = parseExpression(cursor);
    cursor.newlines();
    cursor.expect("]");
    return { ...loop, body };
  }
  const items: Expression[] = [];
  while (!cursor.skipIf("]")) {
    items.push(parseExpression(cursor));
    separator(cursor, "]");
  }
  return { kind: "array", items, at };
}

/** `for item in list:` or `for (item, index) in list:`, up to and with the colon. */
export function parseForHead(cursor: Cursor): Omit<ForExpression, "body"> {
  const at = cursor.at();
  cursor.expect("for");
  let item: string;
  let index: string | undefined;
  if (cursor.skipIf("(")) {
    item = cursor.name();
    cursor.expect(",");
    index = cursor.name();
    cursor.expect(")");
  } else item = cursor.name();
  cursor.expect("in");
  const of = parseExpression(cursor);
  cursor.expect(":");
  return { kind: "for", item, index, of, at };
}
