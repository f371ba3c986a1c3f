// The values of a PDF file (ISO 32000-1, 7.3), each string and dictionary with the bytes it was read from.

export type Ordbok = {
  readonly type: "ordbok";
  readonly poster: ReadonlyMap<string, PdfVerdi>;
  /** The same key twice: readers disagree on which one counts. */
  readonly duplikat: boolean;
  /** From the first `<` up to and including the last `>`. */
  readonly fra: number;
  readonly til: number;
};
export type Streng = {
  readonly type: "streng";
  readonly bytes: Uint8Array;
  /** Written as `<…>` with an even number of hex digits and nothing else. */
  readonly renHeks: boolean;
  readonly fra: number;
  readonly til: number;
};
export type Referanse = { readonly type: "ref"; readonly nummer: number; readonly generasjon: number };
export type Stroem = { readonly type: "stroem"; readonly ordbok: Ordbok; readonly data: Uint8Array };
export type Liste = { readonly type: "liste"; readonly verdier: readonly PdfVerdi[] };

export type PdfVerdi =
  | { readonly type: "null" }
  | { readonly type: "sannhet"; readonly verdi: boolean }
  | { readonly type: "tall"; readonly verdi: number }
  | { readonly type: "navn"; readonly verdi: string }
  | Streng
  | Liste
  | Ordbok
  | Referanse
  | Stroem;

/** The name, without its slash; undefined for anything else. */
export function somNavn(v: PdfVerdi | undefined): string | undefined {
  return v?.type === "navn" ? v.verdi : undefined;
}

/** The number when it is whole and not negative; undefined for anything else. */
export function somAntall(v: PdfVerdi | undefined): number | undefined {
  return v?.type === "tall" && Number.isSafeInteger(v.verdi) && v.verdi >= 0 ? v.verdi : undefined;
}

function likeBytes(a: Uint8Array, b: Uint8Array): boolean {
  return Buffer.compare(a, b) === 0;
}

/** The same value, keys in any order. References are compared as references, streams with their raw bytes. */
export function erLike(a: PdfVerdi | undefined, b: PdfVerdi | undefined): boolean {
  if (a === undefined || b === undefined) return a === b;
  if (a.type === "ordbok") return b.type === "ordbok" && likeOrdboeker(a, b, []);
  if (a.type === "liste") {
    return (
      b.type === "liste" &&
      a.verdier.length === b.verdier.length &&
      a.verdier.every((v, i) => erLike(v, b.verdier[i]))
    );
  }
  if (a.type === "stroem") {
    return b.type === "stroem" && likeBytes(a.data, b.data) && likeOrdboeker(a.ordbok, b.ordbok, []);
  }
  return erLikeEnkle(a, b);
}

function erLikeEnkle(a: PdfVerdi, b: PdfVerdi): boolean {
  if (a.type === "streng") return b.type === "streng" && likeBytes(a.bytes, b.bytes);
  if (a.type === "ref") return b.type === "ref" && a.nummer === b.nummer && a.generasjon === b.generasjon;
  if (a.type === "navn" || a.type === "tall" || a.type === "sannhet") {
    return b.type === a.type && a.verdi === b.verdi;
  }
  return a.type === b.type;
}

/** The same dictionary when some keys are left out of the comparison. */
export function likeOrdboeker(a: Ordbok, b: Ordbok, unntatt: readonly string[]): boolean {
  const noekler = new Set([...a.poster.keys(), ...b.poster.keys()].filter((n) => !unntatt.includes(n)));
  return !a.duplikat && !b.duplikat && [...noekler].every((n) => erLike(a.poster.get(n), b.poster.get(n)));
}

/** Every reference inside a value. */
export function referanserI(v: PdfVerdi): Referanse[] {
  if (v.type === "ref") return [v];
  if (v.type === "liste") return v.verdier.flatMap(referanserI);
  if (v.type === "ordbok") return [...v.poster.values()].flatMap(referanserI);
  return v.type === "stroem" ? referanserI(v.ordbok) : [];
}
