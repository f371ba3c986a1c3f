// The claims of a token that is signed as it should be: issuer, time, scope, audience, consumer and delegation.

import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { organisasjon, type Claims } from "../standins/maskinporten/claims.ts";
import { ANNEN_KOMMUNE, AUDIENCE, EPJ, KOMMUNE, LEVERANDOER, SCOPE_OPPSLAG } from "../standins/system.ts";
import { BEREGNING, claims, expectAvvist, startCallerrigg, STI, type Callerrigg } from "./caller-rigg.ts";

let rigg: Callerrigg;
let issuer: string;
beforeAll(async () => {
  rigg = await startCallerrigg();
  ({ issuer } = rigg.tjeneste.system.maskinporten);
  expect((await rigg.spoer(rigg.token())).status).toBe(200);
});
afterAll(() => rigg.close());

const token: Callerrigg["token"] = (...alt) => rigg.token(...alt);
const sekunder = (): number => Math.floor(Date.now() / 1000);
const part = (ID: unknown): Claims => ({ consumer: { authority: "iso6523-actorid-upis", ID } });

test.each<[string, () => Claims]>([
  ["the issuer over https", () => ({ iss: issuer.replace("http:", "https:") })],
  ["the issuer with its scheme in capitals", () => ({ iss: issuer.replace("http:", "HTTP:") })],
  ["the issuer by another name of the host", () => ({ iss: issuer.replace("127.0.0.1", "localhost") })],
  ["the issuer with a dot after the host", () => ({ iss: issuer.replace("127.0.0.1", "127.0.0.1.") })],
  ["the issuer with a path", () => ({ iss: `${issuer}idporten-oidc-provider/` })],
  ["the issuer with a query", () => ({ iss: `${issuer}?` })],
  ["the issuer with a blank after it", () => ({ iss: `${issuer} ` })],
  ["the issuer with somebody before it", () => ({ iss: issuer.replace("//", "//evil@") })],
  ["the issuer's name in another host", () => ({ iss: "https://test.maskinporten.no.evil.example/" })],
  ["the real test issuer", () => ({ iss: "https://test.maskinporten.no/" })],
  ["ID-porten", () => ({ iss: "https://idporten.no" })],
  ["Altinn", () => ({ iss: "https://platform.tt02.altinn.no/authentication/api/v1/openid/" })],
  ["no issuer", () => ({ iss: undefined })],
  ["issuer null", () => ({ iss: null })],
  ["exp long past", () => ({ iat: sekunder() - 200, exp: sekunder() - 80 })],
  ["exp with decimals", () => ({ exp: sekunder() + 60.5 })],
  ["exp below zero", () => ({ exp: -1 })],
  ["exp zero", () => ({ exp: 0 })],
  ["exp null", () => ({ exp: null })],
  ["exp before iat", () => ({ iat: sekunder(), exp: sekunder() - 5 })],
  ["exp that is iat", () => ({ iat: sekunder(), exp: sekunder() })],
  ["exp in milliseconds", () => ({ exp: (sekunder() + 60) * 1000 })],
  ["a life of a second more than an hour", () => ({ iat: sekunder(), exp: sekunder() + 3_601 })],
  ["iat below zero", () => ({ iat: -1 })],
  ["iat with decimals", () => ({ iat: sekunder() - 0.5 })],
  ["iat as text", () => ({ iat: String(sekunder()) })],
  ["iat an hour and a half old", () => ({ iat: sekunder() - 5_400, exp: sekunder() - 1_800 })],
  ["nbf as text", () => ({ nbf: "0" })],
  ["an empty jti", () => ({ jti: "" })],
  ["a jti that is a number", () => ({ jti: 1 })],
  ["a jti of 201 letters", () => ({ jti: "j".repeat(201) })],
  ["a client_id that is a list", () => ({ client_id: ["klient"] })],
  ["an empty audience", () => ({ aud: "" })],
  ["an audience that begins like ours", () => ({ aud: `${AUDIENCE}.evil.example` })],
  ["our audience with a slash", () => ({ aud: `${AUDIENCE}/` })],
  ["audiences without ours", () => ({ aud: ["https://a.example", "unspecified"] })],
  ["a consumer of null", () => ({ consumer: null })],
  ["a list of consumers", () => ({ consumer: [organisasjon(KOMMUNE)] })],
  ["a consumer by number alone", () => part(KOMMUNE)],
  ["a consumer that is a number", () => part(Number(KOMMUNE))],
  ["a consumer in other digits", () => part("0192:３１３８７６１４４")],
  ["a consumer with its prefix in other digits", () => part(`０192:${KOMMUNE}`)],
  ["a consumer with a zero in front", () => part(`0192:0${KOMMUNE}`)],
  ["a consumer whose number begins with zero", () => part(`0192:0${KOMMUNE.slice(1)}`)],
  ["a consumer with a line feed after it", () => part(`0192:${KOMMUNE}\n`)],
  ["a consumer with a space inside", () => part("0192:313 876 144")],
  ["a consumer of ten digits", () => part(`0192:${KOMMUNE}0`)],
  ["a consumer twice", () => part(`0192:${ANNEN_KOMMUNE}:0192:${KOMMUNE}`)],
  [
    "a consumer of an authority in capitals",
    () => ({
      consumer: { authority: "ISO6523-ACTORID-UPIS", ID: `0192:${KOMMUNE}` },
    }),
  ],
  ["a delegation over http", () => ({ delegation_source: "http://tt02.altinn.no/" })],
  [
    "a delegation of a host that begins alike",
    () => ({ delegation_source: "https://tt02.altinn.no/.evil/" }),
  ],
  ["a delegation of null", () => ({ delegation_source: null })],
  ["a list of delegations", () => ({ delegation_source: ["https://tt02.altinn.no/"] })],
  ["a supplier of null", () => ({ supplier: null })],
  ["a supplier as text", () => ({ supplier: `0192:${EPJ}` })],
  ["a supplier with a wrong check digit", () => ({ supplier: organisasjon("312582466") })],
  ["an empty authorization_details", () => ({ authorization_details: [] })],
  ["a pid of null", () => ({ pid: null })],
])("a token with %s is refused", async (_, endring) => {
  expectAvvist(await rigg.spoer(token(endring())));
});

test.each(["iat", "exp", "nbf"])("a token whose %s is too large for a number is refused", async (navn) => {
  const alle = { iss: issuer, iat: sekunder(), exp: sekunder() + 60, jti: randomUUID(), client_id: "klient" };
  const resten = JSON.stringify({ ...alle, ...claims() }).slice(0, -1);
  expect((await rigg.spoer(rigg.tokenAv(`${resten}}`))).status).toBe(200);
  expectAvvist(await rigg.spoer(rigg.tokenAv(`${resten},"${navn}":1e400}`)));
});

test.each<[string, () => Claims]>([
  ["of an hour", () => ({ iat: sekunder(), exp: sekunder() + 3_600 })],
  ["that expired five seconds ago", () => ({ iat: sekunder() - 125, exp: sekunder() - 5 })],
  ["issued five seconds ahead of our clock", () => ({ iat: sekunder() + 5, exp: sekunder() + 125 })],
  ["with our scope last of many", () => ({ scope: `a b c d ${SCOPE_OPPSLAG}` })],
  ["with claims nobody knows", () => ({ ny: { a: 1 }, client_amr: "noe_nytt", token_type: "Bearer" })],
])("a token %s is accepted", async (_, endring) => {
  expect((await rigg.spoer(token(endring()))).status).toBe(200);
});

test("which supplier acts is for the municipality to say, by delegating: any it has delegated to is accepted", async () => {
  for (const supplier of [EPJ, LEVERANDOER, "991825827"])
    expect((await rigg.spoer(token({ supplier: organisasjon(supplier) }))).status).toBe(200);
});

test("a request cannot name the municipality in its body or address", async () => {
  const body = { ...BEREGNING, kommune: ANNEN_KOMMUNE };
  const svar = await rigg.spoer(token(), { body });
  expect([svar.status, svar.json?.kode]).toEqual([400, "ugyldig-forespoersel"]);
  expect(svar.json?.felt).toMatchObject([{ sti: "kommune" }]);
  const iAdressen = await rigg.tjeneste.anrop(`${STI}?kommune=${ANNEN_KOMMUNE}`, {
    method: "POST",
    token: token({ consumer: organisasjon("991825827") }),
    body: BEREGNING,
  });
  expect([iAdressen.status, iAdressen.json?.kode]).toEqual([403, "ikke-tilgang"]);
});

test("headers that name a municipality make nobody into one", async () => {
  const headers = {
    "x-consumer-org": KOMMUNE,
    "consumer-org": KOMMUNE,
    "x-kommune": KOMMUNE,
    "x-forwarded-user": KOMMUNE,
    "x-ms-client-principal": Buffer.from(JSON.stringify({ userId: KOMMUNE })).toString("base64"),
    "x-ms-client-principal-id": KOMMUNE,
  };
  expectAvvist(await rigg.spoer(undefined, { headers }));
  const svar = await rigg.spoer(token({ consumer: organisasjon("991825827") }), { headers });
  expect([svar.status, svar.json?.kode]).toEqual([403, "ikke-tilgang"]);
});
