import { IncomingMessage, ServerResponse } from "node:http";
import { Socket } from "node:net";
import { expect, test } from "vitest";
import { createFaultbryter } from "../azure/fault.ts";
import { createAndel } from "./andel.ts";
import { createFeilbryter } from "./feilbryter.ts";

function truffet(rammer: () => boolean, antall: number): number[] {
  return Array.from({ length: antall }, (_, nr) => (rammer() ? nr + 1 : 0)).filter((nr) => nr > 0);
}

test.each([
  [1, 3, [1, 2, 3]],
  [1 / 4, 12, [4, 8, 12]],
  [1 / 3, 9, [3, 6, 9]],
  [2 / 3, 6, [2, 3, 5, 6]],
  [0.3, 10, [4, 7, 10]],
])("a share of %d hits the same calls each time", (andel, antall, ventet) => {
  expect(truffet(createAndel(andel), antall)).toEqual(ventet);
});

test.each([1 / 49, 0.1, 1 / 7])("a share of %d is never short of one, however long it goes on", (andel) => {
  expect(truffet(createAndel(andel), 49_000).length).toBe(Math.round(49_000 * andel));
});

test.each([0, -1, 1.1, Number.NaN])("%d is no share", (andel) => {
  expect(() => createAndel(andel)).toThrow(RangeError);
});

test("a fault by share is for that share of the calls it is for, and leaves the next fault its own", () => {
  const bryter = createFeilbryter<string, string>();
  bryter.sett("treg", (kall) => kall === "a", Infinity, 1 / 2);
  bryter.sett("brudd", () => true, 2, 1 / 3);
  const svar = ["a", "b", "a", "b", "a", "a", "b", "b", "b"].map((kall) => bryter.ta(kall));
  expect(svar.map((feil) => feil ?? "-").join(" ")).toBe("- - treg brudd - treg - brudd -");
});

test("the faults of Azure's parts can be by share, and are counted", async () => {
  const bryter = createFaultbryter();
  bryter.sett({ type: "TREG", ms: 1 }, 2, 1 / 2);
  const res = new ServerResponse(new IncomingMessage(new Socket()));
  const antall: number[] = [];
  for (let nr = 0; nr < 6; nr++) {
    await bryter.utfoer(res);
    antall.push(bryter.antall());
  }
  expect(antall).toEqual([0, 1, 1, 2, 2, 2]);
});
