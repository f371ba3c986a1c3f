// The issuer's keys as a running service lives with them: changed, missing, hostile, and there again without a restart.

import { generateKeyPairSync } from "node:crypto";
import { setTimeout as vent } from "node:timers/promises";
import type { JWK } from "jose";
import { expect, test } from "vitest";
import type { JwksFeil } from "../standins/maskinporten/feil.ts";
import { privatJwk, type Noekkelpar } from "../standins/maskinporten/noekler.ts";
import { expectAvvist, startCallerrigg, type Callerrigg } from "./caller-rigg.ts";
import type { Svar } from "./tjeneste.ts";

async function medNyRigg(gjoer: (rigg: Callerrigg) => Promise<void>): Promise<void> {
  const rigg = await startCallerrigg();
  try {
    await gjoer(rigg);
  } finally {
    await rigg.close();
  }
}

function expectUtilgjengelig(svar: Svar): void {
  expect(svar.json).toMatchObject({ kode: "motpart-utilgjengelig", status: 503, motpart: "MASKINPORTEN" });
  expect(svar.headers.get("retry-after")).toMatch(/^[0-9]+$/);
  expect(svar.headers.get("www-authenticate")).toBeNull();
}

/** Asks until the answer is a good one or five seconds have passed. */
async function tilDetGaar(rigg: Callerrigg): Promise<number> {
  for (let forsoek = 0; forsoek < 20; forsoek++) {
    const { status } = await rigg.spoer(rigg.token());
    if (status === 200) return status;
    await vent(250);
  }
  return 503;
}

test("a rotation costs one fetch, and what the old key signed goes on being accepted", () =>
  medNyRigg(async (rigg) => {
    const { maskinporten } = rigg.tjeneste.system;
    const gammelt = rigg.token();
    expect((await rigg.spoer(gammelt)).status).toBe(200);
    await maskinporten.roterNoekler();
    const nye = await Promise.all(Array.from({ length: 20 }, () => rigg.spoer(rigg.token())));
    expect(new Set(nye.map((svar) => svar.status))).toEqual(new Set([200]));
    expect((await rigg.spoer(gammelt)).status).toBe(200);
    expect(maskinporten.logg().jwksHentinger).toBe(2);
  }));

test("many requests at once on a cold start fetch the keys once", () =>
  medNyRigg(async (rigg) => {
    const svarene = await Promise.all(Array.from({ length: 30 }, () => rigg.spoer(rigg.token())));
    expect(new Set(svarene.map((svar) => svar.status))).toEqual(new Set([200]));
    expect(rigg.tjeneste.system.maskinporten.logg().jwksHentinger).toBe(1);
  }));

test("keys that are fetched go on being used while the issuer is down, and a new one is 503, not a refusal", () =>
  medNyRigg(async (rigg) => {
    const { maskinporten } = rigg.tjeneste.system;
    const gammelt = rigg.token();
    expect((await rigg.spoer(gammelt)).status).toBe(200);
    await maskinporten.roterNoekler();
    maskinporten.settJwksFeil({ type: "UTILGJENGELIG" });
    expectUtilgjengelig(await rigg.spoer(rigg.token()));
    expect((await rigg.spoer(gammelt)).status).toBe(200);
    maskinporten.fjernFeil();
    expect(await tilDetGaar(rigg)).toBe(200);
  }));

const liten = generateKeyPairSync("rsa", { modulusLength: 512 }).publicKey.export({ format: "jwk" });
const elliptisk = generateKeyPairSync("ec", { namedCurve: "P-256" }).publicKey.export({ format: "jwk" });
const noekler = (...keys: JWK[]): JwksFeil => ({ type: "NOEKLER", keys });

type Feilkilde = (riktig: JWK, par: Noekkelpar) => JwksFeil | Promise<JwksFeil>;

/** Asks until the service has fetched the keys once more (it waits two seconds after a fault). */
async function tilHentet(rigg: Callerrigg): Promise<Svar> {
  const { maskinporten } = rigg.tjeneste.system;
  const foer = maskinporten.logg().jwksHentinger;
  let svar = await rigg.spoer(rigg.token());
  while (maskinporten.logg().jwksHentinger === foer) {
    expectUtilgjengelig(svar);
    await vent(200);
    svar = await rigg.spoer(rigg.token());
  }
  return svar;
}

// A service stays cold through faults, so a few go after one another; starting one for each takes longer.
test.concurrent.each<[string, Feilkilde[]]>([
  ["does not answer", [(): JwksFeil => ({ type: "HENG" })]],
  [
    "is down, answers with a page, sends elsewhere, where the right keys are",
    [
      (): JwksFeil => ({ type: "UTILGJENGELIG" }),
      (): JwksFeil => ({ type: "HTML" }),
      (): JwksFeil => ({ type: "OMDIRIGERING" }),
    ],
  ],
  [
    "answers without end, has no keys, gives its private key away",
    [
      (): JwksFeil => ({ type: "STOR", byte: 5 * 1024 * 1024 }),
      (): JwksFeil => noekler(),
      async (_, par): Promise<JwksFeil> => noekler(await privatJwk(par)),
    ],
  ],
  [
    "has an elliptic key, one of 512 bits, its own twice",
    [
      ({ kid = "" }): JwksFeil => noekler({ ...elliptisk, kid }),
      ({ kid = "" }): JwksFeil => noekler({ ...liten, kid }),
      (jwk): JwksFeil => noekler(jwk, jwk),
    ],
  ],
  [
    "has its key for encryption, for RS512, for other operations",
    [
      (jwk): JwksFeil => noekler({ ...jwk, use: "enc" }),
      (jwk): JwksFeil => noekler({ ...jwk, alg: "RS512" }),
      (jwk): JwksFeil => noekler({ ...jwk, key_ops: ["encrypt"] }),
    ],
  ],
])("on a cold start when the issuer %s it is 503, and good again without a restart", (_, feilene) =>
  medNyRigg(async (rigg) => {
    const { maskinporten } = rigg.tjeneste.system;
    const par = maskinporten.aktivNoekkel();
    for (const feil of feilene) {
      maskinporten.settJwksFeil(await feil(par.offentligJwk, par));
      expectUtilgjengelig(await tilHentet(rigg));
      maskinporten.fjernFeil();
    }
    expect(await tilDetGaar(rigg)).toBe(200);
  }),
);

test("with unusable keys beside the right one the right one is used, and tokens by the others are refused", () =>
  medNyRigg(async (rigg) => {
    const { maskinporten } = rigg.tjeneste.system;
    const { offentligJwk } = maskinporten.aktivNoekkel();
    const keys = [
      { ...liten, kid: "liten" },
      { ...elliptisk, kid: "elliptisk" },
      { kty: "oct", kid: "hemmelig", k: "AAAA" },
      { ...offentligJwk, kid: "gal", n: "AQAB".repeat(86), e: "AAAA" },
      offentligJwk,
    ];
    maskinporten.settJwksFeil({ type: "NOEKLER", keys });
    expect((await rigg.spoer(rigg.token())).status).toBe(200);
    for (const kid of ["liten", "elliptisk", "hemmelig", "gal"])
      expectAvvist(await rigg.spoer(rigg.token({}, { kid })));
  }));
