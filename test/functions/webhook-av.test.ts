// A service whose operator has opened no hosts has no webhooks.

import { afterAll, beforeAll, expect, test } from "vitest";
import { startTjeneste, type Tjeneste } from "./tjeneste.ts";

let tjeneste: Tjeneste;
let token: string;
beforeAll(async () => {
  tjeneste = await startTjeneste();
  token = await tjeneste.system.hentEpjToken();
});
afterAll(() => tjeneste.close());

test("nothing is registered, and the answer says why and what to do instead", async () => {
  const body = { url: "https://epj.example.no/v" };
  const svar = await tjeneste.anrop("/api/v1/webhook", { method: "PUT", token, body });
  expect([svar.status, svar.json?.kode, svar.json?.felt]).toEqual([
    400,
    "ugyldig-forespoersel",
    [
      {
        sti: "url",
        melding:
          "kan ikke registreres, for denne tjenesten sender ikke webhooks; les endringene jevnlig i stedet",
      },
    ],
  ]);
});

test("there is none to see, try or remove", async () => {
  expect((await tjeneste.anrop("/api/v1/webhook", { token })).status).toBe(404);
  expect((await tjeneste.anrop("/api/v1/webhook/proeve", { method: "POST", token })).status).toBe(404);
  expect((await tjeneste.anrop("/api/v1/webhook", { method: "DELETE", token })).status).toBe(204);
});

test("there is no timer", async () => {
  const { status } = await tjeneste.anrop("/admin/functions/webhook-varsling", { method: "POST" });
  expect(status).toBe(404);
});
