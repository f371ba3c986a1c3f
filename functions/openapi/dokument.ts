// The whole document, made from the schemas the service itself reads with. The same input gives the same document.

import { ANDRE_SVAR } from "./andre-komponenter.ts";
import { BEREGNINGSFORESPOERSLER } from "./beregning-komponenter.ts";
import { BEREGNINGSSVAR_KOMPONENTER } from "./beregningssvar-komponenter.ts";
import { HENDELSESSVAR_KOMPONENTER, hendelsesforespoersler } from "./hendelser-komponenter.ts";
import { HENDELSESSTIER } from "./hendelser-stier.ts";
import { somJsonSchema } from "./komponent.ts";
import { OPPSLAGSSVAR, oppslagsforespoersler } from "./oppslag-komponenter.ts";
import { PROBLEM, PROBLEMKOMPONENTER } from "./problem-komponenter.ts";
import { PROBLEMER } from "./problemer.ts";
import { STIER } from "./stier.ts";
import { TILKOBLINGSFORESPOERSLER, TILKOBLINGSSVAR_KOMPONENTER } from "./tilkobling-komponenter.ts";
import { TILKOBLINGSSTIER } from "./tilkobling-stier.ts";
import { WEBHOOKFORESPOERSLER, WEBHOOKSVAR_KOMPONENTER } from "./webhook-komponenter.ts";
import { WEBHOOKMELDINGER, WEBHOOKSTIER } from "./webhook-stier.ts";

export type Dokumentvalg = {
  readonly versjon: string;
  /** The last inntektsaar that may be asked for. */
  readonly sisteInntektsaar: number;
  /** What a caller's token must have. */
  readonly scope: string;
  readonly scopeTilkobling: string;
  readonly audience: string;
};

const FEILTABELL = PROBLEMER.map(({ kode, status, title }) => `| \`${kode}\` | ${status} | ${title} |`);

const BESKRIVELSE = `Egenandel for langtidsopphold i institusjon: skatteopplysninger fra Skatteetaten, utregning etter FOR-2011-12-16-1349 kapittel 1, og dokument.

- Kommunen er tokenets \`consumer\`. Den leses aldri fra innholdet.
- JSON i UTF-8, høyst 256 KiB (etteroppgjør i bunker: 4 MiB). Beløp er hele kroner, datoer er ÅÅÅÅ-MM-DD.
- Ukjente felt i en forespørsel er en feil. Svar kan få nye felt; godta felt dere ikke kjenner.
- Det som mangler, er aldri 0: felt uten beløp er utelatt, og summer som trenger dem, er null.
- Alt som gjelder en person, har \`Cache-Control: no-store\`.

Feil er \`application/problem+json\`:

| kode | status | |
|---|---|---|
${FEILTABELL.join("\n")}
`;

const HODER = {
  Korrelasjonsid: { description: "Id-en til forespørselen.", schema: { type: "string", format: "uuid" } },
  "Cache-Control": {
    description: "Om svaret kan lagres. no-store for alt som gjelder en person.",
    schema: { type: "string" },
  },
  "Content-Disposition": {
    description: "Filnavn uten opplysninger om beboeren.",
    schema: { type: "string" },
  },
  Location: {
    description: "Hvor etteroppgjøret kan følges.",
    schema: { type: "string", format: "uri-reference" },
  },
  "Retry-After": { description: "Sekunder til det er verdt å prøve igjen.", schema: { type: "string" } },
  "WWW-Authenticate": { description: "Hva som mangler (RFC 6750).", schema: { type: "string" } },
};

/** The OpenAPI 3.1 document. */
export function lagDokument({ versjon, sisteInntektsaar, scope, scopeTilkobling, audience }: Dokumentvalg) {
  const forespoersler = {
    ...oppslagsforespoersler(sisteInntektsaar),
    ...BEREGNINGSFORESPOERSLER,
    ...hendelsesforespoersler(sisteInntektsaar),
    ...TILKOBLINGSFORESPOERSLER,
    ...WEBHOOKFORESPOERSLER,
  };
  const svar = {
    ...OPPSLAGSSVAR,
    ...BEREGNINGSSVAR_KOMPONENTER,
    ...TILKOBLINGSSVAR_KOMPONENTER,
    ...HENDELSESSVAR_KOMPONENTER,
    ...WEBHOOKSVAR_KOMPONENTER,
    ...ANDRE_SVAR,
    ...PROBLEMKOMPONENTER,
  };
  return {
    openapi: "3.1.0",
    info: {
      title: "Egenandel for langtidsopphold",
      version: versjon,
      description: BESKRIVELSE,
      license: { name: "MIT", identifier: "MIT" },
    },
    tags: [
      { name: "Egenandel", description: "Oppslag, beregning og dokument. Krever token fra Maskinporten." },
      {
        name: "Endringer",
        description:
          "Abonnementer på skatteoppgjør, endringer, webhook, og etteroppgjør i bunker. Krever token fra Maskinporten.",
      },
      {
        name: "Tilkobling",
        description:
          "Om kommunen er tilkoblet, og hva som mangler. Lesing er åpent; resten krever token for egen kommune eller en operatør.",
      },
      { name: "Åpent", description: "Krever ikke token." },
    ],
    security: [{ maskinporten: [scope] }],
    paths: { ...STIER, ...HENDELSESSTIER, ...WEBHOOKSTIER, ...TILKOBLINGSSTIER },
    webhooks: WEBHOOKMELDINGER,
    components: {
      schemas: { ...somJsonSchema(forespoersler, svar), Problem: PROBLEM },
      parameters: {
        Korrelasjonsid: {
          name: "Korrelasjonsid",
          in: "header",
          description: "Egen id for forespørselen (UUID). Uten den lager tjenesten en.",
          schema: { type: "string", format: "uuid" },
        },
      },
      headers: HODER,
      securitySchemes: {
        maskinporten: {
          type: "http",
          scheme: "bearer",
          bearerFormat: "JWT",
          description:
            `Tilgangstoken fra Maskinporten med scope \`${scope}\` og resource \`${audience}\`. En leverandør ber om det med ` +
            "kommunens organisasjonsnummer som `consumer_org`.",
        },
        tilkobling: {
          type: "http",
          scheme: "bearer",
          bearerFormat: "JWT",
          description: `Tilgangstoken fra Maskinporten med scope \`${scopeTilkobling}\` og resource \`${audience}\`, for kommunen i adressen.`,
        },
        operatoer: {
          type: "http",
          scheme: "bearer",
          bearerFormat: "JWT",
          description: "Token fra Entra ID for en operatør av tjenesten.",
        },
      },
    },
  };
}
