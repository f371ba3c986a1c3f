// Whose turn it is in the nightly check.

import fc from "fast-check";
import { expect, test } from "vitest";
import { anvend } from "../../shared/tilkobling/hendelse.ts";
import { velgTilKontroll } from "../../shared/tilkobling/nattkontroll.ts";
import { BEGGE_OK, IKKE_DELEGERT, sjekket, TOM, UTILGJENGELIG, utfall } from "./sak.ts";

const NATT = new Date("2026-11-25T01:00:00Z");
const I_GAAR = "2026-11-24T01:00:00.000Z";
const I_NATT = "2026-11-25T00:30:00.000Z";

test("one answered tonight is not asked again, one answered yesterday is", () => {
  const gammel = anvend(TOM, sjekket(utfall(BEGGE_OK), I_GAAR));
  const fersk = anvend(TOM, sjekket(utfall(BEGGE_OK), I_NATT));
  expect(velgTilKontroll([fersk, gammel], NATT, 1)).toEqual([gammel]);
});

test("a missing delegation is an answer, although it hides access", () => {
  expect(velgTilKontroll([anvend(TOM, sjekket(utfall(IKKE_DELEGERT), I_NATT))], NATT, 1)).toEqual([]);
});

test("one that was tried tonight without an answer waits behind those not tried", () => {
  const foer = anvend(TOM, sjekket(utfall(BEGGE_OK), I_GAAR));
  const forsoekt = anvend(foer, sjekket(utfall(UTILGJENGELIG), I_NATT));
  expect(velgTilKontroll([forsoekt, foer], NATT, 1)).toEqual([foer, forsoekt]);
  expect(velgTilKontroll([forsoekt, foer], NATT, 2)).toEqual([foer]);
});

test("however many they are and however many runs are left, all have their turn by the last run, and no run takes more than its share", () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 400 }), fc.integer({ min: 1, max: 30 }), (antall, runder) => {
      let alle = Array.from({ length: antall }, () => anvend(TOM, sjekket(utfall(BEGGE_OK), I_GAAR)));
      for (let igjen = runder; igjen > 0; igjen--) {
        const valgt = new Set(velgTilKontroll(alle, NATT, igjen));
        expect(valgt.size).toBeLessThanOrEqual(Math.ceil(antall / runder));
        alle = alle.map((t) => (valgt.has(t) ? anvend(t, sjekket(utfall(BEGGE_OK), I_NATT)) : t));
      }
      expect(velgTilKontroll(alle, NATT, 1)).toEqual([]);
    }),
    { numRuns: 200 },
  );
});
