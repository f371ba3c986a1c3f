import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { createCredential } from "../../../shared/adapters/identity/credential.ts";
import { createHemmeligheter } from "../../../shared/adapters/key-vault/secrets.ts";
import { FLEST_VERSJONER, type VaultClientDeps } from "../../../shared/adapters/key-vault/vault-client.ts";
import { createCertificateAuthority } from "../../standins/azure/certificates.ts";
import { startAzure, type Azure } from "../../standins/azure/start.ts";

const MINUTT = 60_000;
const TIME = 60 * MINUTT;
const NEDE = { kode: "motpart-utilgjengelig", motpart: "KEY_VAULT" };

let azure: Azure;
let naaMs: number;
/** The vault's own clock, which says when a version was made. */
let klokke: number;
beforeAll(async () => {
  azure = await startAzure({ storage: false, vaultNow: () => new Date(klokke) });
  Object.assign(process.env, azure.env);
});
afterAll(() => azure.close());
beforeEach(() => {
  naaMs = Date.parse("2026-11-23T10:00:00Z");
  klokke = naaMs;
  azure.keyVault.secrets.sett("noekkel", "verdi-1");
});
afterEach(() => {
  azure.keyVault.fault.frisk();
  azure.keyVault.settTilgang(true);
  azure.keyVault.secrets.fjern("noekkel");
});

function hemmeligheter(endring: Partial<VaultClientDeps> = {}) {
  return createHemmeligheter({
    vaultUrl: new URL(azure.keyVault.url),
    credential: createCredential(azure.identity.clientId),
    loopbackCa: azure.certificates.caPem,
    now: () => new Date(naaMs),
    ...endring,
  });
}

function feilkonfigurert(aarsakskode: string) {
  return { ok: false, feil: { kode: "tilkobling-feilkonfigurert", aarsakskode } };
}

describe("a secret", () => {
  it("is fetched with the managed identity through the vault's challenge", async () => {
    expect(await hemmeligheter().hent("noekkel")).toEqual({ ok: true, value: "verdi-1" });
  });

  it("is fetched once when a hundred ask at the same time", async () => {
    const foer = azure.keyVault.antallHentinger("noekkel");
    const { hent } = hemmeligheter();
    const svar = await Promise.all(Array.from({ length: 100 }, () => hent("noekkel")));
    expect(new Set(svar.map((s) => JSON.stringify(s)))).toEqual(new Set(['{"ok":true,"value":"verdi-1"}']));
    expect(azure.keyVault.antallHentinger("noekkel") - foer).toBe(1);
  });

  it("is kept for ten minutes and then asked for again", async () => {
    const { hent } = hemmeligheter();
    await hent("noekkel");
    azure.keyVault.secrets.sett("noekkel", "verdi-2");
    naaMs += 10 * MINUTT - 1;
    expect(await hent("noekkel")).toEqual({ ok: true, value: "verdi-1" });
    naaMs += 1;
    expect(await hent("noekkel")).toEqual({ ok: true, value: "verdi-2" });
  });

  it("does not get in the way of another secret", async () => {
    azure.keyVault.secrets.sett("annen", "verdi-3");
    const { hent } = hemmeligheter();
    expect(await Promise.all([hent("noekkel"), hent("annen")])).toEqual([
      { ok: true, value: "verdi-1" },
      { ok: true, value: "verdi-3" },
    ]);
  });
});

describe("a vault on a bad day", () => {
  it.each([
    ["answers 503", { type: "STATUS", status: 503 }],
    ["answers 429 and asks for a minute's patience", { type: "STATUS", status: 429, retryAfterSekunder: 60 }],
    ["answers 429 without saying for how long", { type: "STATUS", status: 429 }],
    ["cuts the connection", { type: "BRUDD" }],
    ["never answers", { type: "HENGER" }],
    ["is slower than we wait", { type: "TREG", ms: 2_000 }],
  ] as const)("that %s is unavailable, within the deadline", async (_, fault) => {
    azure.keyVault.fault.sett(fault);
    const foer = azure.keyVault.antallKall();
    const start = performance.now();
    const svar = await hemmeligheter({ fristMs: 700 }).hent("noekkel");
    expect(svar).toEqual({ ok: false, feil: NEDE });
    expect(performance.now() - start).toBeLessThan(1_200);
    expect(azure.keyVault.antallKall() - foer).toBeLessThanOrEqual(2);
  });

  it("that fails once is asked again", async () => {
    azure.keyVault.fault.sett({ type: "STATUS", status: 503 }, 1);
    expect(await hemmeligheter().hent("noekkel")).toEqual({ ok: true, value: "verdi-1" });
  });

  it("that answers something else than its contract has given an invalid answer", async () => {
    azure.keyVault.fault.sett({ type: "SOEPPEL" });
    expect(await hemmeligheter().hent("noekkel")).toEqual({
      ok: false,
      feil: { kode: "ugyldig-svar", motpart: "KEY_VAULT" },
    });
  });

  it("whose failure is over is asked again at once", async () => {
    const { hent } = hemmeligheter();
    azure.keyVault.fault.sett({ type: "STATUS", status: 503 });
    expect((await hent("noekkel")).ok).toBe(false);
    azure.keyVault.fault.frisk();
    expect(await hent("noekkel")).toEqual({ ok: true, value: "verdi-1" });
  });

  it("does not stop a key that has worked, for a day", async () => {
    const { hent } = hemmeligheter();
    await hent("noekkel");
    azure.keyVault.fault.sett({ type: "BRUDD" });
    naaMs += 24 * TIME - 1;
    expect(await hent("noekkel")).toEqual({ ok: true, value: "verdi-1" });
    naaMs += 1;
    expect(await hent("noekkel")).toEqual({ ok: false, feil: NEDE });
  });

  it("is asked every half minute while the old key serves", async () => {
    const { hent } = hemmeligheter();
    await hent("noekkel");
    azure.keyVault.fault.sett({ type: "BRUDD" });
    naaMs += 10 * MINUTT;
    await hent("noekkel");
    const foer = azure.keyVault.antallKall();
    naaMs += 29_999;
    expect((await hent("noekkel")).ok).toBe(true);
    expect(azure.keyVault.antallKall()).toBe(foer);
    azure.keyVault.fault.frisk();
    azure.keyVault.secrets.sett("noekkel", "verdi-2");
    naaMs += 1;
    expect(await hent("noekkel")).toEqual({ ok: true, value: "verdi-2" });
  });
});

describe("a vault that says no", () => {
  it("has no such secret", async () => {
    expect(await hemmeligheter().hent("ukjent")).toEqual(feilkonfigurert("KEY_VAULT_SECRET_MANGLER"));
  });

  it("has the secret disabled, which also withdraws the value we have", async () => {
    const { hent } = hemmeligheter();
    await hent("noekkel");
    azure.keyVault.secrets.finn("noekkel")?.settAktiv(false);
    naaMs += 10 * MINUTT;
    expect(await hent("noekkel")).toEqual(feilkonfigurert("KEY_VAULT_SECRET_MANGLER"));
    azure.keyVault.fault.sett({ type: "BRUDD" });
    expect(await hent("noekkel")).toEqual({ ok: false, feil: NEDE });
  });

  it("has the secret expired, or for later", async () => {
    const sekunder = naaMs / 1_000;
    azure.keyVault.secrets.sett("noekkel", "utloept", { exp: sekunder });
    expect(await hemmeligheter().hent("noekkel")).toEqual(feilkonfigurert("KEY_VAULT_SECRET_UTLOEPT"));
    azure.keyVault.secrets.sett("noekkel", "siden", { nbf: sekunder + 1 });
    expect(await hemmeligheter().hent("noekkel")).toEqual(feilkonfigurert("KEY_VAULT_SECRET_UTLOEPT"));
    azure.keyVault.secrets.sett("noekkel", "naa", { exp: sekunder + 1, nbf: sekunder });
    expect(await hemmeligheter().hent("noekkel")).toEqual({ ok: true, value: "naa" });
  });

  it("has an empty secret", async () => {
    azure.keyVault.secrets.sett("tom", "");
    expect(await hemmeligheter().hent("tom")).toEqual(feilkonfigurert("KEY_VAULT_SECRET_MANGLER"));
  });

  it("gives the identity no access", async () => {
    azure.keyVault.settTilgang(false);
    expect(await hemmeligheter().hent("noekkel")).toEqual(feilkonfigurert("KEY_VAULT_IKKE_TILGANG"));
  });

  it("does not accept the token", async () => {
    const credential = {
      getToken: () => Promise.resolve({ token: "a.b.c", expiresOnTimestamp: Date.now() + TIME }),
    };
    expect(await hemmeligheter({ credential }).hent("noekkel")).toEqual(
      feilkonfigurert("KEY_VAULT_IKKE_TILGANG"),
    );
  });

  it("does not know such a name", async () => {
    expect(await hemmeligheter().hent("a_b")).toEqual(feilkonfigurert("KEY_VAULT_AVVIST"));
  });
});

describe("the versions of a secret", () => {
  function versjoner() {
    return hemmeligheter().versjoner.hent("noekkel");
  }

  /** A new version, made a minute after the one before. */
  function nyVersjon(verdi: string, egenskaper = {}) {
    naaMs += MINUTT;
    klokke = naaMs;
    return azure.keyVault.secrets.sett("noekkel", verdi, egenskaper);
  }

  it("are read with the newest first, whatever order the vault lists them in", async () => {
    for (const nr of [2, 3, 4]) nyVersjon(`verdi-${nr}`);
    expect(await versjoner()).toEqual({ ok: true, value: ["verdi-4", "verdi-3", "verdi-2", "verdi-1"] });
  });

  it("are those that may be used now", async () => {
    nyVersjon("tatt bort").settAktiv(false);
    nyVersjon("utloept", { exp: naaMs / 1_000 + 60 });
    nyVersjon("for siden", { nbf: naaMs / 1_000 + 120 });
    expect(await versjoner()).toEqual({ ok: true, value: ["verdi-1"] });
  });

  it("are no more than the latest few, and not one more is asked for", async () => {
    for (let nr = 2; nr <= 30; nr++) nyVersjon(`verdi-${nr}`);
    const foer = azure.keyVault.antallHentinger("noekkel");
    const svar = await versjoner();
    expect(svar.ok && svar.value).toEqual(["verdi-30", "verdi-29", "verdi-28", "verdi-27", "verdi-26"]);
    expect(azure.keyVault.antallHentinger("noekkel") - foer).toBe(FLEST_VERSJONER);
    expect(azure.keyVault.antallListinger("noekkel")).toBeGreaterThan(1);
  });

  it("are missing when none may be used, and when there is no such secret", async () => {
    azure.keyVault.secrets.finn("noekkel")?.settAktiv(false);
    expect(await versjoner()).toEqual(feilkonfigurert("KEY_VAULT_SECRET_MANGLER"));
    azure.keyVault.secrets.fjern("noekkel");
    expect(await versjoner()).toEqual(feilkonfigurert("KEY_VAULT_SECRET_MANGLER"));
  });

  it("are not read at all when they are more than any rotation makes", async () => {
    for (let nr = 0; nr < 200; nr++) azure.keyVault.secrets.sett("noekkel", "x");
    expect(await versjoner()).toEqual(feilkonfigurert("KEY_VAULT_FOR_MANGE_VERSJONER"));
  });

  it("cannot be had from a vault that is away", async () => {
    azure.keyVault.fault.sett({ type: "BRUDD" });
    expect(await versjoner()).toEqual({ ok: false, feil: NEDE });
  });

  it("are kept for ten minutes, unless they are asked for afresh", async () => {
    const { versjoner: egne } = hemmeligheter();
    await egne.hent("noekkel");
    nyVersjon("verdi-2");
    expect(await egne.hent("noekkel")).toEqual({ ok: true, value: ["verdi-1"] });
    expect(await egne.hentFersk("noekkel")).toEqual({ ok: true, value: ["verdi-2", "verdi-1"] });
    expect(await egne.hent("noekkel")).toEqual({ ok: true, value: ["verdi-2", "verdi-1"] });
  });
});

describe("who the vault is", () => {
  it("is not believed with a certificate from another authority", async () => {
    const { caPem } = await createCertificateAuthority(new Date());
    const foer = azure.keyVault.antallKall();
    expect(await hemmeligheter({ loopbackCa: caPem }).hent("noekkel")).toEqual({ ok: false, feil: NEDE });
    expect(azure.keyVault.antallKall()).toBe(foer);
  });

  it.each(["https://egenandel.vault.azure.net", "https://127.0.0.1.example.com", "https://localhost.no"])(
    "must be loopback for an extra authority to count: not %s",
    (adresse) => {
      expect(() => hemmeligheter({ vaultUrl: new URL(adresse) })).toThrow("loopback only");
    },
  );

  it("is never asked in the clear", () => {
    expect(() => hemmeligheter({ vaultUrl: new URL("http://127.0.0.1:1") })).toThrow("https");
  });
});
