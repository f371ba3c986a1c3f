import { expect, test } from "vitest";
import { createDelegeringer, type Delegeringer } from "./delegeringer.ts";

const NAA = new Date("2026-11-23T10:00:00Z");
const [KOMMUNE, ANNEN, OSS] = ["313876144", "310827002", "310149942"];

function tabell(): Delegeringer {
  const delegeringer = createDelegeringer(() => NAA);
  delegeringer.settRessurs({ ressursId: "en", scopes: ["a:en"], delegerbar: true });
  delegeringer.settRessurs({ ressursId: "begge", scopes: ["a:en", "a:to"], delegerbar: true });
  return delegeringer;
}

test("a scope is delegated when one of the resources with it is", () => {
  const delegeringer = tabell();
  delegeringer.delegerRessurs(KOMMUNE, OSS, "begge");
  expect(delegeringer.harDelegert(KOMMUNE, OSS, "a:en")).toBe(true);
  expect(delegeringer.harDelegert(KOMMUNE, OSS, "a:to")).toBe(true);
  expect(delegeringer.harDelegert(ANNEN, OSS, "a:en")).toBe(false);
  expect(delegeringer.harDelegert(OSS, KOMMUNE, "a:en")).toBe(false);
});

test("withdrawing a scope withdraws every resource with it, and so what else they hold", () => {
  const delegeringer = tabell();
  delegeringer.deleger(KOMMUNE, OSS, "a:en");
  expect(delegeringer.alle().map(({ ressurs }) => ressurs.ressursId)).toEqual(["en", "begge"]);
  delegeringer.trekkDelegering(KOMMUNE, OSS, "a:en");
  expect(delegeringer.alle()).toEqual([]);
  expect(delegeringer.harDelegert(KOMMUNE, OSS, "a:to")).toBe(false);
});

test("a scope that is on no resource gets one when it is delegated, once however often", () => {
  const delegeringer = tabell();
  delegeringer.deleger(KOMMUNE, OSS, "b:ny.les");
  delegeringer.deleger(KOMMUNE, OSS, "b:ny.les");
  expect(delegeringer.alle()).toEqual([
    {
      consumer: KOMMUNE,
      supplier: OSS,
      ressurs: { ressursId: "b-ny-les", scopes: ["b:ny.les"], delegerbar: true },
      opprettet: NAA,
    },
  ]);
});

test("a resource that is not there cannot be delegated", () => {
  expect(() => {
    tabell().delegerRessurs(KOMMUNE, OSS, "finnes-ikke");
  }).toThrow("no such resource");
});
