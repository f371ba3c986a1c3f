// The token of a request, read without being trusted: its form and its protected header, before any key is fetched.

import type { HttpRequest } from "@azure/functions";
import { decodeProtectedHeader } from "jose";
import { z } from "zod";

const STOERSTE_TOKEN = 8_192;

// RS256 with a named key. A token that brings its key, points to one or changes how it is read is not looked at further.
const hodeSchema = z.object({
  alg: z.literal("RS256"),
  kid: z.string().min(1).max(200),
  crit: z.undefined().optional(),
  b64: z.undefined().optional(),
  jwk: z.undefined().optional(),
  jku: z.undefined().optional(),
  x5u: z.undefined().optional(),
  x5c: z.undefined().optional(),
});

function harKidOgTrygtHode(token: string): boolean {
  try {
    return hodeSchema.safeParse(decodeProtectedHeader(token)).success;
  } catch {
    return false;
  }
}

/** The bearer token (RFC 6750 § 2.1) of the Authorization header; undefined when there is none worth verifying. */
export function lesBearertoken(request: HttpRequest): string | undefined {
  const header = request.headers.get("authorization") ?? "";
  if (header.length > STOERSTE_TOKEN + 7) return undefined;
  const token = /^Bearer ([\w-]+\.[\w-]+\.[\w-]+)$/i.exec(header)?.[1];
  return token !== undefined && harKidOgTrygtHode(token) ? token : undefined;
}
