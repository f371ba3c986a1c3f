// What the paper says: strings in the reader's language, in the order they are read. It knows nothing of structure or looks.

/** A link, with what is said of it aloud. */
export type Lenke = { readonly lenke: string; readonly adresse: string; readonly opplest: string };

/** A cell; `under` is the smaller text below. An empty text says that there is nothing. */
export type Celle = string | { readonly text: string; readonly under: string };

export type Rad = {
  readonly celler: readonly Celle[];
  /** A heading or a sum among the rows. */
  readonly uthevet: boolean;
  /** It says nothing without the row after it. */
  readonly foelgesAvNeste: boolean;
};

export type Tabell = {
  /** What the table holds, for those who hear it. */
  readonly sammendrag: string;
  readonly hoder: readonly string[];
  readonly rader: readonly Rad[];
  readonly summer: readonly Rad[];
};

export type Faktum = readonly [tekst: string, verdi: string];

export type Spesifikasjon = {
  /** It is short, or about a child, and need not start a page of its own. */
  readonly kanDeleSide: boolean;
  readonly overskrift: string;
  readonly innledning: string;
  /** null when Skatteetaten gave nothing, which `innledning` then says. */
  readonly poster: Tabell | null;
  readonly manuelle: { readonly overskrift: string; readonly tabell: Tabell } | null;
};

export type Visning = {
  readonly spraak: "nb-NO" | "nn-NO";
  readonly dokumenttittel: string;
  /** The kommune; null when the caller did not say. */
  readonly avsender: string | null;
  readonly tittel: string;
  readonly fakta: { readonly sammendrag: string; readonly rader: readonly Faktum[] };
  readonly noekkeltall: { readonly tekst: string; readonly verdi: string; readonly tillegg: string };
  readonly sammendrag: string;
  readonly husholdning: {
    readonly overskrift: string;
    readonly tabell: Tabell;
    readonly tegnforklaring: string;
  };
  readonly hovedsteg: { readonly overskrift: string; readonly tabell: Tabell };
  readonly spesifikasjoner: readonly Spesifikasjon[];
  readonly utregning: { readonly overskrift: string; readonly innledning: string; readonly tabell: Tabell };
  readonly forsoergelse: {
    readonly overskrift: string;
    readonly innledning: string;
    readonly tabell: Tabell;
  } | null;
  readonly skjoenn: { readonly overskrift: string; readonly tabell: Tabell } | null;
  readonly terminer: {
    readonly overskrift: string;
    readonly innledning: string;
    readonly tabell: Tabell;
  } | null;
  readonly etteroppgjoer: {
    readonly overskrift: string;
    readonly utfall: string;
    readonly tabell: Tabell;
    readonly forklaring: string;
  } | null;
  readonly forbehold: {
    readonly overskrift: string;
    readonly innledning: string;
    readonly avsnitt: readonly string[];
    readonly fraOppslaget: { readonly overskrift: string; readonly avsnitt: readonly string[] } | null;
  };
  readonly regler: {
    readonly overskrift: string;
    readonly innledning: readonly (string | Lenke)[];
    readonly satser: Tabell;
    readonly spor: { readonly sammendrag: string; readonly rader: readonly Faktum[] };
    readonly forklaring: string;
  };
  readonly klage: { readonly overskrift: string; readonly avsnitt: readonly string[] };
  readonly bunntekst: { readonly venstre: string; readonly side: string; readonly av: string };
};

export function rad(...celler: readonly Celle[]): Rad {
  return { celler, uthevet: false, foelgesAvNeste: false };
}

export function uthevetRad(...celler: readonly Celle[]): Rad {
  return { celler, uthevet: true, foelgesAvNeste: false };
}
