// The verdict on one signature in the file, in the order that settles it soonest.

import type { Arbeidsbudsjett } from "./arbeid.ts";
import type { Asn } from "./asn1.ts";
import { visningsnavn, organisasjonsnummerI, erPerson } from "./binding.ts";
import { tidspunkt } from "./asn1.ts";
import { enesteVerdi, lesSignertData, type SignertData } from "./cms.ts";
import { BESTAATT, FORMATFEIL, uavklart, type Dom } from "./dom.ts";
import type { Endring } from "./fil/endringer.ts";
import type { Signatur } from "./fil/signaturordbok.ts";
import { FLEST_TIDSSTEMPLER } from "./grenser.ts";
import { finnKjede, maaSignere, type Tidsbevis } from "./kjede.ts";
import type { Sertifikat } from "./sertifikat.ts";
import { kontrollerSigner } from "./signerkontroll.ts";
import { lesTidsstempel, type Tidsstempeltillit } from "./tidsstempel.ts";
import { innebygde, tilbakekallingI, type HentListe, type Kilde } from "./tilbakekalling.ts";

export type Tillit = {
  readonly ankere: readonly Sertifikat[];
  readonly tidsstempelankere: readonly Sertifikat[];
  /** Certificates and revocation of the file's DSS. */
  readonly kandidater: readonly Sertifikat[];
  readonly kilder: readonly Kilde[];
  readonly hentListe: HentListe | undefined;
  readonly listeverter: readonly string[];
  /** Milliseconds since 1970. */
  readonly now: number;
  readonly budsjett: Arbeidsbudsjett;
};

/** One signature as the answer shows it. */
export type VistSignatur = {
  readonly navn: string | null;
  readonly organisasjonsnummer: string | null;
  readonly utsteder: string | null;
  /** ISO 8601 in UTC. */
  readonly tidspunkt: string | null;
  /** Proven by a time-stamp, or only said by the signer. */
  readonly tidspunktKilde: "TIDSSTEMPEL" | "OPPGITT" | null;
} & Dom;

export type Signaturvurdering = {
  readonly vist: VistSignatur;
  /** The signer when the names in the certificate are vouched for by an anchor. */
  readonly vedgaatt: Sertifikat | undefined;
};

const ID_DATA = "1.2.840.113549.1.7.1";
const SIGNING_TIME = "1.2.840.113549.1.9.5";
const CONTENT_TIMESTAMP = "1.2.840.113549.1.9.16.2.20";
const SIGNATURE_TIMESTAMP = "1.2.840.113549.1.9.16.2.14";
const ADBE_REVOCATION = "1.2.840.113583.1.1.8";

const UKJENT: Omit<VistSignatur, "indikasjon" | "subindikasjon"> = {
  navn: null,
  organisasjonsnummer: null,
  utsteder: null,
  tidspunkt: null,
  tidspunktKilde: null,
};

/** A verdict that says nothing about the signer. */
function utenSigner(dom: Dom): Signaturvurdering {
  return { vist: { ...UKJENT, ...dom }, vedgaatt: undefined };
}

/** Whether the bytes of a signature are others than those it was made for. */
export function harFeilSum({ underfilter, foer, etter, cms }: Signatur, budsjett: Arbeidsbudsjett): boolean {
  const data = lesSignertData(cms, budsjett);
  if (data === undefined) return false;
  const signer = kontrollerSigner(data, [foer, etter], underfilter === "ETSI.CAdES.detached", budsjett);
  return !signer.ok && signer.feil.subindikasjon === "HASH_FAILURE";
}

/**
 * Judges one signature (not a document time-stamp). `dokumenttid`: the earliest time a later document time-stamp proves for it;
 * `endring`: what was done to the file after it.
 */
export async function vurderSignatur(
  signatur: Signatur,
  dokumenttid: number | undefined,
  endring: Endring,
  tillit: Tillit,
): Promise<Signaturvurdering> {
  const { underfilter, foer, etter, cms } = signatur;
  const { budsjett } = tillit;
  if (underfilter === "adbe.pkcs7.sha1" || underfilter === "adbe.x509.rsa_sha1") {
    return utenSigner(uavklart("CRYPTO_CONSTRAINTS_FAILURE_NO_POE"));
  }
  const data = lesSignertData(cms, budsjett);
  if (data?.innholdstype !== ID_DATA || data.innhold !== undefined) return utenSigner(FORMATFEIL);
  const signer = kontrollerSigner(data, [foer, etter], underfilter === "ETSI.CAdES.detached", budsjett);
  if (!signer.ok) return utenSigner(signer.feil);
  const stempler: Tidsstempeltillit = {
    ...tillit,
    ankere: tillit.tidsstempelankere,
    kandidater: [...data.sertifikater, ...tillit.kandidater],
  };
  const egenTid = tidligste(data.usignerte.get(SIGNATURE_TIMESTAMP), [data.signatur], stempler);
  const bevist = egenTid ?? dokumenttid;
  const bevis: Tidsbevis = { tid: bevist ?? tillit.now, bevist: bevist !== undefined };
  const innholdstid = tidligste(data.signerte.get(CONTENT_TIMESTAMP), [foer, etter], stempler);
  const { dom, vedgaatt } = await kontrollerKjede(signer.value, data, bevis, innholdstid, tillit);
  return {
    vist: { ...vis(signer.value, vedgaatt, data, bevis), ...medEndring(dom, endring) },
    vedgaatt: vedgaatt ? signer.value : undefined,
  };
}

/** A change after the signature weighs more than anything not known about the signer. */
function medEndring(dom: Dom, endring: Endring): Dom {
  if (endring === "ENDRET") return FORMATFEIL;
  const synlig = endring === "SYNLIG_SIGNATUR" && dom.indikasjon === "TOTAL-PASSED";
  return synlig ? uavklart("SIG_CONSTRAINTS_FAILURE") : dom;
}

/** The earliest time proven by the time-stamps of an attribute; those that prove nothing are passed over. */
function tidligste(
  stempler: readonly Asn[] | undefined,
  stemplet: readonly Uint8Array[],
  tillit: Tidsstempeltillit,
): number | undefined {
  const tider = (stempler ?? []).slice(0, FLEST_TIDSSTEMPLER).flatMap((token) => {
    const tid = lesTidsstempel(token.raa, stemplet, tillit);
    return tid.ok ? [tid.value] : [];
  });
  return tider.length === 0 ? undefined : Math.min(...tider);
}

async function kontrollerKjede(
  signer: Sertifikat,
  data: SignertData,
  bevis: Tidsbevis,
  innholdstid: number | undefined,
  tillit: Tillit,
): Promise<{ readonly dom: Dom; readonly vedgaatt: boolean }> {
  const kandidater = [...data.sertifikater, ...tillit.kandidater];
  const svar = finnKjede(signer, kandidater, tillit.ankere, bevis, tillit.budsjett);
  if (svar === undefined) return { dom: uavklart("NO_CERTIFICATE_CHAIN_FOUND"), vedgaatt: false };
  const { kjede, feil, vedgaatt } = svar;
  if (!maaSignere(signer)) return { dom: uavklart("CHAIN_CONSTRAINTS_FAILURE"), vedgaatt };
  if (feil !== undefined) return { dom: feil, vedgaatt };
  const egne = innebygde(data.crls, enesteVerdi(data.signerte, ADBE_REVOCATION), tillit.budsjett);
  const tvil = await tilbakekallingI(kjede, bevis, innholdstid, {
    kilder: [...egne, ...tillit.kilder],
    now: tillit.now,
    hentListe: tillit.hentListe,
    verter: tillit.listeverter,
    budsjett: tillit.budsjett,
  });
  return { dom: tvil ?? BESTAATT, vedgaatt };
}

function vis(
  signer: Sertifikat,
  vedgaatt: boolean,
  { signerte }: SignertData,
  { tid, bevist }: Tidsbevis,
): Omit<VistSignatur, "indikasjon" | "subindikasjon"> {
  const oppgitt = tidspunkt(enesteVerdi(signerte, SIGNING_TIME));
  const naar = bevist ? tid : oppgitt;
  const nummer = vedgaatt && !erPerson(signer) ? organisasjonsnummerI(signer) : undefined;
  return {
    navn: visningsnavn(signer, "eier"),
    organisasjonsnummer: nummer ?? null,
    utsteder: visningsnavn(signer, "utsteder"),
    tidspunkt: naar === undefined ? null : new Date(naar).toISOString(),
    tidspunktKilde: bevist ? "TIDSSTEMPEL" : oppgitt === undefined ? null : "OPPGITT",
  };
}
