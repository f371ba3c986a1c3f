// Rows of subscriptions and changes: how they are named and what they hold. A person is a keyed hash, never a number.

import { z } from "zod";
import { lesDato } from "../../kernel/dato.ts";
import { lesOrganisasjonsnummer } from "../../kernel/organisasjonsnummer.ts";
import type { Abonnement } from "../../hendelser/abonnement.ts";
import { ENDRINGSTYPER, type Endring } from "../../hendelser/endring.ts";
import type { Markoer, Spor } from "../../hendelser/lager.ts";
import type { Feedhode, Merke } from "../../hendelser/planlegg.ts";

export type Rad = Readonly<Record<string, string | number>> & {
  readonly partitionKey: string;
  readonly rowKey: string;
};

const dato = z.string().transform((tekst, ctx) => {
  const lest = lesDato(tekst);
  if (lest !== undefined) return lest;
  ctx.addIssue({ code: "custom" });
  return z.NEVER;
});
const kommune = z.string().transform((tekst, ctx) => {
  const lest = lesOrganisasjonsnummer(tekst);
  if (lest !== undefined) return lest;
  ctx.addIssue({ code: "custom" });
  return z.NEVER;
});
/** Whole numbers beyond 32 bits are kept as text. */
const tall = z
  .string()
  .regex(/^[0-9]{1,16}$/)
  .transform(Number);
const valgfri = (verdi: string | null): Readonly<Record<string, string>> =>
  verdi === null ? {} : { saksreferanse: verdi };

const abonnementSchema = z
  .object({
    partitionKey: kommune,
    rowKey: z.string(),
    person: z.string(),
    inntektsaarFra: z.number().int(),
    saksreferanse: z.string().optional(),
    opprettet: dato,
    utloeper: dato,
  })
  .transform(({ partitionKey, rowKey, person, saksreferanse, ...resten }): Abonnement => ({
    kommune: partitionKey,
    abonnementId: rowKey,
    personnoekkel: person,
    saksreferanse: saksreferanse ?? null,
    ...resten,
  }));

export function abonnementsrad(abonnement: Abonnement): Rad {
  const { inntektsaarFra, opprettet, utloeper } = abonnement;
  return {
    partitionKey: abonnement.kommune,
    rowKey: abonnement.abonnementId,
    person: abonnement.personnoekkel,
    inntektsaarFra,
    ...valgfri(abonnement.saksreferanse),
    opprettet,
    utloeper,
  };
}

/** Undefined when the row is not one that was written here. */
export function lesAbonnement(rad: object): Abonnement | undefined {
  return abonnementSchema.safeParse(rad).data;
}

/** Where it stands that something in the table has changed. Sorts after every municipality. */
export const INDEKSVERSJON = { partitionKey: "indeks", rowKey: "versjon" } as const;
export const ALLE_ABONNEMENTER = "PartitionKey lt 'a'";

const versjonSchema = z.object({ verdi: z.string() });

export function lesVersjon(rad: object): string | undefined {
  return versjonSchema.safeParse(rad).data?.verdi;
}

export const MARKOER = { partitionKey: "kilde", rowKey: "markoer" } as const;

const markoerSchema = z.object({
  omgang: z.number().int().min(1),
  neste: tall,
  sisteLest: tall.optional(),
  lest: dato,
});

export function markoerrad({ omgang, neste, sisteLest, lest }: Markoer): Rad {
  const siste = sisteLest === undefined ? {} : { sisteLest: String(sisteLest) };
  return { ...MARKOER, omgang, neste: String(neste), ...siste, lest };
}

export function lesMarkoer(rad: object): Markoer | undefined {
  const lest = markoerSchema.safeParse(rad).data;
  return lest === undefined ? undefined : { ...lest, sisteLest: lest.sisteLest };
}

export const HODE = "hode";

const hodeSchema = z.object({ neste: tall, sisteTreff: z.string() });

export function hoderad(partitionKey: string, { neste, sisteTreff }: Feedhode): Rad {
  return { partitionKey, rowKey: HODE, neste: String(neste), sisteTreff };
}

export function lesHode(rad: object): Feedhode | undefined {
  return hodeSchema.safeParse(rad).data;
}

/** Row keys of changes start so; the character after the point is the first beyond them. */
export const ENDRINGER = { fra: "e.", foer: "e/" } as const;

export function endringsnoekkel(sekvensnummer: number): string {
  return `${ENDRINGER.fra}${String(sekvensnummer).padStart(16, "0")}`;
}

const endringSchema = z
  .object({
    rowKey: z.string().regex(/^e\.[0-9]{16}$/),
    abonnementId: z.string(),
    saksreferanse: z.string().optional(),
    inntektsaar: z.number().int().optional(),
    type: z.enum(ENDRINGSTYPER),
    tidspunkt: z.string(),
  })
  .transform(({ rowKey, abonnementId, saksreferanse, inntektsaar, type, tidspunkt }): Endring => ({
    sekvensnummer: Number(rowKey.slice(ENDRINGER.fra.length)),
    abonnementId,
    saksreferanse: saksreferanse ?? null,
    inntektsaar: inntektsaar ?? null,
    type,
    tidspunkt,
  }));

export function endringsrad(partitionKey: string, endring: Endring): Rad {
  const { sekvensnummer, abonnementId, saksreferanse, inntektsaar, type, tidspunkt } = endring;
  return {
    partitionKey,
    rowKey: endringsnoekkel(sekvensnummer),
    abonnementId,
    ...valgfri(saksreferanse),
    ...(inntektsaar === null ? {} : { inntektsaar }),
    type,
    tidspunkt,
  };
}

export function lesEndring(rad: object): Endring | undefined {
  return endringSchema.safeParse(rad).data;
}

const merkeSchema = z
  .object({ type: z.enum(ENDRINGSTYPER), person: z.string() })
  .transform(({ type, person }): Merke => ({ type, personnoekkel: person }));

export function merkerad(partitionKey: string, merkenoekkel: string, merke: Merke): Rad {
  return { partitionKey, rowKey: `m.${merkenoekkel}`, type: merke.type, person: merke.personnoekkel };
}

export function lesMerke(rad: object): Merke | undefined {
  return merkeSchema.safeParse(rad).data;
}

/** The row keys of the marks of a subscription: from, and the first beyond. */
export function merkene(abonnementId: string): { readonly fra: string; readonly foer: string } {
  return { fra: `m.${abonnementId}.`, foer: `m.${abonnementId}/` };
}

/** The row keys of changes and marks lie between these, and the head with them. */
export const SPOR = { fra: ENDRINGER.fra, foer: "m/" } as const;

const sporSchema = z.object({ etag: z.string(), rowKey: z.string() });
const sporEndringSchema = z.object({ abonnementId: z.string(), tidspunkt: z.string() });

/** Undefined when the row is neither a change nor a mark. */
export function lesSpor(rad: object): Spor | undefined {
  const lest = sporSchema.safeParse(rad).data;
  if (lest === undefined) return undefined;
  const { rowKey: noekkel, etag: merke } = lest;
  const abonnementId = /^m\.([^.]+)\.[^.]+$/.exec(noekkel)?.[1];
  if (abonnementId !== undefined) return { noekkel, merke, abonnementId, tidspunkt: undefined };
  const endring = noekkel.startsWith(ENDRINGER.fra) ? sporEndringSchema.safeParse(rad).data : undefined;
  return endring === undefined ? undefined : { noekkel, merke, ...endring };
}
