// The fonts as the bundle carries them, read from the package.

import { readFileSync } from "node:fs";
import type { Fonter } from "../../shared/pdf/lag-pdf.ts";

const PAKKE = new URL("../../node_modules/@expo-google-fonts/source-sans-3/", import.meta.url);

export const FONTER: Fonter = {
  regular: readFileSync(new URL("400Regular/SourceSans3_400Regular.ttf", PAKKE)),
  semiBold: readFileSync(new URL("600SemiBold/SourceSans3_600SemiBold.ttf", PAKKE)),
};
