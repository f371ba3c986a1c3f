// The one place that calls other systems over HTTP and the one place that tries again.

import type { Motpart } from "../../kernel/feil.ts";
import type { Adressat, Kall, Kallslutt, Send } from "../../kernel/http.ts";
import { err, ok } from "../../kernel/result.ts";

export type SendDeps = {
  readonly fetch: typeof globalThis.fetch;
  /** Random number in [0, 1), for the jitter before the second try. */
  readonly tilfeldig: () => number;
  readonly vent: (ms: number) => Promise<void>;
};

const STOERSTE_SVAR_BYTE = 4 * 1024 * 1024;

/** The body as text, or undefined when it is larger than any answer we know. */
async function lesTekst(response: Response): Promise<string | undefined> {
  if (response.body === null) return "";
  const deler: Uint8Array[] = [];
  let antall = 0;
  for await (const del of response.body) {
    if (!(del instanceof Uint8Array)) return undefined;
    antall += del.byteLength;
    if (antall > STOERSTE_SVAR_BYTE) return undefined;
    deler.push(del);
  }
  return Buffer.concat(deler).toString("utf8");
}

/** Creates the sender. Redirects are not followed: a token must not travel to another address. */
export function createSend<A extends Adressat = Motpart>({ fetch, tilfeldig, vent }: SendDeps): Send<A> {
  type Forsoek = {
    readonly svar: Awaited<ReturnType<Send<A>>>;
    readonly slutt: Kallslutt;
    readonly forbigaaende: boolean;
  };

  /** The answer to a request that got one. */
  async function les({ motpart, bareStatus }: Kall<A>, response: Response): Promise<Forsoek> {
    const { status } = response;
    if (bareStatus === true) {
      await response.body?.cancel();
      return { svar: ok({ status, mediatype: "", tekst: "" }), slutt: status, forbigaaende: false };
    }
    if (status >= 500 || status === 429) {
      await response.body?.cancel();
      const svar = err({ kode: "motpart-utilgjengelig", motpart } as const);
      return { svar, slutt: status, forbigaaende: status !== 429 };
    }
    const tekst = await lesTekst(response);
    if (tekst === undefined) {
      return { svar: err({ kode: "ugyldig-svar", motpart }), slutt: status, forbigaaende: false };
    }
    const mediatype = response.headers.get("content-type")?.split(";")[0]?.trim().toLowerCase() ?? "";
    return { svar: ok({ status, mediatype, tekst }), slutt: status, forbigaaende: false };
  }

  async function forsoek(kall: Kall<A>): Promise<Forsoek> {
    const tidsgrense = AbortSignal.timeout(kall.timeoutMs);
    // Made outside the try: a request that cannot be made is a bug of ours, not a counterpart that is away.
    const request = new Request(kall.url, {
      method: kall.method,
      headers: { ...kall.headers, ...kall.headersPerForsoek?.() },
      ...(kall.body === undefined ? {} : { body: kall.body }),
      redirect: "manual",
      signal: AbortSignal.any([tidsgrense, ...(kall.frist ? [kall.frist] : [])]),
    });
    try {
      return await les(kall, await fetch(request));
    } catch {
      // fetch rejects on every network fault and on the deadline; its message can hold the address and is not kept.
      const slutt = kall.frist?.aborted === true ? "FRIST" : tidsgrense.aborted ? "TIDSAVBRUDD" : "BRUDD";
      const svar = err({ kode: "motpart-utilgjengelig", motpart: kall.motpart } as const);
      return { svar, slutt, forbigaaende: true };
    }
  }

  async function inntilTo(kall: Kall<A>): Promise<Forsoek> {
    const foerste = await forsoek(kall);
    if (!foerste.forbigaaende || !kall.proevIgjen || kall.frist?.aborted === true) return foerste;
    await vent(100 + Math.floor(tilfeldig() * 200));
    const andre = await forsoek(kall);
    // A try that was cut short says nothing; the one before it does.
    return andre.slutt === "FRIST" ? foerste : andre;
  }

  return async (kall) => {
    const { svar, slutt } = await inntilTo(kall);
    kall.meldSlutt?.(slutt);
    return svar;
  };
}
