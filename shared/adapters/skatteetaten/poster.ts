// From the bodies of the three APIs to posts: names are kept, only the shape changes.

import type { z } from "zod";
import type { Kildepost, Omraade } from "../../oppslag/skattekilde.ts";
import type { avregningSchema, beregnetSkattSchema, summertSchema } from "./schema.ts";

/** Every whole number below an object, named by its JSON path. Lists (the split by kommune) repeat sums and are left. */
function tallUnder(verdi: unknown, sti: string): { sti: string; beloep: number }[] {
  if (typeof verdi === "number") return Number.isSafeInteger(verdi) ? [{ sti, beloep: verdi }] : [];
  if (typeof verdi !== "object" || verdi === null || Array.isArray(verdi)) return [];
  return Object.entries(verdi).flatMap(([navn, under]) => tallUnder(under, `${sti}/${navn}`));
}

function posterUnder(blokker: readonly (readonly [string, Omraade, unknown])[]): Kildepost[] {
  return blokker.flatMap(([navn, omraade, blokk]) =>
    tallUnder(blokk, `/${navn}`).map(({ sti, beloep }) => ({
      tekniskNavn: sti,
      kategori: "",
      omraade,
      beloep,
    })),
  );
}

/** Posts of Summert skattegrunnlag: mainland, Svalbard and kildeskatt paa loenn, each kept apart. */
export function summertePoster(svar: z.infer<typeof summertSchema>): Kildepost[] {
  const lister = [
    ["FASTLAND", svar.grunnlag],
    ["SVALBARD", svar.svalbardGrunnlag],
    ["KILDESKATT_PAA_LOENN", svar.kildeskattPaaLoennGrunnlag],
  ] as const;
  return lister.flatMap(([omraade, poster]) => poster.map((post) => ({ ...post, omraade })));
}

/** Amounts of Beregnet skatt by JSON path (`/beregnetSkattFastland/skattOgAvgift/...`). */
export function beregnetSkattPoster(svar: z.infer<typeof beregnetSkattSchema>): Kildepost[] {
  return posterUnder([
    ["beregnetSkattFastland", "FASTLAND", svar.beregnetSkattFastland],
    ["beregnetSkattSvalbard", "SVALBARD", svar.beregnetSkattSvalbard],
    ["beregnetSkattKildeskattPaaLoenn", "KILDESKATT_PAA_LOENN", svar.beregnetSkattKildeskattPaaLoenn],
  ]);
}

/** Amounts of Avregning by JSON path (`/fastland/restskatt`). */
export function avregningPoster(svar: z.infer<typeof avregningSchema>): Kildepost[] {
  return posterUnder([
    ["fastland", "FASTLAND", svar.fastland],
    ["svalbard", "SVALBARD", svar.svalbard],
  ]);
}
