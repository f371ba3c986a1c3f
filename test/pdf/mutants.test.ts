// The checker must name every fault planted in a document that is clean without it.

import { PDFNumber } from "pdf-lib";
import { describe, expect, test } from "vitest";
import { kontroller, pdfAv } from "./kontroll.ts";
import { CATALOG_MUTANTS } from "./mutants/catalog-mutants.ts";
import { closeAgain, found, openForEditing, remove, set, type Editable } from "./mutants/editable.ts";
import { FILE_MUTANTS } from "./mutants/file-mutants.ts";
import { FONT_MUTANTS } from "./mutants/font-mutants.ts";
import { LINK_MUTANTS } from "./mutants/link-mutants.ts";
import type { Mutant } from "./mutants/mutant.ts";
import { PAGE_MUTANTS } from "./mutants/page-mutants.ts";
import { STRUCTURE_MUTANTS } from "./mutants/structure-mutants.ts";
import { XMP_MUTANTS } from "./mutants/xmp-mutants.ts";
import { KORT, KORT_MED_VEDLEGG } from "./saker.ts";

const clean = pdfAv(KORT);
const attached = pdfAv(KORT_MED_VEDLEGG);

async function planted(mutant: Mutant): Promise<Uint8Array> {
  const source = mutant.attached === true ? attached : clean;
  if ("bytes" in mutant) return mutant.bytes(source);
  const file = await openForEditing(source);
  mutant.plant(file);
  return closeAgain(file);
}

const AREAS: Readonly<Record<string, readonly Mutant[]>> = {
  file: FILE_MUTANTS,
  catalog: CATALOG_MUTANTS,
  XMP: XMP_MUTANTS,
  structure: STRUCTURE_MUTANTS,
  page: PAGE_MUTANTS,
  font: FONT_MUTANTS,
  link: LINK_MUTANTS,
};

describe.each(Object.entries(AREAS))("a fault planted in the %s", (_, mutants) => {
  test.each(mutants.map((mutant) => [mutant.title, mutant] as const))("%s", async (_title, mutant) => {
    const { findings } = await kontroller(await planted(mutant));
    const rules = findings.map((f) => f.rule);
    expect(rules).not.toContain("CRASH");
    expect(
      rules.some((rule) => mutant.rules.includes(rule)),
      `found ${rules.join(" ")}`,
    ).toBe(true);
  });
});

test("at least a hundred faults are planted", () => {
  expect(Object.values(AREAS).flat().length).toBeGreaterThanOrEqual(100);
});

const CONTROLS: readonly (readonly [string, (file: Editable) => void])[] = [
  ["nothing", () => undefined],
  [
    "Rotate 0",
    (f) => {
      set(found(f.pages[0]), "Rotate", PDFNumber.of(0));
    },
  ],
  [
    "no Author in Info",
    (f) => {
      remove(f.info, "Author");
    },
  ],
  [
    "no ParentTreeNextKey",
    (f) => {
      remove(f.structRoot, "ParentTreeNextKey");
    },
  ],
  [
    "no Type in the outline",
    (f) => {
      remove(found(f.objects.dict(f.objects.get(f.catalog, "Outlines"))), "Type");
    },
  ],
];

test.each(CONTROLS)("a change that is no fault is not reported: %s", async (_, change) => {
  const file = await openForEditing(clean);
  change(file);
  const { findings } = await kontroller(await closeAgain(file));
  expect(findings).toEqual([]);
});
