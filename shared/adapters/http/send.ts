// The one place that calls other systems over HTTP and the one place that tries again.

import type { Motpart } from "../../kernel/feil.ts";
import type { Adressat, Kall, Send } from "../../kernel/http.ts";
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
  type Forsoek = { readonly svar: Awaited<ReturnType<Send<A>>>; readonly forbigaaende: boolean };

  async function forsoek(kall: Kall<A>): Promise<Forsoek> {
    const utilgjengelig = err({ kode: "motpart-utilgjengelig", motpart: kall.motpart } as const);
    // Made outside the try: a request that cannot be made is a bug of ours, not a counterpart that is away.
    const request = new Request(kall.url, {
      method: kall.method,
      headers: { ...kall.headers, ...kall.headersPerForsoek?.() },
      ...(kall.body === undefined ? {} : { body: kall.body }),
      redirect: "manual",
      signal: AbortSignal.any([AbortSignal.timeout(kall.timeoutMs), ...(kall.frist ? [kall.frist] : [])]),
    });
    try {
      const response = await fetch(request);
      if (kall.bareStatus === true) {
        await response.body?.cancel();
        return { svar: ok({ status: response.status, mediatype: "", tekst: "" }), forbigaaende: false };
      }
      if (response.status >= 500 || response.status === 429) {
        await response.body?.cancel();
        return { svar: utilgjengelig, forbigaaende: response.status !== 429 };
      }
      const tekst = await lesTekst(response);
      if (tekst === undefined) {
        return { svar: err({ kode: "ugyldig-svar", motpart: kall.motpart }), forbigaaende: false };
      }
      const mediatype = response.headers.get("content-type")?.split(";")[0]?.trim().toLowerCase() ?? "";
      return { svar: ok({ status: response.status, mediatype, tekst }), forbigaaende: false };
    } catch {
      // fetch rejects on every network fault and on the deadline; its message can hold the address and is not kept.
      return { svar: utilgjengelig, forbigaaende: true };
    }
  }

  return async (kall) => {
    const foerste = await forsoek(kall);
    if (!foerste.forbigaaende || !kall.proevIgjen || kall.frist?.aborted === true) return foerste.svar;
    await vent(100 + Math.floor(tilfeldig() * 200));
    return (await forsoek(kall)).svar;
  };
}
