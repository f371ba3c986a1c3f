// What the stores of subscriptions and changes have in common: rows by key and by range, and a reason in codes.

import type { TableClient } from "@azure/data-tables";
import type { Feil } from "../../kernel/feil.ts";
import { err, type Result } from "../../kernel/result.ts";
import { innenFrist, lesAvslag, type Lageraarsak } from "./lagerkall.ts";

export type Hendelselageraarsak =
  | Lageraarsak
  /** Somebody else wrote in between each time. */
  | { readonly kode: "KONFLIKT" }
  /** A row is not one that was written here. */
  | { readonly kode: "ULESELIG"; readonly tabell: string }
  /** The pepper is not 32 bytes as base64url. */
  | { readonly kode: "PEPPER_UGYLDIG" }
  | { readonly kode: "PEPPER_UTILGJENGELIG"; readonly feil: Feil };

export type Utfall<T> = Result<T, Hendelselageraarsak>;

function somFeil(aarsak: Hendelselageraarsak): Feil {
  switch (aarsak.kode) {
    case "ULESELIG":
      return { kode: "ugyldig-svar", motpart: "STORAGE" };
    case "PEPPER_UGYLDIG":
      return { kode: "tilkobling-feilkonfigurert", aarsakskode: aarsak.kode };
    case "PEPPER_UTILGJENGELIG":
      return aarsak.feil;
    case "TABELL_MANGLER":
    case "CONTAINER_MANGLER":
    case "INNSLAG_MANGLER":
    case "IKKE_TILGANG":
    case "LAGER_UTILGJENGELIG":
    case "KONFLIKT":
      return { kode: "motpart-utilgjengelig", motpart: "STORAGE" };
  }
}

/** Does work within a deadline in ms, tells `meld` why it failed, and gives the Feil it is to the caller. */
export async function fortalt<T>(
  fristMs: number,
  meld: (aarsak: Hendelselageraarsak) => void,
  arbeid: (frist: AbortSignal) => Promise<Utfall<T>>,
): Promise<Result<T, Feil>> {
  const utfall = await innenFrist(fristMs, arbeid);
  if (utfall.ok) return utfall;
  meld(utfall.feil);
  return err(somFeil(utfall.feil));
}

/** A row, or undefined when there is none. A table that is missing is a fault. */
export async function hentRad(
  client: TableClient,
  { partitionKey, rowKey }: { readonly partitionKey: string; readonly rowKey: string },
  abortSignal: AbortSignal,
) {
  try {
    return await client.getEntity(partitionKey, rowKey, { abortSignal });
  } catch (kastet) {
    if (lesAvslag(kastet)?.kode === "ResourceNotFound") return undefined;
    throw kastet;
  }
}

/** Somebody wrote first. */
export function erKonflikt(kastet: unknown): boolean {
  const avslag = lesAvslag(kastet);
  return avslag?.statusCode === 412 || avslag?.kode === "EntityAlreadyExists";
}

/** An OData filter for the rows of a partition whose keys are in a range. The texts are our own keys. */
export function radfilter(partitionKey: string, fra: string, foer: string): string {
  return `PartitionKey eq '${partitionKey}' and RowKey ge '${fra}' and RowKey lt '${foer}'`;
}

/** A row, and what it takes to remove it only if it is as it was read. */
export type Radmerke = { readonly rowKey: string; readonly merke: string };

/** Rows that are removed at the same time: a storage transaction does not take the mark of what it removes. */
const SAMTIDIGE_SLETTINGER = 16;

/** Removes the rows of a partition that are as they were read; gives how many. The others have been changed or are gone. */
export async function slettUendrede(
  client: TableClient,
  partitionKey: string,
  rader: readonly Radmerke[],
  abortSignal: AbortSignal,
): Promise<number> {
  async function slett({ rowKey, merke }: Radmerke): Promise<number> {
    try {
      await client.deleteEntity(partitionKey, rowKey, { etag: merke, abortSignal });
      return 1;
    } catch (kastet) {
      if (erKonflikt(kastet) || lesAvslag(kastet)?.kode === "ResourceNotFound") return 0;
      throw kastet;
    }
  }
  let antall = 0;
  for (let i = 0; i < rader.length; i += SAMTIDIGE_SLETTINGER) {
    const slettet = await Promise.all(rader.slice(i, i + SAMTIDIGE_SLETTINGER).map(slett));
    antall += slettet.reduce((sum, en) => sum + en, 0);
  }
  return antall;
}
