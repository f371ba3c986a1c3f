// `npm run tilkobling:bilder`: takes the pictures of docs/tilkobling anew. Look at them before they are committed.

import { readdirSync, rmSync, writeFileSync } from "node:fs";
import { removeTestBundles } from "../local/test-bundle.ts";
import { writePng } from "../pdf/raster/image.ts";
import { BILDER, MAPPE, ta } from "./bilder.ts";
import { CHROMIUM, startNettleser } from "./nettleser.ts";
import { skrivSkriftoppsett } from "./skrifter.ts";
import { startSider } from "./start.ts";

/** Enough for the symbols too, which are few pixels. */
const FARGER = 256;

if (CHROMIUM === undefined) {
  process.stderr.write("no Chromium is installed (apt-get install chromium); no picture is taken\n");
  process.exit(1);
}
for (const navn of readdirSync(MAPPE).filter((fil) => fil.endsWith(".png"))) rmSync(new URL(navn, MAPPE));
const skrifter = skrivSkriftoppsett();
const [tjener, nettleser] = await Promise.all([
  startSider(),
  startNettleser({ FONTCONFIG_FILE: skrifter.fil }),
]);
let byte = 0;
for (const bilde of BILDER) {
  const png = writePng(await ta(bilde, nettleser, tjener.url), FARGER);
  byte += png.length;
  writeFileSync(new URL(`${bilde.navn}.png`, MAPPE), png);
}
await nettleser.close();
await tjener.close();
await removeTestBundles();
skrifter.fjern();
process.stdout.write(`docs/tilkobling: ${(byte / 1024).toFixed(0)} kB of pictures\n`);
