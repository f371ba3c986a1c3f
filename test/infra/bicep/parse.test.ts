import { describe, expect, test } from "vitest";
import { parse } from "./parse.ts";
import type { Expression, Statement } from "./syntax.ts";

/** A tree as text: what holds what, without places. */
function show(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(show);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([name, v]) => name !== "at" && v !== undefined)
      .map(([name, v]) => [name, show(v)]),
  );
}

function expression(text: string): Expression {
  const [statement] = parse(`var x = ${text}`, "x.bicep");
  if (statement?.kind !== "var") throw new Error("not a variable");
  return statement.value;
}

/** Fully parenthesised, so that precedence is seen. */
function nesting(e: Expression): string {
  switch (e.kind) {
    case "literal":
      return String(e.value);
    case "name":
      return e.name;
    case "string":
      return `'${e.parts.map((part) => (typeof part === "string" ? part : `\${${nesting(part)}}`)).join("")}'`;
    case "member":
      return `${nesting(e.of)}.${e.name}`;
    case "nested":
      return `${nesting(e.of)}::${e.name}`;
    case "index":
      return `${nesting(e.of)}[${nesting(e.index)}]`;
    case "call":
      return `${e.name}(${e.args.map(nesting).join(", ")})`;
    case "unary":
      return `(${e.operator}${nesting(e.of)})`;
    case "binary":
      return `(${nesting(e.left)} ${e.operator} ${nesting(e.right)})`;
    case "ternary":
      return `(${nesting(e.condition)} ? ${nesting(e.yes)} : ${nesting(e.no)})`;
    case "array":
      return `[${e.items.map(nesting).join(", ")}]`;
    case "object":
      return `{${e.properties.map(({ key, value }) => `${nesting(key)}: ${nesting(value)}`).join(", ")}}`;
    case "for":
      return `[for ${e.item}${e.index === undefined ? "" : `, ${e.index}`} in ${nesting(e.of)}: ${nesting(e.body)}]`;
  }
}

describe("an expression", () => {
  test.each([
    ["1 + 2 * 3 - 4", "((1 + (2 * 3)) - 4)"],
    ["(1 + 2) * 3", "((1 + 2) * 3)"],
    ["a || b && c", "(a || (b && c))"],
    ["a == b && c != d", "((a == b) && (c != d))"],
    ["a < 1 == b >= 2", "((a < 1) == (b >= 2))"],
    ["a ?? b || c", "(a ?? (b || c))"],
    ["!a && -b < c", "((!a) && ((-b) < c))"],
    ["a ? b : c ? d : e", "(a ? b : (c ? d : e))"],
    ["a\n  ? b\n  : c", "(a ? b : c)"],
    ["a.b[0].c['d']", "a.b[0].c['d']"],
    ["vnett::funksjoner.id", "vnett::funksjoner.id"],
    ["f()", "f()"],
    ["f(\n  a\n  g(b)\n)".replace("a\n", "a,\n"), "f(a, g(b))"],
    ["[1, 2]", "[1, 2]"],
    ["[\n  1\n  2\n]", "[1, 2]"],
    ["[]", "[]"],
    ["{}", "{}"],
    ["{ a: 1, b: [2] }", "{'a': 1, 'b': [2]}"],
    ["{\n  a: 1\n  'b-c': 2\n}", "{'a': 1, 'b-c': 2}"],
    ["[for x in y: { n: x }]", "[for x in y: {'n': x}]"],
    ["[\n  for (x, i) in f(y): x\n]", "[for x, i in f(y): x]"],
    ["true", "true"],
    ["null", "null"],
    ["'a${b}c${d.e}'", "'a${b}c${d.e}'"],
    ["'${f({ a: 1 })}'", "'${f({'a': 1})}'"],
    ["'${'inner ${a}'}'", "'${'inner ${a}'}'"],
    ["'it''s'".replace("''", "\\'"), "'it's'"],
    ["'\\${a} \\\\ \\n'", "'${a} \\ \n'"],
    ["a /* b */ + c // d", "(a + c)"],
  ])("%j is read as %j", (text, nested) => {
    expect(nesting(expression(text))).toBe(nested);
  });
});

describe("a statement", () => {
  test.each<[string, object]>([
    ["targetScope = 'subscription'", { kind: "targetScope", value: "subscription" }],
    ["using 'main.bicep'", { kind: "using", path: "main.bicep" }],
    ["metadata description = 'x'", { kind: "metadata", name: "description" }],
    ["param a string", { kind: "param", name: "a", type: { kind: "named", text: "string" }, decorators: [] }],
    ["param a string[]", { type: { kind: "array", text: "string[]" } }],
    ["param a 'x' | 'y'", { type: { kind: "choices", text: "'x' | 'y'" } }],
    [
      "param a {\n  b: string\n  c: int[]\n}[]",
      { type: { kind: "array", text: "{ b: string, c: int[] }[]" } },
    ],
    ["param a int = 1", { value: { kind: "literal", value: 1 } }],
    ["param a = 1", { kind: "value", name: "a", value: { kind: "literal", value: 1 } }],
    [
      "@description('x')\n@minLength(3)\nparam a string",
      { decorators: [{ name: "description" }, { name: "minLength" }] },
    ],
    ["output a string = b", { kind: "output", name: "a", type: { text: "string" }, value: { name: "b" } }],
    ["resource a 'T/t@1' = {}", { kind: "resource", type: "T/t@1", existing: false }],
    ["resource a 'T/t@1' existing = {}", { existing: true }],
    ["resource a 'T/t@1' = if (b) {}", { condition: { kind: "name", name: "b" } }],
    ["resource a 'T/t@1' = [for x in y: {}]", { loop: { item: "x", of: { name: "y" } } }],
    [
      "resource a 'T/t@1' = {\n  name: 'n'\n\n  resource b 'u' existing = {\n    name: 'm'\n  }\n}",
      {
        body: {
          properties: [{ key: { parts: ["name"] } }],
          resources: [{ name: "b", type: "u", existing: true }],
        },
      },
    ],
    ["module a 'x.bicep' = {\n  params: {}\n}", { kind: "module", name: "a", path: "x.bicep" }],
  ])("%j is read with its parts", (text, parts) => {
    expect(parse(text, "x.bicep").map((statement: Statement) => show(statement))).toMatchObject([parts]);
  });

  test("knows where it stands", () => {
    const [, second] = parse("// first\nvar a = 1\n\n  var b = a", "x.bicep");
    expect(second?.at).toEqual({ line: 4, column: 3 });
  });
});

describe("what is outside the part of the language that is used is an error with its place, never skipped:", () => {
  test.each([
    ["func f() string => 'x'", 'unsupported statement "func"'],
    ["type t = string", 'unsupported statement "type"'],
    ["import { x } from 'y.bicep'", 'unsupported statement "import"'],
    ["extension graph", 'unsupported statement "extension"'],
    ["assert a = true", 'unsupported statement "assert"'],
    ["#disable-next-line no-unused-vars\nvar a = 1", "directives are not supported"],
    ["var a = '''x'''", "multi-line strings are not supported"],
    ["var a = b.?c", "safe access is not supported"],
    ["var a = b!", "non-null assertions are not supported"],
    ["var a = b.f()", "methods are not supported"],
    ["var a = map(b, c => d)", 'expected ","'],
    ["var a = { ...b }", "expected a name"],
    ["param a string?", "nullable types are not supported"],
    ["param a resourceInput<'x'>", "unsupported type resourceInput"],
    ["resource a 'T/t@1' = [for x in y: if (x) {}]", "a filtered loop is not supported"],
    ["var a = 'x\\u{41}'", "unsupported escape"],
  ])("%j", (text, message) => {
    expect(() => parse(text, "x.bicep")).toThrow(message);
    expect(() => parse(text, "x.bicep")).toThrow(/^x\.bicep:\d+:\d+: /);
  });
});

describe("what is no Bicep at all is an error:", () => {
  test.each([
    ["var a = 'x", "the string is not closed"],
    ["var a = 'x${b'", "is not closed"],
    ["var a = 'x${b c}'", "expected the end of the expression"],
    ["/* never ends", "the comment is not closed"],
    ["var a = [1 2]", 'expected ","'],
    ["var a = { b: 1 c: 2 }", 'expected ","'],
    ["var a = { b: 1\n b: 2 }", "the member is there twice"],
    ["var a = (1", 'expected ")"'],
    ["var a 1", 'expected "="'],
    ["var a = 1 var b = 2", "expected the end of the line"],
    ["var a = 1 +", "expected an expression"],
    ["var = 1", "expected a name"],
    ["resource a = {}", "expected plain text in quotes"],
    ["resource a 'x${b}' = {}", "expected plain text in quotes"],
    ["@description\nparam a string", "a decorator is a call"],
    ["@description('x') param a string", "expected the end of the line"],
    ["var a = b ? c", 'expected ":"'],
    ["var a = §", "unexpected character"],
    ["}", "expected a statement"],
  ])("%j", (text, message) => {
    expect(() => parse(text, "x.bicep")).toThrow(message);
  });
});
