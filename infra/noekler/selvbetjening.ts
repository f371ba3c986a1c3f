// Digdir's self-service API for the keys of a client at Maskinporten (docs.digdir.no, oidc_api_admin). The whole set is
// replaced at once: there is no call for one key.

import type { CryptoKey, JWK } from "jose";
import { z } from "zod";
import type { HttpSvar, Send } from "../../shared/kernel/http.ts";
import { err, ok, type Result } from "../../shared/kernel/result.ts";
import { proevGrant, type GrantDeps } from "./proev-grant.ts";

/** The client that may change others, which is not the one whose keys are changed. */
export type Adminklient = { readonly clientId: string; readonly kid: string; readonly key: CryptoKey };

export type Selvbetjening = {
  /** The keys that are registered. Failures are told in words. */
  readonly hent: (clientId: string) => Promise<Result<readonly JWK[], string>>;
  /** Replaces them all. A key that is posted again is good for another year. */
  readonly erstatt: (clientId: string, noekler: readonly JWK[]) => Promise<Result<void, string>>;
};

export type SelvbetjeningDeps = Omit<GrantDeps, "clientId"> & {
  readonly send: Send;
  /** `https://api.samarbeid.digdir.no` or `https://api.test.samarbeid.digdir.no`. */
  readonly url: URL;
  readonly admin: Adminklient;
};

export const FLEST_NOEKLER = 5;
const SCOPE = "idporten:dcr.write";

const noekkelSchema = z.looseObject({ kty: z.string(), kid: z.string().min(1) });
// One page of the documentation shows an object, another a bare list.
const settSchema = z.union([
  z.looseObject({ keys: z.array(noekkelSchema) }).transform(({ keys }) => keys),
  z.array(noekkelSchema),
]);

function lesSett(tekst: string): readonly JWK[] | undefined {
  try {
    return settSchema.parse(JSON.parse(tekst));
  } catch {
    return undefined;
  }
}

const AVSLAG: Readonly<Record<number, string>> = {
  400: "Digdir tok ikke imot nøklene. Bare RSA med 2048 bit og RS256 kan registreres, høyst fem om gangen.",
  401: "Digdir godtok ikke adminklientens token.",
  403: `Adminklienten har ikke lov til å endre denne klienten. Den må tilhøre samme organisasjon og ha ${SCOPE}.`,
  404: "Digdir har ingen slik klient i dette miljøet.",
};

/** Creates the client; a token is asked for at each call, since there are two of them in a year. */
export function createSelvbetjening(deps: SelvbetjeningDeps): Selvbetjening {
  async function kall(
    clientId: string,
    method: "GET" | "POST",
    noekler?: readonly JWK[],
  ): Promise<Result<HttpSvar, string>> {
    const { clientId: adminId, ...noekkel } = deps.admin;
    const proeve = await proevGrant({ ...deps, clientId: adminId }, SCOPE, noekkel);
    if (proeve.type !== "GODTATT" || proeve.token === undefined) {
      const kode = "aarsakskode" in proeve ? (proeve.aarsakskode ?? "") : proeve.type;
      return err(`Maskinporten ga ikke adminklienten noe token for ${SCOPE} (${kode}).`);
    }
    const svar = await deps.send({
      motpart: "MASKINPORTEN",
      method,
      url: new URL(`clients/${encodeURIComponent(clientId)}/jwks`, `${deps.url.href.replace(/\/$/, "")}/`),
      headers: {
        authorization: `Bearer ${proeve.token}`,
        accept: "application/json",
        ...(noekler === undefined ? {} : { "content-type": "application/json" }),
      },
      ...(noekler === undefined ? {} : { body: JSON.stringify({ keys: noekler }) }),
      proevIgjen: false,
      timeoutMs: 15_000,
    });
    if (!svar.ok) return err("Digdirs selvbetjening svarte ikke. Prøv igjen om litt.");
    const { status } = svar.value;
    if (status === 200 || status === 201) return ok(svar.value);
    // A client without keys may be answered like this; one that does not exist cannot be given any either.
    if (status === 404 && method === "GET") return ok({ ...svar.value, tekst: "[]" });
    return err(AVSLAG[status] ?? `Digdirs selvbetjening svarte ${status}.`);
  }

  return {
    async hent(clientId) {
      const svar = await kall(clientId, "GET");
      if (!svar.ok) return svar;
      const sett = lesSett(svar.value.tekst);
      return sett === undefined ? err("Digdirs selvbetjening svarte noe annet enn nøkler.") : ok(sett);
    },
    async erstatt(clientId, noekler) {
      const svar = await kall(clientId, "POST", noekler);
      return svar.ok ? ok(undefined) : svar;
    },
  };
}
