// Examples about connections. The status is made by the same code that answers, so it cannot say anything else.

import { lesOrganisasjonsnummer } from "../../shared/kernel/organisasjonsnummer.ts";
import { anvend, type ApiProeve } from "../../shared/tilkobling/hendelse.ts";
import { finnKommune } from "../../shared/tilkobling/kommuner.ts";
import { visTilkobling, type Tilkoblingsstatus } from "../../shared/tilkobling/status.ts";
import { tomTilkobling } from "../../shared/tilkobling/tilkobling.ts";
import type { Eksempler } from "./eksempler.ts";

const SHA256 = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";
const OK = { status: "OK", aarsakskode: null } as const;
const I_ORDEN: ApiProeve = { tilgang: OK, delegering: OK };
const IKKE_DELEGERT: ApiProeve = {
  tilgang: { status: "UKJENT", aarsakskode: "MP-251" },
  delegering: { status: "MANGLER", aarsakskode: "MP-251" },
};

const vurdering = {
  indikasjon: "TOTAL-PASSED",
  subindikasjon: null,
  binding: "ORG_SEAL_MATCH",
  avgjoerelse: "GODKJENT",
  forklaring: "Erklæringen er signert med kommunens eget virksomhetssertifikat og er ikke endret etterpå.",
} as const;

function lagTilkobling(): Tilkoblingsstatus {
  const nummer = lesOrganisasjonsnummer("964338531");
  const kommune = nummer && finnKommune(nummer);
  if (kommune === undefined) throw new Error("the municipality of the example is not known");
  const mottatt = anvend(tomTilkobling(kommune.organisasjonsnummer), {
    type: "ERKLAERING_MOTTATT",
    tidspunkt: "2026-10-05T08:12:44.000Z",
    sha256: SHA256,
    dom: vurdering,
    avsender: kommune.organisasjonsnummer,
  });
  const sjekket = anvend(mottatt, {
    type: "SJEKKET",
    tidspunkt: "2026-11-23T10:00:00.000Z",
    utfall: { SUMMERT_SKATTEGRUNNLAG: I_ORDEN, BEREGNET_SKATT: IKKE_DELEGERT, AVREGNING: I_ORDEN },
  });
  return visTilkobling(kommune, sjekket);
}

export const TILKOBLING: Eksempler = {
  delegeringMangler: { summary: "Én delegering mangler", value: lagTilkobling() },
};

export const ERKLAERING: Eksempler = {
  egetSegl: {
    summary: "Signert med kommunens eget virksomhetssertifikat",
    value: {
      sha256: SHA256,
      ...vurdering,
      signaturer: [
        {
          navn: "BERGEN KOMMUNE",
          organisasjonsnummer: "964338531",
          utsteder: "Eksempel CA for virksomheter",
          tidspunkt: "2026-10-05T08:10:02.000Z",
          tidspunktKilde: "TIDSSTEMPEL",
          indikasjon: "TOTAL-PASSED",
          subindikasjon: null,
        },
      ],
    },
  },
};

export const VURDERING: Eksempler = {
  godkjent: {
    summary: "Signert for hånd av ordføreren",
    value: {
      sha256: SHA256,
      avgjoerelse: "GODKJENT",
      begrunnelse: "Signert av ordføreren, kontrollert mot kommunens nettsted",
    },
  },
};

export const REGISTRERING: Eksempler = {
  paakobling: {
    summary: "Påkoblingsforespørselen er behandlet",
    value: {
      steg: "PAAKOBLINGSFORESPOERSEL",
      status: "OK",
      dato: "2026-10-05",
      merknad: "Bekreftet av Skatteetaten",
    },
  },
};
