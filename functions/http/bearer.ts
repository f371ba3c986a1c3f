// The token of a request, read without being trusted: its form and its protected header, before any key is fetched.

import type { HttpRequest } from "@azure/functions";
import { decodeProtectedHeader, type JWSHeaderParameters } from "jose";
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

/** The protected header of a token that may be verified: what signs it and with which key; undefined for any other. */
export function lesTrygtHode(token: string): Pick<JWSHeaderParameters, "alg" | "kid"> | undefined {
  try {
    const lest = hodeSchema.safeParse(decodeProtectedHeader(token));
    return lest.success ? { alg: lest.data.alg, kid: lest.data.kid } : undefined;
  } catch {
    return undefined;
  }
}

/** The bearer token (RFC 6750 § 2.1) of the Authorization header; undefined when there is none that has the form of a JWT. */
export function lesBearertoken(request: HttpRequest): string | undefined {
  const header = request.headers.get("authorization") ?? "";
  if (header.length > STOERSTE_TOKEN + 7) return undefined;
  return /^Bearer ([\w-]+\.[\w-]+\.[\w-]+)$/i.exec(header)?.[1];
}
