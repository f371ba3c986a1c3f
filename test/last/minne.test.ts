import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { bruddIMinnet, foelgMinne } from "./minne.ts";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

test("memory is read at once, every second and at the end; while there is no process there is none", () => {
  const mb = [100, 180, undefined, 90, 120];
  const { slutt } = foelgMinne({ minneMb: () => mb.shift() });
  vi.advanceTimersByTime(3_500);
  expect(slutt()).toEqual({ startMb: 100, mestMb: 180, sluttMb: 120 });
  vi.advanceTimersByTime(10_000);
  expect(mb).toEqual([]);
});

test("memory may be 1.3 times what there was once a thousand requests had been answered", () => {
  const varm = [
    { antall: 900, mestMb: 250 },
    { antall: 400, mestMb: 300 },
  ];
  expect(bruddIMinnet([...varm, { antall: 900, mestMb: 390 }])).toEqual([]);
  expect(bruddIMinnet([...varm, { antall: 900, mestMb: 391 }])).toEqual(["memory grew from 300 to 391 MB"]);
  expect(bruddIMinnet([{ antall: 1_000, mestMb: 250 }, ...varm])).toEqual([]);
  expect(bruddIMinnet([{ antall: 1_000, mestMb: 200 }, ...varm])).toEqual(["memory grew from 200 to 300 MB"]);
});
