// Judges declarations in threads of their own, so that a file made to be slow stops neither other calls nor the process.

import { Worker } from "node:worker_threads";
import { createEtterTur } from "../../kernel/etter-tur.ts";
import { avbruttVurdering } from "../../signatur/avbrutt.ts";
import type { Erklaeringsvurdering } from "../../signatur/verifiser.ts";
import { erVurdering, type Oppgave } from "./oppgave.ts";

export type VerifisererDeps = {
  /** The code of the thread: its text, or where its file is. */
  readonly kode: string | URL;
  /** How long one file may take once its thread is started. */
  readonly nyFrist: () => AbortSignal;
  /** Memory of one thread, in MB; files themselves come in addition. */
  readonly minneMb: number;
};

/** The verdict on a declaration; INDETERMINATE / GENERIC when it takes too long or too much memory. Rejects for our own faults. */
export type Verifiser = (oppgave: Oppgave) => Promise<Erklaeringsvurdering>;

const SAMTIDIGE = 2;

export function createVerifiserer({ kode, nyFrist, minneMb }: VerifisererDeps): Verifiser {
  const etterTur = createEtterTur(SAMTIDIGE);
  return (oppgave) =>
    etterTur(async () => {
      const svar = await kjoer(kode, oppgave, minneMb, nyFrist());
      return svar === "AVBRUTT" ? avbruttVurdering(oppgave.pdf) : svar;
    });
}

async function kjoer(
  kode: string | URL,
  oppgave: Oppgave,
  minneMb: number,
  frist: AbortSignal,
): Promise<Erklaeringsvurdering | "AVBRUTT"> {
  // Neither the environment nor the flags of the process are any of its business.
  const traad = new Worker(kode, {
    eval: typeof kode === "string",
    workerData: oppgave,
    env: {},
    execArgv: [],
    resourceLimits: { maxOldGenerationSizeMb: minneMb },
  });
  try {
    return await new Promise((ferdig, feil) => {
      traad.once("message", (svar: unknown) => {
        if (erVurdering(svar)) ferdig(svar);
        else feil(new Error("the thread answered something else than a verdict"));
      });
      traad.once("error", (grunn: unknown) => {
        if (erTomForMinne(grunn)) ferdig("AVBRUTT");
        else feil(grunn instanceof Error ? grunn : new Error("the thread failed"));
      });
      traad.once("exit", () => {
        feil(new Error("the thread ended without an answer"));
      });
      frist.addEventListener("abort", () => {
        ferdig("AVBRUTT");
      });
    });
  } finally {
    await traad.terminate();
  }
}

function erTomForMinne(grunn: unknown): boolean {
  return grunn instanceof Error && "code" in grunn && grunn.code === "ERR_WORKER_OUT_OF_MEMORY";
}
