// One way of drawing, ready to draw in this process. Everything it loads is loaded here, so that it can be timed.

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join, resolve } from "node:path";
import type { Fonter, lagPdf } from "../../../shared/pdf/lag-pdf.ts";
import { BUNDLE, type Innhold } from "./innhold.ts";

export const MAATER = ["ours", "pdfkit, tagged", "@react-pdf/renderer"] as const;
export type Maate = (typeof MAATER)[number];
export type Tegner = () => Uint8Array | Promise<Uint8Array>;

const SKRIFTER = "node_modules/@expo-google-fonts/source-sans-3";
const REGULAR = join(SKRIFTER, "400Regular", "SourceSans3_400Regular.ttf");
const SEMIBOLD = join(SKRIFTER, "600SemiBold", "SourceSans3_600SemiBold.ttf");

function vaarBundle(): { readonly lagPdf: typeof lagPdf; readonly FONTER: Fonter } {
  return createRequire(import.meta.url)(resolve(BUNDLE)) as ReturnType<typeof vaarBundle>;
}

export async function lastTegner(maate: Maate, { grunnlag, doc }: Innhold): Promise<Tegner> {
  switch (maate) {
    case "ours": {
      const bundle = vaarBundle();
      return () => {
        const pdf = bundle.lagPdf(grunnlag, bundle.FONTER);
        if (!pdf.ok) throw new Error("the document could not be drawn");
        return pdf.value;
      };
    }
    case "pdfkit, tagged": {
      const { medPdfkit } = await import("./med-pdfkit.ts");
      const skrifter = { regular: readFileSync(REGULAR), semiBold: readFileSync(SEMIBOLD) };
      return () => medPdfkit(doc, skrifter);
    }
    case "@react-pdf/renderer": {
      const { medReactPdf, registrerSkrifter } = await import("./med-react-pdf.ts");
      registrerSkrifter(resolve(REGULAR), resolve(SEMIBOLD));
      return () => medReactPdf(doc);
    }
  }
}
