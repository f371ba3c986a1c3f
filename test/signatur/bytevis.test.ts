// Every byte of the signed file and every digit of the signer's certificate, changed one at a time: in one bit each, another from
// byte to byte. `npm run test:bits` turns all of their bits, which takes eight times as long.

import { expect, test } from "vitest";
import { segl, signert, vurder } from "./scene.ts";

const enkel = signert(segl);
const GAP_START = enkel.lastIndexOf("/Contents <") + 10;
const GAP_SLUTT = enkel.indexOf(">", GAP_START) + 1;

test("the file is accepted as it is", async () => {
  expect((await vurder(enkel)).avgjoerelse).toBe("GODKJENT");
});

const alle = process.env.ALLE_BITS === "1";
const runder = (antall: number): number[] => (alle ? Array.from({ length: antall }, (_, nr) => nr) : [0]);

test.each(runder(8))(
  "no byte outside the signature value can have a bit of it turned (round %i)",
  async (runde) => {
    for (let i = 0; i < enkel.length; i += i === GAP_START - 1 ? GAP_SLUTT - GAP_START + 1 : 1) {
      const ny = Buffer.from(enkel);
      ny[i] = (ny[i] ?? 0) ^ (1 << ((i + runde) % 8));
      const svar = await vurder(ny);
      expect(svar.indikasjon, `byte ${i}`).not.toBe("TOTAL-PASSED");
    }
  },
);

test.each(runder(4))(
  "no digit of the signer's certificate can have a bit of it turned (round %i)",
  async (runde) => {
    const heks = Buffer.from(segl.der).toString("hex");
    const fra = enkel.indexOf(heks);
    expect(fra).toBeGreaterThan(GAP_START);
    for (let i = fra; i < fra + heks.length; i += 1) {
      const byttet = Buffer.from(enkel);
      const siffer = Number.parseInt(enkel.toString("latin1", i, i + 1), 16);
      byttet.write((siffer ^ (1 << ((i + runde) % 4))).toString(16), i, "latin1");
      expect((await vurder(byttet)).indikasjon, `digit ${i - fra}`).not.toBe("TOTAL-PASSED");
    }
  },
);
