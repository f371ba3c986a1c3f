// The reader killed (SIGKILL) in the middle of what it writes, time after time. npm run load:hendelser does it fifty times.

import { afterAll, beforeAll, expect, test } from "vitest";
import { startLeserigg, type Drap, type Leserigg, type Sidetilstand } from "./leserigg.ts";

let rigg: Leserigg;
beforeAll(async () => {
  rigg = await startLeserigg({ hendelser: 3_000, abonnementer: 300, kommuner: 12 });
});
afterAll(() => rigg.close());

test("killed in the middle of a page, and before the cursor, every change is in the feed exactly once, in order", async () => {
  expect(await rigg.avvik()).not.toEqual([]);
  // A page of a thousand events is twelve transactions, one for each municipality.
  const drap: [Drap, Sidetilstand][] = [
    [{ ved: "SKRIVING", nr: 2, utfoeres: true }, "HALV"],
    [{ ved: "SKRIVING", nr: 7, utfoeres: false }, "HALV"],
    [{ ved: "MARKOER" }, "HEL"],
    [{ ved: "SKRIVING", nr: 5, utfoeres: false }, "HALV"],
    [{ ved: "SKRIVING", nr: 3, utfoeres: true }, "HALV"],
    [{ ved: "MARKOER" }, "HEL"],
  ];
  for (const [hvor, etterlatt] of drap) {
    expect(await rigg.les(hvor)).toBeUndefined();
    expect(await rigg.tilstand()).toBe(etterlatt);
  }
  expect(await rigg.les()).toMatchObject({ utfall: "A_JOUR" });
  expect(await rigg.avvik()).toEqual([]);
}, 120_000);
