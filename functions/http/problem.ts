// A Feil in words, and as application/problem+json. One table: a kode without a row does not compile. Texts are read by people.

import { datoAv, norskDatotekst } from "../../shared/kernel/dato.ts";
import type { Feil, Motpart, SkatteApi } from "../../shared/kernel/feil.ts";
import type { Svar } from "./svar.ts";

export type Beskrivelse = {
  readonly status: number;
  readonly title: string;
  /** What happened and what to do, in bokmaal. */
  readonly detail: string;
  /** The facts of the Feil that the contract lets out. */
  readonly fakta?: Readonly<Record<string, unknown>>;
  readonly headers?: Readonly<Record<string, string>>;
};

const APINAVN: Readonly<Record<SkatteApi, string>> = {
  SUMMERT_SKATTEGRUNNLAG: "Summert skattegrunnlag API – På vegne av",
  BEREGNET_SKATT: "Beregnet skatt API – På vegne av",
  AVREGNING: "Avregning API – På vegne av",
};
const MOTPARTNAVN: Readonly<Record<Motpart, string>> = {
  MASKINPORTEN: "Maskinporten",
  SKATTEETATEN: "Skatteetaten",
  KEY_VAULT: "nøkkelhvelvet",
  ALTINN: "Altinn",
  STORAGE: "lageret",
  ENTRA_ID: "innloggingen for operatører",
};
const VENT_SEKUNDER = "30";
// Half of what a lookup may take: by then most of those under way have given back their places.
const VENT_VED_OPPTATT_SEKUNDER = "10";

const IKKE_TILGANG: Readonly<Record<"KOMMUNE" | "EGEN_KOMMUNE" | "OPERATOER", string>> = {
  KOMMUNE:
    "Organisasjonen i tokenet er ikke en kommune vi kjenner. En leverandør må be om tokenet på vegne av " +
    "kommunen (consumer_org).",
  EGEN_KOMMUNE:
    "Tokenet gjelder en annen kommune enn den i adressen. Bruk et token for kommunen det gjelder.",
  OPERATOER: "Bare en operatør av tjenesten kan gjøre dette. Logg inn som operatør.",
};

function ikkeTilgang(feil: Extract<Feil, { kode: "ikke-tilgang" }>): Beskrivelse {
  const title = "Du har ikke tilgang";
  return feil.mangler === "SCOPE"
    ? {
        status: 403,
        title,
        detail:
          "Tokenet er gyldig, men mangler tilgangen denne tjenesten krever. Be om et token med riktig scope.",
        headers: { "WWW-Authenticate": `Bearer error="insufficient_scope", scope="${feil.scope}"` },
      }
    : { status: 403, title, detail: IKKE_TILGANG[feil.mangler] };
}

/** What may be tried again as it is. */
type Ventefeil = Extract<Feil, { kode: "motpart-utilgjengelig" | "logg-utilgjengelig" | "opptatt" }>;

function kanVente(feil: Feil): feil is Ventefeil {
  return ["motpart-utilgjengelig", "logg-utilgjengelig", "opptatt"].includes(feil.kode);
}

function vent(feil: Ventefeil): Beskrivelse {
  switch (feil.kode) {
    case "motpart-utilgjengelig":
      return {
        status: 503,
        title: "Vi får ikke kontakt",
        detail: `Vi får ikke svar fra ${MOTPARTNAVN[feil.motpart]} akkurat nå. Prøv igjen om litt.`,
        fakta: { motpart: feil.motpart },
        headers: { "Retry-After": VENT_SEKUNDER },
      };
    case "logg-utilgjengelig":
      return {
        status: 503,
        title: "Oppslaget kunne ikke loggføres",
        detail: "Alle oppslag skal loggføres, og derfor er ingen opplysninger gitt ut. Prøv igjen om litt.",
        headers: { "Retry-After": VENT_SEKUNDER },
      };
    case "opptatt":
      return {
        status: 503,
        title: "Tjenesten har for mye å gjøre akkurat nå",
        detail: "For mange forespørsler er i gang samtidig, og denne er ikke påbegynt. Prøv igjen om litt.",
        headers: { "Retry-After": VENT_VED_OPPTATT_SEKUNDER },
      };
  }
}

function avslag(feil: Exclude<Feil, Ventefeil>): Beskrivelse {
  switch (feil.kode) {
    case "ugyldig-forespoersel":
      return {
        status: 400,
        title: "Forespørselen er ikke riktig utfylt",
        detail: "Rett feltene som er listet i «felt», og send på nytt.",
        fakta: { felt: feil.felt },
      };
    case "ikke-autentisert":
      return {
        status: 401,
        title: "Du er ikke logget inn",
        detail:
          "Send et gyldig tilgangstoken fra Maskinporten i Authorization-hodet. Hent et nytt hvis det gamle er utløpt.",
        headers: { "WWW-Authenticate": 'Bearer error="invalid_token"' },
      };
    case "ikke-tilgang":
      return ikkeTilgang(feil);
    case "delegering-mangler":
      return {
        status: 403,
        title: "Kommunen har ikke delegert tilgangen i Altinn",
        detail:
          `Den som kan delegere for kommunen, må delegere «${APINAVN[feil.api]}» til leverandøren i Altinn. ` +
          "Prøv igjen når det er gjort.",
        fakta: { api: feil.api, aarsakskode: feil.aarsakskode },
      };
    case "tilgang-mangler":
      return {
        status: 403,
        title: "Skatteetaten har ikke gitt kommunen tilgang",
        detail:
          `Kommunen har ikke fått tilgang til «${APINAVN[feil.api]}» for langtidsopphold. Kontroller at ` +
          "tilslutningserklæringen og påkoblingsforespørselen er sendt, og at Skatteetaten har bekreftet tilgangen.",
        fakta: { api: feil.api, aarsakskode: feil.aarsakskode },
      };
    case "ikke-funnet":
      return {
        status: 404,
        title: "Fant ikke det dere ba om",
        detail:
          "Det finnes ikke noe på denne adressen med denne metoden. Kontroller adressen, og at det dere ber om, er laget og ikke slettet eller utløpt.",
      };
    case "noekkel-i-bruk":
      return {
        status: 409,
        title: "Nøkkelen er brukt til noe annet",
        detail:
          "Kommunen har alt sendt inn et etteroppgjør med denne nøkkelen, med et annet innhold. Velg en ny nøkkel, eller " +
          "send det samme innholdet.",
      };
    case "for-stor":
      return {
        status: 413,
        title: "Forespørselen er for stor",
        detail: `Innholdet kan være på høyst ${feil.grenseByte / 1024} kB. Del det opp, og send på nytt.`,
      };
    case "feil-medietype":
      return {
        status: 415,
        title: "Innholdet har feil type",
        detail: `Send innholdet som ${feil.forventet}, og sett Content-Type til det.`,
      };
    case "satser-mangler":
      return {
        status: 422,
        title: "Det finnes ingen vedtatte satser for datoen",
        detail:
          `Fribeløp eller grunnbeløp er ikke vedtatt eller ikke lagt inn for ${norskDatotekst(datoAv(feil.dato))}. Velg en annen dato, eller vent til ` +
          "satsene er vedtatt.",
        fakta: { dato: feil.dato },
      };
    case "tegn-mangler":
      return {
        status: 422,
        title: "Et tegn kan ikke skrives i dokumentet",
        detail: "Skrifttypen mangler et tegn i feltene som er listet i «felt». Skriv det på en annen måte.",
        fakta: { felt: feil.felt },
      };
    case "segl-ugyldig":
      return {
        status: 422,
        title: "Oppslaget kan ikke brukes",
        detail:
          "Oppslaget er endret, er for gammelt, eller er gjort for en annen kommune. Gjør oppslaget på nytt, og send " +
          "svaret uendret.",
      };
    case "tilkobling-feilkonfigurert":
      return {
        status: 502,
        title: "Tjenesten er satt opp feil",
        detail: "Feilen ligger hos oss, ikke hos kommunen. Meld fra til driften med korrelasjonsid.",
        fakta: { aarsakskode: feil.aarsakskode },
      };
    case "ugyldig-svar":
      return {
        status: 502,
        title: "Vi fikk et svar vi ikke forstår",
        detail:
          `Svaret fra ${MOTPARTNAVN[feil.motpart]} var ikke som avtalt. Prøv igjen, og meld fra med korrelasjonsid hvis det ` +
          "fortsetter.",
        fakta: { motpart: feil.motpart },
      };
  }
}

/** Every kode has its case, here or in `vent`: forgetting one does not compile. */
export function beskriv(feil: Feil): Beskrivelse {
  return kanVente(feil) ? vent(feil) : avslag(feil);
}

function svar(kode: string, beskrivelse: Beskrivelse, korrelasjonsid: string): Svar {
  const { status, title, detail, fakta, headers } = beskrivelse;
  return {
    status,
    headers: { "Content-Type": "application/problem+json; charset=utf-8", ...headers },
    body: JSON.stringify({ type: `/feil/${kode}`, title, status, detail, kode, korrelasjonsid, ...fakta }),
  };
}

/** The answer to a Feil. */
export function somProblem(feil: Feil, korrelasjonsid: string): Svar {
  return svar(feil.kode, beskriv(feil), korrelasjonsid);
}

/** A bug in words: no detail of it. */
export const INTERN_FEIL: Beskrivelse = {
  status: 500,
  title: "Noe gikk galt hos oss",
  detail: "Prøv igjen, og meld fra til driften med korrelasjonsid hvis det fortsetter.",
};

/** A Feil, or a bug, as the result of one case among many: kode, texts and facts, without the status of an answer. */
export function somSaksfeil(feil: Feil | "intern-feil"): Readonly<Record<string, unknown>> {
  const { title, detail, fakta } = feil === "intern-feil" ? INTERN_FEIL : beskriv(feil);
  return { kode: feil === "intern-feil" ? feil : feil.kode, title, detail, ...fakta };
}

/** The answer to a bug. */
export function somInternFeil(korrelasjonsid: string): Svar {
  return svar("intern-feil", INTERN_FEIL, korrelasjonsid);
}
