// `npm run pdf:bilder`: draws the documents of docs/pdf anew. Look at them before they are committed.

import { readdirSync, rmSync, writeFileSync } from "node:fs";
import { writePng } from "./raster/image.ts";
import { drawn, FOLDER, PICTURED } from "./raster/pictures.ts";
import { isInstalled } from "./tools.ts";

if (!isInstalled("pdftoppm")) {
  process.stderr.write("pdftoppm is not installed (apt-get install poppler-utils); no picture is drawn\n");
  process.exit(1);
}
for (const name of readdirSync(FOLDER).filter((file) => file.endsWith(".png"))) rmSync(new URL(name, FOLDER));
let bytes = 0;
for (const [name, , grunnlag] of PICTURED) {
  for (const [i, image] of drawn(grunnlag).entries()) {
    const png = writePng(image);
    bytes += png.length;
    writeFileSync(new URL(`${name}-${i + 1}.png`, FOLDER), png);
  }
}
process.stdout.write(`docs/pdf: ${(bytes / 1024).toFixed(0)} kB of pictures\n`);
