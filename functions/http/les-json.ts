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
 * Reads a JSON body as it was sent. Media type, then size, then form: `feil-medietype`, `for-stor` (over the bound in bytes),
 * `ugyldig-forespoersel`.
 */
export async function lesKropp(
  request: HttpRequest,
  grenseByte = GRENSE_BYTE,
): Promise<Result<unknown, Feil>> {
  const mediatype = request.headers.get("content-type")?.split(";")[0]?.trim().toLowerCase();
  if (mediatype !== "application/json") return err({ kode: "feil-medietype", forventet: "application/json" });
  const oppgitt = Number(request.headers.get("content-length") ?? 0);
  if (oppgitt > grenseByte) return err({ kode: "for-stor", grenseByte });
  const bytes = new Uint8Array(await request.arrayBuffer());
  if (bytes.byteLength > grenseByte) return err({ kode: "for-stor", grenseByte });
  if (bytes.byteLength === 0) {
    return ugyldig({ sti: "", melding: "innholdet mangler; send det med Content-Length" });
  }
  try {
    return ok(JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes)));
  } catch {
    return ugyldig({ sti: "", melding: "innholdet er ikke gyldig JSON i UTF-8" });
  }
}

/** What a schema says a value is; `ugyldig-forespoersel` with every field that does not fit. */
export function lesVerdi<S extends z.ZodType>(verdi: unknown, schema: S): Result<z.infer<S>, Feil> {
  const lest = schema.safeParse(verdi, { reportInput: true });
  return lest.success ? ok(lest.data) : ugyldig(...somFelt(lest.error));
}

/** Reads and checks a JSON body of at most 256 KiB: `lesKropp`, and then its content. */
export async function lesJson<S extends z.ZodType>(
  request: HttpRequest,
  schema: S,
): Promise<Result<z.infer<S>, Feil>> {
  const kropp = await lesKropp(request);
  return kropp.ok ? lesVerdi(kropp.value, schema) : kropp;
}
