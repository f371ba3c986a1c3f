// The body of a request as what a schema says it is.

import type { HttpRequest } from "@azure/functions";
import type { z } from "zod";
import type { Feil, Feltfeil } from "../../shared/kernel/feil.ts";
import { err, ok, type Result } from "../../shared/kernel/result.ts";
import { somFelt } from "./felt.ts";
import { lesBytes } from "./les-bytes.ts";

const MEDIATYPE = "application/json";
const GRENSE_BYTE = 256 * 1024;

function ugyldig(...felt: Feltfeil[]): Result<never, Feil> {
  return err({ kode: "ugyldig-forespoersel", felt });
}

/** Reads a JSON body as it was sent: as `lesBytes`, and `ugyldig-forespoersel` for what is not JSON. */
export async function lesKropp(
  request: HttpRequest,
  grenseByte = GRENSE_BYTE,
): Promise<Result<unknown, Feil>> {
  const bytes = await lesBytes(request, { mediatype: MEDIATYPE, grenseByte });
  if (!bytes.ok) return bytes;
  try {
    return ok(JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes.value)));
  } catch {
    return ugyldig({ sti: "", melding: "innholdet er ikke gyldig JSON i UTF-8" });
  }
}

/** What a schema says a value is; `ugyldig-forespoersel` with every field that does not fit. */
export function lesVerdi<S extends z.ZodType>(verdi: unknown, schema: S): Result<z.infer<S>, Feil> {
  const lest = schema.safeParse(verdi, { reportInput: true });
  return lest.success ? ok(lest.data) : ugyldig(...somFelt(lest.error));
}

/**
 * Reads and checks a JSON body. Media type, then size, then form, then content: `feil-medietype`, `for-stor` (over
 * 256 KiB), `ugyldig-forespoersel`.
 */
export async function lesJson<S extends z.ZodType>(
  request: HttpRequest,
  schema: S,
): Promise<Result<z.infer<S>, Feil>> {
  const kropp = await lesKropp(request);
  return kropp.ok ? lesVerdi(kropp.value, schema) : kropp;
}
