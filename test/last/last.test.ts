// The load of `npm run load`, short: faults, a killed instance, and all rules at the end. The whole of it runs apart.

import { expect, test } from "vitest";
import { kjoer, type Stykke } from "./kjoer.ts";
import { SCENER } from "./scener.ts";

const NAVN = ["Skatteetaten fails now and then", "killed", "started again"];

test("under load, with faults and a killed instance, every rule holds", async () => {
  const stykker: Stykke[] = [];
  const brudd = await kjoer({
    scener: SCENER.filter(({ navn }) => NAVN.includes(navn)),
    sekunder: 2,
    forbindelser: 8,
    fraKaldt: false,
    vis: (stykke) => stykker.push(stykke),
  });
  expect(brudd.filter((regel) => !regel.startsWith("memory"))).toEqual([]);
  expect(stykker.map(({ navn }) => navn)).toEqual(NAVN);
  expect(stykker[1]?.maaling.utenSvar).toBeGreaterThan(0);
});
