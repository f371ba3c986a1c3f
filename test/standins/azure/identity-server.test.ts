import { decodeJwt } from "jose";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import {
  STORAGE_RESSURS,
  startIdentityServer,
  VAULT_RESSURS,
  type IdentityServer,
} from "./identity-server.ts";

const NOW = new Date("2026-11-23T10:00:00Z");
const svarSchema = z.object({ access_token: z.string(), expires_on: z.string(), client_id: z.string() });

let identity: IdentityServer;
beforeAll(async () => {
  identity = await startIdentityServer(() => NOW);
});
afterAll(() => identity.close());

function spoer(endring: Record<string, string> = {}, header = identity.header): Promise<Response> {
  const query = { resource: VAULT_RESSURS, client_id: identity.clientId, "api-version": "2019-08-01" };
  const url = `${identity.endpoint}?${new URLSearchParams({ ...query, ...endring }).toString()}`;
  return fetch(url, { headers: { "x-identity-header": header } });
}

describe("the managed identity endpoint", () => {
  it.each([VAULT_RESSURS, STORAGE_RESSURS, `${STORAGE_RESSURS}/`])(
    "gives the app a token for %s that lasts an hour",
    async (resource) => {
      const svar = await spoer({ resource });
      expect(svar.status).toBe(200);
      const { access_token, expires_on, client_id } = svarSchema.parse(await svar.json());
      const naa = NOW.getTime() / 1000;
      expect(decodeJwt(access_token)).toMatchObject({
        aud: resource,
        iss: `https://sts.windows.net/${identity.tenantId}/`,
        tid: identity.tenantId,
        nbf: naa,
        exp: naa + 3600,
      });
      expect(expires_on).toBe(String(naa + 3600));
      expect(client_id).toBe(identity.clientId);
      expect(await identity.verifiser(access_token, resource.replace(/\/$/, ""))).toBe(true);
    },
  );

  it("refuses a caller without the header secret of the app", async () => {
    expect((await spoer({}, "guess")).status).toBe(401);
  });

  it.each([
    ["an identity that is not assigned", { client_id: "00000000-0000-4000-8000-000000000000" }],
    ["an api-version it does not have", { "api-version": "2018-02-01" }],
    ["an unknown resource", { resource: "https://graph.microsoft.com" }],
  ])("answers 400 to %s", async (_, endring) => {
    expect((await spoer(endring)).status).toBe(400);
  });

  it("does not vouch for a token of another tenant, another resource or another time", async () => {
    const annen = await startIdentityServer(() => NOW);
    expect(await identity.verifiser(await annen.utsted(VAULT_RESSURS), VAULT_RESSURS)).toBe(false);
    await annen.close();
    expect(await identity.verifiser(await identity.utsted(STORAGE_RESSURS), VAULT_RESSURS)).toBe(false);
    const utloept = await identity.utsted(VAULT_RESSURS, { levetidSekunder: -1 });
    expect(await identity.verifiser(utloept, VAULT_RESSURS)).toBe(false);
  });

  it("fails as told and is well again afterwards", async () => {
    identity.fault.sett({ type: "STATUS", status: 500 }, 1);
    expect((await spoer()).status).toBe(500);
    identity.fault.sett({ type: "SOEPPEL" });
    expect(await (await spoer()).text()).toContain("<html>");
    identity.fault.sett({ type: "TREG", ms: 60 });
    const start = performance.now();
    expect((await spoer()).status).toBe(200);
    expect(performance.now() - start).toBeGreaterThan(50);
    identity.fault.frisk();
    expect((await spoer()).status).toBe(200);
  });
});
