// Our key is replaced under an instance that has the old one in memory, and keys are wrong in other ways.

import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { createSend } from "../../../shared/adapters/http/send.ts";
import { createCredential } from "../../../shared/adapters/identity/credential.ts";
import { createGrantnoekler } from "../../../shared/adapters/key-vault/grantnoekler.ts";
import { createHemmeligheter } from "../../../shared/adapters/key-vault/secrets.ts";
import { createEgetToken, type EgetToken } from "../../../shared/adapters/maskinporten/token-client.ts";
import { startAzure, type Azure } from "../../standins/azure/start.ts";
import type { TokenFeil } from "../../standins/maskinporten/feil.ts";
import { startMaskinporten, type Maskinporten } from "../../standins/maskinporten/maskinporten.ts";
import { nyttNoekkelpar, privatJwk, type Noekkelpar } from "../../standins/maskinporten/noekler.ts";

const LEVERANDOER = "310149942";
const SCOPE = "skatteetaten:avregning";
const NAVN = "noekkel";
const START = Date.parse("2026-11-23T10:00:00Z");
const DAG = 24 * 60 * 60_000;
const NEDE = { ok: false, feil: { kode: "motpart-utilgjengelig", motpart: "KEY_VAULT" } };

let maskinporten: Maskinporten;
let azure: Azure;
let par: readonly [Noekkelpar, Noekkelpar];
let clientId: string;
let naaMs: number;
/** What had been fetched from the vault when the instance was warm. */
let hentetFoer: number;
/** An instance of the service that has used the first key. */
let hent: EgetToken;

const now = (): Date => new Date(naaMs);

beforeAll(async () => {
  naaMs = START;
  maskinporten = await startMaskinporten({ now });
  maskinporten.register.giTilgang(LEVERANDOER, SCOPE);
  azure = await startAzure({ storage: false, vaultNow: now });
  Object.assign(process.env, azure.env);
  par = [await nyttNoekkelpar(), await nyttNoekkelpar()];
});
afterAll(() => Promise.all([maskinporten.close(), azure.close()]));
beforeEach(async () => {
  naaMs = START;
  clientId = randomUUID();
  maskinporten.fjernFeil();
  azure.keyVault.fault.frisk();
  azure.keyVault.secrets.fjern(NAVN);
  maskinporten.register.registrerClient({ clientId, orgnr: LEVERANDOER, scopes: [SCOPE] });
  registrer(0);
  await iHvelvet(0);
  hent = instans();
  expect(await hent(SCOPE)).toMatchObject({ ok: true });
  maskinporten.nullstillLogg();
  hentetFoer = azure.keyVault.antallHentinger(NAVN);
});

function instans(endring: { clientId?: string } = {}): EgetToken {
  const hemmeligheter = createHemmeligheter({
    vaultUrl: new URL(azure.keyVault.url),
    credential: createCredential(azure.identity.clientId),
    loopbackCa: azure.certificates.caPem,
    now,
  });
  return createEgetToken({
    send: createSend({ fetch, tilfeldig: () => 0, vent: () => Promise.resolve() }),
    issuer: maskinporten.issuer,
    tokenUrl: new URL("token", maskinporten.issuer),
    clientId,
    noekkel: createGrantnoekler({ hemmeligheter, navn: NAVN, now }),
    now,
    nyId: randomUUID,
    ...endring,
  });
}

/** Makes these the keys that Maskinporten knows, at once. */
function registrer(...hvilke: (0 | 1)[]): void {
  maskinporten.register.settNoekler(
    clientId,
    hvilke.map((nr) => par[nr].offentligJwk),
  );
}

async function iHvelvet(nr: 0 | 1): Promise<void> {
  azure.keyVault.secrets.sett(NAVN, JSON.stringify(await privatJwk(par[nr])));
}

function hentinger(): number {
  return azure.keyVault.antallHentinger(NAVN) - hentetFoer;
}

function feilkonfigurert(aarsakskode: string) {
  return { ok: false, feil: { kode: "tilkobling-feilkonfigurert", aarsakskode } };
}

describe("an instance that has the old key in memory", () => {
  test("goes on with it while Maskinporten knows both", async () => {
    await iHvelvet(1);
    registrer(0, 1);
    expect(await hent(SCOPE)).toMatchObject({ ok: true });
    expect([hentinger(), maskinporten.antallTokenkall()]).toEqual([0, 1]);
  });

  test("takes the new one into use at once when the old is taken away, and keeps it", async () => {
    await iHvelvet(1);
    registrer(1);
    expect(await hent(SCOPE)).toMatchObject({ ok: true });
    expect([hentinger(), maskinporten.antallTokenkall()]).toEqual([1, 2]);
    expect(await hent(SCOPE)).toMatchObject({ ok: true });
    expect([hentinger(), maskinporten.antallTokenkall()]).toEqual([1, 3]);
  });

  test("asks the vault once however many are refused at the same time, and all of them get their token", async () => {
    await iHvelvet(1);
    registrer(1);
    const svar = await Promise.all(Array.from({ length: 40 }, () => hent(SCOPE)));
    expect(svar.filter(({ ok }) => ok)).toHaveLength(40);
    expect([hentinger(), maskinporten.antallTokenkall()]).toEqual([1, 80]);
  });

  test("does so also when the first try was not answered", async () => {
    await iHvelvet(1);
    registrer(1);
    maskinporten.settTokenFeil({ type: "BRUDD" }, { antall: 1 });
    expect(await hent(SCOPE)).toMatchObject({ ok: true });
    expect([hentinger(), maskinporten.antallTokenkall()]).toEqual([1, 3]);
  });

  test("does so again at the next rotation, half a minute later", async () => {
    await iHvelvet(1);
    registrer(1);
    await hent(SCOPE);
    await iHvelvet(0);
    registrer(0);
    naaMs += 29_999;
    expect(await hent(SCOPE)).toEqual(feilkonfigurert("UKJENT_KID"));
    expect(hentinger()).toBe(1);
    naaMs += 1;
    expect(await hent(SCOPE)).toMatchObject({ ok: true });
    expect(hentinger()).toBe(2);
  });
});

describe("a key that Maskinporten does not know", () => {
  test("and that is the only one there is, makes nobody hammer the vault", async () => {
    registrer(1);
    for (let nr = 0; nr < 20; nr++) expect(await hent(SCOPE)).toEqual(feilkonfigurert("UKJENT_KID"));
    expect(hentinger()).toBe(1);
    // Nor is the same key tried twice.
    expect(maskinporten.antallTokenkall()).toBe(20);
    naaMs += 30_000;
    for (let nr = 0; nr < 20; nr++) expect(await hent(SCOPE)).toEqual(feilkonfigurert("UKJENT_KID"));
    expect(hentinger()).toBe(2);
  });

  test("is not replaced more than once for one token, when the new one is unknown too", async () => {
    await iHvelvet(1);
    registrer();
    expect(await hent(SCOPE)).toEqual(feilkonfigurert("UKJENT_KID"));
    expect([hentinger(), maskinporten.antallTokenkall()]).toEqual([1, 2]);
  });

  test("may have been replaced while the vault is away: that is not our setup, and it passes", async () => {
    await iHvelvet(1);
    registrer(1);
    azure.keyVault.fault.sett({ type: "BRUDD" });
    expect(await hent(SCOPE)).toEqual(NEDE);
    const foer = azure.keyVault.antallKall();
    for (let nr = 0; nr < 20; nr++) expect(await hent(SCOPE)).toEqual(NEDE);
    expect(azure.keyVault.antallKall()).toBe(foer);
    azure.keyVault.fault.frisk();
    naaMs += 30_000;
    expect(await hent(SCOPE)).toMatchObject({ ok: true });
  });

  test("is told with what the vault says when it has none to use instead", async () => {
    registrer(1);
    azure.keyVault.secrets.finn(NAVN)?.settAktiv(false);
    expect(await hent(SCOPE)).toEqual(feilkonfigurert("KEY_VAULT_SECRET_MANGLER"));
  });
});

describe("no other refusal makes us ask the vault:", () => {
  test("a key that is too old", async () => {
    naaMs += 365 * DAG + 1_000;
    // Warm again, for what was kept has been let go of.
    expect(await hent(SCOPE)).toEqual(feilkonfigurert("MP-121"));
    const foer = azure.keyVault.antallHentinger(NAVN);
    expect(await hent(SCOPE)).toEqual(feilkonfigurert("MP-121"));
    expect(azure.keyVault.antallHentinger(NAVN)).toBe(foer);
  });

  test("an unknown client", async () => {
    const ukjent = instans({ clientId: randomUUID() });
    for (let nr = 0; nr < 5; nr++) expect(await ukjent(SCOPE)).toEqual(feilkonfigurert("MP-100"));
    // The one is its first, when it had none in memory.
    expect(hentinger()).toBe(1);
  });

  test("a key of another's under the same kid", async () => {
    maskinporten.register.settNoekler(clientId, [{ ...par[1].offentligJwk, kid: par[0].kid }]);
    expect(await hent(SCOPE)).toEqual(feilkonfigurert("MP-124"));
    expect(hentinger()).toBe(0);
  });

  test("a scope that is not ours", async () => {
    expect(await hent("altinn:maskinporten/delegations")).toEqual(feilkonfigurert("MP-200"));
    expect(hentinger()).toBe(0);
  });

  test.each<TokenFeil>([{ type: "UTILGJENGELIG" }, { type: "SOEPPEL" }, { type: "HTML", status: 403 }])(
    "an answer that is none ($type)",
    async (feil) => {
      maskinporten.settTokenFeil(feil);
      expect(await hent(SCOPE)).toMatchObject({ ok: false, feil: { motpart: "MASKINPORTEN" } });
      expect(hentinger()).toBe(0);
    },
  );
});
