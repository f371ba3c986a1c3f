// Where a webhook may be sent: only to a host the operator has opened, so that nobody can have the service call whatever they
// like from inside its network.

import { erLoopback } from "../kernel/loopback.ts";
import { err, ok, type Result } from "../kernel/result.ts";

export const LENGSTE_ADRESSE = 500;

/** Not an address that can be sent to; or a host, with its port, that has not been opened. */
export type Adressefeil = "UGYLDIG" | "UAAPNET_VERT";

/** The address, when it may be sent to. The hosts are as `URL.host` has them, and are matched exactly. */
export function lesMottaker(tekst: string, verter: readonly string[]): Result<URL, Adressefeil> {
  const url = URL.canParse(tekst) ? new URL(tekst) : undefined;
  if (url === undefined || url.href.length > LENGSTE_ADRESSE) return err("UGYLDIG");
  if (url.username !== "" || url.password !== "" || url.href.includes("#")) return err("UGYLDIG");
  if (url.protocol !== "https:" && !(url.protocol === "http:" && erLoopback(url))) return err("UGYLDIG");
  return verter.includes(url.host) ? ok(url) : err("UAAPNET_VERT");
}
