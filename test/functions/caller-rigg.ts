// What the tests of callers have in common: a service, tokens that are good but for one thing, and what a refusal looks
// like. When it is closed, the log and every answer are searched for the tokens that were sent.

import { expect } from "vitest";
import { organisasjon, type Claims } from "../standins/maskinporten/claims.ts";
import type { Jwsnoekkel } from "../standins/maskinporten/jws.ts";
import { AUDIENCE, EPJ, KOMMUNE, SCOPE_OPPSLAG } from "../standins/system.ts";
import { startTjeneste, type Anrop, type Svar, type Tjeneste } from "./tjeneste.ts";

export const BEREGNING = {
  manuellePoster: [
    {
      rolle: "BEBOER",
      gruppe: "FOLKETRYGD",
      retning: "OEKNING",
      beloep: 300_000,
      tekst: "Alderspensjon",
      begrunnelse: "Oppgitt av beboer",
    },
  ],
  beregningsdato: "2026-06-01",
};

export const STI = "/api/v1/beregning";

export type Callerrigg = {
  readonly tjeneste: Tjeneste;
  /** Asks for a calculation with the token, if any. */
  readonly spoer: (token: string | undefined, anrop?: Anrop) => Promise<Svar>;
  /** A token that is accepted, changed as told (undefined removes). */
  readonly token: (endring?: Claims, header?: Claims, noekkel?: Jwsnoekkel) => string;
  /** A token of exactly this payload, signed as it should be. */
  readonly tokenAv: (payload: string) => string;
  readonly close: () => Promise<void>;
};

/** Claims that are accepted; each attack changes one thing. */
export function claims(endring: Claims = {}): Claims {
  return {
    consumer: organisasjon(KOMMUNE),
    supplier: organisasjon(EPJ),
    delegation_source: "https://tt02.altinn.no/",
    scope: SCOPE_OPPSLAG,
    aud: AUDIENCE,
    ...endring,
  };
}

/** Refused without a word of why. */
export function expectAvvist(svar: Svar): void {
  expect(svar.status).toBe(401);
  expect(svar.json).toMatchObject({ kode: "ikke-autentisert", status: 401, type: "/feil/ikke-autentisert" });
  expect(svar.headers.get("www-authenticate")).toBe('Bearer error="invalid_token"');
  expect(svar.headers.get("content-type")).toContain("application/problem+json");
}

/** A good token that does not reach this service, told which scope it lacks. */
export function expectUtenScope(svar: Svar): void {
  expect([svar.status, svar.json?.kode]).toEqual([403, "ikke-tilgang"]);
  expect(svar.headers.get("www-authenticate")).toBe(
    `Bearer error="insufficient_scope", scope="${SCOPE_OPPSLAG}"`,
  );
}

/** Payload and signature, and anything else long enough that it does not stand somewhere by chance. */
function deler(token: string): string[] {
  return token.split(/[. ]/).filter((del) => del.length >= 40);
}

/** Starts a service whose keys of the issuer are not yet fetched. */
export async function startCallerrigg(): Promise<Callerrigg> {
  const tjeneste = await startTjeneste({ storage: false });
  const { maskinporten } = tjeneste.system;
  const sendt: string[] = [];
  const besvart: string[] = [];
  return {
    tjeneste,
    async spoer(token, anrop = {}) {
      const svar = await tjeneste.anrop(STI, { method: "POST", body: BEREGNING, token, ...anrop });
      if (token !== undefined) sendt.push(...deler(token));
      besvart.push(svar.tekst, JSON.stringify([...svar.headers]));
      return svar;
    },
    token: (endring, header, key) =>
      maskinporten.issueToken(claims(endring), header, key === undefined ? {} : { key }),
    tokenAv: (payload) => maskinporten.issueToken({}, {}, { payload }),
    async close() {
      await tjeneste.close();
      const skrevet = [tjeneste.logg(), ...besvart].join("\n");
      expect(sendt.filter((del) => skrevet.includes(del))).toEqual([]);
    },
  };
}
