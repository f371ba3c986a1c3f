// What the file says about itself, once for the document information and once for XMP.

export type Metadata = {
  readonly title: string;
  readonly author: string;
  /** BCP 47. */
  readonly language: string;
  /** UTC, `YYYY-MM-DDThh:mm:ssZ`, from the calculation and never from a clock. */
  readonly created: string;
  /** 3 when something is attached, else 2. */
  readonly part: 2 | 3;
  /** Where the numbers come from: names of properties and what they say. */
  readonly provenance: readonly Provenance[];
};

export type Provenance = {
  readonly property: string;
  readonly value: string;
  readonly description: string;
};

export const CREATOR_TOOL = "Egenandel";
export const PRODUCER = "Egenandel";

/** The moment as a PDF date: `D:YYYYMMDDhhmmssZ`. */
export function pdfDate(created: string): string {
  return `D:${created.replace(/\D/g, "")}Z`;
}
