import { expect, test } from "vitest";
import { createBegrens } from "../../../shared/adapters/skatteetaten/begrens.ts";

function arbeid() {
  let naa = 0;
  let flest = 0;
  const slipp: (() => void)[] = [];
  return {
    flest: () => flest,
    slippAlle: async () => {
      while (slipp.length > 0) {
        slipp.shift()?.();
        await new Promise((r) => setImmediate(r));
      }
    },
    gjoer: async () => {
      naa += 1;
      flest = Math.max(flest, naa);
      await new Promise<void>((r) => slipp.push(r));
      naa -= 1;
    },
  };
}

test("at most five run at a time per key, and all run in the end", async () => {
  const begrens = createBegrens();
  const { gjoer, slippAlle, flest } = arbeid();
  let ferdige = 0;
  const alle = Array.from({ length: 23 }, () => begrens("a", gjoer).then(() => (ferdige += 1)));
  await slippAlle();
  await Promise.all(alle);
  expect([flest(), ferdige]).toEqual([5, 23]);
});

test("keys do not wait for each other", async () => {
  const begrens = createBegrens();
  const { gjoer, slippAlle, flest } = arbeid();
  const alle = ["a", "b", "c"].flatMap((noekkel) => Array.from({ length: 5 }, () => begrens(noekkel, gjoer)));
  await slippAlle();
  await Promise.all(alle);
  expect(flest()).toBe(15);
});

test("work that fails gives its place to the next", async () => {
  const begrens = createBegrens();
  const feiler = Array.from({ length: 5 }, () => begrens("a", () => Promise.reject(new Error("no"))));
  const neste = begrens("a", () => Promise.resolve("yes"));
  expect((await Promise.allSettled(feiler)).every((r) => r.status === "rejected")).toBe(true);
  expect(await neste).toBe("yes");
});
