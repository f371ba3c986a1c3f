// Requests that are wrong as HTTP: they get an answer where one can be sent, and the host goes on.
import { afterAll, beforeAll, expect, test } from "vitest";
import { rawExchange, rawRequest } from "./raw-exchange.ts";
import { removeTestBundles } from "./test-bundle.ts";
import type { TestHost } from "./test-host.ts";
import { startTestHost } from "./test-host.ts";

let local: TestHost;

beforeAll(async () => {
  local = await startTestHost(
    `app.http("echo", { route: "{*rest}", handler: async (request) => ({ body: "whole" + (await request.text()) }) });`,
    { routePrefix: "api", customHeaders: { "X-Content-Type-Options": "nosniff" } },
  );
});

afterAll(async () => {
  await local.host.close();
  await removeTestBundles();
});

test.each([
  ["bad percent-encoding", rawRequest("/api/%zz")],
  ["bytes that are not UTF-8", rawRequest("/api/%ff")],
  ["a target that is no path", rawRequest("api/echo")],
  ["an asterisk", rawRequest("*")],
  ["a Host that is no host", "GET /api/echo HTTP/1.1\r\nHost: a/b\r\nConnection: close\r\n\r\n"],
  ["two Hosts", "GET /api/echo HTTP/1.1\r\nHost: a\r\nHost: b\r\nConnection: close\r\n\r\n"],
  ["no Host", "GET /api/echo HTTP/1.1\r\nConnection: close\r\n\r\n"],
  ["something that is not HTTP", "hello\r\n\r\n"],
  ["two lengths", "POST /api/echo HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab"],
  [
    "length and chunks at once",
    "POST /api/echo HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
  ],
])(
  "a request with %s is 400, with the headers of host.json, and the host goes on",
  async (_title, request) => {
    const answer = await rawExchange(local.host.port, request);
    expect(answer).toMatch(/^HTTP\/1\.1 400 /);
    expect(answer).toContain("X-Content-Type-Options: nosniff");
    expect(await local.statusAndBody("/api/echo")).toEqual([200, "whole"]);
  },
);

test("headers that are too large are 431", async () => {
  expect(await rawExchange(local.host.port, rawRequest("/api/echo", `X-A: ${"a".repeat(40_000)}`))).toMatch(
    /^HTTP\/1\.1 431 /,
  );
});

test("a caller that leaves while sending its body harms nobody", async () => {
  const abort = new AbortController();
  const slow = new ReadableStream({
    start(controller) {
      controller.enqueue(new Uint8Array(10));
    },
  });
  const headers = { "content-length": "1000" };
  const gone = local.call("/api/echo", {
    method: "POST",
    body: slow,
    duplex: "half",
    headers,
    signal: abort.signal,
  });
  setTimeout(() => {
    abort.abort();
  }, 50);
  await expect(gone).rejects.toThrow();
  await expect.poll(() => local.lines.some((line) => line.message.startsWith("A request failed"))).toBe(true);
  expect(await local.statusAndBody("/api/echo")).toEqual([200, "whole"]);
});
