import { describe, expect, test } from "vitest";
import { lesOrganisasjonsnummer } from "../../shared/kernel/organisasjonsnummer.ts";

describe("Organisation numbers", () => {
  test.each(["964338531", "971032146", "974760673"])(
    "a number with the right check digit is read",
    (nummer) => {
      expect(lesOrganisasjonsnummer(nummer)).toBe(nummer);
    },
  );

  test("one wrong digit anywhere is refused", () => {
    const riktig = "964338531";
    const feil = Array.from(riktig, (siffer, i) => {
      const annet = String((Number(siffer) + 1) % 10);
      return lesOrganisasjonsnummer(riktig.slice(0, i) + annet + riktig.slice(i + 1));
    });
    expect(feil).toEqual(feil.map(() => undefined));
  });

  test.each(["", "96433853", "9643385310", "96433853a", " 964338531", "964 338 531", "-64338531"])(
    "«%s» is not nine digits",
    (tekst) => {
      expect(lesOrganisasjonsnummer(tekst)).toBeUndefined();
    },
  );

  test("a number whose check digit would have to be ten does not exist", () => {
    // 3 x 1 leaves 8 to the next multiple of eleven.
    const gyldige = Array.from({ length: 10 }, (_, x) => lesOrganisasjonsnummer(`10000000${String(x)}`));
    expect(gyldige.filter((n) => n !== undefined)).toEqual(["100000008"]);
    // 2 x 6 leaves 10, which is no digit.
    const umulige = Array.from({ length: 10 }, (_, x) => lesOrganisasjonsnummer(`00000006${String(x)}`));
    expect(umulige.filter((n) => n !== undefined)).toEqual([]);
  });
});
