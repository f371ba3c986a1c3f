import { expect, test } from "vitest";
import { toAnswer } from "./answer.ts";
import { isAuthorized, shownKey } from "./keys.ts";
import { isLoopbackAddress, isLoopbackHost } from "./loopback.ts";
import { readTarget } from "./request-target.ts";
import { joinHeaders, toRpcHttp, traceContextOf } from "./rpc-request.ts";
import { setCookie } from "./set-cookie.ts";
import { createThrottle } from "./throttle.ts";

test.each([
  { target: "/", segments: [""] },
  { target: "/api/helse", segments: ["api", "helse"] },
  { target: "/a%20b/%C3%A5", segments: ["a b", "å"] },
  { target: "/a%2Fb/c%2fd", segments: ["a%2Fb", "c%2fd"] },
  { target: "/a/../b/./c", segments: ["b", "c"] },
  { target: "/a/%2e%2E/b/..", segments: [""] },
  { target: "/../..", segments: [""] },
  { target: "http://example.test:80/a?b=c", segments: ["a"] },
  { target: "http://example.test?b=c", segments: [""] },
])("the path of $target divides into $segments", ({ target, segments }) => {
  expect(readTarget(target, "127.0.0.1:7071")?.segments).toEqual(segments);
});

test.each([
  ["a broken percent-encoding", "/a%zz", "localhost"],
  ["a percent sign at the end", "/a%", "localhost"],
  ["bytes that are not UTF-8", "/%ff", "localhost"],
  ["an encoded NUL", "/a%00", "localhost"],
  ["a fragment", "/a#b", "localhost"],
  ["an asterisk", "*", "localhost"],
  ["no slash", "a/b", "localhost"],
  ["raw letters outside ASCII", "/å", "localhost"],
  ["another scheme", "ftp://localhost/a", "localhost"],
  ["an authority with a user", "http://a:b@localhost/", "localhost"],
  ["an empty Host", "/a", ""],
  ["two Hosts", "/a", "a.test,b.test"],
  ["a Host with a path", "/a", "a.test/b"],
  ["a Host with an impossible port", "/a", "a.test:99999"],
])("a request with %s is malformed", (_title, target, host) => {
  expect(readTarget(target, host)).toBeUndefined();
});

test("a repeated query key is joined with a comma, without regard to case, and bad encoding in it is let through", () => {
  const target = readTarget("/a?x=1&X=2&y=&z&q=%zz&x=a%2Cb", "localhost");
  expect([...(target?.query ?? [])]).toEqual([
    ["x", "1,2,a,b"],
    ["y", ""],
    ["z", ""],
    ["q", "%zz"],
  ]);
});

test("headers get lower-case names, and two Authorization headers become one value that is no credential", () => {
  const raw = ["Authorization", "Bearer a", "X-A", "1", "AUTHORIZATION", "Bearer b"];
  expect([...joinHeaders(raw)]).toEqual([
    ["authorization", "Bearer a,Bearer b"],
    ["x-a", "1"],
  ]);
});

test("an RPC request holds headers, parameters and query as nullable maps, and no body when there is none", () => {
  const target = readTarget("/a?q=1", "localhost:1");
  if (target === undefined) throw new Error("the target is sound");
  const parts = {
    method: "GET",
    target,
    headers: new Map([["__proto__", "h"]]),
    params: new Map([["id", "7"]]),
  };
  const http = toRpcHttp({ ...parts, body: undefined });
  expect(http.url).toBe("http://localhost:1/a?q=1");
  expect(Object.entries(http.nullableHeaders ?? {})).toEqual([["__proto__", { value: "h" }]]);
  expect(http.nullableParams).toEqual({ id: { value: "7" } });
  expect(http.nullableQuery).toEqual({ q: { value: "1" } });
  expect("body" in http).toBe(false);
  expect(toRpcHttp({ ...parts, body: Uint8Array.of(0, 255) }).body).toEqual({ bytes: Uint8Array.of(0, 255) });
});

test("only a well-formed traceparent becomes the trace context", () => {
  const traceParent = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
  const from = (parent: string): unknown =>
    traceContextOf(
      new Map([
        ["traceparent", parent],
        ["tracestate", "a=1"],
      ]),
    );
  expect(from(traceParent)).toEqual({ traceParent, traceState: "a=1" });
  expect(from(`${traceParent},${traceParent}`)).toBeNull();
  expect(from("00-00000000000000000000000000000000-b7ad6b7169203331-01")).toBeNull();
  expect(traceContextOf(new Map([["tracestate", "a=1"]]))).toBeNull();
});

test("a cookie has its attributes in lower case and in the order of ASP.NET", () => {
  const cookie = setCookie({
    name: "oekt",
    value: "a b;(c)",
    sameSite: "strict",
    httpOnly: { value: true },
    secure: { value: true },
    domain: { value: "example.test" },
    maxAge: { value: 3600.9 },
    expires: { value: { seconds: 1_763_899_200 } },
  });
  expect(cookie).toBe(
    "oekt=a%20b%3B%28c%29; expires=Sun, 23 Nov 2025 12:00:00 GMT; max-age=3600; domain=example.test; path=/; " +
      "secure; samesite=strict; httponly",
  );
});

test("a cookie that states little is short, and samesite=none must be asked for", () => {
  expect(setCookie({ name: "a", value: "", sameSite: "none" })).toBe("a=; path=/");
  expect(setCookie({ name: "a", value: "1", sameSite: "explicitNone", path: { value: "/x" } })).toBe(
    "a=1; path=/x; samesite=none",
  );
});

test("an output that is not HTTP leaves the answer at 204", () => {
  expect(
    toAnswer({ returnValue: { string: "x" }, outputData: [{ name: "koe", data: { json: "{}" } }] }).status,
  ).toBe(204);
});

test("an http output beside the return value is the answer when there is no other", () => {
  const answer = toAnswer({ outputData: [{ name: "svar", data: { http: { statusCode: "202" } } }] });
  expect(answer).toEqual({ status: 202, headers: [], body: new Uint8Array() });
});

test.each([
  { level: "anonymous", shown: undefined, open: true },
  { level: "function", shown: undefined, open: false },
  { level: "function", shown: "own", open: true },
  { level: "function", shown: "host", open: true },
  { level: "function", shown: "master", open: true },
  { level: "function", shown: "other", open: false },
  { level: "function", shown: "", open: false },
  { level: "admin", shown: "own", open: false },
  { level: "admin", shown: "host", open: false },
  { level: "admin", shown: "master", open: true },
] as const)("a function of level $level is open to the key $shown: $open", ({ level, shown, open }) => {
  const keys = { master: "master", host: "host", functions: { f: "own", g: "other" } };
  expect(isAuthorized(level, "f", shown, keys)).toBe(open);
});

test("without keys nothing but anonymous functions is open, not even to an empty key", () => {
  expect(isAuthorized("function", "f", "", { host: "" })).toBe(false);
  expect(isAuthorized("admin", "f", "x", {})).toBe(false);
});

test("the key in the header goes before the one in the query", () => {
  const query = new Map([["Code", "q"]]);
  expect(shownKey(new Map([["x-functions-key", "h"]]), query)).toBe("h");
  expect(shownKey(new Map(), query)).toBe("q");
});

test("this machine is known by its addresses and names", () => {
  expect(["127.0.0.1", "127.9.9.9", "::1", "::ffff:127.0.0.1"].map(isLoopbackAddress)).not.toContain(false);
  expect(["10.0.0.1", "::2", "128.0.0.1", "", undefined].map(isLoopbackAddress)).not.toContain(true);
  expect(["127.0.0.1:80", "localhost", "[::1]:7071"].map(isLoopbackHost)).not.toContain(false);
  expect(["localhost.evil.test", "evil.test:80", "127.0.0.1.evil.test"].map(isLoopbackHost)).not.toContain(
    true,
  );
});

test("a throttle runs so many at a time, lets so many wait and refuses the rest", async () => {
  const throttle = createThrottle(1, 2);
  const finish: (() => void)[] = [];
  const started: number[] = [];
  const work = (nr: number) => () =>
    new Promise<number>((resolve) => {
      started.push(nr);
      finish.push(() => {
        resolve(nr);
      });
    });
  const first = throttle(work(1));
  const second = throttle(work(2));
  expect(await throttle(work(3))).toBeUndefined();
  expect(started).toEqual([1]);
  finish[0]?.();
  expect(await first).toBe(1);
  const fourth = throttle(work(4));
  expect(started).toEqual([1, 2]);
  finish[1]?.();
  expect(await second).toBe(2);
  finish[2]?.();
  expect(await fourth).toBe(4);
});
