// GET /api/v1/satser/{dato}: what anybody may ask without a token.

import { afterAll, beforeAll, expect, test } from "vitest";
import { startTjeneste, type Tjeneste } from "./tjeneste.ts";

let tjeneste: Tjeneste;
beforeAll(async () => {
  tjeneste = await startTjeneste({ storage: false });
});
afterAll(() => tjeneste.close());

test.each([
  ["2026-04-30", 130_160, 10_950],
  ["2026-05-01", 136_549, 10_950],
  ["2025-12-31", 130_160, 10_450],
  ["2015-01-01", 88_370, 7_500],
])(
  "the rates of %s are those in force that day, each with its source",
  async (dato, grunnbeloep, fribeloep) => {
    const svar = await tjeneste.anrop(`/api/v1/satser/${dato}`);
    expect(svar.status).toBe(200);
    expect(svar.json).toMatchObject({
      dato,
      grunnbeloep: { beloep: grunnbeloep },
      fribeloep: { beloep: fribeloep },
    });
    expect(svar.json?.fribeloep).toHaveProperty("kilde");
  },
);

test.each(["2014-12-31", "2027-01-01"])(
  "there are no rates for %s, and the answer names the date",
  async (dato) => {
    const svar = await tjeneste.anrop(`/api/v1/satser/${dato}`);
    expect(svar.json).toMatchObject({ status: 422, kode: "satser-mangler", dato });
  },
);

test.each(["2026-02-29", "i-dag", "2026-1-1", "20260101"])("%s is not a date", async (dato) => {
  const svar = await tjeneste.anrop(`/api/v1/satser/${dato}`);
  expect(svar.json).toMatchObject({ status: 400, kode: "ugyldig-forespoersel", felt: [{ sti: "dato" }] });
});
