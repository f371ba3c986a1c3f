// A place in a list of tokens, and what the parsers ask of it.

import type { Token } from "./lexer.ts";
import { BicepError, type Position } from "./syntax.ts";

export type Cursor = {
  readonly file: string;
  readonly peek: (ahead?: number) => Token;
  readonly take: () => Token;
  readonly at: () => Position;
  /** Takes the symbol or the word if it is next. */
  readonly skipIf: (text: string) => boolean;
  readonly isNext: (text: string) => boolean;
  readonly expect: (text: string) => void;
  readonly name: () => string;
  readonly newlines: () => void;
  /** The end of a statement: a line break or the end of the file. */
  readonly endOfLine: () => void;
  readonly fail: (message: string, at?: Position) => never;
  readonly on: (tokens: readonly Token[]) => Cursor;
};

function show(token: Token): string {
  return token.kind === "string" ? "a string" : `"${token.text}"`;
}

export function createCursor(tokens: readonly Token[], file: string): Cursor {
  let here = 0;
  const last = tokens.at(-1);
  if (last === undefined) throw new RangeError("no tokens");
  const peek = (ahead = 0): Token => tokens[here + ahead] ?? last;
  const fail = (message: string, at = peek().at): never => {
    throw new BicepError(message, file, at);
  };
  const isNext = (text: string): boolean => {
    const token = peek();
    return (token.kind === "symbol" || token.kind === "name") && token.text === text;
  };
  const take = (): Token => {
    const token = peek();
    if (token.kind !== "end") here += 1;
    return token;
  };

  return {
    file,
    peek,
    take,
    at: () => peek().at,
    isNext,
    skipIf(text) {
      const found = isNext(text);
      if (found) take();
      return found;
    },
    expect(text) {
      if (!isNext(text)) fail(`expected "${text}", found ${show(peek())}`);
      take();
    },
    name() {
      const token = peek();
      if (token.kind !== "name") return fail(`expected a name, found ${show(token)}`);
      take();
      return token.text;
    },
    newlines() {
      while (peek().kind === "newline") take();
    },
    endOfLine() {
      const { kind } = peek();
      if (kind !== "newline" && kind !== "end") fail(`expected the end of the line, found ${show(peek())}`);
    },
    fail,
    on: (inner) => createCursor(inner, file),
  };
}
