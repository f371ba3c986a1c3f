// The strict check of a document: a whitelist of what the renderer writes. Anything else is a finding. It never throws.

import { PDFDocument, type PDFRef } from "pdf-lib";
import { checkCatalog } from "./catalog-rules.ts";
import { checkContent, type ReadText } from "./content-rules.ts";
import { checkFile } from "./file-rules.ts";
import type { Finding, Report } from "./findings.ts";
import { checkFonts } from "./font-rules.ts";
import { checkLinks, checkOutline } from "./link-rules.ts";
import { readObjects, type Objects } from "./objects.ts";
import type { Sequence } from "./page-content.ts";
import { checkPages } from "./page-rules.ts";
import type { Program } from "./program.ts";
import { checkStructure } from "./structure-rules.ts";
import { checkXmp } from "./xmp-rules.ts";

export type Checked = {
  readonly findings: readonly Finding[];
  /** In the order of the structure tree. */
  readonly texts: readonly ReadText[];
  /** What each page paints, in paint order. */
  readonly pages: readonly (readonly Sequence[])[];
};

type Read = Pick<Checked, "texts" | "pages">;

function pageRefs(document: PDFDocument): readonly PDFRef[] {
  return document.getPages().map((page) => page.ref);
}

function checkObjects(
  objects: Objects,
  pageList: readonly PDFRef[],
  sources: ReadonlyMap<string, Program>,
  report: Report,
): Read {
  const catalog = objects.resolve(objects.context.trailerInfo.Root);
  const part = checkXmp(objects, catalog, report);
  checkCatalog(objects, catalog, part, report);
  const { pages, shown } = checkPages(objects, pageList, report);
  checkFonts(objects, shown, sources, report);
  const document = checkStructure(objects, catalog, report);
  const painted = pages.map((page) => page.sequences);
  if (document === undefined) return { texts: [], pages: painted };
  const root = objects.get(catalog, "StructTreeRoot");
  checkLinks(objects, root, document, pages, report);
  checkOutline(objects, catalog, document, pages, report);
  return { texts: checkContent(objects, root, document, pages, report), pages: painted };
}

/** Checks a file; `sources` are the fonts it was set in, by PostScript name. */
export async function checkPdf(bytes: Uint8Array, sources: ReadonlyMap<string, Program>): Promise<Checked> {
  const findings: Finding[] = [];
  const report: Report = (rule, detail) => findings.push({ rule, detail });
  try {
    const document = await PDFDocument.load(bytes, { ignoreEncryption: true, updateMetadata: false });
    const objects = readObjects(document.context);
    checkFile(bytes, objects, report);
    return { findings, ...checkObjects(objects, pageRefs(document), sources, report) };
  } catch (fault) {
    report("CRASH", fault instanceof Error ? fault.message : "unknown");
    return { findings, texts: [], pages: [] };
  }
}
