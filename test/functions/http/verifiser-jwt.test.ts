// A signature is verified once with each key; what time says of a token is asked anew every second.

import { errors, exportJWK, generateKeyPair, importJWK, SignJWT, type CryptoKey } from "jose";
import { beforeAll, expect, test, vi } from "vitest";
import { createVerifiserJwt } from "../../../functions/http/verifiser-jwt.ts";

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

type Noekkelvalg = () => Promise<CryptoKey>;

/** A verifier whose key and clock can be changed. */
function rigg(foerst: Noekkelvalg) {
  let noekkel = foerst;
  let sekunder = 0;
  const verifiser = createVerifiserJwt({
    noekkel: () => noekkel(),
    krav: KRAV,
    les: (claims) => ({ jti: claims.jti, iss: claims.iss }),
    now: () => new Date((IAT + sekunder) * 1_000),
  });
  return (dette: string, sekund = 0, denne = noekkel) => {
    noekkel = denne;
    sekunder = sekund;
    return verifiser(dette);
  };
}

const med =
  (key: CryptoKey): Noekkelvalg =>
  () =>
    Promise.resolve(key);

test("the same token gives the same claims, and its signature is verified once", async () => {
  const verifiser = rigg(med(offentlig));
  const kontroll = vi.spyOn(crypto.subtle, "verify");
  for (const sekund of [0, 0.4, 0.9, 1, 3_599]) {
    expect(await verifiser(token, sekund)).toEqual({ jti: "en", iss: KRAV.issuer });
  }
  expect(kontroll).toHaveBeenCalledTimes(1);
  kontroll.mockRestore();
});

test.each([
  ["it has expired", 3_611, errors.JWTExpired],
  ["the second is the first of those when it has", 3_610, errors.JWTExpired],
  ["the clock has gone back to before it was issued", -11, errors.JWTClaimValidationFailed],
])("a token that was good is refused when %s", async (_, sekunder, feil) => {
  const verifiser = rigg(med(offentlig));
  await verifiser(token);
  await expect(verifiser(token, sekunder)).rejects.toThrow(feil);
});

test("a token that was good is refused when its key is no longer the issuer's", async () => {
  const verifiser = rigg(med(offentlig));
  await verifiser(token);
  await expect(verifiser(token, 0, med(annenNoekkel))).rejects.toThrow(errors.JWSSignatureVerificationFailed);
  await expect(verifiser(token, 0, () => Promise.reject(new errors.JWKSNoMatchingKey()))).rejects.toThrow(
    errors.JWKSNoMatchingKey,
  );
});

test("keys that are fetched anew verify anew", async () => {
  const verifiser = rigg(med(offentlig));
  await verifiser(token);
  const kontroll = vi.spyOn(crypto.subtle, "verify");
  await verifiser(token, 0, med(sammeNoekkelPaaNytt));
  expect(kontroll).toHaveBeenCalledTimes(1);
  kontroll.mockRestore();
});

test("the claims of a good token with another signature, or with none, are not good", async () => {
  const verifiser = rigg(med(offentlig));
  await verifiser(token);
  const [header = "", claims = "", signatur = ""] = token.split(".");
  const annen = `${signatur.startsWith("A") ? "B" : "A"}${signatur.slice(1)}`;
  for (const falsk of [
    `${header}.${claims}.${annen}`,
    `${header}.${claims}.`,
    `eyJhbGciOiJub25lIn0.${claims}.`,
  ]) {
    await expect(verifiser(falsk)).rejects.toThrow(errors.JOSEError);
  }
});

test("a token whose claims are refused is not remembered as good", async () => {
  const verifiser = rigg(med(offentlig));
  const fraAndre = await signer("https://en-annen.example/");
  for (let i = 0; i < 2; i++) {
    await expect(verifiser(fraAndre)).rejects.toThrow(errors.JWTClaimValidationFailed);
  }
});
