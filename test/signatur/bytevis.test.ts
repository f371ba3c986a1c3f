// Every bit of the signed bytes and of the signer's certificate, turned one at a time.

import { expect, test } from "vitest";
import { segl, signert, vurder } from "./scene.ts";

const enkel = signert(segl);
const GAP_START = enkel.lastIndexOf("/Contents <") + 10;
const GAP_SLUTT = enkel.indexOf(">", GAP_START) + 1;

test("the file is accepted as it is", async () => {
  expect((await vurder(enkel)).avgjoerelse).toBe("GODKJENT");
});

test.each([0, 1, 2, 3, 4, 5, 6, 7])(
  "bit %i of no byte outside the signature value can be turned",
  async (bit) => {
    for (let i = 0; i < enkel.length; i += i === GAP_START - 1 ? GAP_SLUTT - GAP_START + 1 : 1) {
      const ny = Buffer.from(enkel);
      ny[i] = (ny[i] ?? 0) ^ (1 << bit);
      const svar = await vurder(ny);
      expect(svar.indikasjon, `byte ${i}`).not.toBe("TOTAL-PASSED");
    }
  },
);

test.each([1, 2, 4, 8])("no digit of the signer's certificate can differ by %i", async (bit) => {
  const heks = Buffer.from(segl.der).toString("hex");
  const fra = enkel.indexOf(heks);
  expect(fra).toBeGreaterThan(GAP_START);
  for (let i = fra; i < fra + heks.length; i += 1) {
    const byttet = Buffer.from(enkel);
    const siffer = Number.parseInt(enkel.toString("latin1", i, i + 1), 16);
    byttet.write((siffer ^ bit).toString(16), i, "latin1");
    expect((await vurder(byttet)).indikasjon, `digit ${i - fra}`).not.toBe("TOTAL-PASSED");
  }
});
