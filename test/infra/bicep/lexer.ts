// Text to tokens. Line breaks are tokens, since they end things in Bicep. A string with expressions in it is one token that
// holds the tokens of each expression.

import { BicepError, type Position } from "./syntax.ts";

export type Token =
  | { readonly kind: "name" | "symbol"; readonly text: string; readonly at: Position }
  | { readonly kind: "number"; readonly text: string; readonly at: Position }
  | { readonly kind: "string"; readonly parts: readonly (string | readonly Token[])[]; readonly at: Position }
  | { readonly kind: "newline" | "end"; readonly text: string; readonly at: Position };

// Longest first.
const SYMBOLS = ":: && || == != <= >= ?? { } [ ] ( ) : , . = ? ! < > + - * / % | @".split(" ");
const ESCAPES: Readonly<Record<string, string>> = { "\\": "\\", "'": "'", n: "\n", r: "\r", t: "\t", $: "$" };

/** The tokens of a file, with `end` last. Throws BicepError for what is no token of the language used here. */
export function tokenize(text: string, file: string): readonly Token[] {
  let here = 0;
  let line = 1;
  let lineStart = 0;

  const at = (): Position => ({ line, column: here - lineStart + 1 });
  const fail = (message: string, position = at()): never => {
    throw new BicepError(message, file, position);
  };

  function breakLine(): void {
    line += 1;
    lineStart = here;
  }

  /** Spaces and comments; line breaks stay. */
  function skip(): void {
    for (;;) {
      if (/[ \t\r]/.test(text[here] ?? "")) here += 1;
      else if (text.startsWith("//", here)) {
        while (here < text.length && text[here] !== "\n") here += 1;
      } else if (text.startsWith("/*", here)) {
        const start = at();
        const end = text.indexOf("*/", here);
        if (end < 0) fail("the comment is not closed", start);
        for (; here < end; here++) if (text[here] === "\n") line += 1;
        lineStart = text.lastIndexOf("\n", end) + 1;
        here = end + 2;
      } else return;
    }
  }

  function escape(): string {
    const letter = text[here + 1] ?? "";
    const known = ESCAPES[letter];
    if (known === undefined) return fail(`unsupported escape \\${letter}`);
    here += 2;
    return known;
  }

  function string(): Token {
    const start = at();
    if (text.startsWith("'''", here)) fail("multi-line strings are not supported");
    here += 1;
    const parts: (string | readonly Token[])[] = [""];
    const add = (more: string): void => {
      const last = parts.at(-1);
      if (typeof last === "string") parts[parts.length - 1] = last + more;
      else parts.push(more);
    };
    for (;;) {
      const letter = text[here];
      if (letter === undefined || letter === "\n") return fail("the string is not closed", start);
      if (letter === "'") break;
      if (letter === "\\") add(escape());
      else if (text.startsWith("${", here)) {
        here += 2;
        parts.push(expression());
      } else {
        add(letter);
        here += 1;
      }
    }
    here += 1;
    return { kind: "string", parts, at: start };
  }

  /** The tokens up to the brace that ends an expression inside a string. */
  function expression(): readonly Token[] {
    const start = at();
    const tokens: Token[] = [];
    for (let depth = 0; ;) {
      const token = next();
      if (token.kind === "end" || token.kind === "newline") return fail("${ is not closed", start);
      if (token.kind === "symbol" && token.text === "{") depth += 1;
      if (token.kind === "symbol" && token.text === "}") depth -= 1;
      if (depth < 0) return [...tokens, { kind: "end", text: "}", at: token.at }];
      tokens.push(token);
    }
  }

  function next(): Token {
    skip();
    const start = at();
    const letter = text[here];
    if (letter === undefined) return { kind: "end", text: "end of file", at: start };
    if (letter === "\n") {
      here += 1;
      breakLine();
      return { kind: "newline", text: "line break", at: start };
    }
    if (letter === "'") return string();
    if (letter === "#") return fail("directives are not supported: a rule is not turned off here");
    const word = /^[A-Za-z_][A-Za-z0-9_]*/.exec(text.slice(here, here + 200))?.[0];
    if (word !== undefined) {
      here += word.length;
      return { kind: "name", text: word, at: start };
    }
    const number = /^[0-9]+/.exec(text.slice(here, here + 30))?.[0];
    if (number !== undefined) {
      here += number.length;
      return { kind: "number", text: number, at: start };
    }
    const symbol = SYMBOLS.find((s) => text.startsWith(s, here));
    if (symbol === undefined) return fail(`unexpected character ${letter}`);
    here += symbol.length;
    return { kind: "symbol", text: symbol, at: start };
  }

  const tokens: Token[] = [];
  for (;;) {
    const token = next();
    tokens.push(token);
    if (token.kind === "end") return tokens;
  }
}
