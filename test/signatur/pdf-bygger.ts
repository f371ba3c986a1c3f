// Small PDF files written by hand, revision by revision, so that a test decides every byte.

import { deflateSync } from "node:zlib";

export type Objekter = Readonly<Record<number, string>>;

/** Bytes of a text where each character is one byte. */
export function bytesAv(tekst: string): Buffer {
  return Buffer.from(tekst, "latin1");
}

export function stroem(data: string | Uint8Array, ekstra = ""): string {
  const innhold = typeof data === "string" ? data : Buffer.from(data).toString("latin1");
  return `<< /Length ${innhold.length}${ekstra} >>\nstream\n${innhold}\nendstream`;
}

export const KATALOG = "/Type /Catalog /Pages 2 0 R";
export const SIDE =
  "/Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 5 0 R >> >>";
const TEKST = stroem("BT /F1 24 Tf 72 700 Td (Tilslutningserklaering) Tj ET");

/** One page of text. */
export const GRUNNLAG: Objekter = {
  1: `<< ${KATALOG} >>`,
  2: "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
  3: `<< ${SIDE} /Contents 4 0 R >>`,
  4: TEKST,
  5: "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
};

/** The offset the last `startxref` of some bytes names. */
export function startxref(pdf: Uint8Array): number {
  const tekst = Buffer.from(pdf).toString("latin1");
  return Number(/startxref\s+([0-9]+)\s+%%EOF\s*$/.exec(tekst)?.[1] ?? "0");
}

export type Revisjonsvalg = {
  readonly trailer?: string;
  readonly rot?: number;
  readonly frigjorte?: readonly number[];
  /** Entries of the table that point where the test says, besides the objects written. */
  readonly pekere?: Readonly<Record<number, number>>;
};

/** Appends a revision with a cross-reference table; the first one when there is nothing before. */
export function revisjon(foer: Uint8Array, objekter: Objekter, valg: Revisjonsvalg = {}): Buffer {
  let ut = foer.length === 0 ? "%PDF-1.7\n%\xe2\xe3\xcf\xd3\n" : Buffer.from(foer).toString("latin1");
  const foerste = foer.length === 0;
  const posisjoner = new Map(Object.entries(valg.pekere ?? {}).map(([n, p]) => [Number(n), p]));
  for (const [nummer, innhold] of Object.entries(objekter)) {
    posisjoner.set(Number(nummer), ut.length);
    ut += `${nummer} 0 obj\n${innhold}\nendobj\n`;
  }
  const start = ut.length;
  ut += "xref\n";
  if (foerste) ut += "0 1\n0000000000 65535 f \n";
  for (const n of valg.frigjorte ?? []) ut += `${n} 1\n0000000000 00001 f \n`;
  for (const [n, p] of posisjoner) ut += `${n} 1\n${String(p).padStart(10, "0")} 00000 n \n`;
  const forrige = foerste ? "" : ` /Prev ${startxref(foer)}`;
  ut += `trailer\n<< /Size 200 /Root ${valg.rot ?? 1} 0 R${forrige}${valg.trailer ?? ""} >>\nstartxref\n${start}\n%%EOF\n`;
  return bytesAv(ut);
}

/** Appends a revision whose objects, but for the streams, are in an object stream, with a cross-reference stream. */
export function stroemrevisjon(foer: Uint8Array, objekter: Objekter, beholder: number): Buffer {
  const foerste = foer.length === 0;
  let ut = foerste ? "%PDF-1.7\n%\xe2\xe3\xcf\xd3\n" : Buffer.from(foer).toString("latin1");
  const rader = new Map<number, readonly [number, number, number]>();
  const samlet: [string, string][] = [];
  for (const [nummer, innhold] of Object.entries(objekter)) {
    if (!innhold.includes("stream") && !innhold.includes("/ByteRange")) {
      samlet.push([nummer, innhold]);
      continue;
    }
    rader.set(Number(nummer), [1, ut.length, 0]);
    ut += `${nummer} 0 obj\n${innhold}\nendobj\n`;
  }
  let hode = "";
  let kropp = "";
  samlet.forEach(([nummer, innhold], i) => {
    hode += `${nummer} ${kropp.length} `;
    kropp += `${innhold}\n`;
    rader.set(Number(nummer), [2, beholder, i]);
  });
  rader.set(beholder, [1, ut.length, 0]);
  const pakket = deflateSync(bytesAv(hode + kropp));
  ut += `${beholder} 0 obj\n${stroem(pakket, ` /Type /ObjStm /N ${samlet.length} /First ${hode.length} /Filter /FlateDecode`)}\nendobj\n`;
  const start = ut.length;
  rader.set(beholder + 1, [1, start, 0]);
  const data = [...rader.values()].map(([t, a, b]) => Buffer.from([t, a >> 16, (a >> 8) & 255, a & 255, b]));
  // Rows with the PNG predictor Up, as most producers write them.
  const kodet = data.map((rad, i) =>
    Buffer.from([2, ...rad.map((b, k) => (b - (data[i - 1]?.[k] ?? 0)) & 255)]),
  );
  const indeks = [...rader.keys()].map((n) => `${n} 1`).join(" ");
  const forrige = foerste ? "" : ` /Prev ${startxref(foer)}`;
  const ordbok = ` /Type /XRef /Size 200 /Root 1 0 R /W [1 3 1] /Index [${indeks}]${forrige} /Filter /FlateDecode /DecodeParms << /Predictor 12 /Columns 5 >>`;
  ut += `${beholder + 1} 0 obj\n${stroem(deflateSync(Buffer.concat(kodet)), ordbok)}\nendobj\n`;
  ut += `startxref\n${start}\n%%EOF\n`;
  return bytesAv(ut);
}

export type Signering = {
  /** Makes the signature value over the two ranges. */
  readonly lag: (innhold: readonly Uint8Array[]) => Uint8Array;
  readonly underfilter?: string;
  readonly type?: string;
  /** Object numbers of the field and its signature; the page's list of annotations is left alone. */
  readonly felt?: number;
  readonly tidligereFelt?: readonly number[];
  readonly ramme?: string;
  readonly iStroem?: boolean;
  readonly ordbok?: (ordbok: string) => string;
  readonly andre?: Objekter;
  readonly katalog?: string;
  /** How many bytes before and after the value the ranges leave out besides; negative when they cover its edges. */
  readonly utelatt?: readonly [number, number];
};

const PLASS = 9000;
/** Hex digits that hold the place of a signature value. */
export const TOM_VERDI = "0".repeat(PLASS * 2);
export const OMRAADE = "[0 0000000000 0000000000 0000000000]";

/** Appends a revision with a signed field. The value is filled in after the numbers are. */
export function signer(foer: Uint8Array, s: Signering): Buffer {
  const felt = s.felt ?? 10;
  const ordbok = `<< /Type /${s.type ?? "Sig"} /Filter /Adobe.PPKLite /SubFilter /${s.underfilter ?? "ETSI.CAdES.detached"} /ByteRange ${OMRAADE} /Contents <${TOM_VERDI}> >>`;
  const alle = [...(s.tidligereFelt ?? []), felt].map((n) => `${n} 0 R`).join(" ");
  const objekter: Objekter = {
    1: `<< ${KATALOG} ${s.katalog ?? ""} /AcroForm << /SigFlags 3 /Fields [${alle}] >> >>`,
    [felt]: `<< /Type /Annot /Subtype /Widget /FT /Sig /T (S${felt}) /F 132 /Rect ${s.ramme ?? "[0 0 0 0]"} /P 3 0 R /V ${felt + 1} 0 R >>`,
    [felt + 1]: s.ordbok?.(ordbok) ?? ordbok,
    ...s.andre,
  };
  const pdf = s.iStroem === true ? stroemrevisjon(foer, objekter, felt + 40) : revisjon(foer, objekter);
  return fyllInn(pdf, s.lag, s.utelatt);
}

/** Fills in the last /ByteRange and /Contents of a file, which holds `OMRAADE` and `TOM_VERDI` where they go. */
export function fyllInn(
  pdf: Buffer,
  lag: Signering["lag"],
  [foran, bak]: readonly [number, number] = [0, 0],
): Buffer {
  const fra = pdf.lastIndexOf("<000000");
  const til = fra + PLASS * 2 + 2;
  const [foersteSlutt, andreStart] = [fra - foran, til + bak];
  const tall = [foersteSlutt, andreStart, pdf.length - andreStart]
    .map((n) => String(n).padStart(10))
    .join(" ");
  const her = pdf.lastIndexOf(OMRAADE);
  if (her !== -1) pdf.write(`[0 ${tall}]`, her, "latin1");
  const verdi = Buffer.from(lag([pdf.subarray(0, foersteSlutt), pdf.subarray(andreStart)])).toString("hex");
  if (verdi.length > PLASS * 2) throw new Error("no room for the signature");
  pdf.write(verdi, fra + 1, "latin1");
  return pdf;
}
