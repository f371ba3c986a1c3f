// The operations about connections.

import type { Problemkode } from "../http/problem-schema.ts";
import * as eksempler from "./tilkobling-eksempler.ts";
import { jsonInnhold, problemsvarAv, svar200 } from "./svar.ts";

/** Storage holds what is known, and may be out of reach or hold what we do not understand. */
const LAGER: readonly Problemkode[] = [
  "ugyldig-forespoersel",
  "motpart-utilgjengelig",
  "ugyldig-svar",
  "intern-feil",
];
const MED_TOKEN: readonly Problemkode[] = [...LAGER, "ikke-autentisert", "ikke-tilgang"];
const MED_INNHOLD: readonly Problemkode[] = [...MED_TOKEN, "for-stor", "feil-medietype"];

const KORRELASJONSID = { $ref: "#/components/parameters/Korrelasjonsid" };
const KOMMUNE = {
  name: "orgnr",
  in: "path",
  required: true,
  description: "Kommunens organisasjonsnummer.",
  schema: { type: "string", pattern: "^[0-9]{9}$" },
  example: "964338531",
};
const parameters = [KORRELASJONSID, KOMMUNE];
const TAGS = ["Tilkobling"];
const OPERATOER = [{ operatoer: [] }];
const BEGGE = [{ tilkobling: [] }, { operatoer: [] }];
const tilkobling = svar200("Tilkoblingen.", jsonInnhold("Tilkobling", eksempler.TILKOBLING), "Cache-Control");

export const TILKOBLINGSSTIER = {
  "/api/v1/tilkoblinger": {
    get: {
      operationId: "tilkoblinger",
      tags: TAGS,
      summary: "Hva som sist er kjent om alle kommuner",
      security: [],
      parameters: [
        KORRELASJONSID,
        {
          name: "format",
          in: "query",
          description: "csv gir semikolondelt tekst til regneark.",
          schema: { type: "string", enum: ["json", "csv"], default: "json" },
        },
      ],
      responses: {
        ...svar200(
          "Kommunene.",
          { ...jsonInnhold("Tilkoblinger"), "text/csv": { schema: { type: "string" } } },
          "Cache-Control",
          "Content-Disposition",
        ),
        ...problemsvarAv(...LAGER),
      },
    },
  },
  "/api/v1/tilkoblinger/{orgnr}": {
    get: {
      operationId: "tilkobling",
      tags: TAGS,
      summary: "Hva som sist er kjent om en kommune",
      security: [],
      parameters,
      responses: { ...tilkobling, ...problemsvarAv(...LAGER, "ikke-funnet") },
    },
  },
  "/api/v1/tilkoblinger/{orgnr}/sjekk": {
    post: {
      operationId: "tilkoblingSjekk",
      tags: TAGS,
      summary: "Kontroller tilgang og delegering nå",
      description:
        "Ber om et token på vegne av kommunen for hvert API og kontrollerer det. Det som ikke lar seg kontrollere, er UKJENT.",
      security: BEGGE,
      parameters,
      responses: { ...tilkobling, ...problemsvarAv(...MED_TOKEN, "ikke-funnet") },
    },
  },
  "/api/v1/tilkoblinger/{orgnr}/tilslutningserklaering": {
    put: {
      operationId: "tilslutningserklaering",
      tags: TAGS,
      summary: "Last opp en signert tilslutningserklæring",
      description:
        "Signaturen kontrolleres, og filen tas vare på slik den er. Det samme innholdet kan lastes opp så ofte man vil. En godkjent " +
        "erklæring gjelder til en operatør avviser den, også når en nyere venter på vurdering.",
      security: BEGGE,
      parameters,
      requestBody: { required: true, content: { "application/pdf": {} } },
      responses: {
        ...svar200(
          "Hva kontrollen kom til.",
          jsonInnhold("Erklaeringsvurdering", eksempler.ERKLAERING),
          "Cache-Control",
        ),
        ...problemsvarAv(...MED_INNHOLD, "ikke-funnet", "tilkobling-feilkonfigurert", "opptatt"),
      },
    },
  },
  "/api/v1/tilkoblinger/{orgnr}/vurdering": {
    post: {
      operationId: "tilkoblingVurdering",
      tags: TAGS,
      summary: "Avgjør en erklæring som ingen kontroll kan avgjøre",
      description: "Bare for operatører. En erklæring kontrollen har avvist, kan ikke godkjennes.",
      security: OPERATOER,
      parameters,
      requestBody: { required: true, content: jsonInnhold("Erklaeringsavgjoerelse", eksempler.VURDERING) },
      responses: { ...tilkobling, ...problemsvarAv(...MED_INNHOLD, "ikke-funnet") },
    },
  },
  "/api/v1/tilkoblinger/{orgnr}/registrering": {
    post: {
      operationId: "tilkoblingRegistrering",
      tags: TAGS,
      summary: "Registrer et steg som er en avtale på papir",
      description: "Bare for operatører.",
      security: OPERATOER,
      parameters,
      requestBody: { required: true, content: jsonInnhold("Registrering", eksempler.REGISTRERING) },
      responses: { ...tilkobling, ...problemsvarAv(...MED_INNHOLD, "ikke-funnet") },
    },
  },
};
