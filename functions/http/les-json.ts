// The body of a request as what a schema says it is.

import type { HttpRequest } from "@azure/functions";
import type { z } from "zod";
import type { Feil, Feltfeil } from "../../shared/kernel/feil.ts";
import { err, ok, type Result } from "../../shared/kernel/result.ts";
import { somFelt } from "./felt.ts";

const GRENSE_BYTE = 256 * 1024;

function ugyldig(...felt: Feltfeil[]): Result<never, Feil> {
  return err({ kode: "ugyldig-forespoersel", felt });
}

/**
 * Reads and checks a JSON body. Media type, then size, then form, then content: `feil-medietype`, `for-stor` (over
 * 256 KiB), `ugyldig-forespoersel`.
 */
export async function lesJson<S extends z.ZodType>(
  request: HttpRequest,
  schema: S,
): Promise<Result<z.infer<S>, Feil>> {
  const mediatype = request.headers.get("content-type")?.split(";")[0]?.trim().toLowerCase();
  if (mediatype !== "application/json") return err({ kode: "feil-medietype", forventet: "application/json" });
  const oppgitt = Number(request.headers.get("content-length") ?? 0);
  if (oppgitt > GRENSE_BYTE) return err({ kode: "for-stor", grenseByte: GRENSE_BYTE });
  const bytes = new Uint8Array(await request.arrayBuffer());
  if (bytes.byteLength > GRENSE_BYTE) return err({ kode: "for-stor", grenseByte: GRENSE_BYTE });
  if (bytes.byteLength === 0) {
    return ugyldig({ sti: "", melding: "innholdet mangler; send det med Content-Length" });
  }
  let json: unknown;
  try {
    json = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch {
    return ugyldig({ sti: "", melding: "innholdet er ikke gyldig JSON i UTF-8" });
  }
  const lest = schema.safeParse(json, { reportInput: true });
  return lest.success ? ok(lest.data) : ugyldig(...somFelt(lest.error));
}
