// That what was deployed answers, in the version it should.

import { z } from "zod";
import { erLoopback } from "../../shared/kernel/loopback.ts";
import { err, ok, type Result } from "../../shared/kernel/result.ts";

export type KontrollDeps = {
  readonly fetch: typeof globalThis.fetch;
  readonly vent: (ms: number) => Promise<void>;
};

const helseSchema = z.object({ status: z.literal("OK"), versjon: z.string() });
const klarSchema = z.object({
  status: z.enum(["OK", "REDUSERT"]),
  motparter: z.array(z.object({ motpart: z.string(), tilstand: z.string() })),
});

const PROEV_IGJEN_MS = 10_000;
const FLEST_PROEVER = 30;
/** A role that was given a minute ago may take some to reach the storage. */
const FLEST_PROEVER_LAGER = 12;

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

/**
 * Asks until the version answers, at most five minutes. Then what it last knew of its counterparts, and for something that it must
 * read from storage. No route without a token leads to the vault or to Maskinporten: that they can be reached is not proven here.
 */
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
      const klar = await kontrollerKlar(deps, rot);
      if (klar !== undefined) return err(`Versjon ${versjon} svarer, men ${klar}`);
      const lager = await kontrollerLager(deps, rot);
      if (lager !== undefined) return err(`Versjon ${versjon} svarer, men ${lager}`);
      return ok([
        `Versjon ${versjon} svarer på ${rot.href}api/helse, og leser lageret.`,
        "Ikke prøvd: hvelvet, Maskinporten og Skatteetaten. Det viser det første oppslaget.",
      ]);
    }
    if (helse.success) sist = `svarer med versjon ${helse.data.versjon}`;
    else if (svar !== undefined) sist = `svarte ${svar.status}`;
  }
  return err(
    `Tjenesten svarer ikke med versjon ${versjon} etter fem minutter (${sist}). Se docs/runbook/tilgjengelighet.md.`,
  );
}

/** What is wrong with the counterparts as the instance last knew them; undefined when nothing is. One not called yet is not wrong. */
async function kontrollerKlar(deps: KontrollDeps, rot: URL): Promise<string | undefined> {
  const svar = await hent(deps, new URL("api/helse/klar", rot));
  const lest = klarSchema.safeParse(svar?.json);
  if (svar?.status !== 200 || !lest.success) {
    return `api/helse/klar svarte ${svar === undefined ? "ikke" : `${svar.status} og ikke det den skal`}.`;
  }
  const borte = lest.data.motparter.filter(({ tilstand }) => tilstand === "UTILGJENGELIG");
  return lest.data.status === "OK"
    ? undefined
    : `den er ikke klar. Disse svarte ikke sist de ble spurt: ${borte.map(({ motpart }) => motpart).join(", ")}.`;
}

/** What is wrong when the open list of municipalities is asked for, which is read from a table; undefined when nothing is. */
async function kontrollerLager(deps: KontrollDeps, rot: URL): Promise<string | undefined> {
  let sist: number | undefined;
  for (let nr = 1; nr <= FLEST_PROEVER_LAGER; nr++) {
    if (nr > 1) await deps.vent(PROEV_IGJEN_MS);
    sist = (await hent(deps, new URL("api/v1/tilkoblinger", rot)))?.status;
    if (sist === 200) return undefined;
  }
  return `den kommer ikke til lageret: api/v1/tilkoblinger ${sist === undefined ? "svarte ikke" : `svarte ${sist}`} i to minutter. Se docs/runbook/tilkoblingslager-feiler.md.`;
}
