// PDF values in a notation of our own, which says what is written and not how.

export type Name = { readonly kind: "name"; readonly name: string };
/** An indirect reference; the number is the object number. */
export type Ref = { readonly kind: "ref"; readonly id: number };
/** A text string, in any script. */
export type Text = { readonly kind: "text"; readonly text: string };
export type Hex = { readonly kind: "hex"; readonly bytes: Uint8Array };
/** An entry that is undefined is left out. */
export type Dict = { readonly kind: "dict"; readonly entries: Readonly<Record<string, Value | undefined>> };
export type Value = boolean | number | null | Name | Ref | Text | Hex | Dict | readonly Value[];

export function name(text: string): Name {
  return { kind: "name", name: text };
}

export function text(content: string): Text {
  return { kind: "text", text: content };
}

export function hex(bytes: Uint8Array): Hex {
  return { kind: "hex", bytes };
}

export function dict(entries: Readonly<Record<string, Value | undefined>>): Dict {
  return { kind: "dict", entries };
}

/** A number as PDF writes it: at most `decimals` decimals and never an exponent, which PDF does not know. */
export function decimal(value: number, decimals: number): string {
  const scale = 10 ** decimals;
  return String(Math.round(value * scale) / scale);
}
