// A check made now: what it asks, keeps and shares.

import { expect, test } from "vitest";
import { ok } from "../../shared/kernel/result.ts";
import { anvend, type Tilkoblingshendelse } from "../../shared/tilkobling/hendelse.ts";
import { createSjekk } from "../../shared/tilkobling/sjekk.ts";
import { BEGGE_OK, BERGEN, TOM } from "./sak.ts";

function lagSjekk() {
  const hendelser: Tilkoblingshendelse[] = [];
  let spurt = 0;
  let ms = Date.parse("2026-11-25T10:00:00Z");
  const sjekk = createSjekk({
    prov: async () => {
      spurt += 1;
      ms += 1_000;
      await Promise.resolve();
      return BEGGE_OK;
    },
    lager: {
      registrer: (_, hendelse) => {
        hendelser.push(hendelse);
        return Promise.resolve(ok(anvend(TOM, hendelse)));
      },
    },
    now: () => new Date(ms),
  });
  return { sjekk, hendelser, spurt: () => spurt };
}

test("the three APIs are asked about, and the answer dates from the question", async () => {
  const { sjekk, hendelser, spurt } = lagSjekk();
  await sjekk(BERGEN.organisasjonsnummer);
  expect(spurt()).toBe(3);
  expect(hendelser.map(({ tidspunkt }) => tidspunkt)).toEqual(["2026-11-25T10:00:00.000Z"]);
});

test("those who ask at the same time share one check, and the next gets a new one", async () => {
  const { sjekk, spurt } = lagSjekk();
  const [en, to] = await Promise.all([sjekk(BERGEN.organisasjonsnummer), sjekk(BERGEN.organisasjonsnummer)]);
  expect([spurt(), en]).toEqual([3, to]);
  await sjekk(BERGEN.organisasjonsnummer);
  expect(spurt()).toBe(6);
});
