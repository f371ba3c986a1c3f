// At most so many at a time, in the order they came.

import { setTimeout as vent } from "node:timers/promises";
import { describe, expect, test } from "vitest";
import { createEtterTur } from "../../shared/kernel/etter-tur.ts";

describe("when many come at once", () => {
  test("two run at a time, the others in the order they came", async () => {
    const etterTur = createEtterTur(2);
    const startet: number[] = [];
    const slipp: (() => void)[] = [];
    const arbeid = Array.from({ length: 5 }, (_, i) =>
      etterTur(() => {
        startet.push(i);
        return new Promise<void>((ferdig) => slipp.push(ferdig));
      }),
    );
    await vent(0);
    expect(startet).toEqual([0, 1]);
    for (let ferdige = 1; ferdige <= 5; ferdige += 1) {
      slipp[ferdige - 1]?.();
      await arbeid[ferdige - 1];
      await vent(0);
      expect(startet).toEqual([0, 1, 2, 3, 4].slice(0, ferdige + 2));
    }
  });

  test("one that fails gives its place to the next", async () => {
    const etterTur = createEtterTur(1);
    const foerst = etterTur(() => Promise.reject(new Error("galt")));
    const neste = etterTur(() => Promise.resolve("ferdig"));
    await expect(foerst).rejects.toThrow("galt");
    expect(await neste).toBe("ferdig");
    expect(await etterTur(() => Promise.resolve("etterpå"))).toBe("etterpå");
  });

  test("work that needs several places waits for them, is not passed by smaller work, and takes all when it needs more", async () => {
    const etterTur = createEtterTur(5);
    const startet: string[] = [];
    const ferdig = new Map<string, () => void>();
    const start = (navn: string, plasser: number): Promise<void> =>
      etterTur(() => {
        startet.push(navn);
        return new Promise((slutt) => ferdig.set(navn, slutt));
      }, plasser);
    const arbeid = [start("to", 2), start("fire", 4), start("en", 1), start("tolv", 12), start("siste", 1)];
    const naar = async (navn: string): Promise<string[]> => {
      ferdig.get(navn)?.();
      await vent(0);
      return [...startet];
    };
    expect(await naar("ingen")).toEqual(["to"]);
    expect(await naar("to")).toEqual(["to", "fire", "en"]);
    expect(await naar("fire")).toEqual(["to", "fire", "en"]);
    expect(await naar("en")).toEqual(["to", "fire", "en", "tolv"]);
    expect(await naar("tolv")).toEqual(["to", "fire", "en", "tolv", "siste"]);
    ferdig.get("siste")?.();
    await Promise.all(arbeid);
  });
});
