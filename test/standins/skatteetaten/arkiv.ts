// The tax data of the synthetic persons, read from the files once.

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";

const bodySchema = z.record(z.string(), z.unknown());
const filSchema = z
  .strictObject({
    title: z.string(),
    situasjon: z.string(),
    personidentifikator: z.string(),
    /** A number the person had before; asked for, it gives the same answers. */
    tidligereNummer: z.string().optional(),
    inntektsaar: z.number(),
    slettet: z.literal(true).optional(),
    // Absent together: known person, no settlement for the year.
    summert: bodySchema.optional(),
    beregnetSkatt: bodySchema.optional(),
    avregning: bodySchema.optional(),
  })
  .readonly();

export type Personaar = z.infer<typeof filSchema>;

export type Arkiv = {
  readonly finnesPerson: (nummer: string) => boolean;
  readonly personaar: (nummer: string, inntektsaar: number) => Personaar | undefined;
  /** The newest year with a settlement among those `stoettes` accepts. */
  readonly sisteAar: (nummer: string, stoettes: (aar: number) => boolean) => Personaar | undefined;
};

const MAPPE = join(import.meta.dirname, "personer");

/** Every file of personer/. */
export function lesPersonfiler(): readonly Personaar[] {
  return readdirSync(MAPPE)
    .sort()
    .map((fil) => filSchema.parse(JSON.parse(readFileSync(join(MAPPE, fil), "utf8"))));
}

export function createArkiv(filer: readonly Personaar[]): Arkiv {
  const perNummer = new Map<string, Personaar[]>();
  for (const fil of filer) {
    for (const nummer of [fil.personidentifikator, fil.tidligereNummer ?? []].flat()) {
      perNummer.set(nummer, [...(perNummer.get(nummer) ?? []), fil]);
    }
  }
  const aarAv = (nummer: string): readonly Personaar[] => perNummer.get(nummer) ?? [];
  return {
    finnesPerson: (nummer) => perNummer.has(nummer),
    personaar: (nummer, inntektsaar) => aarAv(nummer).find((p) => p.inntektsaar === inntektsaar),
    sisteAar: (nummer, stoettes) =>
      aarAv(nummer)
        .filter((p) => p.summert !== undefined && stoettes(p.inntektsaar))
        .sort((a, b) => b.inntektsaar - a.inntektsaar)[0],
  };
}
