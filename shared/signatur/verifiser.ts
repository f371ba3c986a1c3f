// Is this PDF signed, by whom, and is it whole? The verdict on a tilslutningserklaering.

import { createHash } from "node:crypto";
import type { Organisasjonsnummer } from "../kernel/organisasjonsnummer.ts";
import { nyttBudsjett, type Arbeidsbudsjett } from "./arbeid.ts";
import { avbruttVurdering } from "./avbrutt.ts";
import { bindingAv, type Binding } from "./binding.ts";
import { feilet, FORMATFEIL, uavklart, type Dom } from "./dom.ts";
import { lesDss } from "./fil/dss-vev.ts";
import { aapneDokument, medRevisjonsslutt, type Dokument } from "./fil/dokument.ts";
import { endringerEtter } from "./fil/endringer.ts";
import { finnSignaturfelt } from "./fil/signaturfelt.ts";
import { lesSignatur, lesSignaturUtenRevisjon, type Signatur } from "./fil/signaturordbok.ts";
import { erAsic, erPdf } from "./filtype.ts";
import { FILFEIL, forklaringAv, UTEN_SIGNATUR, type Filfeil } from "./forklaring.ts";
import { STOERSTE_FIL } from "./grenser.ts";
import { lesSertifikat } from "./sertifikat.ts";
import { SIGNERINGSTJENESTER } from "./signeringstjenester.ts";
import {
  harFeilSum,
  vurderSignatur,
  type Signaturvurdering,
  type Tillit,
  type VistSignatur,
} from "./signaturvurdering.ts";
import { lesTidsstempel } from "./tidsstempel.ts";
import { lesKilder, type HentListe } from "./tilbakekalling.ts";

export type Avgjoerelse = "GODKJENT" | "AVVIST" | "TIL_VURDERING";

/** The answer to an upload (see the HTTP contract). `NO-SIGNATURE` is ours, the other indications are ETSI EN 319 102-1's. */
export type Erklaeringsvurdering = {
  /** Of the bytes as uploaded, in hex. */
  readonly sha256: string;
  readonly indikasjon: Dom["indikasjon"] | "NO-SIGNATURE";
  readonly subindikasjon: Dom["subindikasjon"];
  readonly binding: Binding;
  readonly avgjoerelse: Avgjoerelse;
  readonly signaturer: readonly VistSignatur[];
  /** Bokmaal: what it means and what to do. */
  readonly forklaring: string;
};

export type Verifiseringsvalg = {
  /** DER certificates, roots or issuing authorities, that signatures must lead to. What cannot be read throws: it is ours. */
  readonly ankere: readonly Uint8Array[];
  /** The same for time-stamps; the signature anchors when not given. */
  readonly tidsstempelankere?: readonly Uint8Array[];
  readonly now: Date;
  /** Fetches a revocation list the file does not carry, from these hosts only; without it such a signature is TRY_LATER. */
  readonly hentListe?: HentListe;
  readonly listeverter?: readonly string[];
};

/**
 * The verdict on a PDF for a municipality. Never throws for what is in the file; without an injected fetch nothing leaves the
 * process, and the same input gives the same answer.
 */
export async function verifiserErklaering(
  pdf: Uint8Array,
  kommune: Organisasjonsnummer,
  valg: Verifiseringsvalg,
): Promise<Erklaeringsvurdering> {
  const sha256 = createHash("sha256").update(pdf).digest("hex");
  const innhold = aapne(pdf);
  if (typeof innhold === "string") return avFil(sha256, innhold);
  const signaturer = innhold.signaturer.filter((s) => s.underfilter !== "ETSI.RFC3161");
  if (signaturer.length === 0 && innhold.signaturer.length === innhold.antallFelt)
    return utenSignatur(sha256);
  const budsjett = nyttBudsjett();
  const tillit = tillitAv(innhold.dok, valg, budsjett);
  const stempler = dokumentstempler(innhold.signaturer, tillit);
  const slutter = innhold.signaturer.map((s) => s.slutt);
  const avgrenset = medRevisjonsslutt(innhold.dok, slutter);
  const vurderinger: Signaturvurdering[] = [];
  for (const s of signaturer) {
    if (budsjett.igjen < 0) break;
    const tider = stempler.tider.filter(({ dekker }) => s.slutt <= dekker).map(({ tid }) => tid);
    const dokumenttid = tider.length === 0 ? undefined : Math.min(...tider);
    const endring = endringerEtter(innhold.dok, avgrenset, s, innhold.signaturer);
    vurderinger.push(await vurderSignatur(s, dokumenttid, endring, tillit));
  }
  if (budsjett.igjen < 0) return avbruttVurdering(pdf);
  const ugyldig = feltfeil(innhold, budsjett) ?? stempler.feil;
  return samlet(sha256, vurderinger, ugyldig, (v) =>
    v.vedgaatt === undefined ? "NONE" : bindingAv(v.vedgaatt, kommune, SIGNERINGSTJENESTER),
  );
}

type Innhold = {
  readonly dok: Dokument;
  /** Those whose format is right, oldest first. */
  readonly signaturer: readonly Signatur[];
  /** Those whose bytes end where no revision does. */
  readonly utenRevisjon: readonly Signatur[];
  readonly antallFelt: number;
};

/** What is wrong with the fields that are no signatures; that one signs other bytes says more than where its bytes end. */
function feltfeil(
  { signaturer, utenRevisjon, antallFelt }: Innhold,
  budsjett: Arbeidsbudsjett,
): Dom | undefined {
  if (signaturer.length === antallFelt) return undefined;
  const alle = signaturer.length + utenRevisjon.length === antallFelt;
  const endret = alle && utenRevisjon.every((s) => harFeilSum(s, budsjett));
  return endret ? feilet("HASH_FAILURE") : FORMATFEIL;
}

function aapne(pdf: Uint8Array): Innhold | Filfeil {
  if (pdf.length > STOERSTE_FIL) return "FOR_STOR";
  if (!erPdf(pdf)) return erAsic(pdf) ? "ASIC" : "IKKE_PDF";
  const dok = aapneDokument(pdf);
  if (dok === undefined) return "SKADET";
  if (dok.seksjoner.some(({ trailer }) => trailer.poster.has("Encrypt"))) return "KRYPTERT";
  const felt = finnSignaturfelt(dok);
  if (felt === undefined) return "SKADET";
  const signaturer = felt.flatMap((f) => lesSignatur(dok, f) ?? []).sort((a, b) => a.slutt - b.slutt);
  // Each signature must cover all of the one before it, signature value and all.
  const noestet = signaturer.every((s, i) => i === 0 || (signaturer[i - 1]?.slutt ?? 0) <= s.foer.length);
  const utenRevisjon = felt.flatMap((f) => lesSignaturUtenRevisjon(dok, f) ?? []);
  return noestet ? { dok, signaturer, utenRevisjon, antallFelt: felt.length } : "SKADET";
}

function tillitAv(dok: Dokument, valg: Verifiseringsvalg, budsjett: Arbeidsbudsjett): Tillit {
  const dss = lesDss(dok);
  const ankere = valg.ankere.map(lesAnker);
  return {
    ankere,
    tidsstempelankere: valg.tidsstempelankere?.map(lesAnker) ?? ankere,
    kandidater: dss.sertifikater.flatMap((der) => lesSertifikat(der, budsjett) ?? []),
    kilder: lesKilder(dss.tilbakekallinger, budsjett),
    hentListe: valg.hentListe,
    listeverter: valg.listeverter ?? [],
    now: valg.now.getTime(),
    budsjett,
  };
}

function lesAnker(der: Uint8Array) {
  // What is configured is not at the cost of the file.
  const anker = lesSertifikat(der, nyttBudsjett());
  if (anker === undefined) throw new Error("a configured trust anchor is not a certificate");
  return anker;
}

type Dokumentstempler = {
  /** Proven times, each for the bytes before `dekker`. */
  readonly tider: readonly { readonly tid: number; readonly dekker: number }[];
  /** A time-stamp that says the file has been changed. */
  readonly feil: Dom | undefined;
};

function dokumentstempler(signaturer: readonly Signatur[], tillit: Tillit): Dokumentstempler {
  const svar = signaturer
    .filter((s) => s.underfilter === "ETSI.RFC3161")
    .map((s) => ({
      dekker: s.foer.length,
      tid: lesTidsstempel(s.cms, [s.foer, s.etter], { ...tillit, ankere: tillit.tidsstempelankere }),
    }));
  const feil = svar.flatMap(({ tid }) =>
    tid.ok || tid.feil.indikasjon !== "TOTAL-FAILED" ? [] : [tid.feil],
  );
  return {
    tider: svar.flatMap(({ tid, dekker }) => (tid.ok ? [{ tid: tid.value, dekker }] : [])),
    feil: feil[0],
  };
}

/** The first counts most: whose word decides when several have signed. */
const RANG: readonly Binding[] = [
  "ORG_SEAL_MATCH",
  "NATURAL_PERSON_AUTHORITY_UNPROVEN",
  "THIRD_PARTY_SEAL",
  "ORG_SEAL_MISMATCH",
  "NONE",
];

/** One failed signature fails the file; otherwise the signature closest to the municipality decides. */
function samlet(
  sha256: string,
  vurderinger: readonly Signaturvurdering[],
  ugyldig: Dom | undefined,
  bindingTil: (v: Signaturvurdering) => Binding,
): Erklaeringsvurdering {
  const signaturer = vurderinger.map(({ vist }) => vist);
  const alle = vurderinger
    .map((v) => ({ dom: domAv(v.vist), binding: bindingTil(v) }))
    .sort((a, b) => RANG.indexOf(a.binding) - RANG.indexOf(b.binding) || rangAvDom(a.dom) - rangAvDom(b.dom));
  const feilet = ugyldig ?? alle.find(({ dom }) => dom.indikasjon === "TOTAL-FAILED")?.dom;
  const [foerst] = alle;
  const dom = feilet ?? foerst?.dom ?? uavklart("GENERIC");
  const binding = foerst?.binding ?? "NONE";
  const avgjoerelse = avgjoer(dom, binding);
  return { sha256, ...dom, binding, avgjoerelse, signaturer, forklaring: forklar(dom, binding) };
}

function domAv({ indikasjon, subindikasjon }: VistSignatur): Dom {
  return { indikasjon, subindikasjon };
}

function rangAvDom({ indikasjon }: Dom): number {
  return indikasjon === "TOTAL-PASSED" ? 0 : 1;
}

/** Another organisation's seal is refused whatever else is unknown about it. */
function forklar(dom: Dom, binding: Binding): string {
  const mismatch = dom.indikasjon === "INDETERMINATE" && binding === "ORG_SEAL_MISMATCH";
  return forklaringAv(mismatch ? null : dom.subindikasjon, binding);
}

function avgjoer({ indikasjon }: Dom, binding: Binding): Avgjoerelse {
  if (indikasjon === "TOTAL-FAILED" || binding === "ORG_SEAL_MISMATCH") return "AVVIST";
  return indikasjon === "TOTAL-PASSED" && binding === "ORG_SEAL_MATCH" ? "GODKJENT" : "TIL_VURDERING";
}

function avFil(sha256: string, feil: Filfeil): Erklaeringsvurdering {
  const dom = feil === "KRYPTERT" || feil === "ASIC" ? uavklart("GENERIC") : FORMATFEIL;
  const avgjoerelse = avgjoer(dom, "NONE");
  return { sha256, ...dom, binding: "NONE", avgjoerelse, signaturer: [], forklaring: FILFEIL[feil] };
}

function utenSignatur(sha256: string): Erklaeringsvurdering {
  return {
    sha256,
    indikasjon: "NO-SIGNATURE",
    subindikasjon: null,
    binding: "NONE",
    avgjoerelse: "TIL_VURDERING",
    signaturer: [],
    forklaring: UTEN_SIGNATUR,
  };
}
