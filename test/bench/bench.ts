// `npm run bench`: the figures of the README. Each is measured in this run, next to what it is compared with.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { buildBundle } from "../../build.ts";
import { lagPdf } from "../../shared/pdf/lag-pdf.ts";
import { gjoerHovedjobben } from "../local/main-job.ts";
import { SITUASJONER } from "../standins/skatteetaten/personer.ts";
import { startSystem } from "../standins/system.ts";
import { maalBeregninger } from "./beregning.ts";
import { maalDrift } from "./drift.ts";
import { dokumentgrunnlag } from "./underlag.ts";
import { median, tidPerKjoering, vis } from "./maal.ts";
import { byggHallo, startVert, tidTilFoersteSvar } from "./oppstart.ts";

const STARTER = 9;
const MOTPART_MS = 50;

const bytes = await buildBundle();
const bundle = readFileSync("dist/main.cjs");
vis("bundle", `${(bytes / 1024).toFixed(0)} kB`, `gzip ${(gzipSync(bundle).length / 1024).toFixed(0)} kB`);

const hallo = join(".local", "hallo.cjs");
await byggHallo(hallo);
const system = await startSystem();
const vaar: number[] = [];
const deres: number[] = [];
for (let i = 0; i < STARTER; i++) {
  deres.push(await tidTilFoersteSvar(hallo, {}));
  vaar.push(await tidTilFoersteSvar("dist/main.cjs", system.env));
}
vis("process start to first answer, hello bundle", `${median(deres).toFixed(0)} ms`);
vis(
  "process start to first answer",
  `${median(vaar).toFixed(0)} ms`,
  `${(median(vaar) / median(deres)).toFixed(2)} x hello`,
);

maalBeregninger();

const { grunnlag, fonter } = dokumentgrunnlag();
const [foerste = 0] = await tidPerKjoering(1, () => lagPdf(grunnlag, fonter));
await tidPerKjoering(30, () => lagPdf(grunnlag, fonter));
const pdfTider = await tidPerKjoering(100, () => lagPdf(grunnlag, fonter));
vis("PDF, p50 warm", `${median(pdfTider).toFixed(1)} ms`, `first ${foerste.toFixed(0)} ms`);

const vert = await startVert("dist/main.cjs", system.env);
const token = await system.hentEpjToken();
const jobb = {
  url: vert.url,
  token,
  oppslag: {
    inntektsaar: 2023,
    personer: [
      { rolle: "BEBOER", personidentifikator: SITUASJONER.ksBeboer },
      { rolle: "EKTEFELLE", personidentifikator: SITUASJONER.ksEktefelle },
    ],
    saksreferanse: "bench",
  },
  beregning: { beregningsdato: "2023-06-01" },
  dokument: {},
};
await gjoerHovedjobben(jobb);
const slaaOpp = async (): Promise<void> => {
  const svar = await fetch(`${vert.url}/api/v1/oppslag`, {
    method: "POST",
    headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
    body: JSON.stringify(jobb.oppslag),
  });
  if (svar.status !== 200) throw new Error(`the lookup answered ${svar.status}`);
  await svar.arrayBuffer();
};
await tidPerKjoering(150, slaaOpp);
system.skatteetaten.settForsinkelse(MOTPART_MS);
const oppslag = median(await tidPerKjoering(60, slaaOpp));
vis(
  "lookup of two persons (6 calls), p50",
  `${oppslag.toFixed(1)} ms`,
  `${(oppslag / MOTPART_MS).toFixed(2)} x the counterpart's ${MOTPART_MS} ms`,
);
await vert.stopp();
await system.close();
await maalDrift(hallo);
process.exit(0);
