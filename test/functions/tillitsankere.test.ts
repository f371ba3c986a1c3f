// Trust anchors that are missing or wrong: the declaration is not taken, and the operator is told which it is.

import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { lesTillitsankere } from "../../functions/http/tillitsankere.ts";
import { rot, utsteder } from "../signatur/scene.ts";
import { KOMMUNE } from "../standins/system.ts";
import { adresse, EGET_SEGL } from "./tilkobling-rigg.ts";
import { startTjeneste, type Tjenestevalg } from "./tjeneste.ts";

function pem(...ankere: readonly Uint8Array[]): string {
  return ankere
    .map((der) => Buffer.from(der).toString("base64"))
    .map((tekst) => `-----BEGIN CERTIFICATE-----\n${tekst}\n-----END CERTIFICATE-----\n`)
    .join("");
}

describe("a PEM text", () => {
  test("of certificates gives them in their order, whatever stands between", () => {
    expect(lesTillitsankere(`Rot\n${pem(rot.der)}\nUtsteder\n${pem(utsteder.der)}`)).toEqual([
      new Uint8Array(rot.der),
      new Uint8Array(utsteder.der),
    ]);
  });

  test.each([
    ["nothing", ""],
    ["something that is not base64", pem(rot.der).replace("M", "*")],
    ["base64 that is not a certificate", pem(Buffer.alloc(300, 7))],
    ["a certificate that is cut short", pem(rot.der.subarray(0, -3))],
    ["one certificate and one that is not", pem(rot.der, Buffer.alloc(300, 7))],
  ])("of %s gives none", (_, tekst) => {
    expect(lesTillitsankere(tekst)).toBeUndefined();
  });
});

let mappe = "";
beforeAll(() => {
  mappe = mkdtempSync(join(tmpdir(), "ankere-"));
});
afterAll(() => {
  rmSync(mappe, { recursive: true });
});

async function lastOppMed(valg: Tjenestevalg) {
  const tjeneste = await startTjeneste(valg);
  try {
    return await tjeneste.anrop(adresse(KOMMUNE, "/tilslutningserklaering"), {
      method: "PUT",
      token: await tjeneste.system.hentTilkoblingToken(KOMMUNE),
      headers: { "content-type": "application/pdf" },
      body: EGET_SEGL,
    });
  } finally {
    await tjeneste.close();
  }
}

test.each([
  ["missing", undefined, "TILLITSANKERE_MANGLER"],
  ["not certificates", pem(Buffer.alloc(300, 7)), "TILLITSANKERE_UGYLDIG"],
])("an upload when the anchors are %s", async (_, innhold, aarsakskode) => {
  const fil = join(mappe, "ankere.pem");
  if (innhold !== undefined) writeFileSync(fil, innhold);
  const svar = await lastOppMed(innhold === undefined ? {} : { env: { TILLITSANKERE_FIL: fil } });
  expect([svar.status, svar.json?.kode, svar.json?.aarsakskode]).toEqual([
    502,
    "tilkobling-feilkonfigurert",
    aarsakskode,
  ]);
});
