import type { IncomingMessage } from "node:http";
import { buffer } from "node:stream/consumers";
import type { Answer } from "./answer.ts";
import { emptyAnswer, toAnswer } from "./answer.ts";
import type { HostFunction, TimerTrigger } from "./host-function.ts";
import type { InFlight } from "./in-flight.ts";
import type { App } from "./invoke.ts";
import { invoke } from "./invoke.ts";
import type { Keys } from "./keys.ts";
import { isAuthorized, shownKey } from "./keys.ts";
import { isLoopbackAddress, isLoopbackHost } from "./loopback.ts";
import type { RequestTarget } from "./request-target.ts";
import { readTarget } from "./request-target.ts";
import type { RouteMatch, Router } from "./router.ts";
import { isReserved } from "./router.ts";
import { joinHeaders, toRpcHttp, traceContextOf } from "./rpc-request.ts";
import type { Throttle } from "./throttle.ts";
import { timerInput } from "./timer-input.ts";

export type Service = {
  readonly app: App;
  readonly router: Router;
  readonly timers: readonly HostFunction<TimerTrigger>[];
  readonly keys: Keys;
  readonly throttle: Throttle;
  readonly inFlight: InFlight;
  /** Bytes. */
  readonly bodyLimit: number;
};

type Request = {
  readonly message: IncomingMessage;
  readonly method: string;
  readonly headers: ReadonlyMap<string, string>;
  readonly target: RequestTarget;
};

/** The answer to a request; rejects only when the caller went away while sending its body. */
export async function answerRequest(service: Service, message: IncomingMessage): Promise<Answer> {
  const headers = joinHeaders(message.rawHeaders);
  const host = headers.get("host") ?? (message.httpVersion === "1.0" ? "localhost" : "");
  const target = readTarget(message.url ?? "", host);
  if (target === undefined) return emptyAnswer(400);
  const request: Request = { message, method: message.method ?? "", headers, target };
  if (isReserved(target.segments[0])) return answerAdmin(service, request);
  const match = service.router.match(request.method, target.segments);
  if (match === undefined) return emptyAnswer(404);
  const { name, trigger, disabled } = match.fn;
  if (!isAuthorized(trigger.authLevel, name, shownKey(headers, target.query), service.keys))
    return emptyAnswer(401);
  if (disabled) return emptyAnswer(404);
  return (await service.throttle(() => answerFunction(service, request, match))) ?? emptyAnswer(429);
}

async function answerFunction(service: Service, request: Request, match: RouteMatch): Promise<Answer> {
  // Only a stated length counts: the real host passes no body on when it is chunked.
  const length = Number(request.headers.get("content-length") ?? "0");
  if (length > service.bodyLimit) return emptyAnswer(413);
  const body = length > 0 ? await buffer(request.message) : undefined;
  const { method, headers, target } = request;
  const http = toRpcHttp({ method, headers, target, params: match.params, body });
  const input = { name: match.fn.trigger.bindingName, data: { http } };
  const run = invoke(service.app, match.fn, [input], traceContextOf(headers));
  // What it threw is logged there; the caller gets no detail, as from the real host.
  const response = await run.catch(() => undefined);
  return response === undefined ? emptyAnswer(500) : toAnswer(response);
}

/** `POST /admin/functions/<name>` fires a timer, for callers on this machine only. The real host demands its master key. */
function answerAdmin(service: Service, { message, method, headers, target }: Request): Answer {
  const [, name] = /^admin\/functions\/([^/]+)$/i.exec(target.segments.join("/")) ?? [];
  const isLocal = isLoopbackAddress(message.socket.remoteAddress) && isLoopbackHost(new URL(target.url).host);
  if (!isLocal || method !== "POST" || name === undefined) return emptyAnswer(404);
  const { master } = service.keys;
  if (master !== undefined && !isAuthorized("admin", "", shownKey(headers, target.query), { master }))
    return emptyAnswer(401);
  const timer = service.timers.find((fn) => fn.name.toLowerCase() === name.toLowerCase());
  if (timer === undefined || timer.disabled) return emptyAnswer(404);
  const run = invoke(service.app, timer, [timerInput(timer.trigger.bindingName)], null);
  service.inFlight.track(run);
  return emptyAnswer(202);
}
