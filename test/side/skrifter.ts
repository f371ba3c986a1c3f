// One family of fonts for the pictures of docs/tilkobling, so that they do not depend on what a machine has installed.

import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const PAKKE = new URL("../../node_modules/@expo-google-fonts/source-sans-3/", import.meta.url);
const VEKTER = ["400Regular", "500Medium", "600SemiBold", "700Bold"];

/** Settings of fontconfig with the fonts of the document and no others, as a file, and how to remove it. */
export function skrivSkriftoppsett(): { readonly fil: string; readonly fjern: () => void } {
  const mappe = mkdtempSync(join(tmpdir(), "egenandel-skrifter-"));
  const fil = join(mappe, "fonts.conf");
  const mapper = VEKTER.map((vekt) => `<dir>${fileURLToPath(new URL(vekt, PAKKE))}</dir>`).join("");
  const lager = `<cachedir>${join(mappe, "cache")}</cachedir>`;
  writeFileSync(fil, `<?xml version="1.0"?><fontconfig>${mapper}${lager}</fontconfig>`);
  return {
    fil,
    fjern: () => {
      rmSync(mappe, { recursive: true });
    },
  };
}
