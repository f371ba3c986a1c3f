// GET /api/v1/tilkoblinger: every municipality and what is last known of it, open to all.

import { err, ok } from "../shared/kernel/result.ts";
import type { Kommune } from "../shared/tilkobling/kommuner.ts";
import type { Tilkoblingslager } from "../shared/tilkobling/lager.ts";
import { lagOversikt } from "../shared/tilkobling/oversikt.ts";
import type { Handler } from "./http/boundary.ts";
import { oversiktSomCsv } from "./http/oversikt-csv.ts";
import { somListe } from "./http/tilkobling-svar.ts";

export type TilkoblingerDeps = {
  readonly lager: Pick<Tilkoblingslager, "lesAlle">;
  readonly kommuner: readonly Kommune[];
};

const FORMATER = ["json", "csv"];
const UGYLDIG_FORMAT = err({
  kode: "ugyldig-forespoersel",
  felt: [{ sti: "format", melding: "må være «json» eller «csv»" }],
} as const);

export function createTilkoblinger({ lager, kommuner }: TilkoblingerDeps): Handler {
  return async (request) => {
    const format = request.query.get("format") ?? "json";
    if (!FORMATER.includes(format)) return UGYLDIG_FORMAT;
    const alle = await lager.lesAlle();
    if (!alle.ok) return alle;
    const oversikt = lagOversikt(kommuner, alle.value);
    return ok(
      format === "json"
        ? { status: 200, jsonBody: somListe(oversikt) }
        : {
            status: 200,
            headers: {
              "Content-Type": "text/csv; charset=utf-8",
              "Content-Disposition": 'attachment; filename="tilkoblinger.csv"',
            },
            // The mark at the start is how spreadsheets know the encoding.
            body: `\uFEFF${oversiktSomCsv(oversikt)}`,
          },
    );
  };
}
