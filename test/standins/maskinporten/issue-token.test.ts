import { createLocalJWKSet, decodeJwt, decodeProtectedHeader, jwtVerify } from "jose";
import { generateKeyPairSync } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import {
  DELEGERINGSKILDE_PROD,
  DELEGERINGSKILDE_TEST,
  delegert,
  eSegl,
  organisasjon,
  systembruker,
  underenhet,
} from "./claims.ts";
import { startMaskinporten, type Maskinporten } from "./maskinporten.ts";

let maskinporten: Maskinporten;

beforeAll(async () => {
  maskinporten = await startMaskinporten();
});
afterAll(() => maskinporten.close());

/** Whether a receiver that only checks signature, issuer and expiry would take the token. */
async function godtas(token: string, algorithms = ["RS256"]): Promise<boolean> {
  const jwks = createLocalJWKSet({ keys: [maskinporten.aktivNoekkel().offentligJwk] });
  const { issuer } = maskinporten;
  return jwtVerify(token, jwks, { issuer, algorithms }).then(
    () => true,
    () => false,
  );
}

test("without changes it is a good token, and a claim or header field set to undefined is left out", async () => {
  expect(await godtas(maskinporten.issueToken())).toBe(true);
  const token = maskinporten.issueToken({ scope: undefined, jti: undefined }, { kid: undefined });
  expect(decodeJwt(token).scope).toBeUndefined();
  expect(decodeJwt(token).jti).toBeUndefined();
  expect(decodeProtectedHeader(token)).toEqual({ alg: "RS256" });
});

test("alg none has an empty signature", () => {
  const token = maskinporten.issueToken({}, { alg: "none" });
  expect(token.split(".")).toHaveLength(3);
  expect(token.endsWith(".")).toBe(true);
});

test("HS256 can be signed with the public key as secret, and verifies with it", async () => {
  const pem = String(maskinporten.aktivNoekkel().offentlig.export({ type: "spki", format: "pem" }));
  const token = maskinporten.issueToken({}, { alg: "HS256" }, { key: pem });
  const { payload } = await jwtVerify(token, new TextEncoder().encode(pem), { algorithms: ["HS256"] });
  expect(payload.iss).toBe(maskinporten.issuer);
  expect(await godtas(token)).toBe(false);
});

test("PS256 verifies as PS256, and ES256 with an own key as ES256", async () => {
  const { offentlig } = maskinporten.aktivNoekkel();
  const ps = await jwtVerify(maskinporten.issueToken({}, { alg: "PS256" }), offentlig, {
    algorithms: ["PS256"],
  });
  expect(ps.protectedHeader.alg).toBe("PS256");
  const ec = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const es = maskinporten.issueToken({}, { alg: "ES256" }, { key: ec.privateKey });
  expect((await jwtVerify(es, ec.publicKey, { algorithms: ["ES256"] })).protectedHeader.alg).toBe("ES256");
});

test("another key under the known kid does not verify, nor does a secret sign anything but HS", async () => {
  const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  expect(await godtas(maskinporten.issueToken({}, {}, { key: privateKey }))).toBe(false);
  expect(() => maskinporten.issueToken({}, {}, { key: "hemmelig" })).toThrow(TypeError);
});

test("header fields that point to other keys are written as they are", () => {
  const header = { jku: "http://127.0.0.1:1/jwk", crit: ["exp"], kid: 7 };
  const [del] = maskinporten.issueToken({}, header).split(".");
  expect(JSON.parse(Buffer.from(del ?? "", "base64url").toString())).toEqual({ alg: "RS256", ...header });
});

test("a payload can be given as text, so that it may hold what no object can", async () => {
  const { issuer } = maskinporten;
  const payload = `{"iss":"${issuer}","exp":9e9,"scope":"a","scope":"b"}`;
  const token = maskinporten.issueToken({}, {}, { payload });
  expect(Buffer.from(token.split(".")[1] ?? "", "base64url").toString()).toBe(payload);
  expect(await godtas(token)).toBe(true);
});

test("tokens of kinds that must not be mistaken for a kommune's can be issued", () => {
  const claims = (endring: Readonly<Record<string, unknown>>): Record<string, unknown> =>
    decodeJwt(maskinporten.issueToken(endring));
  expect(claims({ consumer: eSegl("555555555") }).consumer).toEqual({
    authority: "etsi-en-319-412",
    ID: "NTRNO-555555555",
    commonName: "eSeal",
  });
  expect(claims({ consumer: underenhet("991825827", "987464291") }).consumer).toEqual({
    authority: "iso6523-actorid-upis",
    ID: "0192:991825827:ER//987464291:1",
  });
  expect(claims(systembruker("310149942", "313876144"))).toMatchObject({
    consumer: organisasjon("310149942"),
    authorization_details: [
      {
        type: "urn:altinn:systemuser",
        systemuser_org: organisasjon("313876144"),
        system_id: "310149942_system",
      },
    ],
  });
  expect(
    claims({ ...delegert("310149942", DELEGERINGSKILDE_PROD), iss: "https://maskinporten.no/" }),
  ).toMatchObject({
    iss: "https://maskinporten.no/",
    supplier: organisasjon("310149942"),
    delegation_source: "https://www.altinn.no/",
  });
  expect(DELEGERINGSKILDE_TEST).not.toBe(DELEGERINGSKILDE_PROD);
});
