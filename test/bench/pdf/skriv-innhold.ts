// Written once, so that no process that measures has to calculate or build first.

import { mkdirSync, writeFileSync } from "node:fs";
import { build } from "esbuild";
import { buildDoc } from "../../../shared/pdf/doc/build-doc.ts";
import { lagVisning } from "../../../shared/pdf/view/lag-visning.ts";
import { dokumentgrunnlag } from "../underlag.ts";
import { BUNDLE, DOKUMENTER, innholdsfil, MAPPE, MINNE_BUNDLE } from "./innhold.ts";

const LAG_PDF = `export { lagPdf } from "./shared/pdf/lag-pdf.ts";
export { FONTER } from "./functions/pdf-skrifter.ts";`;
const MINNE = `import "./test/bench/pdf/minne.ts";`;

export async function skrivInnhold(): Promise<void> {
  mkdirSync(MAPPE, { recursive: true });
  for (const navn of DOKUMENTER) {
    const { grunnlag } = dokumentgrunnlag(navn);
    writeFileSync(innholdsfil(navn), JSON.stringify({ grunnlag, doc: buildDoc(lagVisning(grunnlag)) }));
  }
  for (const [contents, outfile] of [
    [LAG_PDF, BUNDLE],
    [MINNE, MINNE_BUNDLE],
  ] as const) {
    await build({
      stdin: { contents, resolveDir: process.cwd(), loader: "ts" },
      outfile,
      bundle: true,
      platform: "node",
      format: "cjs",
      target: "node24",
      minify: true,
      loader: { ".ttf": "binary" },
      logLevel: "warning",
    });
  }
}
