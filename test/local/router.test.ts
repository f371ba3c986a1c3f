import { expect, test } from "vitest";
import type { HttpTrigger } from "./host-function.ts";
import type { HttpFunction } from "./router.ts";
import { createRouter } from "./router.ts";
import { matchTemplate, parseTemplate } from "./route-template.ts";

function functionAt(name: string, route: string, methods: string[] = ["GET"]): HttpFunction {
  const trigger: HttpTrigger = { kind: "http", bindingName: "req", route, methods, authLevel: "anonymous" };
  return {
    name,
    trigger,
    disabled: false,
    registered: { metadata: { name, bindings: {} }, callback: String },
  };
}

function paramsOf(route: string, path: string): Record<string, string> | undefined {
  const params = matchTemplate(parseTemplate(route), path.split("/"));
  return params === undefined ? undefined : Object.fromEntries(params);
}

test.each([
  { title: "a literal without regard to case", route: "api/Helse", path: "API/hELSE", params: {} },
  { title: "a trailing slash", route: "api/helse", path: "api/helse/", params: {} },
  {
    title: "a parameter with its value as sent",
    route: "satser/{dato}",
    path: "SATSER/AbC",
    params: { dato: "AbC" },
  },
  { title: "an optional parameter left out", route: "items/{id?}", path: "items", params: {} },
  {
    title: "an optional parameter left out before a slash",
    route: "items/{id?}",
    path: "items/",
    params: {},
  },
  { title: "an optional parameter given", route: "items/{id?}", path: "items/7", params: { id: "7" } },
  {
    title: "a whole number where one is asked for",
    route: "items/{id:int}",
    path: "items/-7",
    params: { id: "-7" },
  },
  {
    title: "a catch-all over several segments",
    route: "fil/{*rest}",
    path: "fil/a/b/",
    params: { rest: "a/b/" },
  },
  { title: "a catch-all over nothing", route: "fil/{*rest}", path: "fil", params: {} },
  {
    title: "two constraints that hold",
    route: "k/{nr:length(9):long}",
    path: "k/964338531",
    params: { nr: "964338531" },
  },
  {
    title: "a guid",
    route: "k/{id:guid}",
    path: "k/6F9619FF-8B86-D011-B42D-00C04FC964FF",
    params: { id: "6F9619FF-8B86-D011-B42D-00C04FC964FF" },
  },
])("a route takes $title", ({ route, path, params }) => {
  expect(paramsOf(route, path)).toEqual(params);
});

test.each([
  { title: "a longer path", route: "items/{id}", path: "items/7/8" },
  { title: "a shorter path", route: "items/{id}", path: "items" },
  { title: "an empty parameter", route: "items/{id}/x", path: "items//x" },
  { title: "an empty segment at the end", route: "items", path: "items//" },
  { title: "text where a whole number is asked for", route: "items/{id:int}", path: "items/seven" },
  { title: "a whole number that has no room in 32 bits", route: "items/{id:int}", path: "items/2147483648" },
  { title: "an optional parameter that breaks its constraint", route: "items/{id:int?}", path: "items/x" },
  { title: "letters outside the alphabet", route: "k/{navn:alpha}", path: "k/a1" },
  { title: "a value under its minimum", route: "k/{aar:min(2021)}", path: "k/2020" },
  { title: "a value over its maximum", route: "k/{aar:max(2021)}", path: "k/2022" },
  { title: "a value that is too short", route: "k/{navn:minlength(2)}", path: "k/a" },
  { title: "a value that is too long", route: "k/{navn:maxlength(2)}", path: "k/abc" },
  { title: "a word that is neither true nor false", route: "k/{b:bool}", path: "k/ja" },
])("a route refuses $title", ({ route, path }) => {
  expect(paramsOf(route, path)).toBeUndefined();
});

test.each([
  ["a leading slash", "/items"],
  ["an empty segment", "items//x"],
  ["an unknown constraint", "items/{id:datetime}"],
  ["a segment that mixes text and parameter", "items/{id}.pdf"],
  ["something after an optional parameter", "items/{id?}/x"],
  ["something after a catch-all", "items/{*rest}/x"],
  ["a name twice", "items/{id}/{ID}"],
])("a route with %s stops the start", (_title, route) => {
  expect(() => createRouter([functionAt("f", route)], "")).toThrow(/route|segment/);
});

test("the function whose name comes first wins, even over a more specific route", () => {
  const router = createRouter(
    [functionAt("searchItems", "items/search"), functionAt("GetItem", "items/{id}")],
    "api",
  );
  expect(router.match("GET", ["api", "items", "search"])?.fn.name).toBe("GetItem");
});

test.each([
  { names: ["GetItem", "alle"], first: "alle" },
  { names: ["a_x", "ab"], first: "ab" },
])(
  "of $names the function $first is tried first: no regard to case, letters before the underscore",
  (order) => {
    const router = createRouter(
      order.names.map((name) => functionAt(name, "{id}")),
      "",
    );
    expect(router.match("GET", ["x"])?.fn.name).toBe(order.first);
  },
);

test("a wrong method leaves the request to the next route that fits", () => {
  const router = createRouter(
    [functionAt("a", "items/{id}", ["DELETE"]), functionAt("b", "items/{navn}", ["GET"])],
    "",
  );
  expect(router.match("GET", ["items", "7"])?.params).toEqual(new Map([["navn", "7"]]));
  expect(router.match("HEAD", ["items", "7"])).toBeUndefined();
});

test("a function without methods takes every method", () => {
  expect(createRouter([functionAt("a", "x", [])], "").match("PATCH", ["x"])?.fn.name).toBe("a");
});

test.each(["admin/x", "Runtime/x"])(
  "a function at %s stops the start, since the path belongs to the host",
  (route) => {
    expect(() => createRouter([functionAt("f", route)], "")).toThrow("belongs to the host");
    expect(
      createRouter([functionAt("f", route)], "api").match("GET", ["api", ...route.split("/")]),
    ).toBeDefined();
  },
);
