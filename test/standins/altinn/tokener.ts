// Altinn's own tokens, and those of Maskinporten that they are exchanged for.

import { randomUUID } from "node:crypto";
import type { IncomingMessage } from "node:http";
import { errors, jwtVerify, type JWTPayload } from "jose";
import { z } from "zod";
import { jws } from "../maskinporten/jws.ts";
import { createNoekler, type Verifiser } from "../maskinporten/noekkelhenting.ts";
import { nyttNoekkelpar } from "../maskinporten/noekler.ts";
import type { Spoerrer } from "./oppslag.ts";

export type TokenerDeps = {
  /** Altinn's own issuer. */
  readonly issuer: () => string;
  readonly maskinporten: { readonly issuer: string; readonly jwksUrl: string };
  readonly levetidSekunder: number;
  readonly now: () => Date;
};

export type Tokener = {
  /** A token of Altinn's for one of Maskinporten's; undefined when that one does not verify. */
  readonly veksle: (maskinportentoken: string) => Promise<string | undefined>;
  /** Who asks, by a token of Altinn's or, when told so, of Maskinporten's; undefined when it does not verify. */
  readonly lesSpoerrer: (token: string, ogsaaUvekslet: boolean) => Promise<Spoerrer | undefined>;
};

const VEKSLINGENS_SLINGRING_SEKUNDER = 10;

const claimsSchema = z.object({
  scope: z.string(),
  client_id: z.string(),
  consumer: z.object({
    authority: z.literal("iso6523-actorid-upis"),
    ID: z.string().regex(/^0192:[0-9]{9}$/),
  }),
  supplier: z.unknown().optional(),
  consumer_prefix: z.union([z.string().transform((p) => [p]), z.array(z.string())]).optional(),
});

/** The bearer token of a request; undefined when there is not exactly one. */
export function lesToken(req: IncomingMessage): string | undefined {
  const [autorisasjon, ...flere] = req.headersDistinct.authorization ?? [];
  return flere.length > 0 ? undefined : /^Bearer ([\w.-]+)$/i.exec(autorisasjon ?? "")?.[1];
}

async function ellerUndefined(verifiser: () => Promise<JWTPayload>): Promise<JWTPayload | undefined> {
  try {
    return await verifiser();
  } catch (feil) {
    if (feil instanceof errors.JOSEError) return undefined;
    throw feil;
  }
}

/** Creates Altinn's key and what is done with it. */
export async function createTokener(deps: TokenerDeps): Promise<Tokener> {
  const egen = await nyttNoekkelpar();
  const medNoekler = createNoekler(deps.maskinporten.jwksUrl);

  function lesMaskinportentoken(token: string, clockTolerance: number): Promise<JWTPayload | undefined> {
    const verifiser: Verifiser = async (t, jwks) =>
      (
        await jwtVerify(t, jwks, {
          issuer: deps.maskinporten.issuer,
          algorithms: ["RS256"],
          requiredClaims: ["iat", "exp", "jti", "client_id", "scope", "consumer"],
          clockTolerance,
          currentDate: deps.now(),
        })
      ).payload;
    return ellerUndefined(() => medNoekler(token, verifiser));
  }

  function lesEgetToken(token: string): Promise<JWTPayload | undefined> {
    return ellerUndefined(
      async () =>
        (
          await jwtVerify(token, egen.offentlig, {
            issuer: deps.issuer(),
            algorithms: ["RS256"],
            requiredClaims: ["exp"],
            clockTolerance: 0,
            currentDate: deps.now(),
          })
        ).payload,
    );
  }

  return {
    async veksle(maskinportentoken) {
      const payload = await lesMaskinportentoken(maskinportentoken, VEKSLINGENS_SLINGRING_SEKUNDER);
      const lest = claimsSchema.safeParse(payload);
      if (!lest.success) return undefined;
      const iat = Math.floor(deps.now().getTime() / 1000);
      const claims = {
        ...lest.data,
        token_type: "Bearer",
        "urn:altinn:orgNumber": lest.data.consumer.ID.slice("0192:".length),
        "urn:altinn:authenticatemethod": "maskinporten",
        "urn:altinn:authlevel": 3,
        iss: deps.issuer(),
        jti: randomUUID(),
        iat,
        nbf: iat,
        exp: iat + deps.levetidSekunder,
      };
      return jws({ alg: "RS256", kid: egen.kid, typ: "JWT" }, JSON.stringify(claims), egen.privat);
    },
    async lesSpoerrer(token, ogsaaUvekslet) {
      const payload =
        (await lesEgetToken(token)) ?? (ogsaaUvekslet ? await lesMaskinportentoken(token, 0) : undefined);
      const lest = claimsSchema.safeParse(payload);
      if (!lest.success) return undefined;
      return { scopes: lest.data.scope.split(" "), prefikser: lest.data.consumer_prefix ?? [] };
    },
  };
}
