// Proof of access and delegation: a fresh token on behalf of the municipality, which Maskinporten issues only when
// Skatteetaten has granted the scope and the municipality has delegated it in Altinn.

import { errors, jwtVerify, type CryptoKey, type JWSHeaderParameters } from "jose";
import { z } from "zod";
import type { Feil, SkatteApi } from "../../kernel/feil.ts";
import type { Organisasjonsnummer } from "../../kernel/organisasjonsnummer.ts";
import type { ApiProeve, Proeve } from "../../tilkobling/hendelse.ts";
import type { ProevApi } from "../../tilkobling/proeve.ts";
import { ukjent, ukjentEtter } from "../../tilkobling/ukjent.ts";
import { SCOPES, type TokenClient } from "./token-client.ts";

export type TilgangsbevisDeps = {
  /** Asks Maskinporten each time: a kept token proves only what was true when it was issued. */
  readonly hentToken: TokenClient;
  readonly issuer: string;
  readonly clientId: string;
  /** Who the municipalities delegate to. */
  readonly leverandoer: Organisasjonsnummer;
  /** `delegation_source` of the environment. */
  readonly delegeringskilde: string;
  /** The keys of the same issuer. */
  readonly noekkel: (header: JWSHeaderParameters) => Promise<CryptoKey>;
  /** Whether a thrown fault means that the issuer's keys could not be had. */
  readonly erUtilgjengelig: (feil: unknown) => boolean;
  readonly now: () => Date;
};

const OK: Proeve = { status: "OK", aarsakskode: null };
const KLOKKESLINGRING_SEKUNDER = 10;
// It was asked for just now; an older one is no proof of how things stand.
const FERSK_SEKUNDER = 60;

const fravaerende = z.undefined().optional();

/** The whole of what the token must say for it to be about this API, this municipality and us. */
function bevisSchema(api: SkatteApi, kommune: Organisasjonsnummer, deps: TilgangsbevisDeps) {
  const part = (orgnr: Organisasjonsnummer) =>
    z.object({ authority: z.literal("iso6523-actorid-upis"), ID: z.literal(`0192:${orgnr}`) });
  const delegert = kommune !== deps.leverandoer;
  return z.object({
    scope: z.literal(SCOPES[api]),
    client_id: z.literal(deps.clientId),
    jti: z.string().min(1),
    iat: z.number().int(),
    exp: z.number().int(),
    consumer: part(kommune),
    supplier: delegert ? part(deps.leverandoer) : fravaerende,
    delegation_source: delegert ? z.literal(deps.delegeringskilde) : fravaerende,
    // Forms of token that were not asked for.
    authorization_details: fravaerende,
    pid: fravaerende,
  });
}

/** Whether the token is what it should be; UGYLDIG_BEVIS and UTILGJENGELIG are why not. */
async function doem(
  token: string,
  api: SkatteApi,
  kommune: Organisasjonsnummer,
  deps: TilgangsbevisDeps,
): Promise<"OK" | "UGYLDIG_BEVIS" | "UTILGJENGELIG"> {
  try {
    const { payload } = await jwtVerify(token, deps.noekkel, {
      algorithms: ["RS256"],
      issuer: deps.issuer,
      clockTolerance: KLOKKESLINGRING_SEKUNDER,
      maxTokenAge: FERSK_SEKUNDER,
      currentDate: deps.now(),
    });
    return bevisSchema(api, kommune, deps).safeParse(payload).success ? "OK" : "UGYLDIG_BEVIS";
  } catch (feil) {
    if (deps.erUtilgjengelig(feil)) return "UTILGJENGELIG";
    if (feil instanceof errors.JOSEError) return "UGYLDIG_BEVIS";
    throw feil;
  }
}

/** A refusal says which of the two is missing, and hides the other. */
function etterAvslag(feil: Feil): ApiProeve {
  const hindret = ukjentEtter(feil);
  if (feil.kode === "delegering-mangler") return { tilgang: hindret, delegering: mangler(feil.aarsakskode) };
  if (feil.kode === "tilgang-mangler") return { tilgang: mangler(feil.aarsakskode), delegering: hindret };
  return { tilgang: hindret, delegering: hindret };
}

function mangler(aarsakskode: string): Proeve {
  return { status: "MANGLER", aarsakskode };
}

/**
 * Creates the proof by token (docs.digdir.no, delegation of scopes). A token counts only when it verifies in full: signed by
 * the issuer, fresh, and about exactly this scope, municipality and supplier. Whoever runs the service for itself needs no
 * delegation, so that part is OK whatever is answered.
 */
export function createTilgangsbevis(deps: TilgangsbevisDeps): ProevApi {
  async function proev(api: SkatteApi, kommune: Organisasjonsnummer): Promise<ApiProeve> {
    const svar = await deps.hentToken(api, kommune);
    if (!svar.ok) return etterAvslag(svar.feil);
    const dom = await doem(svar.value.accessToken, api, kommune, deps);
    const utfall = dom === "OK" ? OK : ukjent(dom);
    return { tilgang: utfall, delegering: utfall };
  }

  return async (api, kommune) => {
    const proeve = await proev(api, kommune);
    return kommune === deps.leverandoer ? { ...proeve, delegering: OK } : proeve;
  };
}
