// Statements: what a template or a parameter file says, one after the other.

import type { Cursor } from "./cursor.ts";
import { parseExpression, parseForHead, parseObject } from "./expressions.ts";
import { parseType } from "./types.ts";
import type {
  Decorator,
  Expression,
  ForExpression,
  ObjectExpression,
  ResourceDeclaration,
  Statement,
} from "./syntax.ts";

function parseDecorators(cursor: Cursor): readonly Decorator[] {
  const decorators: Decorator[] = [];
  for (;;) {
    const at = cursor.at();
    if (!cursor.skipIf("@")) return decorators;
    const call = parseExpression(cursor);
    if (call.kind !== "call") return cursor.fail("a decorator is a call", at);
    decorators.push({ name: call.name, args: call.args, at });
    cursor.endOfLine();
    cursor.newlines();
  }
}

/** A string without expressions in it. */
function parseText(cursor: Cursor): string {
  const token = cursor.peek();
  const [text, ...more] = token.kind === "string" ? token.parts : [];
  if (typeof text !== "string" || more.length > 0) return cursor.fail("expected plain text in quotes");
  cursor.take();
  return text;
}

type Body = {
  readonly condition: Expression | undefined;
  readonly loop: Omit<ForExpression, "body"> | undefined;
  readonly body: ObjectExpression;
};

/** `{...}`, `if (condition) {...}` or `[for ...: {...}]`. */
function parseBody(cursor: Cursor): Body {
  if (cursor.skipIf("[")) {
    cursor.newlines();
    const loop = parseForHead(cursor);
    if (cursor.isNext("if")) cursor.fail("a filtered loop is not supported");
    const body = parseObject(cursor);
    cursor.newlines();
    cursor.expect("]");
    return { condition: undefined, loop, body };
  }
  if (!cursor.skipIf("if")) return { condition: undefined, loop: undefined, body: parseObject(cursor) };
  cursor.expect("(");
  const condition = parseExpression(cursor);
  cursor.expect(")");
  return { condition, loop: undefined, body: parseObject(cursor) };
}

function parseResource(cursor: Cursor, decorators: readonly Decorator[]): ResourceDeclaration {
  const at = cursor.at();
  cursor.expect("resource");
  const name = cursor.name();
  const type = parseText(cursor);
  const existing = cursor.skipIf("existing");
  cursor.expect("=");
  return { kind: "resource", name, type, existing, decorators, at, ...parseBody(cursor) };
}

/** A resource inside the body of its parent. */
export function parseNestedResource(cursor: Cursor): ResourceDeclaration {
  return parseResource(cursor, []);
}

function parseParam(cursor: Cursor, decorators: readonly Decorator[]): Statement {
  const at = cursor.at();
  cursor.expect("param");
  const name = cursor.name();
  if (cursor.skipIf("=")) {
    if (decorators.length > 0) cursor.fail("a value has no decorators", at);
    return { kind: "value", name, value: parseExpression(cursor), at };
  }
  const type = parseType(cursor);
  const value = cursor.skipIf("=") ? parseExpression(cursor) : undefined;
  return { kind: "param", name, type, value, decorators, at };
}

/** Statements that may have no decorators. */
function parsePlain(cursor: Cursor, word: string): Statement | undefined {
  const at = cursor.at();
  switch (word) {
    case "targetScope":
      cursor.take();
      cursor.expect("=");
      return { kind: "targetScope", value: parseText(cursor), at };
    case "metadata": {
      cursor.take();
      const name = cursor.name();
      cursor.expect("=");
      return { kind: "metadata", name, value: parseExpression(cursor), at };
    }
    case "using":
      cursor.take();
      return { kind: "using", path: parseText(cursor), at };
    default:
      return undefined;
  }
}

function parseStatement(cursor: Cursor): Statement {
  const decorators = parseDecorators(cursor);
  const token = cursor.peek();
  const { at } = token;
  const word = token.kind === "name" ? token.text : "";
  const plain = decorators.length === 0 ? parsePlain(cursor, word) : undefined;
  if (plain !== undefined) return plain;
  switch (word) {
    case "param":
      return parseParam(cursor, decorators);
    case "resource":
      return parseResource(cursor, decorators);
    case "var": {
      cursor.take();
      const name = cursor.name();
      cursor.expect("=");
      return { kind: "var", name, value: parseExpression(cursor), decorators, at };
    }
    case "output": {
      cursor.take();
      const name = cursor.name();
      const type = parseType(cursor);
      cursor.expect("=");
      return { kind: "output", name, type, value: parseExpression(cursor), decorators, at };
    }
    case "module": {
      cursor.take();
      const name = cursor.name();
      const path = parseText(cursor);
      cursor.expect("=");
      return { kind: "module", name, path, decorators, at, ...parseBody(cursor) };
    }
    default:
      return cursor.fail(word === "" ? "expected a statement" : `unsupported statement "${word}"`);
  }
}

/** All statements of a file. */
export function parseStatements(cursor: Cursor): readonly Statement[] {
  const statements: Statement[] = [];
  for (;;) {
    cursor.newlines();
    if (cursor.peek().kind === "end") return statements;
    statements.push(parseStatement(cursor));
    cursor.endOfLine();
  }
}
