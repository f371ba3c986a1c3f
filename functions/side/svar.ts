// A page as an answer.

import type { HttpRequest } from "@azure/functions";
import { createHash } from "node:crypto";
import type { Svar } from "../http/svar.ts";
import { htmltekst } from "./markup.ts";
import type { Side } from "./ramme.ts";

/** The answer that carries a page. */
export function somSvar({ html, policy }: Side): Svar & { readonly body: string } {
  return {
    status: 200,
    headers: { "Content-Type": "text/html; charset=utf-8", "Content-Security-Policy": policy },
    body: htmltekst(html),
  };
}

/**
 * The same for a page that is nobody's secret: a browser may keep it, and asks each time whether it is still so. A check made
 * a moment ago is seen at once.
 */
export function somFerskt(side: Side, request: HttpRequest): Svar {
  const { body, ...svar } = somSvar(side);
  const etag = `"${createHash("sha256").update(body).digest("base64url")}"`;
  // Also without a body: a browser takes the headers of a 304 for those of the page it kept.
  const headers = { ...svar.headers, "Cache-Control": "no-cache", ETag: etag };
  const kjente = request.headers.get("if-none-match")?.split(",") ?? [];
  // A cache on the way may have made it weak.
  const erKjent = kjente.some((kjent) => kjent.trim().replace(/^W\//, "") === etag);
  return erKjent ? { status: 304, headers } : { status: 200, headers, body };
}
