// The operator's token against the running bundle, whose keys are found and judged as its own configuration says.

import { afterAll, beforeAll, expect, test } from "vitest";
import { KOMMUNE } from "../standins/system.ts";
import { startTjeneste, type Svar, type Tjeneste } from "./tjeneste.ts";

let tjeneste: Tjeneste;
beforeAll(async () => {
  tjeneste = await startTjeneste({ storage: false });
});
afterAll(() => tjeneste.close());

const registrer = (token: string): Promise<Svar> =>
  tjeneste.post(
    `/api/v1/tilkoblinger/${KOMMUNE}/registrering`,
    { steg: "TJENESTEVEDLEGG", status: "OK", dato: "2026-11-20" },
    { token },
  );

test("a key that Entra ID has for another issuer is none of ours, also under a kid that fits", async () => {
  const { entra } = tjeneste.system;
  const issuer = `${entra.url}/9188040d-6c67-4c5b-b112-36a304b66dad/v2.0`;
  entra.settJwksFeil({ type: "NOEKLER", keys: [{ ...entra.aktivNoekkel().offentligJwk, issuer }] });
  const svar = await registrer(await tjeneste.system.hentOperatoerToken());
  expect(svar.json).toMatchObject({ status: 503, motpart: "ENTRA_ID" });
  entra.fjernFeil();
});

test("an operator gets as far as to storage, others no further than their token", async () => {
  const { system } = tjeneste;
  await expect
    .poll(async () => (await registrer(await system.hentOperatoerToken())).json?.motpart, { timeout: 5_000 })
    .toBe("STORAGE");
  const uten = await registrer(await system.hentOperatoerToken({ roller: [] }));
  expect([uten.status, uten.json?.kode]).toEqual([403, "ikke-tilgang"]);
  const app = await registrer(system.entra.issueAppToken({ roles: ["Operatoer"] }));
  expect([app.status, app.json?.kode]).toEqual([403, "ikke-tilgang"]);
  const kommune = await registrer(await system.hentTilkoblingToken());
  expect([kommune.status, kommune.json?.kode]).toEqual([403, "ikke-tilgang"]);
});
