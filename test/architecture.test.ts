// Who imports whom, read from the files themselves. Lint says the same at once in the editor; this reads the whole graph.

import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, normalize } from "node:path";
import { expect, test } from "vitest";

type Import = { fra: string; til: string };

const DOMENE = ["oppslag", "beregning", "signatur", "tilkobling", "hendelser", "etteroppgjoer"];

function filer(mappe: string): string[] {
  return readdirSync(mappe, { recursive: true, encoding: "utf8" })
    .filter((navn) => navn.endsWith(".ts"))
    .map((navn) => join(mappe, navn));
}

function importene(fil: string): Import[] {
  const kode = readFileSync(fil, "utf8");
  const moenster =
    /(?:^|\n)\s*(?:import|export)\b[^;]*?from\s+"([^"]+)"|\bimport\("([^"]+)"\)|(?:^|\n)import "([^"]+)"/g;
  return [...kode.matchAll(moenster)].map((treff) => {
    const maal = treff[1] ?? treff[2] ?? treff[3] ?? "";
    return { fra: fil, til: maal.startsWith(".") ? normalize(join(dirname(fil), maal)) : maal };
  });
}

/** The room a file or package is in: `kernel`, `adapters/http`, `functions`, `npm`, `node` ... */
function rom(sti: string): string {
  const [topp, andre, tredje] = sti.split("/");
  if (topp === "shared") return andre === "adapters" ? `adapters/${tredje ?? ""}` : (andre ?? "");
  if (topp === "functions" || topp === "test" || topp === "infra") return topp;
  if (sti.startsWith("node:")) return "node";
  return sti === "zod" ? "zod" : "npm";
}

const UTENFOR = ["npm", "node", "zod"];
const FAGROM = ["kernel", ...DOMENE];

/** What each room may import besides its own files. */
const LOV: Readonly<Record<string, readonly string[]>> = {
  kernel: [],
  beregning: ["kernel"],
  oppslag: ["kernel", "zod"],
  tilkobling: ["kernel", "zod"],
  hendelser: ["kernel", "zod"],
  etteroppgjoer: ["kernel", "zod"],
  signatur: ["kernel"],
  pdf: [...FAGROM, ...UTENFOR],
  functions: [...FAGROM, "pdf", ...UTENFOR],
};
/** Packages a room may use although it may not use others. */
const PAKKER: Readonly<Record<string, readonly string[]>> = {
  signatur: ["node:crypto", "node:zlib", "asn1js", "pkijs"],
};

/** Whether a file in one room may import from another. */
function erLov({ fra, til }: Import): boolean {
  const [a, b] = [rom(fra), rom(til)];
  if (til === "functions/main.ts") return false;
  if (a === b || PAKKER[a]?.includes(til) === true) return true;
  if (fra === "functions/main.ts" && b.startsWith("adapters/")) return true;
  const lov = a.startsWith("adapters/") ? [...FAGROM, ...UTENFOR] : LOV[a];
  return lov?.includes(b) === true;
}

const alle = [...filer("functions"), ...filer("shared")].flatMap(importene);

test("the graph has been read", () => {
  expect(alle.length).toBeGreaterThan(50);
  expect(alle.some(({ til }) => til === "shared/kernel/result.ts")).toBe(true);
});

test("every import keeps the rule", () => {
  expect(alle.filter((i) => !erLov(i))).toEqual([]);
});

test.each([
  ["kernel importing zod", "shared/kernel/x.ts", "zod"],
  ["beregning importing a node module", "shared/beregning/x.ts", "node:crypto"],
  ["beregning importing oppslag", "shared/beregning/x.ts", "shared/oppslag/y.ts"],
  ["oppslag importing an adapter", "shared/oppslag/x.ts", "shared/adapters/http/send.ts"],
  ["oppslag importing jose", "shared/oppslag/x.ts", "jose"],
  ["an adapter importing another", "shared/adapters/maskinporten/x.ts", "shared/adapters/http/send.ts"],
  ["an adapter importing functions", "shared/adapters/http/x.ts", "functions/config.ts"],
  ["a handler importing an adapter", "functions/oppslag.ts", "shared/adapters/http/send.ts"],
  ["a handler importing main", "functions/oppslag.ts", "functions/main.ts"],
  ["a handler importing what deploys it", "functions/oppslag.ts", "infra/pakke/lag-pakke.ts"],
  ["product code importing a test", "shared/pdf/x.ts", "test/pdf/y.ts"],
])("the rule refuses %s", (_, fra, til) => {
  expect(erLov({ fra, til })).toBe(false);
});

test("only config.ts reads the environment", () => {
  const lesere = [...filer("functions"), ...filer("shared")].filter((fil) =>
    /\bprocess\s*\.\s*env\b|from "node:process"/.test(readFileSync(fil, "utf8")),
  );
  expect(lesere).toEqual(["functions/config.ts"]);
});
