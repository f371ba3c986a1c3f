// From the bodies of the three APIs to posts: names are kept, only the shape changes.

import type { z } from "zod";
import type { Kildepost, Omraade } from "../../oppslag/skattekilde.ts";
import type { avregningSchema, beregnetSkattSchema, summertSchema } from "./schema.ts";

/**
 * Every whole number below an object, named by its JSON path; some proxies deliver numbers as text. Lists (the split by
 * kommune) repeat sums and are left. What is not a whole number is left too: a tax that is not there is found missing later.
 */
function tallUnder(verdi: unknown, sti: string): { sti: string; beloep: number }[] {
  const tall = typeof verdi === "string" && /^-?[0-9]{1,12}$/.test(verdi) ? Number(verdi) : verdi;
  if (typeof tall === "number") return Number.isSafeInteger(tall) ? [{ sti, beloep: tall }] : [];
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

type BeregnetSkatt = z.infer<typeof beregnetSkattSchema>;

function skatteblokker(svar: BeregnetSkatt): (readonly [string, Omraade, unknown])[] {
  return [
    ["beregnetSkattFastland", "FASTLAND", svar.beregnetSkattFastland],
    ["beregnetSkattSvalbard", "SVALBARD", svar.beregnetSkattSvalbard],
    ["beregnetSkattKildeskattPaaLoenn", "KILDESKATT_PAA_LOENN", svar.beregnetSkattKildeskattPaaLoenn],
  ];
}

/** Where there is a calculated tax: each of these must have its amount, else the tax of the person is not known. */
export function skatteomraader(svar: BeregnetSkatt): Omraade[] {
  return skatteblokker(svar).flatMap(([, omraade, blokk]) =>
    typeof blokk === "object" && blokk !== null && Object.keys(blokk).length > 0 ? [omraade] : [],
  );
}

/** Amounts of Beregnet skatt by JSON path (`/beregnetSkattFastland/skattOgAvgift/...`). */
export function beregnetSkattPoster(svar: BeregnetSkatt): Kildepost[] {
  return posterUnder(skatteblokker(svar));
}

/** Amounts of Avregning by JSON path (`/fastland/restskatt`). */
export function avregningPoster(svar: z.infer<typeof avregningSchema>): Kildepost[] {
  return posterUnder([
    ["fastland", "FASTLAND", svar.fastland],
    ["svalbard", "SVALBARD", svar.svalbard],
  ]);
}
