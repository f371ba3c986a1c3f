// Who may call: the attack list of a resource server, each item against the running bundle.

import { generateKeyPairSync } from "node:crypto";
import { request as httpRequest } from "node:http";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import {
  eSegl,
  organisasjon,
  systembruker,
  underenhet,
  type Claims,
} from "../standins/maskinporten/claims.ts";
import { AUDIENCE, EPJ, KOMMUNE, LEVERANDOER, SCOPE_OPPSLAG } from "../standins/system.ts";
import { BEREGNING, expectAvvist, expectUtenScope, startCallerrigg, type Callerrigg } from "./caller-rigg.ts";
import type { Anrop, Tjeneste } from "./tjeneste.ts";

let rigg: Callerrigg;
let tjeneste: Tjeneste;
beforeAll(async () => {
  rigg = await startCallerrigg();
  tjeneste = rigg.tjeneste;
});
afterAll(() => rigg.close());
beforeEach(() => {
  tjeneste.system.maskinporten.nullstillLogg();
});

const spoer: Callerrigg["spoer"] = (...alt) => rigg.spoer(...alt);
const sekunder = (): number => Math.floor(Date.now() / 1000);
const token: Callerrigg["token"] = (...alt) => rigg.token(...alt);

test("a delegated token is accepted", async () => {
  expect((await spoer(token())).status).toBe(200);
});

test("a token the municipality got itself is accepted", async () => {
  expect((await spoer(token({ supplier: undefined, delegation_source: undefined }))).status).toBe(200);
});

test("a token the EPJ system fetched as it would is accepted", async () => {
  expect((await tjeneste.post("/api/v1/beregning", BEREGNING)).status).toBe(200);
});

test("an audience among several is accepted, and a scope among several", async () => {
  const svar = await spoer(
    token({ aud: ["https://other.example", AUDIENCE], scope: `a:b ${SCOPE_OPPSLAG} c:d` }),
  );
  expect(svar.status).toBe(200);
});

const fremmed = generateKeyPairSync("rsa", { modulusLength: 2048 });
const avledet = {
  alder: (alder: number, liv: number): Claims => ({ iat: sekunder() - alder, exp: sekunder() - alder + liv }),
};

test.each<[string, () => Claims]>([
  ["issuer without its slash", () => ({ iss: tjeneste.system.maskinporten.url })],
  ["another issuer", () => ({ iss: "https://maskinporten.no/" })],
  ["an issuer that begins alike", () => ({ iss: `${tjeneste.system.maskinporten.issuer}evil/` })],
  ["a list of issuers", () => ({ iss: [tjeneste.system.maskinporten.issuer] })],
  ["expired", () => avledet.alder(131, 120)],
  ["no exp", () => ({ exp: undefined })],
  ["exp as text", () => ({ exp: String(sekunder() + 60) })],
  ["a life of a day", () => avledet.alder(0, 86_400)],
  ["issued in the future", () => avledet.alder(-60, 120)],
  ["not valid yet", () => ({ nbf: sekunder() + 60 })],
  ["no iat", () => ({ iat: undefined })],
  ["no jti", () => ({ jti: undefined })],
  ["no client_id", () => ({ client_id: undefined })],
  ["no audience", () => ({ aud: undefined })],
  ["an unspecified audience", () => ({ aud: "unspecified" })],
  ["another audience", () => ({ aud: "https://other.example" })],
  ["an empty list of audiences", () => ({ aud: [] })],
  ["no consumer", () => ({ consumer: undefined })],
  ["a consumer as text", () => ({ consumer: `0192:${KOMMUNE}` })],
  [
    "a consumer with id in small letters",
    () => ({ consumer: { authority: "iso6523-actorid-upis", id: `0192:${KOMMUNE}` } }),
  ],
  ["a consumer of no authority", () => ({ consumer: { ID: `0192:${KOMMUNE}` } })],
  ["a foreign seal", () => ({ consumer: eSegl(KOMMUNE) })],
  ["a sub-entity", () => ({ consumer: underenhet(KOMMUNE, "987464291") })],
  ["another register", () => ({ consumer: { authority: "iso6523-actorid-upis", ID: `0191:${KOMMUNE}` } })],
  [
    "a space before the consumer",
    () => ({ consumer: { authority: "iso6523-actorid-upis", ID: ` 0192:${KOMMUNE}` } }),
  ],
  ["a consumer with a wrong check digit", () => ({ consumer: organisasjon("313876145") })],
  ["a supplier without a delegation source", () => ({ delegation_source: undefined })],
  ["a delegation source without a supplier", () => ({ supplier: undefined })],
  ["a delegation of another environment", () => ({ delegation_source: "https://www.altinn.no/" })],
  ["a delegation source without its slash", () => ({ delegation_source: "https://tt02.altinn.no" })],
  ["a supplier that is the consumer", () => ({ supplier: organisasjon(KOMMUNE) })],
  ["a list of suppliers", () => ({ supplier: [organisasjon(EPJ)] })],
  ["a systembruker", () => systembruker(LEVERANDOER, KOMMUNE)],
  ["a token for one end user", () => ({ pid: "somebody" })],
])("a token with %s is refused without a word of why", async (_, endring) => {
  expectAvvist(await spoer(token(endring())));
});

test.each<[string, () => string]>([
  ["signed with another key", () => token({}, {}, fremmed.privateKey)],
  ["without signature (none)", () => `${token({}, { alg: "none" }).split(".").slice(0, 2).join(".")}.`],
  [
    "signed symmetrically with the public key",
    () => {
      const pem = tjeneste.system.maskinporten
        .aktivNoekkel()
        .offentlig.export({ type: "spki", format: "pem" })
        .toString();
      return token({}, { alg: "HS256" }, pem);
    },
  ],
  ["that says PS256", () => token({}, { alg: "PS256" })],
  ["without kid", () => token({}, { kid: undefined })],
  ["with an empty kid", () => token({}, { kid: "" })],
  ["with a kid that is a path", () => token({}, { kid: "../../etc/passwd" })],
  ["with a kid that is a number", () => token({}, { kid: 1 })],
  ["that brings its own key", () => token({}, { jwk: fremmed.publicKey.export({ format: "jwk" }) })],
  ["that points to its keys", () => token({}, { jku: "http://127.0.0.1:1/jwk" })],
  ["that points to a certificate", () => token({}, { x5u: "http://127.0.0.1:1/x5u" })],
  ["that brings a certificate", () => token({}, { x5c: ["MIIB"] })],
  ["with a critical extension", () => token({}, { crit: ["exp"] })],
  ["with an unencoded payload", () => token({}, { b64: false })],
  ["cut short", () => token().slice(0, -5)],
  [
    "with one letter of the payload changed",
    () => {
      const [hode = "", innhold = "", segl = ""] = token().split(".");
      return [
        hode,
        `${innhold.slice(0, 40)}${innhold[40] === "A" ? "B" : "A"}${innhold.slice(41)}`,
        segl,
      ].join(".");
    },
  ],
  ["of two parts", () => token().split(".").slice(0, 2).join(".")],
  ["of four parts", () => `${token()}.abc`],
  ["that is empty", () => ""],
  ["that is padded", () => `${token()}==`],
  ["of nine kilobytes", () => token({ fyll: "x".repeat(9_000) })],
])("a token %s is refused", async (_, lag) => {
  expectAvvist(await spoer(lag()));
});

test.each<[string, Anrop]>([
  ["no token", {}],
  ["another scheme", { headers: { authorization: "Basic YTpi" } }],
  ["only the scheme", { headers: { authorization: "Bearer" } }],
])("%s is refused", async (_, anrop) => {
  expectAvvist(await spoer(undefined, anrop));
});

test("a token in the address is not looked at", async () => {
  expectAvvist(
    await tjeneste.anrop(`/api/v1/beregning?access_token=${token()}`, { method: "POST", body: BEREGNING }),
  );
});

test("two tokens in one request are refused, even when both are good", async () => {
  const { hostname, port } = new URL(tjeneste.url);
  const svar = await new Promise<number | undefined>((ferdig, feil) => {
    const req = httpRequest(
      {
        hostname,
        port,
        path: "/api/v1/beregning",
        method: "POST",
        headers: [
          "Authorization",
          `Bearer ${token()}`,
          "Authorization",
          `Bearer ${token()}`,
          "Host",
          hostname,
        ],
      },
      (res) => {
        res.resume();
        ferdig(res.statusCode);
      },
    );
    req.on("error", feil);
    req.end();
  });
  expect(svar).toBe(401);
});

test.each<[string, unknown]>([
  ["no scope", undefined],
  ["an empty scope", ""],
  ["a list of scopes", [SCOPE_OPPSLAG]],
  ["a scope that is an object", { scope: SCOPE_OPPSLAG }],
  ["another scope", "egenandel:tilkobling"],
  ["a longer scope", `${SCOPE_OPPSLAG}.write`],
  ["a shorter scope", "egenandel:oppsla"],
  ["the scope in capitals", SCOPE_OPPSLAG.toUpperCase()],
  ["scopes with commas", `a:b,${SCOPE_OPPSLAG}`],
  ["scopes with tabs", `a:b\t${SCOPE_OPPSLAG}`],
])("a good token with %s has no access, and is told which scope is needed", async (_, scope) => {
  expectUtenScope(await spoer(token({ scope })));
});

test.each<[string, () => Claims]>([
  [
    "a supplier that asks for itself",
    () => ({ consumer: organisasjon("991825827"), supplier: undefined, delegation_source: undefined }),
  ],
  [
    "consumer and supplier swapped",
    () => ({ consumer: organisasjon("991825827"), supplier: organisasjon(KOMMUNE) }),
  ],
  ["a number that only fits the check digit", () => ({ consumer: organisasjon("999999999") })],
])("%s is nobody's municipality", async (_, endring) => {
  const svar = await spoer(token(endring()));
  expect([svar.status, svar.json?.kode]).toEqual([403, "ikke-tilgang"]);
  expect(svar.headers.get("www-authenticate")).toBeNull();
});

test("a municipality of the register is known", async () => {
  expect((await spoer(token({ consumer: organisasjon("964338531") }))).status).toBe(200);
});

test("the same token may be used twice", async () => {
  const samme = token();
  expect([(await spoer(samme)).status, (await spoer(samme)).status]).toEqual([200, 200]);
});

test("a flood of unknown keys does not reach the issuer", async () => {
  await Promise.all(Array.from({ length: 60 }, (_, i) => spoer(token({}, { kid: `unknown-${i}` }))));
  expect(tjeneste.system.maskinporten.logg().jwksHentinger).toBeLessThanOrEqual(1);
});

test("nothing of a refused request is read before the refusal", async () => {
  expectAvvist(await spoer(undefined, { body: "not json", headers: { "content-type": "text/plain" } }));
});
