// POST /api/v1/beregning/pdf: the same calculation as a document. The PDF code is loaded when first asked for.

import type { HttpRequest } from "@azure/functions";
import type { Feil, TegnMangler } from "../shared/kernel/feil.ts";
import type { Organisasjonsnummer } from "../shared/kernel/organisasjonsnummer.ts";
import { ok, type Result } from "../shared/kernel/result.ts";
import type { Dokumentgrunnlag } from "../shared/pdf/dokumentgrunnlag.ts";
import type { BeregningDeps } from "./beregning.ts";
import type { Handler } from "./http/boundary.ts";
import { beregningPdfSchema } from "./http/beregning-schema.ts";
import { lesJson } from "./http/les-json.ts";
import type { IPlass } from "./http/plasser.ts";
import type { Svar } from "./http/svar.ts";
import { utfoerBeregning } from "./http/utfoer-beregning.ts";

export type BeregningPdfDeps = BeregningDeps & {
  /** The renderer with its fonts; heavy, so it is fetched at the first document. */
  readonly hentPdf: () => Promise<(grunnlag: Dokumentgrunnlag) => Result<Uint8Array, TegnMangler>>;
  readonly iPlass: IPlass;
};

export function createBeregningPdf({ autentiser, scope, segl, hentPdf, iPlass }: BeregningPdfDeps): Handler {
  async function lag(request: HttpRequest, kommune: Organisasjonsnummer): Promise<Result<Svar, Feil>> {
    const lest = await lesJson(request, beregningPdfSchema);
    if (!lest.ok) return lest;
    const { dokument, ...forespoersel } = lest.value;
    const utfoert = await utfoerBeregning(forespoersel, kommune, segl);
    if (!utfoert.ok) return utfoert;
    const lagPdf = await hentPdf();
    const { resultatId, resultat } = utfoert.value;
    const pdf = lagPdf({ resultatId, resultat, ...forespoersel, dokument });
    if (!pdf.ok) return pdf;
    const filnavn = `egenandel-${forespoersel.beregningsdato}-${resultatId.slice(7, 15)}.pdf`;
    return ok({
      status: 200,
      headers: {
        "Content-Type": "application/pdf",
        "Content-Disposition": `attachment; filename="${filnavn}"`,
      },
      body: pdf.value,
    });
  }

  return async (request) => {
    const caller = await autentiser(request, scope);
    return caller.ok ? iPlass(() => lag(request, caller.value.kommune)) : caller;
  };
}
