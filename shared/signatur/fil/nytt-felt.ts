// A signature field added after another signature: its widget, its appearance and its signature dictionary.

import { loes, loesOrdbok } from "./dokument.ts";
import type { Sammenlikning } from "./endringer.ts";
import { referanserI, somAntall, somNavn, type Ordbok, type PdfVerdi } from "./verdi.ts";

const SKJULT = 2;
const TEKST = ["T", "TU", "TM", "DA"];
/** What a widget of a signature field may hold: no actions, no kids, nothing that would make it a page. */
const NOEKLER = [...TEKST, "Type", "Subtype", "FT", "V", "F", "Ff", "P", "Rect", "AP", "MK", "Lock"];

/** Marks a new, signed signature field as explained; false when it is anything else. Notes whether it can be seen. */
export function forklarNyttFelt(s: Sammenlikning, v: PdfVerdi): boolean {
  if (v.type !== "ref" || !s.endrede.has(v.nummer)) return false;
  if (s.forklarte.has(v.nummer)) return s.signaturer.some(({ felt }) => felt.nummer === v.nummer);
  const felt = loesOrdbok(s.dok, v);
  const verdi = felt?.poster.get("V");
  if (felt === undefined || verdi?.type !== "ref" || !harBareWidget(felt)) return false;
  if (!s.signaturer.some((sig) => sig.felt.nummer === v.nummer)) return false;
  if ((s.foer.get(v.nummer)?.type ?? "fri") !== "fri") return false;
  s.forklarte.add(v.nummer);
  s.forklarte.add(verdi.nummer);
  s.synlig ||= erSynlig(felt);
  return ["AP", "MK", "Lock"].every((n) => forklarUtseende(s, felt.poster.get(n), 0));
}

function harBareWidget({ poster, duplikat }: Ordbok): boolean {
  const erMerknad = (somNavn(poster.get("Type")) ?? "Annot") === "Annot";
  return !duplikat && erMerknad && [...poster.keys()].every((n) => NOEKLER.includes(n));
}

/** Seen unless it has no area or is hidden. */
function erSynlig({ poster }: Ordbok): boolean {
  const ramme = poster.get("Rect");
  const flagg = somAntall(poster.get("F")) ?? 0;
  if ((flagg & SKJULT) !== 0 || ramme === undefined) return false;
  if (ramme.type !== "liste") return true;
  const tall = ramme.verdier.map((v) => (v.type === "tall" ? v.verdi : Number.NaN));
  const [x1, y1, x2, y2] = tall;
  return !(tall.length === 4 && (x1 === x2 || y1 === y2));
}

/** Everything new that the appearance needs; it may use old objects as they are. */
function forklarUtseende(s: Sammenlikning, v: PdfVerdi | undefined, dybde: number): boolean {
  if (v === undefined) return true;
  if (dybde > 8) return false;
  return referanserI(v).every((ref) => {
    if (!s.endrede.has(ref.nummer) || s.forklarte.has(ref.nummer)) return true;
    if (s.foer.has(ref.nummer)) return false;
    s.forklarte.add(ref.nummer);
    return forklarUtseende(s, loes(s.dok, ref), dybde + 1);
  });
}
