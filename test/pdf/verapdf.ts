// `npm run verapdf`: the documents of every kind, judged by the veraPDF found on PATH, as PDF/A-2a (3a with an attachment) and
// PDF/UA-1. Ends well when veraPDF is not installed, and says so.

import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ALLE_SAKER } from "./alle-saker.ts";
import { pdfAv } from "./kontroll.ts";
import { isInstalled } from "./tools.ts";

const VERAPDF = "verapdf";

type Judged = { readonly title: string; readonly flavour: string; readonly passed: boolean };

/** One run over all files of a flavour: veraPDF takes longer to start than to read. */
function judge(
  flavour: string,
  files: readonly (readonly [title: string, file: string])[],
): readonly Judged[] {
  if (files.length === 0) return [];
  const paths = files.map(([, file]) => file);
  const { stdout, stderr } = spawnSync(
    VERAPDF,
    ["--format", "text", "--verbose", "--flavour", flavour, ...paths],
    { encoding: "utf8", maxBuffer: 64 * 1024 * 1024 },
  );
  const lines = stdout.split("\n");
  // A file veraPDF says nothing about has not passed.
  const judged = files.map(([title, file]) => ({
    title,
    flavour,
    passed: lines.some((line) => line.startsWith(`PASS ${file}`)),
  }));
  if (judged.some((j) => !j.passed)) process.stderr.write(stdout + stderr);
  return judged;
}

function judgeAll(folder: string): readonly Judged[] {
  const files = ALLE_SAKER.map(([title, grunnlag], i) => {
    const file = join(folder, `${i}.pdf`);
    writeFileSync(file, pdfAv(grunnlag));
    return { title, file, part: grunnlag.dokument.vedlegg === "json" ? "3a" : "2a" };
  });
  const of = (part: string) => files.filter((f) => f.part === part).map((f) => [f.title, f.file] as const);
  const everyFile = files.map((f) => [f.title, f.file] as const);
  return [...judge("2a", of("2a")), ...judge("3a", of("3a")), ...judge("ua1", everyFile)];
}

if (!isInstalled(VERAPDF)) {
  process.stdout.write(
    "veraPDF was not found on PATH: nothing has been validated. See docs/pdf/README.md.\n",
  );
} else {
  const folder = mkdtempSync(join(tmpdir(), "egenandel-verapdf-"));
  const judged = judgeAll(folder);
  rmSync(folder, { recursive: true });
  for (const { title, flavour, passed } of judged) {
    process.stdout.write(`${passed ? "PASS" : "FAIL"} ${flavour.padEnd(3)} ${title}\n`);
  }
  const passed = judged.filter((j) => j.passed).length;
  process.stdout.write(`${passed} passed, ${judged.length - passed} failed\n`);
  if (passed < judged.length) process.exitCode = 1;
}
