import { expect, test } from "vitest";
import { linjerMedNummer } from "./sifre.ts";

test.each(["13097248022", "nummer=13097248022.", '{"a":"13097248022"}', "/v2/2024/13097248022"])(
  "a person's number is found in %s",
  (tekst) => {
    expect(linjerMedNummer(`ok\n${tekst}`)).toEqual([tekst]);
  },
);

test.each(["313876144", "1764000000000", "0a1b2c3d-0000-4000-8000-a12345678901"])(
  "%s is not one",
  (tekst) => {
    expect(linjerMedNummer(tekst)).toEqual([]);
  },
);
