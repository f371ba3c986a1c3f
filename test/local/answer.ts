import type { ServerResponse } from "node:http";
import type { InvocationResponse } from "./core-types.ts";
import { setCookie } from "./set-cookie.ts";

export type Answer = {
  readonly status: number;
  readonly headers: readonly (readonly [string, string])[];
  readonly body: Uint8Array;
};

const NOTHING = new Uint8Array();

/** An answer of the host itself: a status and nothing more. */
export function emptyAnswer(status: number): Answer {
  return { status, headers: [], body: NOTHING };
}

/** What a function returned, as an answer. A function that returned nothing is answered 204. */
export function toAnswer(response: InvocationResponse): Answer {
  const outputs = [response.returnValue, ...(response.outputData ?? []).map((output) => output.data)];
  const http = outputs.find((output) => output?.http !== undefined)?.http;
  if (http === undefined) return emptyAnswer(204);
  const headers = Object.entries(http.headers ?? {});
  const cookies = (http.cookies ?? []).map((cookie): [string, string] => ["set-cookie", setCookie(cookie)]);
  return {
    status: Number(http.statusCode),
    headers: [...headers, ...cookies],
    body: http.body?.bytes ?? NOTHING,
  };
}

/** Headers that belong to the connection: the host decides them, not the function. */
const CONNECTION_HEADERS = new Set([
  "connection",
  "content-length",
  "keep-alive",
  "proxy-connection",
  "te",
  "trailer",
  "transfer-encoding",
  "upgrade",
]);

/**
 * Writes an answer. `defaults` (customHeaders and hsts of host.json) are added where the answer has no header of
 * that name: the real host adds customHeaders only then, so a function can state its own Content-Security-Policy.
 * The real host sends hsts on https alone; here it is sent always, so that tests see what Azure will send.
 * Throws when Node refuses a header; nothing is sent then.
 */
export function sendAnswer(
  response: ServerResponse,
  answer: Answer,
  defaults: HostHeaders,
  lastOnConnection: boolean,
): void {
  for (const name of response.getHeaderNames()) response.removeHeader(name);
  for (const [name, value] of answer.headers)
    if (!CONNECTION_HEADERS.has(name.toLowerCase())) response.appendHeader(name, value);
  for (const [name, value] of defaults) if (!response.hasHeader(name)) response.setHeader(name, value);
  if (answer.status !== 204 && answer.status !== 304)
    response.setHeader("Content-Length", answer.body.byteLength);
  if (lastOnConnection) response.setHeader("Connection", "close");
  response.statusCode = answer.status;
  // Node leaves the body out for HEAD, 204 and 304.
  response.end(answer.body);
}

export type HostHeaders = readonly (readonly [string, string])[];
