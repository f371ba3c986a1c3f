// The body of a request as what a schema says it is.

import type { HttpRequest } from "@azure/functions";
import type { z } from "zod";
import type { Feil, Feltfeil } from "../../shared/kernel/feil.ts";
import { err, ok, type Result } from "../../shared/kernel/result.ts";
import { somFelt } from "./felt.ts";
import { lesBytes } from "./les-bytes.ts";

const KRAV = { mediatype: "application/json", grenseByte: 256 * 1024 };

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
  const bytes = await lesBytes(request, KRAV);
  if (!bytes.ok) return bytes;
  let json: unknown;
  try {
    json = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes.value));
  } catch {
    return ugyldig({ sti: "", melding: "innholdet er ikke gyldig JSON i UTF-8" });
  }
  const lest = schema.safeParse(json, { reportInput: true });
  return lest.success ? ok(lest.data) : ugyldig(...somFelt(lest.error));
}
