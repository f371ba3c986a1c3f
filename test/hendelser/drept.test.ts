// The reader killed (SIGKILL) in the middle of its work, time after time. npm run load:hendelser does it fifty times.

import { afterAll, beforeAll, expect, test } from "vitest";
import { startLeserigg, type Leserigg } from "./leserigg.ts";

let rigg: Leserigg;
beforeAll(async () => {
  rigg = await startLeserigg({ hendelser: 8_000, abonnementer: 400, kommuner: 5 });
});
afterAll(() => rigg.close());

test("killed anywhere, every change is in the feed exactly once, in order", async () => {
  expect(await rigg.avvik()).not.toEqual([]);
  let drept = 0;
  // From before it has begun to well into its work.
  for (const ms of [350, 450, 550, 650, 750, 900]) if ((await rigg.les(ms)) === undefined) drept += 1;
  expect(drept).toBeGreaterThan(2);
  expect(await rigg.les()).toMatchObject({ utfall: "A_JOUR" });
  expect(await rigg.avvik()).toEqual([]);
});
