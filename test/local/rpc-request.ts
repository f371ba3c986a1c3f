import type { Nullable, RpcHttp, TraceContext } from "./core-types.ts";
import type { RequestTarget } from "./request-target.ts";

/**
 * Header names in lower case; a repeated header is joined with a comma, whichever it is, as Kestrel does. So two
 * Authorization headers arrive as one value that is no valid credential, instead of the first one alone.
 */
export function joinHeaders(rawHeaders: readonly string[]): ReadonlyMap<string, string> {
  const headers = new Map<string, string>();
  for (let at = 0; at + 1 < rawHeaders.length; at += 2) {
    const name = rawHeaders[at]?.toLowerCase() ?? "";
    const value = rawHeaders[at + 1] ?? "";
    const before = headers.get(name);
    headers.set(name, before === undefined ? value : `${before},${value}`);
  }
  return headers;
}

/** The HTTP input of an invocation; `body` is undefined when the request had none. */
export function toRpcHttp(request: {
  readonly method: string;
  readonly target: RequestTarget;
  readonly headers: ReadonlyMap<string, string>;
  readonly params: ReadonlyMap<string, string>;
  readonly body: Uint8Array | undefined;
}): RpcHttp {
  return {
    method: request.method,
    url: request.target.url,
    nullableHeaders: nullable(request.headers),
    nullableParams: nullable(request.params),
    nullableQuery: nullable(request.target.query),
    ...(request.body === undefined ? {} : { body: { bytes: request.body } }),
  };
}

function nullable(map: ReadonlyMap<string, string>): Record<string, Nullable<string>> {
  return Object.fromEntries([...map].map(([name, value]) => [name, { value }]));
}

/** The caller's W3C trace context, or null when there is none or it is malformed. */
export function traceContextOf(headers: ReadonlyMap<string, string>): TraceContext | null {
  const traceParent = headers.get("traceparent");
  const form = /^(?!ff)[0-9a-f]{2}-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}$/;
  if (traceParent === undefined || !form.test(traceParent)) return null;
  const traceState = headers.get("tracestate");
  return traceState === undefined ? { traceParent } : { traceParent, traceState };
}
