// Signatures whose certificates have all issued each other: there are hundreds of ways to try, and none leads to an anchor.

import { signer } from "./pdf-bygger.ts";
import { BRUK, CN, utsted, type Noekkelpar, type Part } from "./pki.ts";
import { cms, usignert } from "./scene.ts";

/** So many certificates of one name and one key: each has issued every other, and none leads anywhere. */
function likeSertifikater(antall: number, par: Noekkelpar): Part[] {
  const navn = [[CN, "Alle"]] as const;
  const egen = utsted({ navn, par, ca: {}, bruk: BRUK.utstede | BRUK.signere });
  return Array.from({ length: antall }, () =>
    utsted({ navn, par, ca: {}, bruk: BRUK.utstede | BRUK.signere }, egen),
  );
}

/** A file with so many signatures by one of six such certificates. */
export function signertAvLike(par: Noekkelpar, signaturer: number): Buffer {
  const [signerende, ...resten] = likeSertifikater(6, par);
  if (signerende === undefined) throw new Error("no certificate");
  const sertifikater = [signerende, ...resten].map(({ der }) => der);
  let pdf = usignert;
  const felt: number[] = [];
  for (let i = 0; i < signaturer; i += 1) {
    const lag = cms(signerende, { sertifikater, crls: [] });
    pdf = signer(pdf, { lag, felt: 10 + i * 4, tidligereFelt: [...felt] });
    felt.push(10 + i * 4);
  }
  return pdf;
}
