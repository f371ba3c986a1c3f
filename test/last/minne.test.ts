import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { foelgMinne } from "./minne.ts";

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
