// What a function gets of a request, and what becomes of what it returns.
import { afterAll, beforeAll, expect, test } from "vitest";
import { rawExchange, rawRequest } from "./raw-exchange.ts";
import { removeTestBundles } from "./test-bundle.ts";
import type { TestHost } from "./test-host.ts";
import { startTestHost } from "./test-host.ts";

const SOURCE = `
const echo = async (request) => ({
  jsonBody: {
    method: request.method,
    url: request.url,
    headers: Object.fromEntries(request.headers),
    query: Object.fromEntries(request.query),
    params: request.params,
    body: await request.text(),
  },
});
app.http("echo", { methods: ["GET", "POST"], route: "echo/{id?}", handler: echo });
app.http("plain", { methods: ["GET", "HEAD"], handler: () => ({ body: "text æ", headers: { etag: '"1"' } }) });
app.http("binary", { handler: async (request) => ({ body: new Uint8Array(await request.arrayBuffer()) }) });
app.http("nothing", { handler: () => undefined });
app.http("notModified", { handler: () => ({ status: 304, body: "x" }) });
app.http("throws", { handler: () => { throw new TypeError("12345678901 must not be logged"); } });
app.http("throwsText", { handler: () => { throw "12345678901"; } });
app.http("throwsNothing", { handler: () => Promise.reject() });
app.http("badResult", { handler: () => "text" });
app.http("badHeader", { handler: () => ({ headers: { "x-bad": "a\\u0001b" } }) });
app.http("ownPolicy", { handler: () => ({
  headers: { "content-security-policy": "default-src 'self'", connection: "close", "transfer-encoding": "chunked" },
  body: "page",
}) });
app.http("cookies", { handler: () => ({
  headers: { "set-cookie": "own=1" },
  cookies: [{ name: "a", value: "1", maxAge: 60, secure: true, sameSite: "Lax", httpOnly: true }, { name: "b", value: "2" }],
}) });
app.http("keyed", { authLevel: "function", handler: () => ({}) });
app.http("trace", { handler: (_request, context) => ({ jsonBody: { trace: context.traceContext ?? "none" } }) });
app.http("logs", { handler: (_request, context) => { context.log("said", 1); context.error("wrong"); return {}; } });
`;

let local: TestHost;
const call: TestHost["call"] = (path, init) => local.call(path, init);
const statusAndBody: TestHost["statusAndBody"] = (path, init) => local.statusAndBody(path, init);
const echoed: TestHost["json"] = (path, init) => local.json(path, init);

beforeAll(async () => {
  local = await startTestHost(
    SOURCE,
    {
      routePrefix: "api",
      customHeaders: { "X-Content-Type-Options": "nosniff", "Content-Security-Policy": "default-src 'none'" },
      hsts: { isEnabled: true, maxAge: "365" },
    },
    { environment: { FUNCTIONS_REQUEST_BODY_SIZE_LIMIT: "1000000" } },
  );
});

afterAll(async () => {
  await local.host.close();
  await removeTestBundles();
});

test("a request reaches the function with method, address, headers, query, parameters and body", async () => {
  const seen = await echoed("/API/Echo/7?a=1&b=x&a=2", {
    method: "POST",
    body: "æ",
    headers: { "X-Custom": "1" },
  });
  expect(seen).toMatchObject({
    method: "POST",
    url: `${local.host.url}/API/Echo/7?a=1&b=x&a=2`,
    headers: { "x-custom": "1", "content-length": "2" },
    query: { a: "1,2", b: "x" },
    params: { id: "7" },
    body: "æ",
  });
});

test("repeated headers arrive joined with a comma, two Authorization headers included", async () => {
  const answer = await rawExchange(
    local.host.port,
    rawRequest("/api/echo", "Authorization: Bearer a", "authorization: Bearer b", "X-A: 1", "x-a: 2"),
  );
  expect(answer).toContain('"authorization":"Bearer a,Bearer b"');
  expect(answer).toContain('"x-a":"1,2"');
});

test("binary bodies come and go unchanged", async () => {
  const bytes = Uint8Array.from({ length: 70_000 }, (_, at) => (at * 31) % 256);
  const response = await call("/api/binary", { method: "POST", body: bytes });
  expect(response.headers.get("content-length")).toBe("70000");
  expect(new Uint8Array(await response.arrayBuffer())).toEqual(bytes);
});

test("a chunked body arrives empty, and the connection goes on", async () => {
  const chunked = [
    "POST /api/echo HTTP/1.1",
    "Host: a.test",
    "Transfer-Encoding: chunked",
    "",
    "3",
    "abc",
    "0",
    "",
    "",
  ];
  const answer = await rawExchange(local.host.port, chunked.join("\r\n") + rawRequest("/api/plain"));
  expect(answer).toContain('"body":""');
  expect(answer.endsWith("text æ")).toBe(true);
});

test("a body over the limit is 413, and one at the limit is taken", async () => {
  const post = (length: number): Promise<[number, string]> =>
    statusAndBody("/api/echo", { method: "POST", body: new Uint8Array(length) });
  expect(await post(1_000_001)).toEqual([413, ""]);
  expect((await post(1_000_000))[0]).toBe(200);
});

test("HEAD gives the headers of the answer and no body", async () => {
  const response = await call("/api/plain", { method: "HEAD" });
  expect(response.status).toBe(200);
  expect(response.headers.get("content-length")).toBe("7");
  expect(response.headers.get("etag")).toBe('"1"');
  expect(await response.text()).toBe("");
});

test("a body sent with GET is dropped, not an error", async () => {
  const request = `GET /api/echo HTTP/1.1\r\nHost: a.test\r\nConnection: close\r\nContent-Length: 3\r\n\r\nabc`;
  expect(await rawExchange(local.host.port, request)).toContain('"body":""');
});

test("a function that returns nothing is 204 without a length", async () => {
  const response = await call("/api/nothing");
  expect([response.status, response.headers.get("content-length")]).toEqual([204, null]);
});

test("304 has no body", async () => {
  const response = await call("/api/notModified");
  expect([response.status, await response.text()]).toEqual([304, ""]);
});

test.each(["throws", "throwsText", "throwsNothing", "badResult", "badHeader"])(
  "a function that fails (%s) is 500 with an empty body and nothing of what it said",
  async (name) => {
    expect(await statusAndBody(`/api/${name}`)).toEqual([500, ""]);
    expect(local.lines.filter((line) => line.level === "error").length).toBeGreaterThan(0);
    expect(JSON.stringify(local.lines)).not.toContain("12345678901");
  },
);

test.each([
  ["an answer", "/api/plain", 200],
  ["an unknown path", "/api/unknown", 404],
  ["a failure", "/api/throws", 500],
  ["an answer without body", "/api/nothing", 204],
  ["a missing key", "/api/keyed", 401],
  ["a malformed path", "/api/%zz", 400],
])("%s carries the headers of host.json", async (_title, path, status) => {
  const response = await call(path);
  expect(response.status).toBe(status);
  expect(response.headers.get("x-content-type-options")).toBe("nosniff");
  expect(response.headers.get("content-security-policy")).toBe("default-src 'none'");
  expect(response.headers.get("strict-transport-security")).toBe("max-age=31536000");
});

test("a header the function states goes before the one of host.json; those of the connection are the host's", async () => {
  const response = await call("/api/ownPolicy");
  expect(response.headers.get("content-security-policy")).toBe("default-src 'self'");
  expect(response.headers.get("x-content-type-options")).toBe("nosniff");
  expect(response.headers.get("transfer-encoding")).toBeNull();
  expect(response.headers.get("content-length")).toBe("4");
});

test("cookies are set beside a set-cookie header of the function", async () => {
  const cookies = (await call("/api/cookies")).headers.getSetCookie();
  expect(cookies).toEqual([
    "own=1",
    "a=1; max-age=60; path=/; secure; samesite=lax; httponly",
    "b=2; path=/",
  ]);
});

test("the caller's traceparent reaches the function", async () => {
  const traceparent = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
  const seen = await echoed("/api/trace", { headers: { traceparent, tracestate: "a=1" } });
  expect(seen).toEqual({ trace: { traceParent: traceparent, traceState: "a=1" } });
  expect(await echoed("/api/trace", { headers: { traceparent: "x" } })).toEqual({ trace: "none" });
});

test("what a function logs comes with its name and invocation, and never with the address", async () => {
  local.lines.length = 0;
  await call("/api/logs?secret=q", { headers: { "x-secret": "h" } });
  const said = local.lines.filter((line) => line.category === "user");
  expect(said.map(({ level, functionName, message }) => [level, functionName, message])).toEqual([
    ["information", "logs", "said 1"],
    ["error", "logs", "wrong"],
  ]);
  expect(said[0]?.invocationId).toMatch(/^[0-9a-f-]{36}$/);
  expect(said[1]?.invocationId).toBe(said[0]?.invocationId);
  expect(JSON.stringify(local.lines)).not.toMatch(/secret|\/api/);
});

test("200 requests at once each get their own answer", async () => {
  const bodies = await Promise.all(
    Array.from(
      { length: 200 },
      async (_, nr) => (await echoed(`/api/echo/${nr}`, { method: "POST", body: `b${nr}` })).body,
    ),
  );
  expect(bodies).toEqual(Array.from({ length: 200 }, (_, nr) => `b${nr}`));
});
