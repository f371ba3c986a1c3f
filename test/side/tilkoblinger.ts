// Connections of made-up states for real names, as the pages show them. Nothing here says anything of the municipalities.

import { datoAv } from "../../shared/kernel/dato.ts";
import { lesOrganisasjonsnummer, type Organisasjonsnummer } from "../../shared/kernel/organisasjonsnummer.ts";
import {
  anvend,
  type ApiProeve,
  type Proeve,
  type Tilkoblingshendelse,
} from "../../shared/tilkobling/hendelse.ts";
import { alleKommuner } from "../../shared/tilkobling/kommuner.ts";
import { tomTilkobling, type Signaturdom, type Tilkobling } from "../../shared/tilkobling/tilkobling.ts";

export function nummer(tekst: string): Organisasjonsnummer {
  const lest = lesOrganisasjonsnummer(tekst);
  if (lest === undefined) throw new Error(`${tekst} is no organisasjonsnummer`);
  return lest;
}

/** What has happened to a municipality, in order. */
export function tilkobling(
  organisasjonsnummer: Organisasjonsnummer,
  ...hendelser: readonly Tilkoblingshendelse[]
): Tilkobling {
  return hendelser.reduce(anvend, tomTilkobling(organisasjonsnummer));
}

const SEGL: Signaturdom = {
  indikasjon: "TOTAL-PASSED",
  subindikasjon: null,
  binding: "ORG_SEAL_MATCH",
  avgjoerelse: "GODKJENT",
  forklaring: "Erklæringen er signert med kommunens eget virksomhetssertifikat og er ikke endret etterpå.",
};
const PERSON: Signaturdom = {
  indikasjon: "TOTAL-PASSED",
  subindikasjon: null,
  binding: "NATURAL_PERSON_AUTHORITY_UNPROVEN",
  avgjoerelse: "TIL_VURDERING",
  forklaring:
    "Signaturen er gyldig og tilhører en person. En saksbehandler må bekrefte at personen kan forplikte kommunen.",
};
const sha256 = "a".repeat(64);

function mottatt(dom: Signaturdom, dag = "2026-02-03"): Tilkoblingshendelse {
  return { type: "ERKLAERING_MOTTATT", tidspunkt: `${dag}T09:12:00Z`, sha256, dom, avsender: "kommunen" };
}

/** An operator's refusal, for a reason. */
export function avvist(begrunnelse: string): Tilkoblingshendelse {
  const avgjort = { avgjoerelse: "AVVIST", begrunnelse, operatoer: "operatoer" } as const;
  return { type: "ERKLAERING_AVGJORT", tidspunkt: "2026-02-09T12:00:00Z", sha256, ...avgjort };
}

function registrert(steg: "PAAKOBLINGSFORESPOERSEL" | "TJENESTEVEDLEGG"): Tilkoblingshendelse {
  const felles = { merknad: null, operatoer: "operatoer", tidspunkt: "2026-02-10T08:00:00Z" };
  return { type: "REGISTRERT", steg, status: "OK", dato: datoAv("2026-02-10"), ...felles };
}

const OK: Proeve = { status: "OK", aarsakskode: null };
const HELT: ApiProeve = { tilgang: OK, delegering: OK };
/** Whoever is not delegated to cannot see whether access is granted. */
const UTEN_DELEGERING: ApiProeve = {
  tilgang: { status: "UKJENT", aarsakskode: "MP-251" },
  delegering: { status: "MANGLER", aarsakskode: "MP-251" },
};
const UTEN_TILGANG: ApiProeve = {
  tilgang: { status: "MANGLER", aarsakskode: "MP-250" },
  delegering: { status: "UKJENT", aarsakskode: "MP-250" },
};
const UTEN_SVAR: ApiProeve = {
  tilgang: { status: "UKJENT", aarsakskode: "UTILGJENGELIG" },
  delegering: { status: "UKJENT", aarsakskode: "UTILGJENGELIG" },
};

function sjekket(summert: ApiProeve, beregnet = summert, avregning = beregnet): Tilkoblingshendelse {
  return {
    type: "SJEKKET",
    tidspunkt: "2026-03-14T02:40:00Z",
    utfall: { SUMMERT_SKATTEGRUNNLAG: summert, BEREGNET_SKATT: beregnet, AVREGNING: avregning },
  };
}

const PAPIR = [registrert("PAAKOBLINGSFORESPOERSEL"), registrert("TJENESTEVEDLEGG")];

/** One of each kind. */
export const TILFELLER: Readonly<Record<string, readonly Tilkoblingshendelse[]>> = {
  ferdig: [mottatt(SEGL), ...PAPIR, sjekket(HELT)],
  klarUtenAvregning: [mottatt(SEGL), ...PAPIR, sjekket(HELT, HELT, UTEN_DELEGERING)],
  utenDelegering: [mottatt(SEGL), ...PAPIR, sjekket(HELT, UTEN_DELEGERING, UTEN_DELEGERING)],
  utenTilgang: [mottatt(SEGL), registrert("PAAKOBLINGSFORESPOERSEL"), sjekket(UTEN_TILGANG)],
  tilVurdering: [mottatt(PERSON), ...PAPIR, sjekket(HELT)],
  avvist: [mottatt(PERSON), avvist("Signaturen er satt av en som ikke lenger er ansatt i kommunen.")],
  utenSvar: [mottatt(SEGL), sjekket(UTEN_SVAR)],
};

const FORDELING = [
  "ferdig",
  "ferdig",
  "utenDelegering",
  "ferdig",
  "utenTilgang",
  "tilVurdering",
  "klarUtenAvregning",
  "ferdig",
  "utenSvar",
  "avvist",
];

/** A state for all municipalities but every eleventh. */
export function blandet(): readonly Tilkobling[] {
  return alleKommuner().flatMap(({ organisasjonsnummer }, i) => {
    const tilfelle = i % 11 === 10 ? undefined : FORDELING[(i * 7) % FORDELING.length];
    return tilfelle === undefined ? [] : [tilkobling(organisasjonsnummer, ...(TILFELLER[tilfelle] ?? []))];
  });
}
