// Digdir's self-service API for the keys of clients, on a loopback socket of its own: the whole set is replaced at once, and
// Maskinporten hears of it after a while.

import { text } from "node:stream/consumers";
import { createLocalJWKSet, jwtVerify, type JWTPayload } from "jose";
import { z } from "zod";
import { jsonSvar, send, type Svar } from "../http/answers.ts";
import { createFeilbryter } from "../http/feilbryter.ts";
import { startServer, type Utveksling } from "../http/server.ts";
import type { Maskinporten } from "./maskinporten.ts";

/** Who may do what with the clients of its own organisation. */
export const DCR_SCOPES = ["idporten:dcr.read", "idporten:dcr.modify", "idporten:dcr.write"] as const;

export type Selvbetjeningskall = { readonly method: string; readonly clientId: string };

export type Selvbetjening = {
  /** `http://127.0.0.1:<port>` */
  readonly url: string;
  /** How long a change takes until Maskinporten knows it; none from the start. */
  readonly settForplantning: (ms: number) => void;
  /** Answers every call, or the next `antall`, like this instead. */
  readonly settFeil: (svar: Svar, antall?: number) => void;
  readonly fjernFeil: () => void;
  /** Calls that were carried out. */
  readonly kall: () => readonly Selvbetjeningskall[];
  readonly close: () => Promise<void>;
};

export type SelvbetjeningDeps = { readonly maskinporten: Maskinporten; readonly now: () => Date };

const settSchema = z.strictObject({ keys: z.array(z.looseObject({ kid: z.string().min(1) })).min(1) });
const consumerSchema = z.object({ consumer: z.object({ ID: z.string() }), scope: z.string() });

function feil(status: number, error: string): Svar {
  return jsonSvar(status, { status, error });
}

function lesSett(tekst: string): z.infer<typeof settSchema>["keys"] | undefined {
  try {
    return settSchema.parse(JSON.parse(tekst)).keys;
  } catch {
    return undefined;
  }
}

/** Starts the stand-in beside a Maskinporten whose tokens and register it shares. */
export async function startSelvbetjening({ maskinporten, now }: SelvbetjeningDeps): Promise<Selvbetjening> {
  const { issuer, register } = maskinporten;
  const bestilte = createFeilbryter<undefined, Svar>();
  const utfoerte: Selvbetjeningskall[] = [];
  let forplantningMs = 0;

  async function claimsAv(authorization: string | undefined): Promise<JWTPayload | undefined> {
    const token = /^Bearer ([\w.-]+)$/.exec(authorization ?? "")?.[1];
    if (token === undefined) return undefined;
    try {
      const keys = createLocalJWKSet({ keys: [maskinporten.aktivNoekkel().offentligJwk] });
      const { payload } = await jwtVerify(token, keys, {
        issuer,
        algorithms: ["RS256"],
        currentDate: now(),
        requiredClaims: ["exp"],
      });
      return payload;
    } catch {
      return undefined;
    }
  }

  /** Why the caller may not, or undefined when it may. */
  function avslag(claims: JWTPayload, clientId: string, skriver: boolean): Svar | undefined {
    const lest = consumerSchema.safeParse(claims);
    const client = register.client(clientId);
    const gitte = lest.success ? lest.data.scope.split(" ") : [];
    const kreves: readonly string[] = skriver ? DCR_SCOPES.slice(1) : DCR_SCOPES;
    if (!lest.success || !gitte.some((scope) => kreves.includes(scope)))
      return feil(403, "insufficient_scope");
    if (client === undefined) return feil(404, "not_found");
    return lest.data.consumer.ID === `0192:${client.orgnr}` ? undefined : feil(403, "forbidden");
  }

  function erstatt(clientId: string, body: string): Svar {
    const keys = lesSett(body);
    if (keys === undefined) return feil(400, "invalid_jwks");
    const kid = keys.map((noekkel) => noekkel.kid);
    if (new Set(kid).size < kid.length || kid.some((k) => register.kidErTatt(k, clientId))) {
      return feil(400, "kid_not_unique");
    }
    try {
      register.settNoekler(clientId, keys, forplantningMs);
    } catch {
      return feil(400, "invalid_jwks");
    }
    return jsonSvar(200, { keys: register.postede(clientId) });
  }

  async function besvar({ req }: Utveksling): Promise<Svar> {
    const bestilt = bestilte.ta(undefined);
    if (bestilt !== undefined) return bestilt;
    const method = req.method ?? "";
    const clientId = /^\/clients\/([^/?]+)\/jwks$/.exec(req.url ?? "")?.[1];
    if (clientId === undefined) return feil(404, "not_found");
    if (!["GET", "POST", "PUT"].includes(method)) return feil(405, "method_not_allowed");
    const body = await text(req);
    const claims = await claimsAv(req.headers.authorization);
    if (claims === undefined) return feil(401, "invalid_token");
    const nei = avslag(claims, decodeURIComponent(clientId), method !== "GET");
    if (nei !== undefined) return nei;
    if (method !== "GET" && req.headers["content-type"] !== "application/json") {
      return feil(415, "unsupported_media_type");
    }
    utfoerte.push({ method, clientId });
    return method === "GET" ? jsonSvar(200, { keys: register.postede(clientId) }) : erstatt(clientId, body);
  }

  const server = await startServer(async (utveksling) => {
    send(utveksling, await besvar(utveksling));
  });

  return {
    url: server.url,
    settForplantning(ms) {
      forplantningMs = ms;
    },
    settFeil: (svar, antall) => {
      bestilte.sett(svar, () => true, antall);
    },
    fjernFeil: bestilte.fjernAlle,
    kall: () => [...utfoerte],
    close: server.close,
  };
}
