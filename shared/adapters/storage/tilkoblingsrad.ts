// Rows of the table of connections. All are in one partition, so that a state and its event are written together, and
// every state is in one range: `s_<orgnr>` is a state, `h_<orgnr>_<number>` an event in the order they were applied, from 1.

import { z } from "zod";
import type { Organisasjonsnummer } from "../../kernel/organisasjonsnummer.ts";
import type { Tilkoblingshendelse } from "../../tilkobling/hendelse.ts";
import type { Tilkobling } from "../../tilkobling/tilkobling.ts";
import type { Rad } from "./tabell.ts";
import { erklaeringSchema, hendelseSchema, kjerneSchema } from "./tilkobling-schema.ts";

type NyRad = { readonly partitionKey: string; readonly rowKey: string } & Readonly<
  Record<string, string | number>
>;

/** A state as it was read: `hendelser` events led to it, and the ETag says whether it is still so. */
export type LestTilstand = {
  readonly tilkobling: Tilkobling;
  readonly hendelser: number;
  readonly etag: string;
};

export const PARTISJON = "tilkobling";

/** Every state, in order of organisasjonsnummer. */
export const ALLE_TILSTANDER = `PartitionKey eq '${PARTISJON}' and RowKey ge 's_' and RowKey lt 's_~'`;

export function tilstandsnoekkel(kommune: Organisasjonsnummer): string {
  return `s_${kommune}`;
}

export function hendelsesnoekkel(kommune: Organisasjonsnummer, nr: number): string {
  return `h_${kommune}_${String(nr).padStart(8, "0")}`;
}

/** The events numbered `fra` to `til`, both included. */
export function hendelsesfilter(kommune: Organisasjonsnummer, fra: number, til: number): string {
  const [foerste, siste] = [hendelsesnoekkel(kommune, fra), hendelsesnoekkel(kommune, til)];
  return `PartitionKey eq '${PARTISJON}' and RowKey ge '${foerste}' and RowKey le '${siste}'`;
}

function erklaeringskolonne(nr: number): string {
  return `erklaering${String(nr + 1).padStart(2, "0")}`;
}

/** The row of a state. A column holds 32 768 characters: each declaration has its own, so that twenty of them fit. */
export function tilstandsrad({ erklaeringer, ...kjerne }: Tilkobling, hendelser: number): NyRad {
  return {
    partitionKey: PARTISJON,
    rowKey: tilstandsnoekkel(kjerne.organisasjonsnummer),
    hendelser,
    kjerne: somJson(kjerne satisfies z.infer<typeof kjerneSchema>),
    erklaeringer: erklaeringer.length,
    ...Object.fromEntries(erklaeringer.map((e, nr) => [erklaeringskolonne(nr), somJson(e)])),
  };
}

const tilstandSchema = z.object({
  rowKey: z.string(),
  etag: z.string(),
  hendelser: z.int().min(0),
  kjerne: z.string(),
  erklaeringer: z.int().min(0).max(99),
});

/** The state of a row; undefined when it is not one that was written here. */
export function lesTilstand(rad: Rad): LestTilstand | undefined {
  const kolonner = tilstandSchema.safeParse(rad);
  if (!kolonner.success) return undefined;
  const { rowKey, etag, hendelser, erklaeringer: antall } = kolonner.data;
  const kjerne = lesJson(kjerneSchema, kolonner.data.kjerne);
  const erklaeringer = Array.from({ length: antall }, (_, nr) =>
    lesJson(erklaeringSchema, rad[erklaeringskolonne(nr)]),
  ).filter((e) => e !== undefined);
  if (kjerne === undefined || erklaeringer.length < antall) return undefined;
  if (rowKey !== tilstandsnoekkel(kjerne.organisasjonsnummer)) return undefined;
  return { tilkobling: { ...kjerne, erklaeringer }, hendelser, etag };
}

/** Whose state a row is by its key; null when the key is of another form. */
export function kommuneAv({ rowKey }: Rad): string | null {
  return typeof rowKey === "string" ? (/^s_([0-9]{9})$/.exec(rowKey)?.[1] ?? null) : null;
}

/** An event that is kept, with the id of the write that kept it. */
export type LestHendelse = { readonly hendelse: Tilkoblingshendelse; readonly skrivId: string };

/** How many events have led to a state after one that may be news. */
export function antallEtter(foer: LestTilstand | undefined, ny: LestHendelse | undefined): number {
  return (foer?.hendelser ?? 0) + (ny === undefined ? 0 : 1);
}

/** The row of event number `nr` of a municipality. */
export function hendelsesrad(
  kommune: Organisasjonsnummer,
  nr: number,
  { hendelse, skrivId }: LestHendelse,
): NyRad {
  return {
    partitionKey: PARTISJON,
    rowKey: hendelsesnoekkel(kommune, nr),
    skrivId,
    hendelse: somJson(hendelse),
  };
}

/** The event of a row; undefined when it is not one that was written here. */
export function lesHendelse(rad: Rad): LestHendelse | undefined {
  const hendelse = lesJson(hendelseSchema, rad.hendelse);
  const { skrivId } = rad;
  return hendelse === undefined || typeof skrivId !== "string" ? undefined : { hendelse, skrivId };
}

/** As JSON, the longest event there is room for: two make a declaration, and two and six codes the rest of a state. */
const LENGSTE_HENDELSE = 7_000;

/** Throws for an event that could not be read again, or that is longer than there is room for. */
export function krevLagringsdyktig(hendelse: Tilkoblingshendelse): void {
  if (!hendelseSchema.safeParse(hendelse).success) throw new RangeError("not an event");
  if (somJson(hendelse).length > LENGSTE_HENDELSE) throw new RangeError("too long an event");
}

/** JSON on one line for all: Azurite takes U+2028 and U+2029 for the end of a line in a transaction. */
function somJson(verdi: unknown): string {
  return JSON.stringify(verdi).replaceAll("\u2028", "\\u2028").replaceAll("\u2029", "\\u2029");
}

function lesJson<T>(schema: z.ZodType<T>, tekst: unknown): T | undefined {
  if (typeof tekst !== "string") return undefined;
  let json: unknown;
  try {
    json = JSON.parse(tekst);
  } catch {
    return undefined;
  }
  return schema.safeParse(json).data;
}
