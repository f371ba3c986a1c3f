import { spawn } from "node:child_process";
import { once } from "node:events";
import { access, mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { request } from "node:https";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as vent } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { CONTAINERE, KOEER, TABELLER } from "./create-storage.ts";
import { STORAGE_RESSURS } from "./identity-server.ts";
import { startAzure, type Azure } from "./start.ts";

let azure: Azure;
let token: string;
beforeAll(async () => {
  azure = await startAzure();
  token = await azure.identity.utsted(STORAGE_RESSURS);
});
afterAll(() => azure.close());

// Tables answer JSON only; the other services take no notice.
const JSON_SVAR = "application/json;odata=nometadata";

function hent(url: string, bearer: string): Promise<{ status: number; tekst: string }> {
  return new Promise((resolve, reject) => {
    const headers = { authorization: `Bearer ${bearer}`, "x-ms-version": "2024-11-04", accept: JSON_SVAR };
    const req = request(url, { ca: azure.certificates.caPem, headers, agent: false }, (res) => {
      let tekst = "";
      res.setEncoding("utf8").on("data", (del: string) => (tekst += del));
      res.once("end", () => {
        resolve({ status: res.statusCode ?? 0, tekst });
      });
    });
    req.once("error", reject);
    req.end();
  });
}

function adresse(navn: string): string {
  const verdi = azure.env[navn];
  if (verdi === undefined) throw new Error(`no ${navn}`);
  return verdi;
}

function lever(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

describe("Azure on loopback", () => {
  it("has the tables, containers and queues that the service expects", async () => {
    const [tabeller, containere, koeer] = await Promise.all([
      hent(`${adresse("STORAGE_TABLE_URL")}/Tables`, token),
      hent(`${adresse("STORAGE_BLOB_URL")}?comp=list`, token),
      hent(`${adresse("STORAGE_QUEUE_URL")}?comp=list`, token),
    ]);
    for (const navn of TABELLER) expect(tabeller.tekst).toContain(`"${navn}"`);
    for (const navn of CONTAINERE) expect(containere.tekst).toContain(`<Name>${navn}</Name>`);
    for (const navn of KOEER) expect(koeer.tekst).toContain(`<Name>${navn}</Name>`);
  });

  it("takes no storage request with a token that is none", async () => {
    expect((await hent(`${adresse("STORAGE_TABLE_URL")}/Tables`, "a.b.c")).status).toBe(403);
  });

  it("has written the authority to trust to a file", async () => {
    expect(await readFile(adresse("LOOPBACK_CA_FIL"), "utf8")).toBe(azure.certificates.caPem);
  });

  it("leaves neither process nor file behind when closed", async () => {
    const egen = await startAzure({ tabeller: false, egetLager: true });
    const pid = egen.azurite?.pid ?? 0;
    expect(lever(pid)).toBe(true);
    await egen.close();
    expect(lever(pid)).toBe(false);
    await expect(access(egen.env.LOOPBACK_CA_FIL ?? "")).rejects.toThrow();
  });

  it("can do without storage", async () => {
    const egen = await startAzure({ storage: false });
    expect(egen.azurite).toBe(undefined);
    expect(Object.keys(egen.env)).not.toContain("STORAGE_TABLE_URL");
    await egen.close();
  });

  it("takes Azurite and its folder down when the process that started it is killed", async () => {
    const mappe = await mkdtemp(join(tmpdir(), "egenandel-test-"));
    const start = JSON.stringify(new URL("./start.ts", import.meta.url).href);
    const script = `const { startAzure } = await import(${start});
      const azure = await startAzure({ tabeller: false, egetLager: true });
      process.stdout.write(String(azure.azurite.pid));`;
    const forelder = spawn(process.execPath, ["--input-type=module", "-e", script], {
      stdio: ["ignore", "pipe", "inherit"],
      env: { ...process.env, TMPDIR: mappe },
    });
    const pid = await new Promise<number>((resolve) => {
      forelder.stdout.setEncoding("utf8").once("data", (skrevet: string) => {
        resolve(Number(skrevet));
      });
    });
    expect(lever(pid)).toBe(true);
    forelder.kill("SIGKILL");
    await once(forelder, "exit");
    for (let forsoek = 0; lever(pid) && forsoek < 100; forsoek += 1) await vent(50);
    expect(lever(pid)).toBe(false);
    expect((await readdir(mappe)).filter((navn) => navn.startsWith("egenandel-azurite-"))).toEqual([]);
    await rm(mappe, { recursive: true });
  });
});
