// Which function answers, and who may call it: routes, methods, keys, disabled functions and timers.
import { afterAll, beforeAll, expect, test } from "vitest";
import { rawExchange } from "./raw-exchange.ts";
import { removeTestBundles } from "./test-bundle.ts";
import type { TestHost } from "./test-host.ts";
import { startTestHost } from "./test-host.ts";

const SOURCE = `
const anonymous = { authLevel: "anonymous" };
const params = (request) => ({ jsonBody: request.params });
app.http("byNumber", { ...anonymous, methods: ["GET"], route: "numbers/{id:int?}", handler: params });
app.http("getItem", { ...anonymous, methods: ["GET"], route: "items/{id}", handler: () => ({ body: "one" }) });
app.http("searchItems", { ...anonymous, methods: ["GET"], route: "items/search", handler: () => ({ body: "many" }) });
app.http("removeItem", { ...anonymous, methods: ["DELETE"], route: "items/{id}", handler: () => ({ body: "gone" }) });
app.http("files", { ...anonymous, methods: ["GET"], route: "files/{*rest}", handler: params });
app.http("keyed", { authLevel: "function", handler: () => ({ body: "open" }) });
app.http("onlyMaster", { authLevel: "admin", handler: () => ({ body: "open" }) });
app.http("switchedOff", { ...anonymous, handler: () => ({ body: "never" }) });
app.http("keyedOff", { authLevel: "function", handler: () => ({ body: "never" }) });
const ticks = [];
app.timer("tick", { schedule: "0 0 * * * *", handler: (timer) => { ticks.push(timer); } });
app.timer("tickOff", { schedule: "0 0 * * * *", handler: () => { ticks.push("off"); } });
app.timer("tickThrows", { schedule: "0 0 * * * *", handler: () => { throw new RangeError("no"); } });
app.http("ticks", { ...anonymous, handler: () => ({ jsonBody: ticks }) });
`;

let local: TestHost;
const statusAndBody: TestHost["statusAndBody"] = (path, init) => local.statusAndBody(path, init);

beforeAll(async () => {
  local = await startTestHost(
    SOURCE,
    { routePrefix: "api" },
    {
      keys: { master: "m", functions: { keyed: "k" } },
      environment: {
        "AzureWebJobs.switchedOff.Disabled": "true",
        AzureWebJobs__keyedOff__Disabled: "1",
        AzureWebJobs__tickOff__Disabled: "TRUE",
      },
    },
  );
});

afterAll(async () => {
  await local.host.close();
  await removeTestBundles();
});

test("the functions are listed in the order in which routes are tried", () => {
  expect(local.host.functions.slice(0, 4)).toEqual([
    { name: "byNumber", route: "api/numbers/{id:int?}", methods: ["GET"] },
    { name: "files", route: "api/files/{*rest}", methods: ["GET"] },
    { name: "getItem", route: "api/items/{id}", methods: ["GET"] },
    { name: "keyed", route: "api/keyed", methods: ["GET", "POST"] },
  ]);
  expect(local.host.functions.find((fn) => fn.name === "tick")).toEqual({ name: "tick" });
  expect(local.host.url).toBe(`http://127.0.0.1:${local.host.port}`);
});

test("an optional parameter that is left out is not among the parameters", async () => {
  expect(await local.json("/api/numbers")).toEqual({});
});

test("a value that breaks its constraint is 404 with an empty body", async () => {
  expect(await statusAndBody("/api/numbers/x")).toEqual([404, ""]);
});

test("a catch-all gets the rest of the path, decoded except for slashes", async () => {
  expect(await local.json("/api/files/a%20b/c%2Fd")).toEqual({ rest: "a b/c%2Fd" });
});

test("the route of the function whose name comes first hides the more specific one", async () => {
  expect(await statusAndBody("/api/items/search")).toEqual([200, "one"]);
});

test("a method decides between functions on one path, and one that nobody takes is 404 with an empty body", async () => {
  expect(await statusAndBody("/api/items/7", { method: "DELETE" })).toEqual([200, "gone"]);
  expect(await statusAndBody("/api/items/7", { method: "PUT" })).toEqual([404, ""]);
});

test("a path outside the prefix is 404", async () => {
  expect(await statusAndBody("/items/7")).toEqual([404, ""]);
});

test("HEAD is 404 where only GET is stated", async () => {
  expect((await local.call("/api/items/1", { method: "HEAD" })).status).toBe(404);
});

test("a keyed function opens to its key in header or query, and is 401 otherwise", async () => {
  expect(await statusAndBody("/api/keyed")).toEqual([401, ""]);
  expect(await statusAndBody("/api/keyed?code=wrong")).toEqual([401, ""]);
  expect(await statusAndBody("/api/keyed?code=k")).toEqual([200, "open"]);
  expect(await statusAndBody("/api/keyed", { headers: { "x-functions-key": "k" } })).toEqual([200, "open"]);
  expect(await statusAndBody("/api/onlyMaster?code=k")).toEqual([401, ""]);
  expect(await statusAndBody("/api/onlyMaster?code=m")).toEqual([200, "open"]);
});

test("a disabled function is 404, after the key has been checked", async () => {
  expect(await statusAndBody("/api/switchedOff")).toEqual([404, ""]);
  expect(await statusAndBody("/api/keyedOff")).toEqual([401, ""]);
  expect(await statusAndBody("/api/keyedOff?code=m")).toEqual([404, ""]);
});

test("a timer fires by POST to its admin address with the master key, and not otherwise", async () => {
  const fire = (name: string, init: RequestInit): Promise<[number, string]> =>
    statusAndBody(`/admin/functions/${name}`, init);
  const post = { method: "POST", headers: { "x-functions-key": "m" } };
  expect(await fire("tick", { method: "POST" })).toEqual([401, ""]);
  expect(await fire("tick", { headers: post.headers })).toEqual([404, ""]);
  expect(await fire("tickOff", post)).toEqual([404, ""]);
  expect(await fire("keyed", post)).toEqual([404, ""]);
  expect(await fire("unknown", post)).toEqual([404, ""]);
  expect(await fire("tick/x", post)).toEqual([404, ""]);
  expect(await fire("tickThrows", post)).toEqual([202, ""]);
  expect(await fire("TICK", { ...post, body: "{}" })).toEqual([202, ""]);
  const never = "0001-01-01T00:00:00";
  await expect
    .poll(async () => (await local.call("/api/ticks")).json())
    .toEqual([
      {
        schedule: { adjustForDST: true },
        scheduleStatus: { last: never, next: never, lastUpdated: never },
        isPastDue: false,
      },
    ]);
});

test("the admin address is closed to a caller that came by another name", async () => {
  const request =
    "POST /admin/functions/tick HTTP/1.1\r\nHost: rebound.test\r\nx-functions-key: m\r\nConnection: close\r\n\r\n";
  expect(await rawExchange(local.host.port, request)).toMatch(/^HTTP\/1\.1 404 /);
});
