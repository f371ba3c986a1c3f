import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { beregn } from "../../shared/beregning/beregn.ts";
import { datoAv } from "../../shared/kernel/dato.ts";
import { expectOk, manuellSak } from "./forespoersel.ts";
import { KJOERINGER } from "./vilkaarlig.ts";

describe("What the stay costs", () => {
  test("is told per month and per doegn, cut as the egenandel is", () => {
    const kostnad = (avrunding: "NED" | "NAERMEST") =>
      expectOk(beregn(manuellSak(300_000, { praksis: { oppholdskostnadPerAar: 1_031_700, avrunding } })))
        .oppholdskostnad;
    expect(kostnad("NED")).toEqual({ perAar: 1_031_700, perMaaned: 85_975, perDoegn: 2826 });
    expect(kostnad("NAERMEST")).toEqual({ perAar: 1_031_700, perMaaned: 85_975, perDoegn: 2827 });
  });

  test("is a 365th of the year per doegn in a leap year too", () => {
    const sak = { beregningsdato: datoAv("2024-02-29"), praksis: { oppholdskostnadPerAar: 1_031_490 } };
    expect(expectOk(beregn(manuellSak(300_000, sak))).oppholdskostnad?.perDoegn).toBe(2826);
  });

  test("is not told when it is not known", () => {
    expect(expectOk(beregn(manuellSak(300_000)))).not.toHaveProperty("oppholdskostnad");
  });

  test("cut down, never adds up to more than the year", () => {
    fc.assert(
      fc.property(fc.nat({ max: 99_999_999 }), (oppholdskostnadPerAar) => {
        const { oppholdskostnad } = expectOk(
          beregn(manuellSak(300_000, { praksis: { oppholdskostnadPerAar } })),
        );
        const { perMaaned = -1, perDoegn = -1 } = oppholdskostnad ?? {};
        const rester = [oppholdskostnadPerAar - 12 * perMaaned, oppholdskostnadPerAar - 365 * perDoegn];
        expect(rester.map((rest, i) => rest >= 0 && rest < (i === 0 ? 12 : 365))).toEqual([true, true]);
      }),
      KJOERINGER,
    );
  });
});
