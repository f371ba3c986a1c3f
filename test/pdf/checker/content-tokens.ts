// A content stream as operators with their operands. Only the notation the renderer writes is known; the rest is named.

export type Operand =
  | { readonly kind: "number"; readonly value: number }
  | { readonly kind: "name"; readonly value: string }
  | { readonly kind: "hex"; readonly value: string }
  | { readonly kind: "array"; readonly items: readonly Operand[] }
  | { readonly kind: "dict"; readonly entries: ReadonlyMap<string, Operand> }
  | { readonly kind: "unknown"; readonly value: string };

export type Operation = { readonly operator: string; readonly operands: readonly Operand[] };

const TOKEN =
  /<<|>>|\[|\]|<[0-9A-Fa-f]*>|\/[^\s<>[\]()/%]*|[+-]?(?:\d+\.?\d*|\.\d+)(?![^\s<>[\]()/%])|[^\s<>[\]/]+/g;

class Reader {
  readonly #tokens: readonly string[];
  #at = 0;

  constructor(content: string) {
    this.#tokens = content.match(TOKEN) ?? [];
  }

  get done(): boolean {
    return this.#at >= this.#tokens.length;
  }

  peek(): string | undefined {
    return this.#tokens[this.#at];
  }

  next(): string {
    return this.#tokens[this.#at++] ?? "";
  }
}

function readArray(reader: Reader): Operand {
  const items: Operand[] = [];
  while (!reader.done && reader.peek() !== "]") items.push(readOperand(reader));
  reader.next();
  return { kind: "array", items };
}

function readDict(reader: Reader): Operand {
  const entries = new Map<string, Operand>();
  while (!reader.done && reader.peek() !== ">>") {
    const key = reader.next();
    entries.set(key.slice(1), readOperand(reader));
  }
  reader.next();
  return { kind: "dict", entries };
}

function readOperand(reader: Reader): Operand {
  const token = reader.next();
  if (token === "[") return readArray(reader);
  if (token === "<<") return readDict(reader);
  if (token.startsWith("/")) return { kind: "name", value: token.slice(1) };
  if (/^<[0-9A-Fa-f]*>$/.test(token)) return { kind: "hex", value: token.slice(1, -1) };
  if (/^[+-]?[\d.]+$/.test(token)) return { kind: "number", value: Number(token) };
  return { kind: "unknown", value: token };
}

export function readOperations(content: string): readonly Operation[] {
  const reader = new Reader(content);
  const operations: Operation[] = [];
  let operands: Operand[] = [];
  while (!reader.done) {
    const operand = readOperand(reader);
    if (operand.kind === "unknown") {
      operations.push({ operator: operand.value, operands });
      operands = [];
    } else operands.push(operand);
  }
  if (operands.length > 0) operations.push({ operator: "(operands without operator)", operands });
  return operations;
}
