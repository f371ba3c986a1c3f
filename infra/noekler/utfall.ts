// How a step of a rotation ends: lines that tell what was done, or one text that tells what is in the way.

import type { Result } from "../../shared/kernel/result.ts";

export type Utfall = Result<readonly string[], string>;
export type Steg<Valg> = (valg: Valg) => Promise<Utfall>;

export const DAG_MS = 24 * 60 * 60 * 1000;

/** The day as it is written in Norwegian, `14.03.2026`, in UTC. */
export function visDato(tidspunkt: Date): string {
  const [aar = "", maaned = "", dag = ""] = tidspunkt.toISOString().slice(0, 10).split("-");
  return `${dag}.${maaned}.${aar}`;
}
