// Who operates the service: an Entra ID access token becomes a person with the role of operator.

import type { HttpRequest } from "@azure/functions";
import { errors, jwtVerify, type CryptoKey, type JWSHeaderParameters } from "jose";
import { z } from "zod";
import type { Feil } from "../../shared/kernel/feil.ts";
import { err, ok, type Result } from "../../shared/kernel/result.ts";
import { lesBearertoken, lesTrygtHode } from "./bearer.ts";

export type Operatoer = {
  /** The person's object id in Entra ID, small letters: the only thing of the person that is kept. */
  readonly oid: string;
};

export type AutentiserOperatoer = (request: HttpRequest) => Promise<Result<Operatoer, Feil>>;

export type OperatoerDeps = {
  readonly issuer: string;
  /** The tenant in the issuer's address; undefined when the issuer has none. */
  readonly tenant: string | undefined;
  /** The client id of this API: a v2.0 token never names an API by its URI. */
  readonly audience: string;
  /** The app role of operators. */
  readonly rolle: string;
  readonly noekkel: (header: JWSHeaderParameters) => Promise<CryptoKey>;
  /** Whether a thrown fault means that the issuer's keys could not be had. */
  readonly erUtilgjengelig: (feil: unknown) => boolean;
  readonly now: () => Date;
};

const KLOKKESLINGRING_SEKUNDER = 60;
// A tenant may let tokens live for a day at most; the issue time is some minutes before that.
const LENGSTE_LEVETID_SEKUNDER = 25 * 60 * 60;

const IKKE_AUTENTISERT = err({ kode: "ikke-autentisert" } as const);
const IKKE_OPERATOER = err({ kode: "ikke-tilgang", mangler: "OPERATOER" } as const);

function claimsSchema({ audience, tenant }: OperatoerDeps) {
  return z.object({
    // One audience, ours: a token that is good elsewhere too is not for this API.
    aud: z.literal(audience),
    iat: z.number().int(),
    exp: z.number().int(),
    oid: z.guid(),
    // Issuer and audience say whose token it is; what these add must not contradict it.
    ver: z.literal("2.0").optional(),
    sub: z.string().min(1).max(200).optional(),
    tid: (tenant === undefined ? z.guid() : z.literal(tenant)).optional(),
    // Looked at when all else is good: without the role, or with something else than a list, it is nobody's operator.
    roles: z.unknown().optional(),
    idtyp: z.unknown().optional(),
  });
}

type Claims = z.infer<ReturnType<typeof claimsSchema>>;

/**
 * Whether a person has signed in. An application that acts for itself says so in `idtyp` where the API asks for that claim,
 * and is known without it by its `sub`, which is then the `oid` and not one made for each application.
 */
function erPerson({ idtyp, sub, oid }: Claims): boolean {
  return (idtyp === undefined || idtyp === "user") && sub?.toLowerCase() !== oid.toLowerCase();
}

function harRolle(roles: unknown, rolle: string): boolean {
  return Array.isArray(roles) && roles.includes(rolle);
}

/**
 * Creates the check of an operator's token (Microsoft identity platform, access tokens v2.0). A token that does not verify is
 * `ikke-autentisert` without a word of why; a good one without the role, or of an application instead of a person, is
 * `ikke-tilgang`: a decision has a reason, and a person gives it. Keys that cannot be had are 503, not a refusal.
 */
export function createOperatoer(deps: OperatoerDeps): AutentiserOperatoer {
  const schema = claimsSchema(deps);
  return async (request) => {
    const token = lesBearertoken(request);
    if (token === undefined || lesTrygtHode(token) === undefined) return IKKE_AUTENTISERT;
    let payload: unknown;
    try {
      const verifisert = await jwtVerify(token, deps.noekkel, {
        algorithms: ["RS256"],
        issuer: deps.issuer,
        clockTolerance: KLOKKESLINGRING_SEKUNDER,
        maxTokenAge: LENGSTE_LEVETID_SEKUNDER,
        currentDate: deps.now(),
      });
      payload = verifisert.payload;
    } catch (feil) {
      if (deps.erUtilgjengelig(feil)) return err({ kode: "motpart-utilgjengelig", motpart: "ENTRA_ID" });
      if (feil instanceof errors.JOSEError) return IKKE_AUTENTISERT;
      throw feil;
    }
    const lest = schema.safeParse(payload);
    if (!lest.success) return IKKE_AUTENTISERT;
    const { iat, exp, oid, roles } = lest.data;
    if (exp <= iat || exp - iat > LENGSTE_LEVETID_SEKUNDER) return IKKE_AUTENTISERT;
    return erPerson(lest.data) && harRolle(roles, deps.rolle)
      ? ok({ oid: oid.toLowerCase() })
      : IKKE_OPERATOER;
  };
}
