// Who calls: the access token, verified as Skatteetaten does against Maskinporten's keys.

import type { IncomingMessage } from "node:http";
import { errors, jwtVerify, type JWTPayload } from "jose";
import { z } from "zod";
import { err, ok, type Result } from "../../../shared/kernel/result.ts";
import { createNoekler, type Verifiser } from "../maskinporten/noekkelhenting.ts";

export type Kaller = {
  readonly consumer: string;
  readonly supplier: string | undefined;
  readonly scopes: readonly string[];
};

export type Tokenavslag = "IKKE_AUTENTISERT" | "IKKE_AUTORISERT";

export type BearerDeps = {
  readonly issuer: string;
  readonly jwksUrl: string;
  readonly now: () => Date;
  readonly delegeringskilde: string;
};

const organisasjonSchema = z.object({
  authority: z.literal("iso6523-actorid-upis"),
  ID: z.string().regex(/^0192:[0-9]{9}$/),
});
const claimsSchema = z.object({
  aud: z.literal("unspecified").optional(),
  scope: z.string(),
  client_id: z.string(),
  consumer: organisasjonSchema,
  supplier: organisasjonSchema.optional(),
  delegation_source: z.string().optional(),
});

const orgnrAv = ({ ID }: z.infer<typeof organisasjonSchema>): string => ID.slice("0192:".length);

function lesToken(req: IncomingMessage): string | undefined {
  const [autorisasjon, ...flere] = req.headersDistinct.authorization ?? [];
  return flere.length > 0 ? undefined : /^Bearer ([\w.-]+)$/i.exec(autorisasjon ?? "")?.[1];
}

/** Creates the check of a request's token; refused is either not authenticated (401) or not authorised (403). */
export function createBearer(
  deps: BearerDeps,
): (req: IncomingMessage) => Promise<Result<Kaller, Tokenavslag>> {
  const medNoekler = createNoekler(deps.jwksUrl);

  const verifiser: Verifiser = async (token, jwks) =>
    (
      await jwtVerify(token, jwks, {
        issuer: deps.issuer,
        algorithms: ["RS256"],
        currentDate: deps.now(),
        requiredClaims: ["iss", "iat", "exp", "jti", "client_id", "scope", "consumer"],
      })
    ).payload;

  return async (req) => {
    const token = lesToken(req);
    if (token === undefined) return err("IKKE_AUTENTISERT");
    let payload: JWTPayload;
    try {
      payload = await medNoekler(token, verifiser);
    } catch (feil) {
      if (feil instanceof errors.JOSEError) return err("IKKE_AUTENTISERT");
      throw feil;
    }
    const claims = claimsSchema.safeParse(payload);
    if (!claims.success) return err("IKKE_AUTENTISERT");
    const { consumer, supplier, delegation_source: kilde, scope } = claims.data;
    const venterKilde = supplier === undefined ? undefined : deps.delegeringskilde;
    if (kilde !== venterKilde) return err("IKKE_AUTORISERT");
    return ok({
      consumer: orgnrAv(consumer),
      supplier: supplier === undefined ? undefined : orgnrAv(supplier),
      scopes: scope.split(" "),
    });
  };
}
