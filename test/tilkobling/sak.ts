// What the tests of connections build on: a municipality, and events as they come.

import { datoAv } from "../../shared/kernel/dato.ts";
import { lesOrganisasjonsnummer } from "../../shared/kernel/organisasjonsnummer.ts";
import type { ApiProeve, Proeve, Tilkoblingshendelse } from "../../shared/tilkobling/hendelse.ts";
import type { Utfall } from "../../shared/tilkobling/status.ts";
import { tomTilkobling, type Signaturdom } from "../../shared/tilkobling/tilkobling.ts";

const nummer = lesOrganisasjonsnummer("964338531");
if (nummer === undefined) throw new Error("not a number");

export const BERGEN = { organisasjonsnummer: nummer, navn: "Bergen" };
export const TOM = tomTilkobling(nummer);
const OPERATOER = "5f0c3f2e-6d0f-4a11-9f6e-0a8f4c1f2b3d";

const OK: Proeve = { status: "OK", aarsakskode: null };
export const BEGGE_OK: ApiProeve = { tilgang: OK, delegering: OK };
export const IKKE_DELEGERT: ApiProeve = {
  tilgang: { status: "UKJENT", aarsakskode: "MP-251" },
  delegering: { status: "MANGLER", aarsakskode: "MP-251" },
};
export const IKKE_GITT: ApiProeve = {
  tilgang: { status: "MANGLER", aarsakskode: "MP-250" },
  delegering: { status: "UKJENT", aarsakskode: "MP-250" },
};
const INTET_SVAR: Proeve = { status: "UKJENT", aarsakskode: "UTILGJENGELIG" };
export const UTILGJENGELIG: ApiProeve = { tilgang: INTET_SVAR, delegering: INTET_SVAR };

/** The same outcome for all three, but for those named. */
export function utfall(alle: ApiProeve, unntak: Partial<Utfall> = {}): Utfall {
  return { SUMMERT_SKATTEGRUNNLAG: alle, BEREGNET_SKATT: alle, AVREGNING: alle, ...unntak };
}

export function sjekket(u: Utfall, tidspunkt = "2026-11-24T02:00:00.000Z"): Tilkoblingshendelse {
  return { type: "SJEKKET", tidspunkt, utfall: u };
}

export const EGET_SEGL: Signaturdom = {
  indikasjon: "TOTAL-PASSED",
  subindikasjon: null,
  binding: "ORG_SEAL_MATCH",
  avgjoerelse: "GODKJENT",
  forklaring: "Signert med kommunens eget virksomhetssertifikat.",
};
export const SKANNET: Signaturdom = {
  indikasjon: "NO-SIGNATURE",
  subindikasjon: null,
  binding: "NONE",
  avgjoerelse: "TIL_VURDERING",
  forklaring: "PDF-en har ingen elektronisk signatur.",
};
export const ENDRET: Signaturdom = {
  indikasjon: "TOTAL-FAILED",
  subindikasjon: "HASH_FAILURE",
  binding: "ORG_SEAL_MATCH",
  avgjoerelse: "AVVIST",
  forklaring: "Innholdet er endret etter at det ble signert.",
};

export function mottatt(nr: number, dom: Signaturdom, dag = "20"): Tilkoblingshendelse {
  return {
    type: "ERKLAERING_MOTTATT",
    tidspunkt: `2026-11-${dag}T10:00:00.000Z`,
    sha256: String(nr).padStart(64, "0"),
    dom,
    avsender: BERGEN.organisasjonsnummer,
  };
}

export function avgjort(
  nr: number,
  avgjoerelse: "GODKJENT" | "AVVIST",
  begrunnelse = "Fullmakten er kontrollert",
) {
  return {
    type: "ERKLAERING_AVGJORT",
    tidspunkt: "2026-11-23T10:00:00.000Z",
    sha256: String(nr).padStart(64, "0"),
    avgjoerelse,
    begrunnelse,
    operatoer: OPERATOER,
  } as const;
}

export function registrert(steg: "PAAKOBLINGSFORESPOERSEL" | "TJENESTEVEDLEGG", status: "OK" | "MANGLER") {
  return {
    type: "REGISTRERT",
    tidspunkt: "2026-11-23T11:00:00.000Z",
    steg,
    status,
    dato: datoAv("2026-10-05"),
    merknad: null,
    operatoer: OPERATOER,
  } as const;
}
