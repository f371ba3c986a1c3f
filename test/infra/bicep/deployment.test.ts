import { expect, test } from "vitest";
import { deploy } from "./deployment.ts";
import { at, Symbolic, type Value } from "./value.ts";

const MAIN = `param navn string
param flere string[] = ['a', 'b']
param paa bool = true
var merker = { navn: navn, slag: empty(navn) ? 'uten' : 'med' }
resource vert 'P/host@1' = {
  name: 'vert-\${navn}'
  tags: union(merker, { mer: 1 })

  resource del 'part' existing = {
    name: 'del'
  }
}
resource barn 'P/child@2' = [for (x, nr) in flere: {
  name: x
  parent: vert
  sist: nr == 1
  adresse: '\${x}.\${environment().suffixes.storage}'
}]
resource laas 'P/lock@1' = if (paa) {
  scope: barn[1]
  name: guid(vert.id, navn)
}
module rom 'rom/rom.bicep' = {
  params: {
    vertId: vert.id
    vertsnavn: vert.name
    delId: vert::del.id
  }
}
output ut string = rom.outputs.hilsen
output id string = barn[0].properties.x
`;
const ROOM = `param vertId string
param vertsnavn string
param delId string
param takk string = 'takk'
resource ting 'Q/thing@3' = {
  name: '\${vertsnavn}-ting'
  eier: vertId
  del: delId
}
output hilsen string = '\${takk}, \${ting.name} (\${ting.id})'
`;
const FILES = {
  "m/main.bicep": MAIN,
  "m/rom/rom.bicep": ROOM,
  "m/x.bicepparam": "using 'main.bicep'\nparam navn = 'x'\n",
};

function changed(find: string, replace: string): typeof FILES {
  if (MAIN.split(find).length !== 2) throw new Error("not there once");
  return { ...FILES, "m/main.bicep": MAIN.replace(find, replace) };
}

function body(path: string, changes: Readonly<Record<string, Value>> = {}): Value | undefined {
  return deploy(FILES, "m/x.bicepparam", changes).resources.find((r) => r.path === path)?.body;
}

test("a deployment is every resource of the template and its modules, those of loops one by one", () => {
  const { resources } = deploy(FILES, "m/x.bicepparam");
  expect(
    resources.map(({ path, type, apiVersion, existing }) => `${path} ${type}@${apiVersion} ${existing}`),
  ).toEqual([
    "vert P/host@1 false",
    "vert.del P/host/part@1 true",
    "barn[0] P/child@2 false",
    "barn[1] P/child@2 false",
    "laas P/lock@1 false",
    "rom.ting Q/thing@3 false",
  ]);
});

test("parameters, variables and what a template says of itself are worked out, across modules", () => {
  expect(body("vert")).toEqual({ name: "vert-x", tags: { navn: "x", slag: "med", mer: 1 } });
  expect(at(body("rom.ting"), "name")).toBe("vert-x-ting");
});

test("what only Azure knows stays an expression that says whose it is", () => {
  expect(at(body("rom.ting"), "eier")).toEqual(new Symbolic("vert.id"));
  expect(at(body("rom.ting"), "del")).toEqual(new Symbolic("vert.del.id"));
  expect(at(body("barn[1]"), "parent")).toEqual(new Symbolic("vert"));
  expect(at(body("laas"), "scope")).toEqual(new Symbolic("barn[1]"));
  expect(at(body("laas"), "name")).toEqual(new Symbolic("guid(vert.id, 'x')"));
  const { outputs } = deploy(FILES, "m/x.bicepparam");
  expect(outputs.ut).toEqual(new Symbolic("'takk, vert-x-ting (${rom.ting.id})'"));
  expect(outputs.id).toEqual(new Symbolic("barn[0].properties.x"));
});

test("rounds of a loop have their item and number", () => {
  expect(body("barn[1]")).toMatchObject({ name: "b", sist: true, adresse: "b.core.windows.net" });
  expect(body("barn[0]", { flere: ["z", "y"] })).toMatchObject({ name: "z", sist: false });
});

test("a condition decides, and the values of a parameter file can be replaced", () => {
  expect(body("laas", { paa: false })).toBe(undefined);
  expect(at(body("vert", { navn: "" }), "tags.slag")).toBe("uten");
});

test.each([
  [
    "a parameter that is not given",
    "param flere string[] = ['a', 'b']",
    "param flere string[]",
    "flere is not given",
  ],
  ["a condition that only Azure knows", "if (paa)", "if (vert.properties.paa)", "the condition is not known"],
  [
    "a loop over what only Azure knows",
    "in flere:",
    "in vert.properties.liste:",
    "the loop is not over a known list",
  ],
  [
    "a comparison of what only Azure knows",
    "if (paa)",
    "if (vert.id == navn)",
    "is not known before the deployment",
  ],
  [
    "a variable that is made from itself",
    "empty(navn) ?",
    "empty(merker.navn) ?",
    "merker is made from itself",
  ],
  [
    "a resource that is made from itself",
    "  name: 'vert-\${navn}'",
    "  name: rom.outputs.hilsen",
    "is made from itself",
  ],
  ["a function nobody has taught it", "empty(navn) ?", "contains(navn, 'x') ?", "cannot work out contains()"],
  [
    "a member that a plain object does not have",
    "union(merker,",
    "union(merker.mangler,",
    "there is no member mangler",
  ],
  ["an index outside a list", "scope: barn[1]", "scope: flere[7]", "there is nothing at this index"],
  ["a sum of text", "nr == 1", "nr + x == 1", "+ of something else than it takes"],
  [
    "an output that a module does not have",
    "rom.outputs.hilsen",
    "rom.outputs.farvel",
    "there is no member farvel",
  ],
  ["a type without a version", "'P/child@2'", "'P/child'", "the type has no version"],
  ["a module that is not there", "rom/rom.bicep", "rom/nei.bicep", "there is no file m/rom/nei.bicep"],
])("%s is an error: nothing is guessed", (_, find, replace, message) => {
  expect(() => deploy(changed(find, replace), "m/x.bicepparam")).toThrow(message);
});
