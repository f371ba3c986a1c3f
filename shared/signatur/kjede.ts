// The way from a certificate to a configured anchor (RFC 5280, 6.1, without policies and name constraints).

import { erSterkHash, erSterkNoekkel } from "./algoritmer.ts";
import type { Arbeidsbudsjett } from "./arbeid.ts";
import { sammeBytes } from "./asn1.ts";
import { feilet, uavklart, type Dom } from "./dom.ts";
import { FLEST_KJEDEFORSOEK, LENGSTE_KJEDE } from "./grenser.ts";
import { erUtstedtAv, harBruk, utstederrett, utvidetBruk, type Sertifikat } from "./sertifikat.ts";

/** The certificate first, the anchor last. */
export type Kjede = readonly Sertifikat[];

export type Tidsbevis = {
  /** Milliseconds since 1970. */
  readonly tid: number;
  /** A time-stamp proves that the signature existed then; otherwise the time is that of the check. */
  readonly bevist: boolean;
};

export type Kjedesvar = {
  readonly kjede: Kjede;
  /** What is wrong with it; undefined when it holds. */
  readonly feil: Dom | undefined;
  /** The names in the certificate are vouched for: the way holds, apart from the dates. */
  readonly vedgaatt: boolean;
};

const KJENTE_KRITISKE = [
  "2.5.29.19",
  "2.5.29.15",
  "2.5.29.37",
  "2.5.29.32",
  "2.5.29.17",
  "2.5.29.31",
  "1.3.6.1.5.5.7.1.3",
];
const NAME_CONSTRAINTS = "2.5.29.30";

/** Uses that go with signing a document: any, e-mail, document signing (RFC 9336, Adobe, Microsoft), client authentication. */
const SIGNERINGSBRUK = [
  "2.5.29.37.0",
  "1.3.6.1.5.5.7.3.4",
  "1.3.6.1.5.5.7.3.36",
  "1.2.840.113583.1.1.5",
  "1.3.6.1.4.1.311.10.3.12",
  "1.3.6.1.5.5.7.3.2",
];

/** Whether a certificate may sign documents: an end entity, with the right key usage and no other purpose. */
export function maaSignere(s: Sertifikat): boolean {
  const bruk = utvidetBruk(s);
  const formaal = bruk === undefined || bruk.some((b) => SIGNERINGSBRUK.includes(b));
  return (harBruk(s, "digitalSignature") || harBruk(s, "contentCommitment")) && formaal;
}

/** The first way that holds, otherwise the first there is; undefined when no way leads to an anchor. */
export function finnKjede(
  loev: Sertifikat,
  kandidater: readonly Sertifikat[],
  ankere: readonly Sertifikat[],
  bevis: Tidsbevis,
  budsjett: Arbeidsbudsjett,
): Kjedesvar | undefined {
  let foerste: Kjedesvar | undefined;
  for (const kjede of veier([loev], kandidater, ankere, { igjen: FLEST_KJEDEFORSOEK }, budsjett)) {
    const brudd = bruddI(kjede);
    const feil = brudd ?? utenforGyldighet(kjede, bevis);
    const svar = { kjede, feil, vedgaatt: brudd === undefined };
    if (feil === undefined) return svar;
    foerste ??= svar;
  }
  return foerste;
}

function* veier(
  vei: Kjede,
  kandidater: readonly Sertifikat[],
  ankere: readonly Sertifikat[],
  forsoek: { igjen: number },
  budsjett: Arbeidsbudsjett,
): Generator<Kjede> {
  const siste = vei.at(-1);
  if (siste === undefined || vei.length >= LENGSTE_KJEDE) return;
  for (const [rad, erAnker] of [
    [ankere, true],
    [kandidater, false],
  ] as const) {
    for (const utsteder of rad) {
      if (!sammeBytes(siste.utsteder.raa, utsteder.eier.raa)) continue;
      if (vei.some((v) => sammeBytes(v.der, utsteder.der)) || forsoek.igjen === 0) continue;
      forsoek.igjen -= 1;
      if (!erUtstedtAv(siste, utsteder, budsjett)) continue;
      if (erAnker) yield [...vei, utsteder];
      else yield* veier([...vei, utsteder], kandidater, ankere, forsoek, budsjett);
    }
  }
}

/** What in the certificates themselves breaks a chain: rights and extensions first, then weak algorithms. */
function bruddI(kjede: Kjede): Dom | undefined {
  const [loev, ...utstedere] = kjede;
  if (loev === undefined || utstederrett(loev).ca) return uavklart("CHAIN_CONSTRAINTS_FAILURE");
  const uten = kjede.some((s) => harUkjentKritisk(s));
  const rett = utstedere.every((s, i) => {
    const { ca, dybde } = utstederrett(s);
    // Issuers between this one and the end entity count against its path length.
    return ca && harBruk(s, "keyCertSign") && i <= dybde;
  });
  if (uten || !rett) return uavklart("CHAIN_CONSTRAINTS_FAILURE");
  const sterk =
    kjede.every((s) => erSterkNoekkel(s.noekkel)) &&
    kjede.slice(0, -1).every((s) => erSterkHash(s.maate?.hash));
  return sterk ? undefined : uavklart("CRYPTO_CONSTRAINTS_FAILURE_NO_POE");
}

function harUkjentKritisk({ utvidelser }: Sertifikat): boolean {
  return (
    utvidelser.has(NAME_CONSTRAINTS) ||
    [...utvidelser].some(([navn, { kritisk }]) => kritisk && !KJENTE_KRITISKE.includes(navn))
  );
}

function utenforGyldighet(kjede: Kjede, { tid, bevist }: Tidsbevis): Dom | undefined {
  const [loev] = kjede;
  if (loev !== undefined && bevist && tid < loev.ikkeFoer) return feilet("NOT_YET_VALID");
  const gyldig = kjede.every((s) => s.ikkeFoer <= tid && tid <= s.ikkeEtter);
  return gyldig ? undefined : uavklart("OUT_OF_BOUNDS_NO_POE");
}
