// A signature is verified once with each key; everything else about a token is asked every time.

import { errors, exportJWK, generateKeyPair, importJWK, SignJWT, type CryptoKey } from "jose";
import { beforeAll, expect, test, vi } from "vitest";
import { createVerifiserJwt, type Noekkelvalg } from "../../../functions/http/verifiser-jwt.ts";

const IAT = 1_790_000_000;
const KRAV = {
  algorithms: ["RS256"],
  issuer: "https://utsteder.example/",
  audience: "https://egenandel.example.no",
  requiredClaims: ["jti"],
  clockTolerance: 10,
  maxTokenAge: 3_600,
};

let privat: CryptoKey;
let offentlig: CryptoKey;
let sammeNoekkelPaaNytt: CryptoKey;
let annenNoekkel: CryptoKey;
let token: string;

beforeAll(async () => {
  ({ privateKey: privat, publicKey: offentlig } = await generateKeyPair("RS256", { extractable: true }));
  ({ publicKey: annenNoekkel } = await generateKeyPair("RS256"));
  const igjen = await importJWK(await exportJWK(offentlig), "RS256");
  if (igjen instanceof Uint8Array) throw new Error("not a public key");
  sammeNoekkelPaaNytt = igjen;
  token = await signer(KRAV.issuer);
});

function signer(issuer: string): Promise<string> {
  return new SignJWT({ jti: "en", scope: "a" })
    .setProtectedHeader({ alg: "RS256", kid: "1" })
    .setIssuer(issuer)
    .setAudience(KRAV.audience)
    .setIssuedAt(IAT)
    .setExpirationTime(IAT + 3_600)
    .sign(privat);
}

const naa = (sekunder: number) => ({ ...KRAV, currentDate: new Date((IAT + sekunder) * 1_000) });
const med =
  (key: CryptoKey): Noekkelvalg =>
  () =>
    Promise.resolve(key);

test("the same token gives the same claims, and its signature is verified once", async () => {
  const verifiser = createVerifiserJwt();
  const kontroll = vi.spyOn(crypto.subtle, "verify");
  const foerste = await verifiser(token, med(offentlig), naa(0));
  const andre = await verifiser(token, med(offentlig), naa(1));
  expect(andre).toEqual(foerste);
  expect(foerste).toMatchObject({ jti: "en", iss: KRAV.issuer });
  expect(kontroll).toHaveBeenCalledTimes(1);
  kontroll.mockRestore();
});

test.each([
  ["it has expired", 3_611, errors.JWTExpired],
  ["the clock has gone back to before it was issued", -11, errors.JWTClaimValidationFailed],
])("a token that was good is refused when %s", async (_, sekunder, feil) => {
  const verifiser = createVerifiserJwt();
  await verifiser(token, med(offentlig), naa(0));
  await expect(verifiser(token, med(offentlig), naa(sekunder))).rejects.toThrow(feil);
});

test("a token that was good is refused when its key is no longer the issuer's", async () => {
  const verifiser = createVerifiserJwt();
  await verifiser(token, med(offentlig), naa(0));
  await expect(verifiser(token, med(annenNoekkel), naa(0))).rejects.toThrow(
    errors.JWSSignatureVerificationFailed,
  );
  await expect(
    verifiser(token, () => Promise.reject(new errors.JWKSNoMatchingKey()), naa(0)),
  ).rejects.toThrow(errors.JWKSNoMatchingKey);
});

test("keys that are fetched anew verify anew", async () => {
  const verifiser = createVerifiserJwt();
  await verifiser(token, med(offentlig), naa(0));
  const kontroll = vi.spyOn(crypto.subtle, "verify");
  await verifiser(token, med(sammeNoekkelPaaNytt), naa(0));
  expect(kontroll).toHaveBeenCalledTimes(1);
  kontroll.mockRestore();
});

test("the claims of a good token with another signature, or with none, are not good", async () => {
  const verifiser = createVerifiserJwt();
  await verifiser(token, med(offentlig), naa(0));
  const [header = "", claims = "", signatur = ""] = token.split(".");
  const annen = `${signatur.startsWith("A") ? "B" : "A"}${signatur.slice(1)}`;
  for (const falsk of [
    `${header}.${claims}.${annen}`,
    `${header}.${claims}.`,
    `eyJhbGciOiJub25lIn0.${claims}.`,
  ]) {
    await expect(verifiser(falsk, med(offentlig), naa(0))).rejects.toThrow(errors.JOSEError);
  }
});

test("a token whose claims are refused is not remembered as good", async () => {
  const verifiser = createVerifiserJwt();
  const fraAndre = await signer("https://en-annen.example/");
  for (let i = 0; i < 2; i++) {
    await expect(verifiser(fraAndre, med(offentlig), naa(0))).rejects.toThrow(
      errors.JWTClaimValidationFailed,
    );
  }
});
