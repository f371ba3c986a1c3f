// What a caseworker must know about a lookup besides its amounts, in plain bokmaal.

import type { Merknad, Personstatus, Rolle } from "./oppslagssvar.ts";
import type { Avregningsutfall, Persondata } from "./persondata.ts";
import { harRegler } from "./poster/regelsett.ts";
import { harSkatt, type Rad } from "./klassifiser.ts";

const ROLLETEKST: Readonly<Record<Rolle, string>> = {
  BEBOER: "Beboer",
  EKTEFELLE: "Ektefelle",
  PARTNER: "Partner",
  SAMBOER: "Samboer",
  BARN: "Barn",
};

const UTEN_SUM = "Summer som trenger beløpene til denne personen, er ikke regnet ut.";

const STATUSTEKST: Readonly<Record<Exclude<Personstatus, "FUNNET">, (aar: number) => string>> = {
  INGEN_OPPGJOER: (aar) =>
    `Det finnes ikke noe skatteoppgjør for ${aar} ennå. Et oppgjør blir tilgjengelig omtrent tre dager etter at ` +
    `personen har fått beskjed om at det er klart. ${UTEN_SUM}`,
  IKKE_FUNNET: () => `Skatteetaten finner ingen person med dette nummeret. Kontroller nummeret. ${UTEN_SUM}`,
  SKJERMET: () =>
    `Personen er skjermet, og Skatteetaten gir ikke ut opplysninger. Saken må behandles manuelt. ${UTEN_SUM}`,
  SLETTET: (aar) =>
    `Skatteoppgjøret for ${aar} er slettet hos Skatteetaten. Vent på et nytt, eller behandle saken manuelt. ${UTEN_SUM}`,
};

const AVREGNINGSTEKST: Readonly<Record<Exclude<Avregningsutfall, "HENTET">, Merknad>> = {
  IKKE_DELEGERT: {
    kode: "AVREGNING_IKKE_DELEGERT",
    tekst:
      "Skatteavregningen vises ikke, fordi kommunen ikke har delegert «Avregning API – På vegne av» i Altinn. " +
      "Beregningen trenger den ikke.",
  },
  UTEN_TILGANG: {
    kode: "AVREGNING_UTEN_TILGANG",
    tekst:
      "Skatteavregningen vises ikke, fordi Skatteetaten ikke har gitt kommunen tilgang til den. " +
      "Beregningen trenger den ikke.",
  },
  UTILGJENGELIG: {
    kode: "AVREGNING_UTILGJENGELIG",
    tekst: "Skatteavregningen kunne ikke hentes akkurat nå. Beregningen trenger den ikke.",
  },
};

function navnPaa(personer: readonly Persondata[], plass: number): string {
  const rolle = personer[plass]?.rolle ?? "BEBOER";
  if (rolle !== "BARN") return ROLLETEKST[rolle];
  const nummer = personer.slice(0, plass + 1).filter((p) => p.rolle === "BARN").length;
  return `Barn ${nummer}`;
}

function omPerson(
  personer: readonly Persondata[],
  plass: number,
  inntektsaar: number,
  rader: readonly Rad[],
): Merknad[] {
  const person = personer[plass];
  if (person === undefined) return [];
  const navn = navnPaa(personer, plass);
  if (person.status !== "FUNNET") {
    return [{ kode: person.status, tekst: `${navn}: ${STATUSTEKST[person.status](inntektsaar)}` }];
  }
  const merknader: Merknad[] = [];
  if (person.annetNummer) {
    const tekst = `${navn}: Personen har fått et nytt fødselsnummer eller D-nummer. Opplysningene gjelder samme person.`;
    merknader.push({ kode: "ANNET_GJELDENDE_NUMMER", tekst });
  }
  if (person.poster.SUMMERT_SKATTEGRUNNLAG?.length === 0) {
    const tekst = `${navn}: Skatteoppgjøret for ${inntektsaar} har ingen poster. Kontroller at personen ikke har hatt inntekt.`;
    merknader.push({ kode: "INGEN_POSTER", tekst });
  }
  if (harRegler(inntektsaar) && !harSkatt(rader, person, plass)) {
    const tekst = `${navn}: Beregnet skatt for ${inntektsaar} mangler hos Skatteetaten. ${UTEN_SUM}`;
    merknader.push({ kode: "BEREGNET_SKATT_MANGLER", tekst });
  }
  return merknader;
}

/** The last year whose lists have both an old and a new name for some posts. */
const SISTE_AAR_MED_TO_NAVN = 2022;

/**
 * Two counted posts of one group with the same amount, in a year when a post could come under two names: they may be the same
 * money. Both are counted; only a person can tell.
 */
function muligDobbelt(
  personer: readonly Persondata[],
  inntektsaar: number,
  rader: readonly Rad[],
): Merknad[] {
  if (inntektsaar > SISTE_AAR_MED_TO_NAVN) return [];
  return personer.flatMap((_, plass) => {
    const sett = new Map<string, string>();
    return rader.flatMap(({ regel, beloep, omraade }): Merknad[] => {
      const eget = beloep.get(plass);
      if (regel?.fortegn !== "+" || eget === undefined) return [];
      const noekkel = JSON.stringify([regel.gruppe, omraade, eget]);
      const foerste = sett.get(noekkel);
      sett.set(noekkel, regel.tekst);
      if (foerste === undefined) return [];
      const tekst =
        `${navnPaa(personer, plass)}: «${foerste}» og «${regel.tekst}» har samme beløp. I ${inntektsaar} kan en post stå under ` +
        "to navn. Begge er regnet med; kontroller at det ikke er samme inntekt.";
      return [{ kode: "MULIG_DOBBEL_POST", tekst }];
    });
  });
}

/** All remarks: person by person, then avregning, then posts without a rule. */
export function lagMerknader(
  personer: readonly Persondata[],
  inntektsaar: number,
  rader: readonly Rad[],
): Merknad[] {
  const ukjente = rader.filter((rad) => rad.regel === undefined);
  const avregning = new Set(
    personer.flatMap((p) => (p.status === "FUNNET" && p.avregning !== "HENTET" ? [p.avregning] : [])),
  );
  const uklassifisert: Merknad[] =
    ukjente.length === 0
      ? []
      : [
          {
            kode: "UKLASSIFISERT_POST",
            tekst:
              ukjente.length === 1
                ? `Skatteoppgjøret har én post som regelsettet for ${inntektsaar} ikke kjenner. Den er vist for seg og er ` +
                  "ikke med i noen sum. Vurder den selv."
                : `Skatteoppgjøret har ${ukjente.length} poster som regelsettet for ${inntektsaar} ikke kjenner. De er ` +
                  "vist for seg og er ikke med i noen sum. Vurder dem selv.",
          },
        ];
  const utenRegler: Merknad[] = harRegler(inntektsaar)
    ? []
    : [
        {
          kode: "REGELSETT_MANGLER",
          tekst: `Det finnes ikke noe regelsett for inntektsåret ${inntektsaar} ennå. Ingen poster er regnet med.`,
        },
      ];
  return [
    ...utenRegler,
    ...personer.flatMap((_, plass) => omPerson(personer, plass, inntektsaar, rader)),
    ...muligDobbelt(personer, inntektsaar, rader),
    ...[...avregning].map((utfall) => AVREGNINGSTEKST[utfall]),
    ...uklassifisert,
  ];
}
