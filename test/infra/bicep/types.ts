// Types of parameters and outputs. They are read so that nothing is skipped; whether values fit them is for the compiler.

import type { Cursor } from "./cursor.ts";
import type { TypeExpression } from "./syntax.ts";

const NAMED = new Set(["string", "int", "bool", "object", "array"]);

function parsePlainType(cursor: Cursor): TypeExpression {
  const at = cursor.at();
  const token = cursor.peek();
  if (cursor.skipIf("{")) {
    const members: string[] = [];
    cursor.newlines();
    while (!cursor.skipIf("}")) {
      const name = cursor.name();
      cursor.expect(":");
      members.push(`${name}: ${parseType(cursor).text}`);
      cursor.newlines();
    }
    return { kind: "object", text: `{ ${members.join(", ")} }`, at };
  }
  if (token.kind === "string") {
    const choices: string[] = [];
    do {
      const choice = cursor.peek();
      const [text, ...more] = choice.kind === "string" ? choice.parts : [];
      if (typeof text !== "string" || more.length > 0) return cursor.fail("expected a choice in quotes");
      cursor.take();
      choices.push(`'${text}'`);
    } while (cursor.skipIf("|"));
    return { kind: "choices", text: choices.join(" | "), at };
  }
  const name = cursor.name();
  return NAMED.has(name) ? { kind: "named", text: name, at } : cursor.fail(`unsupported type ${name}`, at);
}

/** A type, with `[]` after it for arrays. */
export function parseType(cursor: Cursor): TypeExpression {
  let type = parsePlainType(cursor);
  while (cursor.skipIf("[")) {
    cursor.expect("]");
    type = { kind: "array", text: `${type.text}[]`, at: type.at };
  }
  if (cursor.isNext("?")) cursor.fail("nullable types are not supported");
  return type;
}
