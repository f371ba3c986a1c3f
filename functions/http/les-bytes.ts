// The body of a request as bytes, of one media type and within bounds.

import type { HttpRequest } from "@azure/functions";
import type { Feil } from "../../shared/kernel/feil.ts";
import { err, ok, type Result } from "../../shared/kernel/result.ts";

export type Innholdskrav = { readonly mediatype: string; readonly grenseByte: number };

/** Media type, then size: `feil-medietype`, `for-stor`, or `ugyldig-forespoersel` when there is nothing. */
export async function lesBytes(
  request: HttpRequest,
  { mediatype, grenseByte }: Innholdskrav,
): Promise<Result<Uint8Array, Feil>> {
  const oppgittType = request.headers.get("content-type")?.split(";")[0]?.trim().toLowerCase();
  if (oppgittType !== mediatype) return err({ kode: "feil-medietype", forventet: mediatype });
  const oppgitt = Number(request.headers.get("content-length") ?? 0);
  if (oppgitt > grenseByte) return err({ kode: "for-stor", grenseByte });
  const bytes = new Uint8Array(await request.arrayBuffer());
  if (bytes.byteLength > grenseByte) return err({ kode: "for-stor", grenseByte });
  if (bytes.byteLength === 0) {
    return err({
      kode: "ugyldig-forespoersel",
      felt: [{ sti: "", melding: "innholdet mangler; send det med Content-Length" }],
    });
  }
  return ok(bytes);
}
