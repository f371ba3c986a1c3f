// What programs of others say of the documents, where they are installed: .ci/run installs them.

import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { ALLE_SAKER } from "./alle-saker.ts";
import { pdfAv } from "./kontroll.ts";
import { KORT } from "./saker.ts";
import { isInstalled, runOn } from "./tools.ts";

const folder = mkdtempSync(join(tmpdir(), "egenandel-pdf-"));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

/** qpdf reads files only; what it writes, when it has nothing to say against one. */
function checkWithQpdf(bytes: Uint8Array): string {
  const file = join(folder, "document.pdf");
  writeFileSync(file, bytes);
  return runOn(new Uint8Array(), "qpdf", "--check", file).toString("utf8");
}

describe.skipIf(!isInstalled("qpdf"))("qpdf --check has nothing to say (skipped without qpdf)", () => {
  test.each(ALLE_SAKER)("against the document of %s", (_, grunnlag) => {
    expect(checkWithQpdf(pdfAv(grunnlag))).toContain("No syntax or stream encoding errors found");
  });

  test("and has about a document cut short", () => {
    expect(() => checkWithQpdf(pdfAv(KORT).slice(0, -200))).toThrow();
  });
});

/** The last columns of pdffonts: embedded, subset, with Unicode; then the object number. */
const EMB_SUB_UNI = /^([A-Z]{6}\+SourceSans3-\w+) +CID TrueType +Identity-H +(\w+) +(\w+) +(\w+) /;

describe.skipIf(!isInstalled("pdffonts"))(
  "pdffonts finds two fonts, embedded, subset and with Unicode (skipped without pdffonts)",
  () => {
    test.each(ALLE_SAKER)("in the document of %s", (_, grunnlag) => {
      const rows = runOn(pdfAv(grunnlag), "pdffonts", "-").toString("utf8").trim().split("\n").slice(2);
      expect(rows.map((row) => EMB_SUB_UNI.exec(row)?.slice(2))).toEqual([
        ["yes", "yes", "yes"],
        ["yes", "yes", "yes"],
      ]);
    });
  },
);
