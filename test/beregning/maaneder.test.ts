import fc from "fast-check";
import { expect, test } from "vitest";
import { maanederI } from "../../shared/beregning/maaneder.ts";
import { dagerIMaaneden, dagIMaanedAv, datoAv, maanedAv } from "../../shared/kernel/dato.ts";
import { plussDager } from "../kernel/pluss-dager.ts";

/** Days before, among and after the years that have rates. */
const dag = fc.nat({ max: 12_000 }).map((n) => plussDager(datoAv("2000-01-01"), n));

test("the months of a periode follow each other without a gap, each inside one calendar month", () => {
  fc.assert(
    fc.property(dag, fc.nat({ max: 400 }), (fra, dager) => {
      const til = plussDager(fra, dager);
      const maaneder = maanederI({ fra, til });
      expect(maaneder[0]?.fra).toBe(fra);
      expect(maaneder.at(-1)?.til).toBe(til);
      for (const [i, m] of maaneder.entries()) {
        expect(dagIMaanedAv(m.fra)).toBe(m.foersteDag);
        expect(dagIMaanedAv(m.til)).toBe(m.sisteDag);
        expect([m.fra, m.til].map(maanedAv)).toEqual([m.maaned, m.maaned]);
        expect(m.dagerIMaaneden).toBe(dagerIMaaneden(m.aar, m.maaned));
        const neste = maaneder[i + 1];
        if (neste !== undefined) expect(neste.fra).toBe(plussDager(m.til, 1));
      }
    }),
    { numRuns: 300 },
  );
});

test("a reversed periode has no months", () => {
  expect(maanederI({ fra: datoAv("2026-03-14"), til: datoAv("2026-03-13") })).toEqual([]);
});
