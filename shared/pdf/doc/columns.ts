// How the columns of each table share the width, and how they are aligned. Amounts stand to the right.

import type { Column } from "./doc.ts";

type Shape = readonly (readonly [share: number, align: Column["align"]])[];

export const SHAPES = {
  steg: [
    [6, "left"],
    [52, "left"],
    [27, "left"],
    [15, "right"],
  ],
  utregning: [
    [48, "left"],
    [438, "left"],
    [228, "left"],
    [143, "right"],
    [143, "right"],
  ],
  poster: [
    [56, "left"],
    [28, "left"],
    [16, "right"],
  ],
  manuelle: [
    [56, "left"],
    [28, "left"],
    [16, "right"],
  ],
  forsoergelse: [
    [48, "left"],
    [16, "left"],
    [36, "right"],
  ],
  skjoenn: [
    [76, "left"],
    [24, "right"],
  ],
  terminer: [
    [32, "left"],
    [11, "right"],
    [19, "right"],
    [19, "right"],
    [19, "right"],
  ],
  etteroppgjoer: [
    [34, "left"],
    [22, "right"],
    [22, "right"],
    [22, "right"],
  ],
  satser: [
    [46, "left"],
    [34, "left"],
    [20, "right"],
  ],
} as const satisfies Record<string, Shape>;

/** A sign, a name, and amounts that share what is left. */
export function householdShape(amounts: number): Shape {
  const each = amounts <= 3 ? 15 : 13;
  return [
    [7, "left"],
    [93 - each * amounts, "left"],
    ...Array.from({ length: amounts }, () => [each, "right"] as const),
  ];
}

export function columns(heads: readonly string[], shape: Shape): readonly Column[] {
  if (heads.length !== shape.length) throw new Error("a table has other columns than its shape");
  return heads.map((head, i) => {
    const [share, align] = shape[i] ?? [1, "left"];
    return { head, share, align };
  });
}
