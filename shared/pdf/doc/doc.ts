// The document as pure data: what is said, in which order and with which role. It knows nothing of points or pages.

export type Language = "nb-NO" | "nn-NO";

export type Link = {
  readonly uri: string;
  readonly text: string;
  /** What a screen reader says of the link. */
  readonly spoken: string;
};

export type Heading = { readonly kind: "heading"; readonly level: 1 | 2 | 3; readonly text: string };

export type Paragraph = {
  readonly kind: "paragraph";
  readonly style: "letterhead" | "body" | "small";
  readonly runs: readonly (string | Link)[];
  /** It introduces what follows and never stands alone at the foot of a page. */
  readonly keepWithNext?: boolean;
  /** Only where it differs from that of the document. */
  readonly language?: Language;
};

/** Pairs of a caption and what it says. */
export type Facts = {
  readonly kind: "facts";
  readonly summary: string;
  readonly rows: readonly (readonly [caption: string, value: string])[];
};

/** The number the document is about; `aside` stands on the line of the value. */
export type KeyFigure = {
  readonly kind: "keyFigure";
  readonly caption: string;
  readonly value: string;
  readonly aside: string;
};

export type Column = {
  readonly head: string;
  /** The column's part of the width, relative to the other columns. */
  readonly share: number;
  readonly align: "left" | "right";
};

/** `under` stands smaller below the text, in the same cell. */
export type Cell = string | { readonly text: string; readonly under: string };

export type Row = {
  /** As many as there are columns. An empty text is an empty cell. */
  readonly cells: readonly Cell[];
  /** A heading or a sum among the rows. */
  readonly emphasis?: boolean;
  readonly keepWithNext?: boolean;
};

export type Table = {
  readonly kind: "table";
  readonly summary: string;
  readonly columns: readonly Column[];
  /** Which column names the row; 0 is the first. */
  readonly rowHeader: number;
  readonly body: readonly Row[];
  readonly foot: readonly Row[];
  /** Of the rows, only where it differs from that of the document. */
  readonly bodyLanguage?: Language;
};

/** What follows starts on a new page; with `soft` only when there is not much room left on this one. */
export type PageBreak = { readonly kind: "pageBreak"; readonly soft: boolean };

export type Content = Heading | Paragraph | Facts | KeyFigure | Table;
export type Node = Content | PageBreak;

export type Doc = {
  readonly language: Language;
  readonly title: string;
  /** What belongs on the first page. It is set closer when the page would not hold it otherwise. */
  readonly opening: readonly Content[];
  /** What comes after it. */
  readonly nodes: readonly Node[];
  /** Foot of every page: `left` and then «Side 1 av 3» of the two words. */
  readonly footer: { readonly left: string; readonly page: string; readonly of: string };
};
