import { request } from "node:https";
import type { TokenCredential } from "@azure/identity";
import { SecretClient } from "@azure/keyvault-secrets";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createCertificateAuthority } from "./certificates.ts";
import { STORAGE_RESSURS, VAULT_RESSURS } from "./identity-server.ts";
import { startAzure, type Azure } from "./start.ts";

let azure: Azure;
let credential: TokenCredential;
beforeAll(async () => {
  azure = await startAzure({ storage: false, secrets: { foerste: "en" } });
  const token = await azure.identity.utsted(VAULT_RESSURS);
  credential = { getToken: () => Promise.resolve({ token, expiresOnTimestamp: Date.now() + 3_600_000 }) };
});
afterAll(() => azure.close());

type Svar = { status: number; headers: NodeJS.Dict<string | string[]> };

function hent(sti: string, token?: string, ca = azure.certificates.caPem): Promise<Svar> {
  return new Promise((resolve, reject) => {
    const headers = token === undefined ? {} : { authorization: `Bearer ${token}` };
    const req = request(`${azure.keyVault.url}${sti}`, { ca, headers, agent: false }, (res) => {
      res.resume();
      resolve({ status: res.statusCode ?? 0, headers: res.headers });
    });
    req.once("error", reject);
    req.end();
  });
}

function client(): SecretClient {
  return new SecretClient(azure.keyVault.url, credential, {
    disableChallengeResourceVerification: true,
    tlsOptions: { ca: azure.certificates.caPem },
    retryOptions: { maxRetries: 0 },
  });
}

const STI = "/secrets/foerste?api-version=2025-07-01";

describe("the vault over the wire", () => {
  it("challenges a request without a token, naming the tenant and the resource", async () => {
    const svar = await hent(STI);
    expect(svar.status).toBe(401);
    expect(svar.headers["www-authenticate"]).toBe(
      `Bearer authorization="https://login.microsoftonline.com/${azure.identity.tenantId}", resource="${VAULT_RESSURS}"`,
    );
  });

  it("challenges a token that is garbage, expired, or meant for storage", async () => {
    const tokens = ["a.b.c", await azure.identity.utsted(STORAGE_RESSURS)];
    tokens.push(await azure.identity.utsted(VAULT_RESSURS, { levetidSekunder: -1 }));
    for (const token of tokens) expect((await hent(STI, token)).status).toBe(401);
  });

  it("answers 400 without an api-version and 403 to an identity without a role", async () => {
    const token = await azure.identity.utsted(VAULT_RESSURS);
    expect((await hent("/secrets/foerste", token)).status).toBe(400);
    azure.keyVault.settTilgang(false);
    expect((await hent(STI, token)).status).toBe(403);
    azure.keyVault.settTilgang(true);
    expect((await hent(STI, token)).status).toBe(200);
  });

  it("is not trusted through another authority's certificate", async () => {
    const { caPem } = await createCertificateAuthority(new Date());
    await expect(hent(STI, undefined, caPem)).rejects.toThrow();
  });

  it("throttles with Retry-After, cuts connections and counts requests as told", async () => {
    const foer = azure.keyVault.antallKall();
    azure.keyVault.fault.sett({ type: "STATUS", status: 429, retryAfterSekunder: 7 }, 1);
    const svar = await hent(STI);
    expect([svar.status, svar.headers["retry-after"]]).toEqual([429, "7"]);
    azure.keyVault.fault.sett({ type: "BRUDD" }, 1);
    await expect(hent(STI)).rejects.toThrow();
    expect((await hent(STI)).status).toBe(401);
    expect(azure.keyVault.antallKall()).toBe(foer + 3);
  });
});

describe("the vault through the real client", () => {
  it("gives the newest version of a secret, and older ones by their version", async () => {
    const vault = client();
    const gammel = await vault.getSecret("foerste");
    await vault.setSecret("foerste", "to");
    expect((await vault.getSecret("foerste")).value).toBe("to");
    const versjon = gammel.properties.version ?? "";
    expect((await vault.getSecret("foerste", { version: versjon })).value).toBe("en");
    const versjoner: (string | undefined)[] = [];
    for await (const v of vault.listPropertiesOfSecretVersions("foerste")) versjoner.push(v.version);
    expect(versjoner).toHaveLength(2);
    expect(versjoner).toContain(versjon);
  });

  it("lists many versions in pages, in no order of time, with what is said of each", async () => {
    const vault = client();
    const utloeper = new Date("2027-01-01T00:00:00Z");
    for (let nr = 0; nr < 26; nr++) {
      await vault.setSecret("mange", String(nr), { tags: { nr: String(nr) }, expiresOn: utloeper });
    }
    const sider: number[] = [];
    const funnet: { nr: string | undefined; expiresOn: Date | undefined }[] = [];
    for await (const side of vault.listPropertiesOfSecretVersions("mange").byPage()) {
      sider.push(side.length);
      funnet.push(...side.map(({ tags, expiresOn }) => ({ nr: tags?.nr, expiresOn })));
    }
    expect(sider).toEqual([25, 1]);
    const numre = funnet.map(({ nr }) => Number(nr));
    expect(numre).not.toEqual(numre.toSorted((a, b) => a - b));
    expect(new Set(numre).size).toBe(26);
    expect(funnet.every(({ expiresOn }) => expiresOn?.getTime() === utloeper.getTime())).toBe(true);
    azure.keyVault.secrets.fjern("mange");
  });

  it("gives an expired version all the same: when it expires is only told", async () => {
    const vault = client();
    await vault.setSecret("utloept", "x", { expiresOn: new Date("2020-01-01T00:00:00Z") });
    const { value, properties } = await vault.getSecret("utloept");
    expect([value, properties.expiresOn]).toEqual(["x", new Date("2020-01-01T00:00:00Z")]);
    azure.keyVault.secrets.fjern("utloept");
  });

  it("changes times and tags of one version and leaves the others as they were", async () => {
    const vault = client();
    const foerste = await vault.setSecret("endres", "1", { tags: { kid: "a" } });
    await vault.setSecret("endres", "2", { tags: { kid: "b" } });
    const utloeper = new Date("2027-06-01T00:00:00Z");
    const versjon = foerste.properties.version ?? "";
    await vault.updateSecretProperties("endres", versjon, { expiresOn: utloeper });
    const igjen = await vault.getSecret("endres", { version: versjon });
    expect([igjen.properties.expiresOn, igjen.properties.tags]).toEqual([utloeper, { kid: "a" }]);
    expect((await vault.getSecret("endres")).properties.expiresOn).toBe(undefined);
    azure.keyVault.secrets.fjern("endres");
  });

  it("lists the secrets without their values", async () => {
    const funnet: unknown[] = [];
    for await (const v of client().listPropertiesOfSecrets()) funnet.push(v);
    expect(funnet).toHaveLength(1);
    expect(JSON.stringify(funnet)).not.toContain('"value"');
  });

  it("answers 403 for a disabled secret, 404 for an unknown one and 400 for an impossible name", async () => {
    const vault = client();
    const { properties } = await vault.setSecret("andre", "x");
    await vault.updateSecretProperties("andre", properties.version ?? "", { enabled: false });
    await expect(vault.getSecret("andre")).rejects.toMatchObject({ statusCode: 403, code: "Forbidden" });
    await expect(vault.getSecret("ukjent")).rejects.toMatchObject({
      statusCode: 404,
      code: "SecretNotFound",
    });
    await expect(vault.getSecret("a_b")).rejects.toMatchObject({ statusCode: 400 });
  });
});
