// Whether a municipality has delegated a scope, as Altinn's look-up of Maskinporten delegations says it. Only the owner of
// the scope may ask.

import { z } from "zod";
import type { HttpSvar, Send } from "../../kernel/http.ts";
import type { Organisasjonsnummer } from "../../kernel/organisasjonsnummer.ts";
import type { Proeve } from "../../tilkobling/hendelse.ts";
import { ukjent, ukjentEtter } from "../../tilkobling/ukjent.ts";
import { under } from "./adresse.ts";
import type { Altinntoken } from "./altinntoken.ts";

export type Delegering = {
  readonly scope: string;
  /** Who delegates. */
  readonly consumer: Organisasjonsnummer;
  /** Who it is delegated to. */
  readonly supplier: Organisasjonsnummer;
};

/** Never fails: what cannot be found out is UKJENT with a code for why. */
export type Delegeringsoppslag = (delegering: Delegering) => Promise<Proeve>;

export type DelegeringsoppslagDeps = {
  readonly send: Send;
  readonly platformUrl: URL;
  readonly token: Altinntoken;
};

const TIMEOUT_MS = 8_000;
const STI = "accessmanagement/api/v1/maskinporten/delegations/";

const delegeringerSchema = z.array(
  z.object({
    consumer_org: z.string().nullable(),
    supplier_org: z.string().nullable(),
    scopes: z.array(z.string()).nullable(),
  }),
);
const avslagSchema = z.object({ errors: z.record(z.string(), z.array(z.string())) });

/** How a number is refused for its form; any other complaint about it is that nobody has it. */
const FEIL_FORM = "consumerOrg is not a valid organization number";

function lesJson({ mediatype, tekst }: HttpSvar): unknown {
  if (!/^application\/(?:[\w.-]+\+)?json$/.test(mediatype)) return undefined;
  try {
    return JSON.parse(tekst);
  } catch {
    return undefined;
  }
}

/** Whether the only complaint is that Altinn has no party with the municipality's number. */
function erUkjentKommune(svar: HttpSvar): boolean {
  const lest = avslagSchema.safeParse(lesJson(svar));
  if (svar.status !== 400 || !lest.success) return false;
  const klager = Object.entries(lest.data.errors);
  return (
    klager.length > 0 &&
    klager.every(
      ([navn, tekster]) =>
        navn.toLowerCase() === "consumerorg" && tekster.length > 0 && !tekster.includes(FEIL_FORM),
    )
  );
}

/** Missing only when Altinn says that there is none; an answer about something else says nothing. */
function tolk(svar: HttpSvar, { scope, consumer, supplier }: Delegering): Proeve {
  if (erUkjentKommune(svar)) return ukjent("UKJENT_PART");
  if (svar.status !== 200) return ukjent(`ALTINN_${svar.status}`);
  const lest = delegeringerSchema.safeParse(lesJson(svar));
  if (!lest.success) return ukjent("UGYLDIG_SVAR");
  if (lest.data.length === 0) return { status: "MANGLER", aarsakskode: "ALTINN_INGEN_DELEGERING" };
  const funnet = lest.data.some(
    (rad) =>
      rad.consumer_org === consumer && rad.supplier_org === supplier && rad.scopes?.includes(scope) === true,
  );
  return funnet ? { status: "OK", aarsakskode: null } : ukjent("UGYLDIG_SVAR");
}

/**
 * Creates the look-up (Altinn's service owner API for Maskinporten delegations). A redirect is not followed, for the token
 * would not come along; it is UKJENT like every other answer that is not about the delegation. A token that is refused is
 * renewed once.
 */
export function createDelegeringsoppslag(deps: DelegeringsoppslagDeps): Delegeringsoppslag {
  async function spoer(delegering: Delegering): Promise<Proeve | "TOKEN_AVVIST"> {
    const token = await deps.token.hent();
    if (!token.ok) return ukjentEtter(token.feil);
    const url = under(deps.platformUrl, STI);
    url.searchParams.set("supplierorg", delegering.supplier);
    url.searchParams.set("consumerorg", delegering.consumer);
    url.searchParams.set("scope", delegering.scope);
    const svar = await deps.send({
      motpart: "ALTINN",
      method: "GET",
      url,
      headers: { authorization: `Bearer ${token.value}`, accept: "application/json" },
      proevIgjen: true,
      timeoutMs: TIMEOUT_MS,
    });
    if (!svar.ok) return ukjentEtter(svar.feil);
    if (svar.value.status === 401) {
      deps.token.forkast(token.value);
      return "TOKEN_AVVIST";
    }
    return tolk(svar.value, delegering);
  }

  return async (delegering) => {
    const foerste = await spoer(delegering);
    const svar = foerste === "TOKEN_AVVIST" ? await spoer(delegering) : foerste;
    return svar === "TOKEN_AVVIST" ? ukjent("ALTINN_401") : svar;
  };
}
