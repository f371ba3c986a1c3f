// Text → lines. Lines break at spaces only (a no-break space holds); a word wider than the line is cut, at a slash, a
// hyphen or a capital within it where there is one. The pieces of all lines, joined, are the text itself: a line that
// ends at a space keeps the space, so that words stay apart when the text is read out of the file.

/** A part of a line that comes from one run of the text. */
export type Piece = { readonly run: number; readonly text: string };
export type Line = readonly Piece[];

type Measure = (text: string) => number;

const WITHIN_WORD = /(?<=[/\-_])|(?<=\p{Ll})(?=\p{Lu})/u;

/** Units that must not be broken, each ending with its space: pieces of one word may belong to different runs. */
function units(runs: readonly string[]): readonly Piece[][] {
  const result: Piece[][] = [];
  let open: Piece[] = [];
  for (const [run, text] of runs.entries()) {
    for (const piece of text.split(/(?<= )/)) {
      if (piece === "") continue;
      open.push({ run, text: piece });
      if (piece.endsWith(" ")) {
        result.push(open);
        open = [];
      }
    }
  }
  if (open.length > 0) result.push(open);
  return result;
}

function cut(text: string, width: number, measure: Measure): readonly string[] {
  const parts: string[] = [];
  let open = "";
  for (const character of text) {
    if (open !== "" && measure((open + character).trimEnd()) > width) {
      parts.push(open);
      open = "";
    }
    open += character;
  }
  return [...parts, open];
}

/** A word that fits as one unit, or the pieces of one that does not. */
function fitted(unit: readonly Piece[], width: number, measure: Measure): readonly Piece[][] {
  if (measure(joined(unit).trimEnd()) <= width) return [[...unit]];
  return unit.flatMap(({ run, text }) =>
    text
      .split(WITHIN_WORD)
      .flatMap((part) => cut(part, width, measure))
      .map((part) => [{ run, text: part }]),
  );
}

function joined(pieces: readonly Piece[]): string {
  return pieces.map((p) => p.text).join("");
}

/** Neighbours of the same run as one piece, so that they are measured and kerned together. */
function merged(pieces: readonly Piece[]): Line {
  const result: Piece[] = [];
  for (const piece of pieces) {
    const last = result.at(-1);
    if (last?.run === piece.run) result[result.length - 1] = { run: last.run, text: last.text + piece.text };
    else result.push(piece);
  }
  return result;
}

/** The lines of a text that consists of runs, none wider than `width` (a single character excepted). */
export function breakLines(runs: readonly string[], width: number, measure: Measure): readonly Line[] {
  // Most texts are one line.
  if (measure(runs.join("").trimEnd()) <= width) {
    const line = runs.map((text, run) => ({ run, text })).filter(({ text }) => text !== "");
    return line.length === 0 ? [] : [line];
  }
  const lines: Line[] = [];
  let open: Piece[] = [];
  let used = 0;
  for (const unit of units(runs).flatMap((u) => fitted(u, width, measure))) {
    const whole = joined(unit);
    if (open.length > 0 && used + measure(whole.trimEnd()) > width) {
      lines.push(merged(open));
      open = [];
      used = 0;
    }
    open.push(...unit);
    used += measure(whole);
  }
  if (open.length > 0) lines.push(merged(open));
  return lines;
}
