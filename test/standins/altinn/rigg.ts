// What the tests of this folder start from: Maskinporten and Altinn on one clock, a scope's owner, and a kommune.

import { z } from "zod";
import { fetchToken } from "../maskinporten/fetch-token.ts";
import { SKATTEETATENS_SCOPES, startMaskinporten, type Maskinporten } from "../maskinporten/maskinporten.ts";
import { ALTINNS_SCOPES, startAltinn, type Altinn } from "./altinn.ts";
import { SCOPE_ADMIN, SCOPE_OPPSLAG } from "./oppslag.ts";

export const EIER = "974761076";
export const LEVERANDOER = "310149942";
export const KOMMUNE = "313876144";
export const ANNEN_KOMMUNE = "310827002";
export const SUMMERT = "skatteetaten:summertskattegrunnlag";
export const AVREGNING = "skatteetaten:avregning";
export const KLOKKE = new Date("2026-11-23T10:00:00Z");

export type Oppslagssvar = {
  readonly status: number;
  readonly body: string;
  /** Parsed; undefined when the body is no JSON. */
  readonly json: unknown;
  readonly title: string | undefined;
  readonly errors: Readonly<Record<string, readonly string[]>> | undefined;
};

export type Rigg = {
  readonly maskinporten: Maskinporten;
  readonly altinn: Altinn;
  readonly settKlokke: (naa: Date) => void;
  /** A Maskinporten token of the owner with the scope. */
  readonly maskinportentoken: (scope?: string) => Promise<string>;
  readonly veksle: (
    token: string | undefined,
    headers?: Readonly<Record<string, string>>,
  ) => Promise<Response>;
  /** An exchanged token of the owner with the scope. */
  readonly token: (scope?: string) => Promise<string>;
  /** A look-up with the query as it stands; by the owner when no token is given. */
  readonly slaaOpp: (
    query: string,
    valg?: {
      readonly token?: string;
      readonly sti?: string;
      readonly headers?: Readonly<Record<string, string>>;
    },
  ) => Promise<Oppslagssvar>;
  readonly close: () => Promise<void>;
};

export const STI = "/accessmanagement/api/v1/maskinporten/delegations/";

const problemSchema = z.object({
  title: z.string().optional(),
  errors: z.record(z.string(), z.array(z.string())).optional(),
});

function lesJson(tekst: string): unknown {
  try {
    return JSON.parse(tekst);
  } catch {
    return undefined;
  }
}

/** Stand-ins on a clock that stands still at KLOKKE; the owner of `skatteetaten:` may look up, and nothing is delegated. */
export async function startRigg(): Promise<Rigg> {
  let naa = KLOKKE;
  const now = (): Date => naa;
  const maskinporten = await startMaskinporten({
    now,
    scopes: { ...SKATTEETATENS_SCOPES, ...ALTINNS_SCOPES },
  });
  const { issuer, register } = maskinporten;
  const altinn = await startAltinn({
    maskinporten,
    parter: [EIER, LEVERANDOER, KOMMUNE, ANNEN_KOMMUNE],
    now,
  });
  const eier = await maskinporten.createClient({
    orgnr: EIER,
    scopes: [SCOPE_OPPSLAG, SCOPE_ADMIN, SUMMERT],
  });
  for (const scope of [SCOPE_OPPSLAG, SCOPE_ADMIN, SUMMERT]) register.giTilgang(EIER, scope);
  register.giPrefiks(EIER, "skatteetaten");

  const maskinportentoken = (scope = SCOPE_OPPSLAG): Promise<string> =>
    fetchToken({ issuer, ...eier, scope, now });
  const veksle: Rigg["veksle"] = (token, headers = {}) =>
    fetch(`${altinn.url}/authentication/api/v1/exchange/maskinporten`, {
      headers: { ...(token === undefined ? {} : { authorization: `Bearer ${token}` }), ...headers },
    });
  const token = async (scope?: string): Promise<string> =>
    (await veksle(await maskinportentoken(scope))).text();

  return {
    maskinporten,
    altinn,
    maskinportentoken,
    veksle,
    token,
    settKlokke(ny) {
      naa = ny;
    },
    async slaaOpp(query, valg = {}) {
      const authorization = `Bearer ${valg.token ?? (await token())}`;
      const svar = await fetch(`${altinn.url}${valg.sti ?? STI}?${query}`, {
        headers: { authorization, ...valg.headers },
      });
      const body = await svar.text();
      const json = lesJson(body);
      const { title, errors } = problemSchema.safeParse(json).data ?? {};
      return { status: svar.status, body, json, title, errors };
    },
    async close() {
      await Promise.all([maskinporten.close(), altinn.close()]);
    },
  };
}
