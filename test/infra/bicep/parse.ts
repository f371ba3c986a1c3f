// A Bicep file as a list of statements.

import { createCursor } from "./cursor.ts";
import { parseStatements } from "./declarations.ts";
import { tokenize } from "./lexer.ts";
import type { Statement } from "./syntax.ts";

// Mutants share all files but one.
const parsed = new Map<string, readonly Statement[]>();

/** Throws BicepError for everything outside the part of the language in syntax.ts. */
export function parse(text: string, file: string): readonly Statement[] {
  const key = `${file}\n${text}`;
  const known = parsed.get(key);
  if (known !== undefined) return known;
  const statements = parseStatements(createCursor(tokenize(text, file), file));
  parsed.set(key, statements);
  return statements;
}
