// What administrators read about a connection, in bokmaal: what is known, and what to do.

import type { SkatteApi } from "../kernel/feil.ts";
import type { Papirsteg } from "./tilkobling.ts";

/** What the APIs are called in Altinn. */
export const APINAVN: Readonly<Record<SkatteApi, string>> = {
  SUMMERT_SKATTEGRUNNLAG: "Summert skattegrunnlag API – På vegne av",
  BEREGNET_SKATT: "Beregnet skatt API – På vegne av",
  AVREGNING: "Avregning API – På vegne av",
};

export const KLAR = "Kommunen er klar til å slå opp skatteopplysninger.";
export const GJENSTAAR = "Dette gjenstår:";
export const IKKE_REGISTRERT = "Dette er ikke registrert hos oss:";
export const VENT = "Kommunen trenger ikke gjøre noe nå.";
export const KONTROLLER = "Be leverandøren eller operatøren kontrollere tilkoblingen.";
export const ALDRI_KONTROLLERT = "Ikke kontrollert ennå.";

export const ERKLAERING_MANGLER = {
  detalj: "Vi har ikke mottatt kommunens tilslutningserklæring.",
  tiltak:
    "Signer tilslutningserklæringen og last den opp. Med kommunens eget virksomhetssertifikat og langtidsvalidering (LTV) får dere svar med en gang; ellers må en saksbehandler se på den.",
};

export const ERKLAERING_TILTAK: Readonly<Record<"GODKJENT" | "AVVIST" | "TIL_VURDERING", string | null>> = {
  GODKJENT: null,
  AVVIST: "Signer tilslutningserklæringen på nytt og last den opp.",
  TIL_VURDERING:
    "Vent til en saksbehandler har vurdert tilslutningserklæringen. Kommunen trenger ikke gjøre noe nå.",
};

/** A declaration as the verifier judged it. */
export function erklaeringDoemt(forklaring: string, mottatt: string): string {
  return `${forklaring} Mottatt ${mottatt}.`;
}

/** A declaration that an operator has decided on; the reason is told when it is refused. */
export function erklaeringAvgjort(
  avgjoerelse: "GODKJENT" | "AVVIST",
  begrunnelse: string,
  dato: string,
): string {
  return avgjoerelse === "GODKJENT"
    ? `Erklæringen er vurdert og godkjent ${dato}.`
    : `Erklæringen er vurdert og avvist ${dato}: ${begrunnelse}`;
}

/** A newer declaration beside the one that counts. */
export function nyereTilVurdering(mottatt: string): string {
  return ` En nyere erklæring, mottatt ${mottatt}, venter på vurdering; den godkjente gjelder så lenge.`;
}

type Tekstpar = { readonly detalj: string; readonly tiltak: string };

export const PAPIR: Readonly<Record<Papirsteg, Readonly<Record<"UKJENT" | "MANGLER", Tekstpar>>>> = {
  PAAKOBLINGSFORESPOERSEL: {
    UKJENT: {
      detalj: "Vi har ikke registrert om påkoblingsforespørselen er sendt.",
      tiltak:
        "Send påkoblingsforespørselen for langtidsopphold, hvis det ikke er gjort, og meld fra til operatøren.",
    },
    MANGLER: {
      detalj: "Påkoblingsforespørselen mangler",
      tiltak: "Send påkoblingsforespørselen for langtidsopphold.",
    },
  },
  TJENESTEVEDLEGG: {
    UKJENT: {
      detalj: "Vi har ikke registrert om tjenestevedlegget er signert.",
      tiltak: "Signer tjenestevedlegget, hvis det ikke er gjort, og meld fra til operatøren.",
    },
    MANGLER: { detalj: "Tjenestevedlegget mangler", tiltak: "Signer tjenestevedlegget." },
  },
};

const PAPIR_OK: Readonly<Record<Papirsteg, string>> = {
  PAAKOBLINGSFORESPOERSEL: "Påkoblingsforespørselen er i orden",
  TJENESTEVEDLEGG: "Tjenestevedlegget er i orden",
};

/** A paper step as the operator registered it. */
export function papirRegistrert(steg: Papirsteg, status: "OK" | "MANGLER", dato: string): string {
  return `${status === "OK" ? PAPIR_OK[steg] : PAPIR[steg].MANGLER.detalj}, datert ${dato}.`;
}

type Apitekst = {
  readonly detalj: (api: SkatteApi, dato: string) => string;
  readonly tiltak: (api: SkatteApi, leverandoer: string) => string | null;
};

export const API: Readonly<Record<"TILGANG" | "DELEGERING", Readonly<Record<"OK" | "MANGLER", Apitekst>>>> = {
  TILGANG: {
    OK: {
      detalj: (_, dato) => `Skatteetaten har gitt kommunen tilgang. Kontrollert ${dato}.`,
      tiltak: () => null,
    },
    MANGLER: {
      detalj: (api, dato) =>
        `Skatteetaten har ikke gitt kommunen tilgang til «${APINAVN[api]}». Kontrollert ${dato}.`,
      tiltak: (api) =>
        `Kommunen får tilgang til «${APINAVN[api]}» gjennom påkoblingsforespørselen for langtidsopphold. Send den hvis det ikke er gjort; ellers spør Skatteetaten hvor langt den er kommet.`,
    },
  },
  DELEGERING: {
    OK: {
      detalj: (_, dato) => `Tilgangen er delegert i Altinn. Kontrollert ${dato}.`,
      tiltak: () => null,
    },
    MANGLER: {
      detalj: (api, dato) => `Kommunen har ikke delegert «${APINAVN[api]}» i Altinn. Kontrollert ${dato}.`,
      tiltak: (api, leverandoer) =>
        `Deleger «${APINAVN[api]}» i Altinn til organisasjonsnummer ${leverandoer}. Det kan den gjøre som har rollen daglig leder eller tilgangspakken for Maskinporten-scopes. Velg API-et for produksjon og kommunens hovedorganisasjonsnummer.`,
    },
  },
};

const UKJENT_NAA: ReadonlyMap<string | null, string> = new Map([
  ["MP-251", "Kan først kontrolleres når delegeringen i Altinn er på plass."],
  ["MP-250", "Kan først kontrolleres når Skatteetaten har gitt tilgang."],
  ["UKJENT_PART", "Altinn kjenner ikke kommunens organisasjonsnummer."],
  ["UTILGJENGELIG", "Vi fikk ikke svar da vi skulle kontrollere dette."],
]);

/** Why something could not be found out just now. */
export function ukjentNaa(aarsakskode: string | null): string {
  return (
    UKJENT_NAA.get(aarsakskode) ??
    "Vi kunne ikke kontrollere dette. Feilen ligger hos oss, ikke hos kommunen."
  );
}

/** What the municipality can do about it: wait for what hides it, or try again. */
export function ukjentTiltak(aarsakskode: string | null): string | null {
  return aarsakskode === "UTILGJENGELIG" ? "Prøv igjen om litt." : null;
}

/** The last answer, when there is no newer. */
export function sistKjent(steg: "TILGANG" | "DELEGERING", status: "OK" | "MANGLER", dato: string): string {
  const hva = steg === "TILGANG" ? "Tilgangen" : "Delegeringen";
  return status === "OK" ? `${hva} var i orden ${dato}.` : `${hva} manglet ${dato}.`;
}

/** A municipality that runs the service itself. */
export function driverSelv(dato: string): string {
  return `Kommunen driver tjenesten selv, og trenger ikke delegere. Kontrollert ${dato}.`;
}
