// A job whose blob is none of the service's: tried as often as host.json says, given up by the platform, and told.

import { randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openQueues, readQueueConnection } from "../local/queue-connection.ts";
import { KOMMUNE } from "../standins/system.ts";
import { container, hentJobb } from "./etteroppgjoer-rigg.ts";
import { startTjeneste, type Tjeneste } from "./tjeneste.ts";

let tjeneste: Tjeneste;
let mappe: string;
beforeAll(async () => {
  mappe = await mkdtemp(join(tmpdir(), "host-"));
  const hostJson = readFileSync("host.json", "utf8").replace(
    /"visibilityTimeout": "[0-9:]+"/,
    '"visibilityTimeout": "00:00:00"',
  );
  const fil = join(mappe, "host.json");
  await writeFile(fil, hostJson);
  tjeneste = await startTjeneste({ env: { HOST_JSON_FIL: fil } });
});
afterAll(async () => {
  await tjeneste.close();
  await rm(mappe, { recursive: true });
});

test("a job that cannot be read ends in the poison queue by itself, and is told there once", async () => {
  const jobbId = randomUUID();
  await container(tjeneste).getBlockBlobClient(`${KOMMUNE}/${jobbId}/jobb.json`).upload("{}", 2);
  const connection = readQueueConnection("AzureWebJobsStorage", tjeneste.system.azure.env);
  if (connection === undefined) throw new Error("no connection");
  const koeer = await openQueues(connection);
  const melding = Buffer.from(JSON.stringify({ kommune: KOMMUNE, jobbId })).toString("base64");
  await koeer.getQueueClient("etteroppgjoer").sendMessage(melding);

  const antall = (tekst: string): number => tjeneste.logg().split(tekst).length - 1;
  await expect
    .poll(() => antall('"kode":"ETTEROPPGJOER_STANSET"'), { timeout: 30_000, interval: 100 })
    .toBe(1);
  expect(antall('"utfall":"ULESELIG"')).toBe(5);
  // The alarm hears the code of its own, and that of changes does not.
  expect(antall('"kode":"ETTEROPPGJOERLAGER_FEILET"')).toBeGreaterThanOrEqual(5);
  expect(antall('"kode":"HENDELSESLAGER_FEILET"')).toBe(0);
  const igjen = async (koe: string): Promise<number> =>
    (await koeer.getQueueClient(koe).getProperties()).approximateMessagesCount ?? 0;
  await expect.poll(() => igjen("etteroppgjoer-poison"), { timeout: 10_000 }).toBe(0);
  expect(await igjen("etteroppgjoer")).toBe(0);
  const svar = await hentJobb(tjeneste, `/api/v1/etteroppgjoer/${jobbId}`);
  expect([svar.status, svar.json?.kode]).toEqual([502, "ugyldig-svar"]);
});
