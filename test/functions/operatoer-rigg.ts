// What the tests of operators have in common: Entra ID on a loopback socket, the check with its own clock, and requests.

import { HttpRequest } from "@azure/functions";
import { createOperatoer, type AutentiserOperatoer } from "../../functions/http/operatoer.ts";
import { createSend } from "../../shared/adapters/http/send.ts";
import { createJwks, NoeklerUtilgjengelige } from "../../shared/adapters/noekler/jwks.ts";
import { createOidcNoekkeladresse } from "../../shared/adapters/noekler/oidc.ts";
import type { Claims } from "../standins/entra/claims.ts";
import { startEntra, type Entra } from "../standins/entra/entra.ts";
import type { Jwsnoekkel } from "../standins/maskinporten/jws.ts";

export const OPERATOER_AUDIENCE = "3f6c1f0a-8d0e-4b5a-9a56-0d6f5c2b1e77";
export const ROLLE = "Operatoer";
export const OID = "0a1b2c3d-4e5f-4a6b-8c7d-9e0f1a2b3c4d";
const NAA = new Date("2026-11-23T10:00:00.900Z");
export const SEKUND = Math.floor(NAA.getTime() / 1000);

export type Operatoerrigg = {
  readonly entra: Entra;
  readonly gaa: (sekunder: number) => void;
  readonly now: () => Date;
  /** The check without keys, as after a cold start. */
  readonly nyAutentiser: (endring?: {
    readonly issuer?: string;
    readonly tenant?: string;
  }) => AutentiserOperatoer;
  /** A token that is accepted, changed as told (undefined removes). */
  readonly token: (endring?: Claims, header?: Claims, noekkel?: Jwsnoekkel) => string;
  readonly nullstill: () => void;
};

/** A request with the header as it stands, if any. */
export function requestMed(authorization: string | undefined): HttpRequest {
  return new HttpRequest({
    method: "POST",
    url: "https://egenandel.example.no/api/v1/tilkoblinger/964338531/vurdering",
    headers: authorization === undefined ? {} : { authorization },
  });
}

/** `ok`, or the kode of the refusal with what it lacks. */
export async function utfall(
  autentiser: AutentiserOperatoer,
  authorization: string | undefined,
): Promise<string> {
  const svar = await autentiser(requestMed(authorization));
  if (svar.ok) return "ok";
  return "mangler" in svar.feil ? `${svar.feil.kode} ${svar.feil.mangler}` : svar.feil.kode;
}

/** Everything on a clock that stands at NAA until it is moved. */
export async function startOperatoerrigg(): Promise<Operatoerrigg> {
  let naa = NAA;
  const now = (): Date => naa;
  const entra = await startEntra({ audience: OPERATOER_AUDIENCE, now });
  const send = createSend({ fetch, tilfeldig: () => 0, vent: () => Promise.resolve() });
  return {
    entra,
    now,
    gaa(sekunder) {
      naa = new Date(naa.getTime() + sekunder * 1000);
    },
    nyAutentiser({ issuer = entra.issuer, tenant = entra.tenant } = {}) {
      const motpart = "ENTRA_ID";
      return createOperatoer({
        issuer,
        tenant,
        audience: OPERATOER_AUDIENCE,
        rolle: ROLLE,
        noekkel: createJwks({
          send,
          motpart,
          jwkUrl: createOidcNoekkeladresse({ send, motpart, issuer }),
          utsteder: { issuer, tenant },
          now,
        }),
        erUtilgjengelig: (feil) => feil instanceof NoeklerUtilgjengelige,
        now,
      });
    },
    token: (endring, header, key) =>
      entra.issueToken({ oid: OID, roles: [ROLLE], ...endring }, header, key === undefined ? {} : { key }),
    nullstill() {
      naa = NAA;
      entra.fjernFeil();
      entra.slettGamleNoekler();
      entra.nullstillLogg();
    },
  };
}
