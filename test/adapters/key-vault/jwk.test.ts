import { beforeAll, describe, expect, it } from "vitest";
import {
  createNoekkelkilde,
  lesGrantnoekkel,
  lesSeglnoekkel,
} from "../../../shared/adapters/key-vault/jwk.ts";
import { ok } from "../../../shared/kernel/result.ts";
import { nyEcJwk, nyRsaJwk, type Noekkel } from "./noekler.ts";

const UGYLDIG = { ok: false, feil: { kode: "tilkobling-feilkonfigurert", aarsakskode: "NOEKKEL_UGYLDIG" } };

let rsa: Noekkel;
let annenRsa: Noekkel;
let kortRsa: Noekkel;
let ec: Noekkel;
let annenEc: Noekkel;
beforeAll(async () => {
  [rsa, annenRsa, kortRsa, ec, annenEc] = await Promise.all([
    nyRsaJwk(),
    nyRsaJwk(),
    nyRsaJwk(1024),
    nyEcJwk(),
    nyEcJwk(),
  ]);
});

function uten(jwk: Noekkel, navn: string): unknown {
  return Object.fromEntries(Object.entries(jwk).filter(([n]) => n !== navn));
}

describe("the key that signs grants", () => {
  it("is read with its kid, also when it says what it is for", async () => {
    for (const jwk of [
      rsa,
      { ...rsa, use: "sig", key_ops: ["sign"], ext: true },
      { ...rsa, annet: "let be" },
    ]) {
      const lest = await lesGrantnoekkel(JSON.stringify(jwk));
      expect(lest.ok && [lest.value.kid, lest.value.key.type, lest.value.key.extractable]).toEqual([
        "grant-1",
        "private",
        false,
      ]);
    }
  });

  it.each<[string, () => unknown]>([
    ["is not JSON", () => "ikke json"],
    ["is null", () => null],
    ["is a list", () => [rsa]],
    ["is a key set", () => ({ keys: [rsa] })],
    ["is shorter than 2048 bits", () => kortRsa],
    ["is an EC key", () => ec],
    ["is public", () => ({ kty: "RSA", n: rsa.n, e: rsa.e, alg: "RS256", kid: "a" })],
    ["has no kid", () => uten(rsa, "kid")],
    ["has an empty kid", () => ({ ...rsa, kid: "" })],
    ["has no alg", () => uten(rsa, "alg")],
    ["is for another alg", () => ({ ...rsa, alg: "RS512" })],
    ["is for encryption", () => ({ ...rsa, use: "enc" })],
    ["has a number that is not base64url", () => ({ ...rsa, d: "æ" })],
    ["has the public half of another key", () => ({ ...rsa, n: annenRsa.n })],
  ])("is refused with nothing but a code when it %s", async (_, lag) => {
    const innhold = lag();
    const tekst = typeof innhold === "string" ? innhold : JSON.stringify(innhold);
    expect(await lesGrantnoekkel(tekst)).toEqual(UGYLDIG);
  });
});

describe("the key that seals lookups", () => {
  it("is read as a pair", async () => {
    const lest = await lesSeglnoekkel(JSON.stringify(ec));
    expect(lest.ok && [lest.value.kid, lest.value.privat.type, lest.value.offentlig.type]).toEqual([
      "segl-1",
      "private",
      "public",
    ]);
  });

  it.each<[string, () => unknown]>([
    ["is an RSA key", () => rsa],
    ["is on another curve", () => ({ ...ec, crv: "P-384" })],
    ["has no private half", () => uten(ec, "d")],
    ["has no kid", () => uten(ec, "kid")],
    ["is for another alg", () => ({ ...ec, alg: "ES384" })],
    ["is a point off the curve", () => ({ ...ec, x: ec.y ?? "", y: ec.x ?? "" })],
    ["has the public half of another key", () => ({ ...ec, x: annenEc.x ?? "", y: annenEc.y ?? "" })],
  ])("is refused when it %s", async (_, lag) => {
    expect(await lesSeglnoekkel(JSON.stringify(lag()))).toEqual(UGYLDIG);
  });
});

describe("a source of keys", () => {
  it("imports each text once, and the new one when the secret has changed", async () => {
    let tekst = "en";
    const lest: string[] = [];
    const kilde = createNoekkelkilde(
      () => Promise.resolve(ok(tekst)),
      (t) => {
        lest.push(t);
        return Promise.resolve(ok(t.toUpperCase()));
      },
    );
    expect(await Promise.all([kilde(), kilde(), kilde()])).toEqual([ok("EN"), ok("EN"), ok("EN")]);
    tekst = "to";
    expect(await kilde()).toEqual(ok("TO"));
    expect(lest).toEqual(["en", "to"]);
  });

  it("passes on that the secret cannot be had", async () => {
    const nede = { ok: false, feil: { kode: "motpart-utilgjengelig", motpart: "KEY_VAULT" } } as const;
    const kilde = createNoekkelkilde(() => Promise.resolve(nede), lesSeglnoekkel);
    expect(await kilde()).toEqual(nede);
  });
});
