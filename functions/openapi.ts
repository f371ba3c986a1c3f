// GET /api/openapi.json: what the API is, for programs. Public, and made when first asked for.

import { aarAv, norskDato } from "../shared/kernel/dato.ts";
import { ok } from "../shared/kernel/result.ts";
import type { Handler } from "./http/boundary.ts";

export type OpenapiDeps = {
  readonly now: () => Date;
  /** Makes the document for the last inntektsaar that may be asked for; heavy, so it is fetched at the first request. */
  readonly hentDokument: (sisteInntektsaar: number) => Promise<object>;
};

export function createOpenapi({ now, hentDokument }: OpenapiDeps): () => ReturnType<Handler> {
  let laget: { readonly aar: number; readonly json: string } | undefined;

  return async () => {
    const aar = aarAv(norskDato(now())) - 1;
    if (laget?.aar !== aar) laget = { aar, json: JSON.stringify(await hentDokument(aar)) };
    return ok({
      status: 200,
      headers: { "Content-Type": "application/json; charset=utf-8", "Cache-Control": "public, max-age=300" },
      body: laget.json,
    });
  };
}
