// Who is calling: a Maskinporten access token becomes the municipality, what it may do, and who acts for it.

import type { HttpRequest } from "@azure/functions";
import { errors, type CryptoKey, type JWSHeaderParameters, type JWTPayload } from "jose";
import { z } from "zod";
import type { Feil } from "../../shared/kernel/feil.ts";
import { lesOrganisasjonsnummer, type Organisasjonsnummer } from "../../shared/kernel/organisasjonsnummer.ts";
import { err, ok, type Result } from "../../shared/kernel/result.ts";
import { lesBearertoken } from "./bearer.ts";
import { createVerifiserJwt } from "./verifiser-jwt.ts";

export type Caller = {
  /** The municipality: the token's consumer, never anything from the request. */
  readonly kommune: Organisasjonsnummer;
  /** Who acts for it, when it has delegated; null when it calls for itself. */
  readonly leverandoer: Organisasjonsnummer | null;
  readonly clientId: string;
  readonly jti: string;
};

export type Autentiser = (request: HttpRequest, scope: string) => Promise<Result<Caller, Feil>>;

export type CallerDeps = {
  readonly issuer: string;
  readonly audience: string;
  /** `delegation_source` of the environment. */
  readonly delegeringskilde: string;
  /** Whether an organisation is a municipality this service knows. */
  readonly erKommune: (organisasjonsnummer: Organisasjonsnummer) => boolean;
  readonly noekkel: (header: JWSHeaderParameters) => Promise<CryptoKey>;
  /** Whether a thrown fault means that the issuer's keys could not be had. */
  readonly erUtilgjengelig: (feil: unknown) => boolean;
  readonly now: () => Date;
};

const KLOKKESLINGRING_SEKUNDER = 10;
// The longest life Maskinporten gives a scope here is an hour; a token that claims more was not made for us.
const LENGSTE_LEVETID_SEKUNDER = 3_600;

const IKKE_AUTENTISERT = err({ kode: "ikke-autentisert" } as const);

/** Only the form with one nine-digit number: sub-entities and foreign seals have others and are not municipalities. */
const partSchema = z
  .object({
    authority: z.literal("iso6523-actorid-upis"),
    ID: z.string().regex(/^0192:[0-9]{9}$/),
  })
  .transform(({ ID }, ctx) => {
    const lest = lesOrganisasjonsnummer(ID.slice("0192:".length));
    if (lest !== undefined) return lest;
    ctx.addIssue({ code: "custom" });
    return z.NEVER;
  });

const claimsSchema = z.object({
  iat: z.number().int(),
  exp: z.number().int(),
  jti: z.string().min(1).max(200),
  client_id: z.string().min(1).max(200),
  // Looked at when all else is good: a token with none, or with something else than text, lacks the scope.
  scope: z.unknown().optional(),
  consumer: partSchema,
  supplier: partSchema.optional(),
  delegation_source: z.string().optional(),
  // A systembruker's token names the supplier as consumer; this API is not made for that form.
  authorization_details: z.undefined().optional(),
  // Restricted to an end user; not a form this API is made for.
  pid: z.undefined().optional(),
});

/** Whether the scope is one of those of the token, letter by letter. */
function harScope(tokenets: unknown, scope: string): boolean {
  return typeof tokenets === "string" && tokenets.split(" ").includes(scope);
}

/** What the token says of the caller, and the scope as it stands in it; undefined when it was not made for this API. */
function somCaller(
  payload: JWTPayload,
  deps: CallerDeps,
): { readonly caller: Caller; readonly scope: unknown } | undefined {
  const claims = claimsSchema.safeParse(payload);
  if (!claims.success) return undefined;
  const { consumer, supplier, delegation_source, iat, exp, client_id, jti, scope } = claims.data;
  if (exp - iat > LENGSTE_LEVETID_SEKUNDER || exp <= iat) return undefined;
  if ((supplier === undefined) !== (delegation_source === undefined)) return undefined;
  if (supplier !== undefined && (supplier === consumer || delegation_source !== deps.delegeringskilde)) {
    return undefined;
  }
  const leverandoer = supplier ?? null;
  return { caller: { kommune: consumer, leverandoer, clientId: client_id, jti }, scope };
}

/**
 * Creates the check of a caller's token (RFC 6750, docs.digdir.no). A token that does not verify is `ikke-autentisert`
 * without a word of why; a good one without the scope, or not of a municipality, is `ikke-tilgang`; unknown keys are 503, not a refusal.
 */
export function createAutentiser(deps: CallerDeps): Autentiser {
  const verifiser = createVerifiserJwt({
    noekkel: deps.noekkel,
    krav: {
      algorithms: ["RS256"],
      issuer: deps.issuer,
      audience: deps.audience,
      requiredClaims: ["iat", "exp", "jti"],
      clockTolerance: KLOKKESLINGRING_SEKUNDER,
      maxTokenAge: LENGSTE_LEVETID_SEKUNDER,
    },
    les: (claims) => somCaller(claims, deps),
    now: deps.now,
  });
  return async (request, scope) => {
    const token = lesBearertoken(request);
    if (token === undefined) return IKKE_AUTENTISERT;
    let lest: ReturnType<typeof somCaller>;
    try {
      lest = await verifiser(token);
    } catch (feil) {
      if (deps.erUtilgjengelig(feil)) return err({ kode: "motpart-utilgjengelig", motpart: "MASKINPORTEN" });
      if (feil instanceof errors.JOSEError) return IKKE_AUTENTISERT;
      throw feil;
    }
    if (lest === undefined) return IKKE_AUTENTISERT;
    if (!harScope(lest.scope, scope)) return err({ kode: "ikke-tilgang", mangler: "SCOPE", scope });
    const { caller } = lest;
    // A supplier that asks for itself, consumer and supplier swapped included, is nobody's municipality.
    return deps.erKommune(caller.kommune) ? ok(caller) : err({ kode: "ikke-tilgang", mangler: "KOMMUNE" });
  };
}
