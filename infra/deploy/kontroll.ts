// That what was deployed answers, in the version it should.

import { z } from "zod";
import { erLoopback } from "../../shared/kernel/loopback.ts";
import { err, ok, type Result } from "../../shared/kernel/result.ts";

export type KontrollDeps = {
  readonly fetch: typeof globalThis.fetch;
  readonly vent: (ms: number) => Promise<void>;
};

const helseSchema = z.object({ status: z.literal("OK"), versjon: z.string() });

const PROEV_IGJEN_MS = 10_000;
const FLEST_PROEVER = 30;

/** https, but for a service on this machine. */
function adresse(vertsnavn: string): URL {
  const url = new URL(`https://${vertsnavn}/`);
  return erLoopback(url) ? new URL(`http://${vertsnavn}/`) : url;
}

/** The answer's status and what it says; undefined when there is none. */
async function hent(
  { fetch }: KontrollDeps,
  url: URL,
): Promise<{ readonly status: number; readonly json: unknown } | undefined> {
  try {
    const svar = await fetch(url, { signal: AbortSignal.timeout(15_000), redirect: "manual" });
    const tekst = await svar.text();
    try {
      const json: unknown = JSON.parse(tekst);
      return { status: svar.status, json };
    } catch {
      return { status: svar.status, json: undefined };
    }
  } catch {
    // Not up yet, or not reachable: asked again until the deadline.
    return undefined;
  }
}

/** The version that answers now; undefined when none does. */
export async function finnVersjon(deps: KontrollDeps, vertsnavn: string): Promise<string | undefined> {
  const svar = await hent(deps, new URL("api/helse", adresse(vertsnavn)));
  return helseSchema.safeParse(svar?.json).data?.versjon;
}

/** Asks until the version answers, at most five minutes. Then whether the service is ready, where it tells. */
export async function kontrollerTjenesten(
  deps: KontrollDeps,
  vertsnavn: string,
  versjon: string,
): Promise<Result<readonly string[], string>> {
  const rot = adresse(vertsnavn);
  let sist = "svarte ikke";
  for (let nr = 1; nr <= FLEST_PROEVER; nr++) {
    if (nr > 1) await deps.vent(PROEV_IGJEN_MS);
    const svar = await hent(deps, new URL("api/helse", rot));
    const helse = helseSchema.safeParse(svar?.json);
    if (svar?.status === 200 && helse.success && helse.data.versjon === versjon) {
      return klar(deps, rot, versjon);
    }
    if (helse.success) sist = `svarer med versjon ${helse.data.versjon}`;
    else if (svar !== undefined) sist = `svarte ${svar.status}`;
  }
  return err(
    `Tjenesten svarer ikke med versjon ${versjon} etter fem minutter (${sist}). Se docs/runbook/tilgjengelighet.md.`,
  );
}

async function klar(
  deps: KontrollDeps,
  rot: URL,
  versjon: string,
): Promise<Result<readonly string[], string>> {
  const linje = `Versjon ${versjon} svarer på ${rot.href}api/helse.`;
  const svar = await hent(deps, new URL("api/helse/klar", rot));
  if (svar?.status === 200) return ok([linje, "Den sier selv at den er klar."]);
  if (svar?.status === 404) return ok([linje]);
  return err(`${linje} Men den er ikke klar: ${JSON.stringify(svar?.json ?? "intet svar")}`);
}
