import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  andelAv,
  desimaltekst,
  differanse,
  eksaktKroner,
  iHeleKroner,
  kuttTilDesimaler,
  norskTall,
  NULL_KRONER,
  sum,
  tolvdelAv,
} from "../../shared/beregning/eksakt.ts";

const KJOERINGER = { numRuns: 1000 };
const kroner = fc.integer({ min: -60_000_000_000, max: 60_000_000_000 });

/** Quotient towards minus infinity. */
function gulv(a: bigint, b: bigint): bigint {
  const rest = a % b;
  return (a - (rest < 0n ? rest + b : rest)) / b;
}

/** Hundredths of an oere of a text with a point and up to four decimals. */
function les(tekst: string): bigint {
  const [heltall = "", desimaler = ""] = tekst.split(".");
  const tall = BigInt(heltall.replace("-", "") + desimaler.padEnd(4, "0"));
  return tekst.startsWith("-") ? -tall : tall;
}

describe("Amounts finer than oere", () => {
  test("are cut once, exactly, for any size, sign and fraction", () => {
    fc.assert(
      fc.property(
        kroner,
        fc.integer({ min: 1, max: 31 }),
        fc.integer({ min: 31, max: 372 }),
        (k, teller, nevner) => {
          const t = BigInt(k) * BigInt(teller);
          const n = BigInt(12 * nevner);
          const tolvdel = tolvdelAv(k);
          expect(BigInt(iHeleKroner(tolvdel, "NED", teller, nevner))).toBe(gulv(t, n));
          expect(BigInt(iHeleKroner(tolvdel, "NAERMEST", teller, nevner))).toBe(gulv(2n * t + n, 2n * n));
        },
      ),
      KJOERINGER,
    );
  });

  test("are cut, written and shared out exactly, however large, and whatever is left over", () => {
    const enheter = fc.integer({ min: 0, max: 119_999 });
    fc.assert(
      fc.property(kroner, enheter, fc.integer({ min: 1, max: 1000 }), (k, rest, nevner) => {
        const beloep = sum(eksaktKroner(k), andelAv(eksaktKroner(rest), 1, 120_000));
        const enhetene = 120_000n * BigInt(k) + BigInt(rest);
        expect(BigInt(iHeleKroner(beloep, "NED"))).toBe(BigInt(k));
        expect(BigInt(iHeleKroner(beloep, "NED", 1, nevner))).toBe(gulv(BigInt(k), BigInt(nevner)));
        expect(BigInt(kuttTilDesimaler(beloep, 2))).toBe(1200n * gulv(enhetene, 1200n));
        const hundredeler = gulv(enhetene, 12n);
        expect(les(desimaltekst(beloep))).toBe(hundredeler);
        expect(les(norskTall(beloep).replaceAll("\u00a0", "").replace("\u2212", "-").replace(",", "."))).toBe(
          hundredeler,
        );
        if (enhetene % BigInt(nevner) === 0n) {
          expect(BigInt(andelAv(beloep, 1, nevner))).toBe(enhetene / BigInt(nevner));
        } else {
          expect(() => andelAv(beloep, 1, nevner)).toThrow(RangeError);
        }
      }),
      KJOERINGER,
    );
  });

  test("half an oere is cut to the oere or kept as four decimals", () => {
    const halv = andelAv(eksaktKroner(1), 425, 1000);
    expect(desimaltekst(halv)).toBe("0.425");
    expect(desimaltekst(kuttTilDesimaler(halv, 2))).toBe("0.42");
    expect(desimaltekst(kuttTilDesimaler(halv, 4))).toBe("0.425");
    const minus = differanse(NULL_KRONER, halv);
    expect(desimaltekst(minus)).toBe("-0.425");
    expect(desimaltekst(kuttTilDesimaler(minus, 2))).toBe("-0.43");
  });

  test("a twelfth that does not come out even is cut to four decimals", () => {
    expect(desimaltekst(tolvdelAv(1))).toBe("0.0833");
    expect(norskTall(tolvdelAv(1_613_032))).toBe("134\u00a0419,3333");
    expect(norskTall(tolvdelAv(-18))).toBe("\u22121,50");
    expect(norskTall(eksaktKroner(-1200))).toBe("\u22121\u00a0200");
  });

  test("a share that is finer than the unit is refused, and so is an amount too large to be exact", () => {
    expect(() => andelAv(eksaktKroner(1), 1, 7)).toThrow(RangeError);
    expect(() => andelAv(eksaktKroner(60_000_000_000), 1, 7)).toThrow(RangeError);
    expect(() => eksaktKroner(80_000_000_000)).toThrow(RangeError);
    expect(() => eksaktKroner(0.123_456_789)).toThrow(RangeError);
  });

  test("a share of a large amount is exact", () => {
    expect(andelAv(eksaktKroner(60_000_000_000), 85, 100)).toBe(eksaktKroner(51_000_000_000));
  });
});
