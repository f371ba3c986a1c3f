// Every signature of a file: through the form fields as a viewer finds them, and by looking at the bytes themselves.

import { DYPEST, FLEST_FELT, FLEST_SIGNATURER } from "../grenser.ts";
import { loes, loesOrdbok, trailerAv, type Dokument } from "./dokument.ts";
import { lesVerdi } from "./les-verdi.ts";
import { leserAv } from "./tegn.ts";
import { somNavn, type Ordbok, type PdfVerdi } from "./verdi.ts";

export type Signaturfelt = {
  /** The field's own object; undefined when it is written directly in the list of fields. */
  readonly nummer: number | undefined;
  /** The object of the signature dictionary. */
  readonly signaturnummer: number;
  readonly ordbok: Ordbok;
};

type Rester = { felt: number; readonly sett: Set<number>; readonly funn: Signaturfelt[] };

/** The catalog of the newest revision. */
export function katalogAv(dok: Dokument): Ordbok | undefined {
  return loesOrdbok(dok, trailerAv(dok)?.poster.get("Root"));
}

/**
 * The signed signature fields. Undefined when the form is broken or loops, a signature is not an object in the file itself,
 * two fields share one, there are too many, or a /ByteRange stands anywhere a field does not reach.
 */
export function finnSignaturfelt(dok: Dokument): readonly Signaturfelt[] | undefined {
  const katalog = katalogAv(dok);
  if (katalog === undefined || katalog.duplikat) return undefined;
  const skjema = loes(dok, katalog.poster.get("AcroForm"));
  const rester: Rester = { felt: FLEST_FELT, sett: new Set(), funn: [] };
  if (skjema?.type === "ordbok") {
    const felt = loes(dok, skjema.poster.get("Fields"));
    if (skjema.duplikat || (felt?.type === "liste" && !lesListe(dok, felt.verdier, false, 0, rester))) {
      return undefined;
    }
  }
  const { funn } = rester;
  const egne = new Set(funn.map((f) => f.signaturnummer));
  if (egne.size !== funn.length || funn.length > FLEST_SIGNATURER) return undefined;
  return alleErNaadd(dok.bytes, funn) ? funn : undefined;
}

function lesListe(
  dok: Dokument,
  verdier: readonly PdfVerdi[],
  arvet: boolean,
  dybde: number,
  rester: Rester,
): boolean {
  return verdier.every((v) => lesFelt(dok, v, arvet, dybde, rester));
}

/** One field and its kids; false when the tree is broken. `arvet`: a parent says it is a signature field. */
function lesFelt(dok: Dokument, v: PdfVerdi, arvet: boolean, dybde: number, rester: Rester): boolean {
  rester.felt -= 1;
  if (dybde > DYPEST || rester.felt < 0) return false;
  if (v.type === "ref") {
    if (rester.sett.has(v.nummer)) return false;
    rester.sett.add(v.nummer);
  }
  const felt = loesOrdbok(dok, v);
  if (felt === undefined) return true;
  const type = somNavn(loes(dok, felt.poster.get("FT")));
  const erSignatur = type === undefined ? arvet : type === "Sig";
  if (erSignatur && felt.duplikat) return false;
  const verdi = felt.poster.get("V");
  if (erSignatur && verdi !== undefined && verdi.type !== "null") {
    const funn = signaturI(dok, v, verdi);
    if (funn === undefined) return false;
    rester.funn.push(funn);
  }
  const barn = loes(dok, felt.poster.get("Kids"));
  return barn?.type !== "liste" || lesListe(dok, barn.verdier, erSignatur, dybde + 1, rester);
}

function signaturI(dok: Dokument, felt: PdfVerdi, verdi: PdfVerdi): Signaturfelt | undefined {
  // A signature in an object stream has no bytes of its own that a /ByteRange could leave out.
  if (verdi.type !== "ref" || dok.kart.get(verdi.nummer)?.type !== "fil") return undefined;
  const ordbok = loesOrdbok(dok, verdi);
  if (ordbok === undefined) return undefined;
  return { nummer: felt.type === "ref" ? felt.nummer : undefined, signaturnummer: verdi.nummer, ordbok };
}

/** Whether every /ByteRange in the bytes, also one written with #xx, is inside a signature that a field reaches. */
function alleErNaadd(bytes: Uint8Array, funn: readonly Signaturfelt[]): boolean {
  for (let i = bytes.indexOf(0x2f); i !== -1; i = bytes.indexOf(0x2f, i + 1)) {
    const c = bytes[i + 1];
    if (c !== 0x42 && c !== 0x23) continue;
    const navn = lesVerdi(leserAv(bytes, i, i + 40));
    if (somNavn(navn) !== "ByteRange") continue;
    if (!funn.some(({ ordbok }) => ordbok.fra < i && i < ordbok.til)) return false;
  }
  return true;
}
