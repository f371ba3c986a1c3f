import { inspect } from "node:util";
import { describe, expect, test } from "vitest";
import { Personidentifikator } from "../../shared/kernel/personidentifikator.ts";

// Eleven digits, put together here so that no such run stands in the file or in an output.
const NUMMER = "1".repeat(10) + "2";
const ANNET = "1".repeat(10) + "3";

function av(tekst: string): Personidentifikator {
  const lest = Personidentifikator.av(tekst);
  if (lest === undefined) throw new Error("expected eleven digits");
  return lest;
}

describe("A personidentifikator", () => {
  test("is eleven digits", () => {
    expect(Personidentifikator.av(NUMMER)).toBeInstanceOf(Personidentifikator);
    const andre = ["", NUMMER.slice(1), `${NUMMER}1`, `${NUMMER.slice(1)}a`, ` ${NUMMER}`];
    expect(andre.map((tekst) => Personidentifikator.av(tekst))).toEqual(andre.map(() => undefined));
  });

  test("gives the number only when asked for by name", () => {
    expect(av(NUMMER).reveal() === NUMMER).toBe(true);
  });

  test("never shows the number in a text, JSON, console, concatenation, error or copy", () => {
    const person = av(NUMMER);
    const tekster = [
      String(person),
      `person ${person.toString()}`,
      JSON.stringify({ person, liste: [person] }),
      inspect(person),
      inspect({ dypt: { person } }, { depth: 9, showHidden: true }),
      Object.entries(person).join(),
      Reflect.ownKeys(person).join(),
      String(new Error("feil", { cause: person }).cause),
    ];
    expect(tekster.filter((tekst) => tekst.includes(NUMMER))).toEqual([]);
    expect(tekster[0]).toBe("[personidentifikator]");
  });

  test("is the same as another with the same number, and no other", () => {
    expect(av(NUMMER).erLik(av(NUMMER))).toBe(true);
    expect(av(NUMMER).erLik(av(ANNET))).toBe(false);
  });
});
