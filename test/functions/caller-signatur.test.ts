// The protected header and the signature: which key, which algorithm, and who really signed.

import { generateKeyPairSync } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { send } from "../standins/http/answers.ts";
import { startServer } from "../standins/http/server.ts";
import type { Claims } from "../standins/maskinporten/claims.ts";
import { signerAssertion } from "../standins/maskinporten/fetch-token.ts";
import { startMaskinporten, type Maskinporten } from "../standins/maskinporten/maskinporten.ts";
import { AUDIENCE, LEVERANDOER, SCOPE_OPPSLAG } from "../standins/system.ts";
import { claims, expectAvvist, startCallerrigg, type Callerrigg } from "./caller-rigg.ts";

let rigg: Callerrigg;
let maskinporten: Maskinporten;
beforeAll(async () => {
  rigg = await startCallerrigg();
  ({ maskinporten } = rigg.tjeneste.system);
  expect((await rigg.spoer(rigg.token())).status).toBe(200);
});
afterAll(() => rigg.close());

const token: Callerrigg["token"] = (...alt) => rigg.token(...alt);
const fremmed = generateKeyPairSync("rsa", { modulusLength: 2048 });
const elliptisk = generateKeyPairSync("ec", { namedCurve: "P-256" });

/** The token with something in place of its signature. */
const medSegl = (hele: string, segl: string): string => hele.replace(/[^.]*$/, segl);
const offentligSom = (type: "spki" | "pkcs1"): string =>
  maskinporten.aktivNoekkel().offentlig.export({ type, format: "pem" }).toString();
const offentligJwk = (): string => JSON.stringify(maskinporten.aktivNoekkel().offentligJwk);

test.each(["none", "None", "NONE", "nOnE", ""])("alg %j is refused, signed or not", async (alg) => {
  const usignert = token({}, { alg });
  expectAvvist(await rigg.spoer(medSegl(usignert, "")));
  expectAvvist(await rigg.spoer(medSegl(usignert, "AA")));
  expectAvvist(await rigg.spoer(medSegl(usignert, token().slice(-342))));
});

test.each<[string, () => string]>([
  ["HS256 with the key as JWK", () => token({}, { alg: "HS256" }, offentligJwk())],
  ["HS256 with the key as PEM", () => token({}, { alg: "HS256" }, offentligSom("spki"))],
  ["HS256 with the key as the older PEM", () => token({}, { alg: "HS256" }, offentligSom("pkcs1"))],
  ["HS512 with the key as JWK", () => token({}, { alg: "HS512" }, offentligJwk())],
  ["HS256 with nothing", () => token({}, { alg: "HS256" }, "")],
  ["ES256 under our kid", () => token({}, { alg: "ES256" }, elliptisk.privateKey)],
  ["RS384", () => token({}, { alg: "RS384" })],
  ["RS512", () => token({}, { alg: "RS512" })],
  ["PS512", () => token({}, { alg: "PS512" })],
  ["rs256 in small letters", () => token({}, { alg: "rs256" })],
  ["no alg", () => token({}, { alg: undefined })],
  ["a list of algs", () => token({}, { alg: ["RS256"] })],
  ["alg null", () => token({}, { alg: null })],
])("a token signed with %s is refused", async (_, lag) => {
  expectAvvist(await rigg.spoer(lag()));
});

/** Serves the attacker's key as what it is asked for, and counts how often it is asked. */
async function medFremmedServer(gjoer: (url: string) => Promise<void>): Promise<number> {
  let antall = 0;
  const jwk = { ...fremmed.publicKey.export({ format: "jwk" }), kid: "fremmed", use: "sig", alg: "RS256" };
  const server = await startServer((utveksling) => {
    antall += 1;
    const body = JSON.stringify({ keys: [jwk] });
    send(utveksling, { status: 200, headers: { "content-type": "application/json" }, body });
    return Promise.resolve();
  });
  try {
    await gjoer(server.url);
  } finally {
    await server.close();
  }
  return antall;
}

test("a token that points to its keys makes no call to where it points, whoever signed it", async () => {
  const antall = await medFremmedServer(async (url) => {
    for (const navn of ["jku", "x5u"]) {
      for (const header of [{ [navn]: url }, { [navn]: url, kid: "fremmed" }]) {
        expectAvvist(await rigg.spoer(token({}, header, fremmed.privateKey)));
        expectAvvist(await rigg.spoer(token({}, header)));
      }
    }
    expectAvvist(await rigg.spoer(token({ iss: `${url}/` }, { kid: "fremmed" }, fremmed.privateKey)));
    expectAvvist(await rigg.spoer(token({}, { kid: `${url}/jwk` }, fremmed.privateKey)));
  });
  expect(antall).toBe(0);
});

test.each<[string, unknown]>([
  ["SQL", "' OR '1'='1' --"],
  ["a file address", "file:///etc/passwd"],
  ["a pattern", ".*"],
  ["a member every object has", "__proto__"],
  ["a method of a map", "get"],
  ["201 letters", "k".repeat(201)],
  ["10 kB", "k".repeat(10_000)],
  ["a zero byte", "\0"],
  ["an object", { kid: "a" }],
  ["null", null],
])("a kid that is %s is refused", async (_, kid) => {
  expectAvvist(await rigg.spoer(token({}, { kid })));
});

test.each<[string, Claims]>([
  ["crit with what we know", { crit: ["alg"] }],
  ["crit that is empty", { crit: [] }],
  ["b64 true", { b64: true }],
  ["a key of null", { jwk: null }],
])("a header with %s is refused", async (_, header) => {
  expectAvvist(await rigg.spoer(token({}, header)));
});

test.each(["at+jwt", "JWT"])("typ %s in the header changes nothing", async (typ) => {
  expect((await rigg.spoer(token({}, { typ }))).status).toBe(200);
});

test("a token of another Maskinporten is refused under its own kid and under ours, whatever issuer it claims", async () => {
  const annen = await startMaskinporten();
  try {
    const { kid } = maskinporten.aktivNoekkel();
    for (const iss of [annen.issuer, maskinporten.issuer]) {
      expectAvvist(await rigg.spoer(annen.issueToken(claims({ iss }))));
      expectAvvist(await rigg.spoer(annen.issueToken(claims({ iss }), { kid })));
    }
  } finally {
    await annen.close();
  }
});

test("an assertion, which a client signs itself, is no access token", async () => {
  const klient = await maskinporten.createClient({ orgnr: LEVERANDOER, scopes: [SCOPE_OPPSLAG] });
  const oenske = { ...klient, issuer: maskinporten.issuer, scope: SCOPE_OPPSLAG, resource: AUDIENCE };
  const somToken = { iss: maskinporten.issuer, client_id: klient.clientId, ...claims() };
  expectAvvist(await rigg.spoer(signerAssertion(oenske)));
  expectAvvist(await rigg.spoer(signerAssertion(oenske, somToken)));
  expectAvvist(await rigg.spoer(signerAssertion(oenske, somToken, { kid: maskinporten.aktivNoekkel().kid })));
});

test("a signature of zeros, of ones, of another token and one byte too long is refused", async () => {
  const byte = (antall: number, verdi: number): string => Buffer.alloc(antall, verdi).toString("base64url");
  const [, , segl = ""] = token({ jti: "annen" }).split(".");
  for (const galt of [byte(256, 0), byte(256, 255), segl, `${segl.slice(0, -1)}AAA`, byte(1, 0)])
    expectAvvist(await rigg.spoer(medSegl(token(), galt)));
});
