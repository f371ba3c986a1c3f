// The identity library keeps tokens for the whole process, so these run in a file of their own, faults first.

import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createCredential } from "../../../shared/adapters/identity/credential.ts";
import { createHemmeligheter } from "../../../shared/adapters/key-vault/secrets.ts";
import type { Fault } from "../../standins/azure/fault.ts";
import { startAzure, type Azure } from "../../standins/azure/start.ts";

let azure: Azure;
beforeAll(async () => {
  azure = await startAzure({ storage: false, secrets: { noekkel: "verdi" } });
  Object.assign(process.env, azure.env);
});
afterAll(() => azure.close());

function hent(clientId = azure.identity.clientId) {
  return createHemmeligheter({
    vaultUrl: new URL(azure.keyVault.url),
    credential: createCredential(clientId),
    loopbackCa: azure.certificates.caPem,
    now: () => new Date("2026-11-23T10:00:00Z"),
    fristMs: 1_500,
  }).hent("noekkel");
}

describe("a secret asked for while the managed identity", () => {
  it.each<[string, Fault]>([
    ["answers 500", { type: "STATUS", status: 500 }],
    ["cuts the connection", { type: "BRUDD" }],
    ["answers with a web page", { type: "SOEPPEL" }],
    ["never answers", { type: "HENGER" }],
  ])("%s cannot be had now", async (_, fault) => {
    azure.identity.fault.sett(fault);
    const start = performance.now();
    expect(await hent()).toEqual({
      ok: false,
      feil: { kode: "motpart-utilgjengelig", motpart: "KEY_VAULT" },
    });
    expect(performance.now() - start).toBeLessThan(2_000);
    azure.identity.fault.frisk();
  });

  it("is not assigned to the app is a fault in our configuration", async () => {
    expect(await hent("00000000-0000-4000-8000-000000000000")).toEqual({
      ok: false,
      feil: { kode: "tilkobling-feilkonfigurert", aarsakskode: "MANAGED_IDENTITY_AVVIST" },
    });
  });

  it("works again is given", async () => {
    expect(await hent()).toEqual({ ok: true, value: "verdi" });
  });
});
