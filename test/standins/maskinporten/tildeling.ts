// Whether a client that has proved who it is may have the scopes it asks for, and on whose behalf.

import { err, ok, type Result } from "../../../shared/kernel/result.ts";
import type { GyldigGrant } from "./assertion.ts";
import {
  AVSLAG,
  ikkeDelegert,
  ikkeTilgang,
  SCOPE_IKKE_FOR_MASKINPORTEN,
  scopeIkkePaaClient,
  type Avslag,
} from "./avslag.ts";
import type { Register, Scope } from "./register.ts";

export type Tildeling = {
  readonly consumer: string;
  /** Present when the consumer has delegated the scope to the client's organisation. */
  readonly delegert?: { readonly supplier: string; readonly kilde: string };
  readonly levetidSekunder: number;
};

type EttScope = { readonly navn: string; readonly scope: Scope };

function kjenteScopes(
  { client, claims }: GyldigGrant,
  register: Register,
): Result<readonly EttScope[], Avslag> {
  const navn = claims.scope.split(" ");
  const kjente = navn.flatMap((n) => {
    const scope = register.scope(n);
    return scope === undefined || !client.scopes.has(n) ? [] : [{ navn: n, scope }];
  });
  if (kjente.length === navn.length) return ok(kjente);
  return err(scopeIkkePaaClient(navn.filter((n) => !kjente.some((k) => k.navn === n))));
}

/** Decides in Maskinporten's order: the scope on the client (MP-200/201), access (MP-250), delegation (MP-251). */
export function tildel(grant: GyldigGrant, register: Register): Result<Tildeling, Avslag> {
  const { client, claims } = grant;
  if (claims.authorization_details !== undefined) return err(AVSLAG.UKJENT_SYSTEMBRUKER);
  const scopes = kjenteScopes(grant, register);
  if (!scopes.ok) return scopes;
  if (client.integrasjonstype !== "maskinporten") return err(SCOPE_IKKE_FOR_MASKINPORTEN);

  if (claims.consumer_org === client.orgnr) return err(AVSLAG.EGEN_CONSUMER_ORG);
  const consumer = claims.consumer_org ?? client.orgnr;
  const utenTilgang = scopes.value.find(({ navn }) => !register.harTilgang(consumer, navn));
  if (utenTilgang !== undefined) return err(ikkeTilgang(utenTilgang.navn));

  const levetidSekunder = Math.min(...scopes.value.map(({ scope }) => scope.maksLevetidSekunder));
  if (claims.consumer_org === undefined) return ok({ consumer, levetidSekunder });

  const kilder = new Set(scopes.value.map(({ scope }) => scope.delegeringskilde));
  const [kilde] = kilder;
  if (kilde === undefined || kilder.size > 1) return err(AVSLAG.EGEN_CONSUMER_ORG);
  const ikkeGitt = scopes.value.find(({ navn }) => !register.harDelegert(consumer, client.orgnr, navn));
  if (ikkeGitt !== undefined) return err(ikkeDelegert(consumer, ikkeGitt.navn, client.orgnr));
  return ok({ consumer, delegert: { supplier: client.orgnr, kilde }, levetidSekunder });
}
