// The problems of the service as components: one per kode, and one that is any of them.

import { feltfeilSchema, PROBLEMSCHEMA, type Problemkode } from "../http/problem-schema.ts";
import { komponent, ref, type Komponent, type Komponenter } from "./komponent.ts";
import { PROBLEMER, type Problem } from "./problemer.ts";

/** `ugyldig-svar` → `ProblemUgyldigSvar`. */
function navn(kode: Problemkode): string {
  return `Problem${kode.replace(/(?:^|-)([a-z])/g, (_, bokstav: string) => bokstav.toUpperCase())}`;
}

/** Where the component of a kode stands in the document. */
export function problemref(kode: Problemkode): { readonly $ref: string } {
  return ref(navn(kode));
}

const FELLES = {
  type: "Fast adresse for denne feilen.",
  title: "Hva som er galt, i én setning.",
  status: "HTTP-statusen.",
  detail: "Hva som er galt, og hva du kan gjøre med det. Kan vises.",
  kode: "Fast kode. Bruk denne i programmet, ikke tekstene.",
  korrelasjonsid: "Id-en til forespørselen. Oppgi den når dere melder fra om en feil.",
};
const FAKTA: Readonly<Record<string, string>> = {
  felt: "Feltene det er noe galt med. Verdiene står aldri her.",
  api: "API-et hos Skatteetaten det gjelder.",
  aarsakskode: "Koden fra Maskinporten, Skatteetaten eller nøkkelhvelvet.",
  dato: "Datoen det ikke finnes satser for.",
  motpart: "Hvem tjenesten ikke fikk et brukbart svar fra.",
};

function problemkomponent({ kode, title }: Problem): [string, Komponent] {
  return [navn(kode), { schema: PROBLEMSCHEMA[kode], tekst: `${title}.`, felt: { ...FELLES, ...FAKTA } }];
}

export const PROBLEMKOMPONENTER: Komponenter = {
  ...Object.fromEntries(PROBLEMER.map(problemkomponent)),
  Feltfeil: komponent(feltfeilSchema, "Et felt det er noe galt med.", {
    sti: "Hvor feltet står, for eksempel personer[0].rolle. Tom når det gjelder hele innholdet.",
    melding: "Hva som er galt.",
  }),
};

/** Any of them, told apart by kode. */
export const PROBLEM = {
  description: "Et problem (RFC 9457). Feltet kode sier hvilket.",
  oneOf: PROBLEMER.map(({ kode }) => problemref(kode)),
  discriminator: {
    propertyName: "kode",
    mapping: Object.fromEntries(PROBLEMER.map(({ kode }) => [kode, problemref(kode).$ref])),
  },
};
