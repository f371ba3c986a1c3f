// A page painted in thought: which marked sequences there are, and which text stands where in which colour.

import type { FileFont } from "./fonts.ts";
import { readOperations, type Operand, type Operation } from "./content-tokens.ts";
import type { Report } from "./findings.ts";

export type ShownText = {
  readonly cids: readonly number[];
  readonly fontKey: string;
  readonly font: FileFont | undefined;
  readonly text: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  /** Red, green, blue, 0–1. */
  readonly colour: readonly number[];
};

export type Sequence = {
  readonly tag: string;
  /** undefined for an artifact. */
  readonly mcid: number | undefined;
  readonly texts: ShownText[];
};

const OPERATORS = new Set("BDC EMC BT ET Tf Td Tj TJ rg RG w m l S re f".split(" "));
const PAINTING = new Set(["Tj", "TJ", "S", "f"]);
/** How many operands of which kind each operator takes. */
const OPERANDS: Readonly<Record<string, string>> = {
  BDC: "name dict",
  EMC: "",
  BT: "",
  ET: "",
  Tf: "name number",
  Td: "number number",
  Tj: "hex",
  TJ: "array",
  rg: "number number number",
  RG: "number number number",
  w: "number",
  m: "number number",
  l: "number number",
  S: "",
  re: "number number number number",
  f: "",
};

function cidsOf(hex: string): readonly number[] {
  return (hex.match(/.{1,4}/g) ?? []).map((code) => Number.parseInt(code, 16));
}

function numbers(operands: readonly Operand[]): readonly number[] {
  return operands.map((o) => (o.kind === "number" ? o.value : Number.NaN));
}

type State = {
  sequence: Sequence | undefined;
  fill: readonly number[];
  fontKey: string;
  size: number;
  x: number;
  y: number;
};

function show(state: State, operand: Operand | undefined, fonts: ReadonlyMap<string, FileFont>): ShownText {
  const font = fonts.get(state.fontKey);
  const items = operand?.kind === "array" ? operand.items : operand === undefined ? [] : [operand];
  const cids = items.flatMap((o) => (o.kind === "hex" ? cidsOf(o.value) : []));
  const thousandths =
    cids.reduce((sum, cid) => sum + (font?.widths?.get(cid) ?? 0), 0) -
    items.reduce((sum, o) => sum + (o.kind === "number" ? o.value : 0), 0);
  return {
    cids,
    fontKey: state.fontKey,
    font,
    text: cids.map((cid) => font?.meaning?.get(cid) ?? "\ufffd").join(""),
    x: state.x,
    y: state.y,
    width: (thousandths * state.size) / 1000,
    colour: state.fill,
  };
}

function begin(state: State, operands: readonly Operand[], sequences: Sequence[], report: Report): void {
  const [tag, properties] = operands;
  if (state.sequence !== undefined) report("P6", "marked content within marked content");
  const mcid = properties?.kind === "dict" ? properties.entries.get("MCID") : undefined;
  const sequence: Sequence = {
    tag: tag?.kind === "name" ? tag.value : "",
    mcid: mcid?.kind === "number" ? mcid.value : undefined,
    texts: [],
  };
  if (sequence.tag !== "Artifact" && sequence.mcid === undefined)
    report("S13", `/${sequence.tag} without MCID`);
  if (sequence.tag === "Artifact" && sequence.mcid !== undefined) report("S13", "an artifact with MCID");
  if (sequence.mcid !== undefined && sequences.some((s) => s.mcid === sequence.mcid)) {
    report("P9", `MCID ${sequence.mcid} twice on a page`);
  }
  sequences.push(sequence);
  state.sequence = sequence;
}

function checkForm({ operator, operands }: Operation, report: Report): void {
  if (!OPERATORS.has(operator)) {
    report("P4", `operator ${operator}`);
    return;
  }
  const kinds = operands.map((o) => o.kind).join(" ");
  if (kinds !== OPERANDS[operator]) report("P4", `${operator} with operands ${kinds}`);
}

function setText(state: State, { operator, operands }: Operation): void {
  const [first, second] = numbers(operands);
  switch (operator) {
    case "rg":
      state.fill = numbers(operands);
      break;
    case "BT":
      [state.x, state.y] = [0, 0];
      break;
    case "Tf":
      state.fontKey = operands[0]?.kind === "name" ? operands[0].value : "";
      state.size = second ?? 0;
      break;
    case "Td":
      state.x += first ?? Number.NaN;
      state.y += second ?? Number.NaN;
      break;
  }
}

function end(state: State, report: Report): void {
  if (state.sequence === undefined) report("P7", "EMC without BDC");
  else if (state.sequence.mcid !== undefined && state.sequence.texts.length === 0) {
    report("P13", `MCID ${state.sequence.mcid} holds no text`);
  }
  state.sequence = undefined;
}

/** The marked sequences of a page, in paint order. */
export function readPage(
  content: string,
  fonts: ReadonlyMap<string, FileFont>,
  report: Report,
): readonly Sequence[] {
  const sequences: Sequence[] = [];
  const state: State = { sequence: undefined, fill: [0, 0, 0], fontKey: "", size: 0, x: 0, y: 0 };
  for (const operation of readOperations(content)) {
    const { operator, operands } = operation;
    checkForm(operation, report);
    if (PAINTING.has(operator) && state.sequence === undefined)
      report("P5", `${operator} outside marked content`);
    if (operator === "BDC") begin(state, operands, sequences, report);
    else if (operator === "EMC") end(state, report);
    else if (operator === "Tj" || operator === "TJ")
      state.sequence?.texts.push(show(state, operands[0], fonts));
    else setText(state, operation);
  }
  if (state.sequence !== undefined) report("P8", "marked content is still open at the end");
  return sequences;
}
