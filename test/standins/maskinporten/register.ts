// What Maskinporten knows: clients with their keys, scopes, who has been given a scope, and who has delegated it.

import type { JWK } from "jose";
import { z } from "zod";
import { createDelegeringer, type Delegeringer } from "./delegeringer.ts";

type Integrasjonstype = "maskinporten" | "idporten";

export type Scope = {
  /** Organisasjonsnummer of the API's owner. */
  readonly eier: string;
  /** `at_max_age`: how long a token for the scope lives, in seconds. */
  readonly maksLevetidSekunder: number;
  /** Where the scope can be delegated; absent when it cannot. */
  readonly delegeringskilde?: string;
  /** Tokens with the scope name the prefixes of the consumer's own scopes, in `consumer_prefix`. */
  readonly medPrefiks?: boolean;
};

export type Clientoppsett = {
  readonly clientId: string;
  readonly orgnr: string;
  readonly scopes: readonly string[];
  readonly integrasjonstype?: Integrasjonstype;
};

export type RegistrertNoekkel = { readonly jwk: JWK; readonly kid: string; readonly registrert: Date };

export type Client = {
  readonly clientId: string;
  readonly orgnr: string;
  readonly scopes: ReadonlySet<string>;
  readonly integrasjonstype: Integrasjonstype;
  /** Those in force now. */
  readonly noekler: readonly RegistrertNoekkel[];
};

export type Register = {
  readonly settScope: (navn: string, scope: Scope) => void;
  readonly scope: (navn: string) => Scope | undefined;
  readonly registrerClient: (oppsett: Clientoppsett) => void;
  /** Posts the client's whole key set; takes effect after `forplantningMs`. Throws on what Maskinporten would refuse. */
  readonly settNoekler: (clientId: string, jwks: readonly JWK[], forplantningMs?: number) => void;
  /** The key set that was posted last, in force or not yet. */
  readonly postede: (clientId: string) => readonly JWK[];
  /** Whether another client has a key with this kid. */
  readonly kidErTatt: (kid: string, clientId: string) => boolean;
  readonly trekkNoekkel: (clientId: string, kid: string) => void;
  readonly client: (clientId: string) => Client | undefined;
  readonly giTilgang: (consumer: string, scope: string) => void;
  readonly trekkTilgang: (consumer: string, scope: string) => void;
  readonly harTilgang: (consumer: string, scope: string) => boolean;
  readonly deleger: (consumer: string, supplier: string, scope: string) => void;
  readonly trekkDelegering: (consumer: string, supplier: string, scope: string) => void;
  readonly harDelegert: (consumer: string, supplier: string, scope: string) => boolean;
  /** What Altinn keeps, and the three above read and change. */
  readonly delegeringer: Delegeringer;
  /** Makes an organisation the owner of all scopes that start with `<prefiks>:`. */
  readonly giPrefiks: (orgnr: string, prefiks: string) => void;
  readonly trekkPrefiks: (orgnr: string, prefiks: string) => void;
  readonly prefikser: (orgnr: string) => readonly string[];
};

const MAKS_ANTALL_NOEKLER = 5;

// RSA-2048 only, public, and with every member: n of 2048 bits is 342 characters of base64url.
const noekkelSchema = z.strictObject({
  kty: z.literal("RSA"),
  alg: z.literal("RS256"),
  use: z.literal("sig"),
  e: z.string(),
  n: z.string().length(342),
  kid: z.string().min(1),
});

type Rad = Clientoppsett & {
  noekler: readonly RegistrertNoekkel[];
  ventende?: { readonly fra: number; readonly noekler: readonly RegistrertNoekkel[] };
};

function lesNoekler(jwks: readonly JWK[], registrert: Date): readonly RegistrertNoekkel[] {
  if (jwks.length > MAKS_ANTALL_NOEKLER) throw new RangeError("a client has at most five keys");
  return jwks.map((jwk) => {
    const lest = noekkelSchema.parse(jwk);
    return { jwk: lest, kid: lest.kid, registrert };
  });
}

/** An empty register on the given clock. */
export function createRegister(now: () => Date): Register {
  const scopes = new Map<string, Scope>();
  const clients = new Map<string, Rad>();
  const tilganger = new Set<string>();
  const delegeringer = createDelegeringer(now);
  let prefikser: readonly { readonly orgnr: string; readonly prefiks: string }[] = [];

  function radAv(clientId: string): Rad {
    const rad = clients.get(clientId);
    if (rad === undefined) throw new Error("no such client");
    if (rad.ventende !== undefined && rad.ventende.fra <= now().getTime()) {
      rad.noekler = rad.ventende.noekler;
      delete rad.ventende;
    }
    return rad;
  }

  return {
    settScope: (navn, scope) => scopes.set(navn, scope),
    scope: (navn) => scopes.get(navn),
    registrerClient: (oppsett) => clients.set(oppsett.clientId, { ...oppsett, noekler: [] }),
    settNoekler(clientId, jwks, forplantningMs = 0) {
      const rad = radAv(clientId);
      const noekler = lesNoekler(jwks, now());
      if (forplantningMs === 0) rad.noekler = noekler;
      else rad.ventende = { fra: now().getTime() + forplantningMs, noekler };
    },
    postede(clientId) {
      const rad = radAv(clientId);
      return (rad.ventende?.noekler ?? rad.noekler).map(({ jwk }) => jwk);
    },
    kidErTatt: (kid, clientId) =>
      [...clients.values()].some(
        (rad) => rad.clientId !== clientId && rad.noekler.some((noekkel) => noekkel.kid === kid),
      ),
    trekkNoekkel(clientId, kid) {
      const rad = radAv(clientId);
      rad.noekler = rad.noekler.filter((n) => n.kid !== kid);
    },
    client(clientId) {
      if (!clients.has(clientId)) return undefined;
      const { orgnr, noekler, integrasjonstype = "maskinporten", scopes: paaClient } = radAv(clientId);
      return { clientId, orgnr, noekler, integrasjonstype, scopes: new Set(paaClient) };
    },
    giTilgang: (consumer, scope) => tilganger.add(`${consumer} ${scope}`),
    trekkTilgang: (consumer, scope) => tilganger.delete(`${consumer} ${scope}`),
    harTilgang: (consumer, scope) => tilganger.has(`${consumer} ${scope}`),
    deleger: delegeringer.deleger,
    trekkDelegering: delegeringer.trekkDelegering,
    harDelegert: delegeringer.harDelegert,
    delegeringer,
    giPrefiks(orgnr, prefiks) {
      prefikser = [...prefikser, { orgnr, prefiks }];
    },
    trekkPrefiks(orgnr, prefiks) {
      prefikser = prefikser.filter((p) => p.orgnr !== orgnr || p.prefiks !== prefiks);
    },
    prefikser: (orgnr) => prefikser.flatMap((p) => (p.orgnr === orgnr ? [p.prefiks] : [])),
  };
}
