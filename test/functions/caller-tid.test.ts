// The edges of time to the second, and the real issuer's name, both of which need a check made with its own clock.

import { randomUUID } from "node:crypto";
import { HttpRequest } from "@azure/functions";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createAutentiser } from "../../functions/http/caller.ts";
import { createSend } from "../../shared/adapters/http/send.ts";
import { createJwks, NoeklerUtilgjengelige } from "../../shared/adapters/noekler/jwks.ts";
import type { Claims } from "../standins/maskinporten/claims.ts";
import { startMaskinporten, type Maskinporten } from "../standins/maskinporten/maskinporten.ts";
import { AUDIENCE, SCOPE_OPPSLAG } from "../standins/system.ts";
import { claims } from "./caller-rigg.ts";

const NAA = new Date("2026-11-23T10:00:00.900Z");
const SEKUND = Math.floor(NAA.getTime() / 1000);
const ISSUER = "https://maskinporten.no/";

let maskinporten: Maskinporten;
beforeAll(async () => {
  maskinporten = await startMaskinporten();
});
afterAll(() => maskinporten.close());

/** `ok`, or the kode of the refusal. */
async function utfall(endring: Claims): Promise<string> {
  const autentiser = createAutentiser({
    issuer: ISSUER,
    audience: AUDIENCE,
    delegeringskilde: "https://tt02.altinn.no/",
    erKommune: () => true,
    noekkel: createJwks({
      send: createSend({ fetch, tilfeldig: () => 0, vent: () => Promise.resolve() }),
      motpart: "MASKINPORTEN",
      jwkUrl: () => Promise.resolve(new URL(maskinporten.jwksUrl)),
      now: () => NAA,
    }),
    erUtilgjengelig: (feil) => feil instanceof NoeklerUtilgjengelige,
    now: () => NAA,
  });
  const tid = { iat: SEKUND - 60, exp: SEKUND + 60 };
  const token = maskinporten.issueToken(claims({ iss: ISSUER, jti: randomUUID(), ...tid, ...endring }));
  const request = new HttpRequest({
    method: "POST",
    url: "https://egenandel.example.no/api/v1/beregning",
    headers: { authorization: `Bearer ${token}` },
  });
  const svar = await autentiser(request, SCOPE_OPPSLAG);
  return svar.ok ? "ok" : svar.feil.kode;
}

test.each<[string, Claims, string]>([
  ["expired nine seconds ago", { exp: SEKUND - 9 }, "ok"],
  ["expired ten seconds ago", { exp: SEKUND - 10 }, "ikke-autentisert"],
  ["expired twelve seconds ago", { exp: SEKUND - 12 }, "ikke-autentisert"],
  ["issued ten seconds ahead", { iat: SEKUND + 10 }, "ok"],
  ["issued eleven seconds ahead", { iat: SEKUND + 11 }, "ikke-autentisert"],
  ["good from ten seconds ahead", { nbf: SEKUND + 10 }, "ok"],
  ["good from eleven seconds ahead", { nbf: SEKUND + 11 }, "ikke-autentisert"],
  ["good for an hour", { exp: SEKUND - 60 + 3_600 }, "ok"],
  ["good for an hour and a second", { exp: SEKUND - 60 + 3_601 }, "ikke-autentisert"],
  [
    "issued an hour and ten seconds ago and expired ten seconds ago",
    { iat: SEKUND - 3_610, exp: SEKUND - 10 },
    "ikke-autentisert",
  ],
])("a token %s", async (_, endring, ventet) => {
  expect(await utfall(endring)).toBe(ventet);
});

test.each([
  "https://maskinporten.no",
  "http://maskinporten.no/",
  "https://MASKINPORTEN.no/",
  "HTTPS://maskinporten.no/",
  "https://maskinporten.no./",
  "https://maskinporten.no:443/",
  "https://maskinporten.no//",
  "https://maskinporten.no/ ",
  "https://maskinporten.no.evil/",
  "https://test.maskinporten.no/",
  "https://idporten.no",
  "https://platform.altinn.no/authentication/api/v1/openid/",
])("in production a token of %j is refused", async (iss) => {
  expect(await utfall({ iss })).toBe("ikke-autentisert");
});

test("in production a token of https://maskinporten.no/ is accepted", async () => {
  expect(await utfall({})).toBe("ok");
});
