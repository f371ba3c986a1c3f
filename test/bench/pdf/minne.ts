// A process with nothing in it but the renderer: makes one document again and again, and tells what memory it took at most
// and how fast it was. `node .local/bench-pdf/minne.cjs <document> <how many>`; a line of JSON.

import { FONTER } from "../../../functions/pdf-skrifter.ts";
import { lagPdf } from "../../../shared/pdf/lag-pdf.ts";
import { DOKUMENTER, lesInnhold } from "./innhold.ts";

export type Minnemaaling = { readonly rssMb: number; readonly perCpuSekund: number };

const OPPVARMING = 50;

const navn = DOKUMENTER.find((d) => d === process.argv[2]);
const antall = Number(process.argv[3]);
if (navn === undefined || !(antall > 0)) throw new Error("document and how many");

const { grunnlag } = lesInnhold(navn);
function lag(ganger: number): void {
  for (let i = 0; i < ganger; i++) {
    if (!lagPdf(grunnlag, FONTER).ok) throw new Error("the document could not be drawn");
  }
}

lag(OPPVARMING);
const foer = process.cpuUsage();
lag(antall);
const { user, system } = process.cpuUsage(foer);
const maaling: Minnemaaling = {
  rssMb: process.resourceUsage().maxRSS / 1024,
  perCpuSekund: (1e6 * antall) / (user + system),
};
process.stdout.write(`${JSON.stringify(maaling)}\n`);
