// The operations of the API. A test holds them against the functions that are registered.

import type { Problemkode } from "../http/problem-schema.ts";
import * as eksempler from "./eksempler.ts";
import { jsonInnhold, problemsvarAv, svar200 } from "./svar.ts";

const ALLE: readonly Problemkode[] = ["ugyldig-forespoersel", "intern-feil"];
/** The caller is checked, and the keys for that may be out of reach. */
const MED_TOKEN: readonly Problemkode[] = [
  ...ALLE,
  "ikke-autentisert",
  "ikke-tilgang",
  "motpart-utilgjengelig",
];
const MED_INNHOLD: readonly Problemkode[] = [...MED_TOKEN, "for-stor", "feil-medietype"];
/** A sealed lookup is checked with a key from Key Vault. */
const BEREGNING: readonly Problemkode[] = [
  ...MED_INNHOLD,
  "satser-mangler",
  "segl-ugyldig",
  "tilkobling-feilkonfigurert",
  "ugyldig-svar",
];

const parameters = [{ $ref: "#/components/parameters/Korrelasjonsid" }];
const AAPEN = { security: [], parameters };

export const STIER = {
  "/api/v1/oppslag": {
    post: {
      operationId: "oppslag",
      tags: ["Egenandel"],
      summary: "Slå opp skatteopplysninger for en husholdning",
      description:
        "Henter summert skattegrunnlag, beregnet skatt og avregning for hver person, grupperer postene og forsegler svaret. " +
        "Oppslaget føres i loggen over oppslag før noe hentes. Avregning er ikke nødvendig: mangler den, står det i en merknad.",
      parameters,
      requestBody: {
        required: true,
        content: jsonInnhold("Oppslagsforespoersel", eksempler.OPPSLAG_FORESPOERSLER),
      },
      responses: {
        ...svar200(
          "Oppslaget, forseglet.",
          jsonInnhold("Oppslagssvar", eksempler.OPPSLAG_SVAR),
          "Cache-Control",
        ),
        ...problemsvarAv(
          ...MED_INNHOLD,
          "delegering-mangler",
          "tilgang-mangler",
          "tilkobling-feilkonfigurert",
          "ugyldig-svar",
          "logg-utilgjengelig",
          "opptatt",
        ),
      },
    },
  },
  "/api/v1/beregning": {
    post: {
      operationId: "beregning",
      tags: ["Egenandel"],
      summary: "Regn ut egenandelen for et langtidsopphold",
      description:
        "Regner etter FOR-2011-12-16-1349 kapittel 1 og viser hvert steg. Henter ingenting utenfra, og kan gjentas så ofte " +
        "saksbehandleren vil. Den samme forespørselen gir alltid det samme svaret.",
      parameters,
      requestBody: {
        required: true,
        content: jsonInnhold("Beregningsforespoersel", eksempler.BEREGNING_FORESPOERSLER),
      },
      responses: {
        ...svar200("Egenandelen.", jsonInnhold("Beregningssvar", eksempler.BEREGNING_SVAR), "Cache-Control"),
        ...problemsvarAv(...BEREGNING),
      },
    },
  },
  "/api/v1/beregning/pdf": {
    post: {
      operationId: "beregningPdf",
      tags: ["Egenandel"],
      summary: "Lag beregningen som dokument",
      description: "Den samme beregningen som PDF/A-2a og PDF/UA-1, på bokmål eller nynorsk.",
      parameters,
      requestBody: {
        required: true,
        content: jsonInnhold("Dokumentforespoersel", eksempler.DOKUMENT_FORESPOERSLER),
      },
      responses: {
        ...svar200("Dokumentet.", { "application/pdf": {} }, "Cache-Control", "Content-Disposition"),
        ...problemsvarAv(...BEREGNING, "tegn-mangler", "opptatt"),
      },
    },
  },
  "/api/v1/satser/{dato}": {
    get: {
      operationId: "satser",
      tags: ["Åpent"],
      summary: "Satsene som gjelder på en dato",
      ...AAPEN,
      parameters: [
        ...parameters,
        {
          name: "dato",
          in: "path",
          required: true,
          description: "Datoen, ÅÅÅÅ-MM-DD.",
          schema: { type: "string", format: "date" },
          example: "2026-06-01",
        },
      ],
      responses: {
        ...svar200("Satsene.", jsonInnhold("Satser", eksempler.SATSER_SVAR), "Cache-Control"),
        ...problemsvarAv(...ALLE, "satser-mangler"),
      },
    },
  },
  "/api/helse": {
    get: {
      operationId: "helse",
      tags: ["Åpent"],
      summary: "Svarer tjenesten?",
      description: "Spør ingen andre, og sier derfor ikke noe om Maskinporten eller Skatteetaten.",
      ...AAPEN,
      responses: {
        ...svar200("Den svarer.", jsonInnhold("Helse"), "Cache-Control"),
        ...problemsvarAv(...ALLE),
      },
    },
  },
  "/api/helse/klar": {
    get: {
      operationId: "helseKlar",
      tags: ["Åpent"],
      summary: "Hva tjenesten sist visste om dem den kaller",
      description:
        "Gjelder instansen som svarer, og bygger på kallene den har gjort for andre. Ingen blir spurt for at dette skal kunne svares på.",
      ...AAPEN,
      responses: {
        ...svar200("Det som sist var kjent.", jsonInnhold("Klar"), "Cache-Control"),
        ...problemsvarAv(...ALLE),
      },
    },
  },
  "/api/openapi.json": {
    get: {
      operationId: "openapi",
      tags: ["Åpent"],
      summary: "Dette dokumentet",
      ...AAPEN,
      responses: {
        ...svar200(
          "Beskrivelsen av API-et, OpenAPI 3.1.",
          { "application/json": { schema: { type: "object" } } },
          "Cache-Control",
        ),
        ...problemsvarAv(...ALLE),
      },
    },
  },
};
