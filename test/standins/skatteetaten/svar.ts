// The answer to a call whose token is good: the path is checked, then the person's data are given or the reason why not.

import { norskDato } from "../../../shared/kernel/dato.ts";
import { jsonSvar, type Svar } from "../http/answers.ts";
import type { Personapi, Feiltype } from "./api.ts";
import type { Arkiv, Personaar } from "./arkiv.ts";
import { apifeil } from "./feilsvar.ts";
import type { Kommuner } from "./kommuner.ts";
import { erNummer, type Spoersmaal } from "./sti.ts";

export type SvarDeps = {
  readonly arkiv: Arkiv;
  readonly kommuner: Kommuner;
  readonly now: () => Date;
};

export type Kall = {
  readonly api: Personapi;
  readonly consumer: string;
  readonly korrelasjonsid: string;
  readonly spoersmaal: Spoersmaal;
};

const FOERSTE_INNTEKTSAAR = 2017;
// The first data of a year come about the 12th of March the year after; before that the year is not supported at all.
const AAPNER = "-03-12";

const PAKKER: Readonly<Record<Personapi, readonly string[]>> = {
  SUMMERT_SKATTEGRUNNLAG: ["kommunelangtidsoppholdinstitusjon"],
  BEREGNET_SKATT: ["kommunelangtidsoppholdinstitusjon"],
  AVREGNING: ["kommunelangtidsoppholdinstitusjon", "kommunelangtidsoppholdsykehjem"],
  SISTE: [],
};
// Packages that exist, but for other purposes.
const ANDRES_PAKKER = new Set([
  "kommunepersonligassistanse",
  "kommunepraktiskbistand",
  "kommuneforeldrebetaling",
]);
const SAMTYKKEPAKKE = "sbl";

function erStoettet(aar: number, now: () => Date): boolean {
  return aar >= FOERSTE_INNTEKTSAAR && norskDato(now()) >= `${aar + 1}${AAPNER}`;
}

type Avvik = { readonly type: Feiltype; readonly melding?: string };

function ugyldig(melding: string): Avvik {
  return { type: "UGYLDIG_INPUT", melding };
}

function sjekkPakke({ api, spoersmaal: { rettighetspakke = "" } }: Kall): Avvik | undefined {
  if (PAKKER[api].includes(rettighetspakke)) return undefined;
  if (api === "SUMMERT_SKATTEGRUNNLAG" && rettighetspakke === SAMTYKKEPAKKE)
    return { type: "SAMTYKKE_MANGLER" };
  if (ANDRES_PAKKER.has(rettighetspakke)) return { type: "IKKE_AUTORISERT" };
  return ugyldig("Oppgitt rettighetspakke er ugyldig.");
}

function sjekk(kall: Kall, { kommuner, now }: SvarDeps): Avvik | undefined {
  const { api, consumer, spoersmaal } = kall;
  if (!kommuner.harPakke(consumer, api)) return { type: "IKKE_AUTORISERT" };
  if (!erNummer(spoersmaal.personidentifikator)) {
    return ugyldig("Feltet 'personidentifikator' har ugyldig format. Må være nøyaktig 11 siffer");
  }
  if (api === "SISTE") return undefined;
  if (api === "SUMMERT_SKATTEGRUNNLAG" && spoersmaal.stadie !== "oppgjoer") {
    return ugyldig("Oppgitt stadie er ugyldig.");
  }
  const pakke = sjekkPakke(kall);
  if (pakke !== undefined) return pakke;
  const aar = spoersmaal.inntektsaar ?? "";
  if (!/^[0-9]{4}$/.test(aar)) return ugyldig("Feltet 'inntektsaar' har ugyldig format.");
  return erStoettet(Number(aar), now) ? undefined : ugyldig("Oppgitt inntektsår er ikke støttet.");
}

function kroppAv(
  api: Exclude<Personapi, "SISTE">,
  personaar: Personaar,
): Readonly<Record<string, unknown>> | undefined {
  switch (api) {
    case "SUMMERT_SKATTEGRUNNLAG":
      return personaar.summert;
    case "BEREGNET_SKATT":
      return personaar.beregnetSkatt;
    case "AVREGNING":
      return personaar.avregning;
  }
}

function finnData({ api, spoersmaal }: Kall, { arkiv, now }: SvarDeps): Avvik | { readonly kropp: unknown } {
  const nummer = spoersmaal.personidentifikator;
  if (!arkiv.finnesPerson(nummer)) return { type: "UKJENT_PERSON" };
  if (api === "SISTE") {
    const siste = arkiv.sisteAar(nummer, (aar) => erStoettet(aar, now));
    if (siste === undefined) return { type: "INGEN_DATA" };
    const { personidentifikator, inntektsaar } = siste;
    const sisteTilgjengeligePeriode = String(inntektsaar);
    return { kropp: { personidentifikator, ressursId: "skattegrunnlag", sisteTilgjengeligePeriode } };
  }
  const personaar = arkiv.personaar(nummer, Number(spoersmaal.inntektsaar));
  if (personaar?.slettet === true && api === "SUMMERT_SKATTEGRUNNLAG") return { type: "SLETTET" };
  const kropp = personaar === undefined ? undefined : kroppAv(api, personaar);
  return kropp === undefined ? { type: "INGEN_DATA" } : { kropp };
}

/** The answer when nothing is made to fail. */
export function finnSvar(kall: Kall, deps: SvarDeps): Svar {
  const { api, korrelasjonsid } = kall;
  const funn = sjekk(kall, deps) ?? finnData(kall, deps);
  if ("kropp" in funn) return jsonSvar(200, funn.kropp, { korrelasjonsid });
  return apifeil(api, funn.type, {
    korrelasjonsid,
    ...(funn.melding === undefined ? {} : { melding: funn.melding }),
  });
}
