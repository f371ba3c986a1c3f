import { createRemoteJWKSet, jwtVerify } from "jose";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { fetchToken, postAssertion, signerAssertion } from "./fetch-token.ts";
import {
  ANNEN_KOMMUNE,
  AVREGNING,
  KLOKKE,
  KOMMUNE,
  LEVERANDOER,
  startRigg,
  SUMMERT,
  type Rigg,
} from "./rigg.ts";

let rigg: Rigg;

beforeAll(async () => {
  rigg = await startRigg();
});
beforeEach(() => {
  rigg.nullstill();
});
afterAll(() => rigg.maskinporten.close());

const skjemaAv = (endring: Record<string, string> = {}): URLSearchParams =>
  new URLSearchParams({
    grant_type: "urn:ietf:params:oauth:grant-type:jwt-bearer",
    assertion: signerAssertion(rigg.oenske()),
    ...endring,
  });

test("the metadata has exactly the members of the real one, and its issuer ends with a slash", async () => {
  const { issuer, url } = rigg.maskinporten;
  const svar = await fetch(`${issuer}.well-known/oauth-authorization-server`);
  expect(await svar.json()).toEqual({
    issuer,
    token_endpoint: `${issuer}token`,
    jwks_uri: `${issuer}jwk`,
    grant_types_supported: ["urn:ietf:params:oauth:grant-type:jwt-bearer"],
    token_endpoint_auth_methods_supported: ["private_key_jwt"],
    token_endpoint_auth_signing_alg_values_supported: ["RS256", "RS384", "RS512"],
    authorization_details_types_supported: ["urn:altinn:systemuser", "urn:altinn:consent"],
  });
  expect(issuer).toBe(`${url}/`);
});

test("a delegated token names the kommune as consumer and the client's organisation as supplier", async () => {
  const { maskinporten, client } = rigg;
  const { payload, protectedHeader } = await jwtVerify(
    await fetchToken(rigg.oenske()),
    createRemoteJWKSet(new URL(maskinporten.jwksUrl)),
    { issuer: maskinporten.issuer, algorithms: ["RS256"], currentDate: KLOKKE },
  );
  const { jti, ...resten } = payload;
  expect(protectedHeader).toEqual({ alg: "RS256", kid: maskinporten.aktivNoekkel().kid });
  expect(jti).toMatch(/^[0-9a-f-]{36}$/);
  expect(resten).toEqual({
    scope: SUMMERT,
    iss: maskinporten.issuer,
    client_amr: "private_key_jwt",
    token_type: "Bearer",
    iat: KLOKKE.getTime() / 1000,
    exp: KLOKKE.getTime() / 1000 + 120,
    client_id: client.clientId,
    consumer: { authority: "iso6523-actorid-upis", ID: `0192:${KOMMUNE}` },
    supplier: { authority: "iso6523-actorid-upis", ID: `0192:${LEVERANDOER}` },
    delegation_source: "https://tt02.altinn.no/",
  });
});

test("a kommune that asks for itself gets a token without supplier and delegation_source", async () => {
  const egen = await rigg.maskinporten.createClient({ orgnr: KOMMUNE, scopes: [SUMMERT] });
  const { claims } = await rigg.spoer({ consumer_org: undefined }, {}, egen);
  expect(claims.consumer).toEqual({ authority: "iso6523-actorid-upis", ID: `0192:${KOMMUNE}` });
  expect(Object.keys(claims)).not.toContain("supplier");
  expect(Object.keys(claims)).not.toContain("delegation_source");
});

test("aud is the resource asked for, else absent, or unspecified when the stand-in is told so", async () => {
  const flere = ["https://a.example", "https://b.example"];
  expect((await rigg.spoer({ resource: "https://a.example" })).claims.aud).toBe("https://a.example");
  expect((await rigg.spoer({ resource: flere })).claims.aud).toEqual(flere);
  expect((await rigg.spoer()).claims.aud).toBeUndefined();
  rigg.maskinporten.settForm({ audUspesifisert: true });
  expect((await rigg.spoer()).claims.aud).toBe("unspecified");
});

test("an end-user restriction is copied to the token", async () => {
  expect((await rigg.spoer({ pid: "01819099940" })).claims.pid).toBe("01819099940");
});

test.each([
  ["PUT", "token", 405],
  ["GET", "token", 405],
  ["POST", "jwk", 405],
  ["GET", "introspect", 404],
])("%s /%s is answered %i", async (method, sti, status) => {
  expect((await fetch(`${rigg.maskinporten.issuer}${sti}`, { method })).status).toBe(status);
});

test.each([
  ["an extra parameter", { scope: SUMMERT }, "invalid_request"],
  ["a wrong grant type", { grant_type: "client_credentials" }, "unsupported_grant_type"],
  ["an assertion that is no JWT", { assertion: "abc" }, "invalid_request"],
])("a form with %s is refused", async (_tittel, endring, error) => {
  const svar = await fetch(`${rigg.maskinporten.issuer}token`, { method: "POST", body: skjemaAv(endring) });
  expect(svar.status).toBe(400);
  expect(await svar.json()).toMatchObject({ error });
});

test("JSON instead of a form, and client authentication in a header, are refused", async () => {
  const body = skjemaAv().toString();
  const post = async (headers: Record<string, string>): Promise<number> =>
    (await fetch(`${rigg.maskinporten.issuer}token`, { method: "POST", headers, body })).status;
  const skjema = "application/x-www-form-urlencoded";
  expect(await post({ "content-type": "application/json" })).toBe(400);
  expect(await post({ "content-type": skjema, authorization: "Basic YTpi" })).toBe(400);
  expect(await post({ "content-type": skjema })).toBe(200);
});

test("refusals come with and without error_uri, and with the old correlation id", async () => {
  const claims = { consumer_org: ANNEN_KOMMUNE };
  expect((await rigg.spoer(claims)).body).toMatch(/ \(trace_id: [0-9a-f]{32}\)"/);
  rigg.maskinporten.settForm({ sporing: "correlation id", errorUri: false });
  const gammel = await rigg.spoer(claims);
  expect(gammel.body).toMatch(/ \(correlation id: [0-9a-f-]{36}\)"/);
  expect(gammel).toMatchObject({ status: 403, error: "forbidden", kode: undefined });
});

test("the log counts token requests per scope and consumer_org, refused ones too", async () => {
  const { maskinporten, client } = rigg;
  await fetchToken(rigg.oenske());
  await rigg.spoer({ consumer_org: ANNEN_KOMMUNE }, { kid: "ukjent" });
  expect(maskinporten.antallTokenkall()).toBe(2);
  expect(maskinporten.antallTokenkall({ consumerOrg: KOMMUNE, scope: SUMMERT })).toBe(1);
  expect(maskinporten.antallTokenkall({ scope: AVREGNING })).toBe(0);
  const foerste = { clientId: client.clientId, scope: SUMMERT, consumerOrg: KOMMUNE };
  expect(maskinporten.logg().tokenkall[0]).toEqual(foerste);
});

test("grants are logged with the key they name and what became of them", async () => {
  const { client } = rigg;
  rigg.maskinporten.nullstillLogg();
  await rigg.spoer();
  await rigg.spoer({}, { kid: "ukjent" });
  rigg.maskinporten.settTokenFeil({ type: "UTILGJENGELIG" }, { antall: 1 });
  await postAssertion(rigg.maskinporten.issuer, signerAssertion(rigg.oenske()));
  expect(rigg.maskinporten.logg().grants).toEqual([
    { clientId: client.clientId, kid: client.kid, status: 200 },
    { clientId: client.clientId, kid: "ukjent", status: 400 },
  ]);
});
