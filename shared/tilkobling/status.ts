// What is known of a connection as people and systems read it: every step in order, and one thing to do next.

import { norskDato, norskDatotekst } from "../kernel/dato.ts";
import type { SkatteApi } from "../kernel/feil.ts";
import { avgjoerelseAv, gjeldendeErklaering, type ApiProeve, type Proeve } from "./hendelse.ts";
import type { Kommune } from "./kommuner.ts";
import * as tekster from "./tekster-nb.ts";
import { SKATTE_APIER, type ApiSvar, type Papirsteg, type Svar, type Tilkobling } from "./tilkobling.ts";

export type Stegnavn = "TILSLUTNINGSERKLAERING" | Papirsteg | "TILGANG" | "DELEGERING";
/** UKJENT could not be checked, and is never the same as missing. */
export type Stegstatus = "OK" | "MANGLER" | "TIL_VURDERING" | "AVVIST" | "UKJENT";

export type Tilkoblingssteg = {
  readonly steg: Stegnavn;
  readonly api?: SkatteApi;
  readonly status: Stegstatus;
  readonly aarsakskode: string | null;
  /** Bokmaal: what is known. */
  readonly detalj: string;
  /** Bokmaal: what the municipality can do about it; null when there is nothing. */
  readonly tiltak: string | null;
  /** ISO 8601, UTC: since when, or when last answered. */
  readonly tidspunkt: string | null;
};

export type Tilkoblingsstatus = {
  readonly organisasjonsnummer: string;
  readonly navn: string;
  /** Declaration OK, and access and delegation OK for the two APIs a lookup cannot do without. */
  readonly klar: boolean;
  /** ISO 8601, UTC; null when never checked. */
  readonly sjekket: string | null;
  readonly steg: readonly Tilkoblingssteg[];
  /** Bokmaal. */
  readonly nesteSteg: string;
};

/** The outcome of a check made now, per API. */
export type Utfall = Readonly<Record<SkatteApi, ApiProeve>>;

const NOEDVENDIGE: readonly SkatteApi[] = ["SUMMERT_SKATTEGRUNNLAG", "BEREGNET_SKATT"];

/**
 * The status of a municipality: with `utfall` of a check made now, where what could not be answered is UKJENT; without it,
 * the last answers that were got.
 */
export function visTilkobling(kommune: Kommune, tilkobling: Tilkobling, utfall?: Utfall): Tilkoblingsstatus {
  const steg = [
    erklaeringssteg(tilkobling),
    papirsteg("PAAKOBLINGSFORESPOERSEL", tilkobling),
    ...SKATTE_APIER.map((api) => apisteg("TILGANG", api, tilkobling, utfall)),
    ...SKATTE_APIER.map((api) => apisteg("DELEGERING", api, tilkobling, utfall)),
    papirsteg("TJENESTEVEDLEGG", tilkobling),
  ];
  const klar = erSignert(steg) && harTilgang(steg) && harDelegert(steg);
  return {
    organisasjonsnummer: kommune.organisasjonsnummer,
    navn: kommune.navn,
    klar,
    sjekket: tilkobling.sjekket,
    steg,
    nesteSteg: nesteSteg(steg, klar),
  };
}

/** One word for a step, with its API: `TILGANG_BEREGNET_SKATT`. */
export function navnPaaSteg({ steg, api }: Tilkoblingssteg): string {
  return api === undefined ? steg : `${steg}_${api}`;
}

/** Whether the declaration is accepted. */
export function erSignert(steg: readonly Tilkoblingssteg[]): boolean {
  return steg.some((s) => s.steg === "TILSLUTNINGSERKLAERING" && s.status === "OK");
}

/** Whether Skatteetaten has granted the two APIs a lookup needs. */
export function harTilgang(steg: readonly Tilkoblingssteg[]): boolean {
  return erOkForNoedvendige("TILGANG", steg);
}

/** Whether a lookup cannot do without the API. */
export function erNoedvendig(api: SkatteApi): boolean {
  return NOEDVENDIGE.includes(api);
}

function harDelegert(steg: readonly Tilkoblingssteg[]): boolean {
  return erOkForNoedvendige("DELEGERING", steg);
}

function erOkForNoedvendige(navn: Stegnavn, steg: readonly Tilkoblingssteg[]): boolean {
  return NOEDVENDIGE.every((api) => steg.some((s) => s.steg === navn && s.api === api && s.status === "OK"));
}

function datoTekst(tidspunkt: string): string {
  return norskDatotekst(norskDato(new Date(tidspunkt)));
}

function erklaeringssteg({ erklaeringer }: Tilkobling): Tilkoblingssteg {
  const steg = "TILSLUTNINGSERKLAERING" as const;
  const gjelder = gjeldendeErklaering(erklaeringer);
  if (gjelder === undefined) {
    const { detalj, tiltak } = tekster.ERKLAERING_MANGLER;
    return { steg, status: "MANGLER", aarsakskode: null, detalj, tiltak, tidspunkt: null };
  }
  const { dom, avgjort, mottatt } = gjelder;
  const avgjoerelse = avgjoerelseAv(gjelder);
  const [nyest] = erklaeringer;
  const nyere =
    avgjoerelse === "GODKJENT" &&
    nyest !== undefined &&
    nyest !== gjelder &&
    avgjoerelseAv(nyest) === "TIL_VURDERING"
      ? tekster.nyereTilVurdering(datoTekst(nyest.mottatt))
      : "";
  const grunn =
    avgjort === null
      ? tekster.erklaeringDoemt(dom.forklaring, datoTekst(mottatt))
      : tekster.erklaeringAvgjort(avgjort.avgjoerelse, avgjort.begrunnelse, datoTekst(avgjort.tidspunkt));
  return {
    steg,
    status: avgjoerelse === "GODKJENT" ? "OK" : avgjoerelse,
    aarsakskode: avgjort === null ? dom.subindikasjon : null,
    detalj: `${grunn}${nyere}`,
    tiltak: tekster.ERKLAERING_TILTAK[avgjoerelse],
    tidspunkt: avgjort?.tidspunkt ?? mottatt,
  };
}

function papirsteg(steg: Papirsteg, { registreringer }: Tilkobling): Tilkoblingssteg {
  const registrert = registreringer[steg];
  if (registrert === null) {
    const { detalj, tiltak } = tekster.PAPIR[steg].UKJENT;
    return { steg, status: "UKJENT", aarsakskode: null, detalj, tiltak, tidspunkt: null };
  }
  const { status, dato, tidspunkt } = registrert;
  return {
    steg,
    status,
    aarsakskode: null,
    detalj: tekster.papirRegistrert(steg, status, norskDatotekst(dato)),
    tiltak: status === "OK" ? null : tekster.PAPIR[steg].MANGLER.tiltak,
    tidspunkt,
  };
}

type Apisteg = "TILGANG" | "DELEGERING";

function apisteg(
  steg: Apisteg,
  api: SkatteApi,
  { apier, sjekket }: Tilkobling,
  utfall: Utfall | undefined,
): Tilkoblingssteg {
  const svar = del(steg, apier[api]);
  const fersk = utfall === undefined ? undefined : delAvProeve(steg, utfall[api]);
  if (fersk?.status === "UKJENT") {
    return {
      steg,
      api,
      status: "UKJENT",
      aarsakskode: fersk.aarsakskode,
      detalj: `${tekster.ukjentNaa(fersk.aarsakskode)}${svar === null ? "" : ` ${sist(steg, svar)}`}`,
      tiltak: tekster.ukjentTiltak(fersk.aarsakskode),
      tidspunkt: null,
    };
  }
  if (svar === null) return ubesvart(steg, api, apier[api], sjekket);
  const { status, aarsakskode, tidspunkt } = svar;
  return {
    steg,
    api,
    status,
    aarsakskode,
    detalj: tekster.API[steg][status].detalj(api, datoTekst(tidspunkt)),
    tiltak: tekster.API[steg][status].tiltak(api),
    tidspunkt,
  };
}

function del(steg: Apisteg, svar: ApiSvar): Svar | null {
  return steg === "TILGANG" ? svar.tilgang : svar.delegering;
}

function delAvProeve(steg: Apisteg, proeve: ApiProeve): Proeve {
  return steg === "TILGANG" ? proeve.tilgang : proeve.delegering;
}

function sist(steg: Apisteg, { status, tidspunkt }: Svar): string {
  return tekster.sistKjent(steg, status, datoTekst(tidspunkt));
}

/** Never answered: what hides it is said when it is known. */
function ubesvart(steg: Apisteg, api: SkatteApi, svar: ApiSvar, sjekket: string | null): Tilkoblingssteg {
  const skjuler = steg === "TILGANG" ? svar.delegering : svar.tilgang;
  const aarsakskode = skjuler?.status === "MANGLER" ? skjuler.aarsakskode : null;
  return {
    steg,
    api,
    status: "UKJENT",
    aarsakskode,
    detalj:
      aarsakskode === null
        ? tekster.aldriBesvart(sjekket && datoTekst(sjekket))
        : tekster.ukjentNaa(aarsakskode),
    tiltak: aarsakskode === null ? tekster.KONTROLLER : null,
    tidspunkt: null,
  };
}

/** What to do first: what is missing or refused, then what somebody is assessing, then what is not known. */
function nesteSteg(steg: readonly Tilkoblingssteg[], klar: boolean): string {
  // With access granted the request has been handled, whether or not anybody has registered it.
  const gitt = harTilgang(steg);
  const igjen = steg.filter(
    (s) =>
      s.status !== "OK" &&
      s.tiltak !== null &&
      !(gitt && s.steg === "PAAKOBLINGSFORESPOERSEL" && s.status === "UKJENT"),
  );
  const foerst =
    igjen.find(({ status }) => status === "MANGLER" || status === "AVVIST") ??
    igjen.find(({ status }) => status === "TIL_VURDERING") ??
    igjen[0];
  if (klar)
    return foerst?.tiltak == null ? tekster.KLAR : `${tekster.KLAR} ${tekster.GJENSTAAR} ${foerst.tiltak}`;
  return foerst?.tiltak ?? tekster.VENT;
}
