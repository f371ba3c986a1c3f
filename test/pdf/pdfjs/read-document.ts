// A document as pdf.js reads it: its structure, its own ToUnicode, its own content interpreter, nothing of ours. Texts come
// from the glyphs shown and not from getTextContent, which turns every kind of space into U+0020.

import {
  getDocument,
  OPS,
  VerbosityLevel,
  type PDFDocumentProxy,
  type PDFPageProxy,
} from "pdfjs-dist/legacy/build/pdf.mjs";
import type { Block } from "../blocks.ts";

type Tree = Awaited<ReturnType<PDFPageProxy["getStructTree"]>>;
type Child = Tree["children"][number];

export type ReadDocument = {
  readonly pageCount: number;
  readonly language: string | null;
  readonly title: unknown;
  /** The attached files, by name. */
  readonly attachments: ReadonlyMap<string, Uint8Array>;
  /** Headings, paragraphs and cells that have a text, in the order of the structure tree. */
  readonly blocks: readonly Block[];
  /** The rows of the tables with a summary, as the texts of the cells that have one. */
  readonly rowsOf: (summary: string) => readonly (readonly string[])[];
};

const WITH_TEXT = /^(?:H\d|P|TH|TD)$/;

function glyphText(glyph: unknown): string {
  return typeof glyph === "object" && glyph !== null && "unicode" in glyph ? String(glyph.unicode) : "";
}

function isList(value: unknown): value is readonly unknown[] {
  return Array.isArray(value);
}

/** The text of each marked sequence of a page, by MCID. */
async function textsByMcid(page: PDFPageProxy): Promise<ReadonlyMap<number, string>> {
  const { fnArray, argsArray } = await page.getOperatorList();
  const texts = new Map<number, string>();
  let open: unknown;
  for (const [i, operator] of fnArray.entries()) {
    const operands: unknown = argsArray[i];
    if (operator === OPS.beginMarkedContentProps) open = isList(operands) ? operands[1] : undefined;
    else if (operator === OPS.endMarkedContent) open = undefined;
    else if (operator === OPS.showText && typeof open === "number" && isList(operands)) {
      const glyphs = isList(operands[0]) ? operands[0] : [];
      texts.set(open, (texts.get(open) ?? "") + glyphs.map(glyphText).join(""));
    }
  }
  return texts;
}

type PageContent = { readonly tree: Tree; readonly texts: ReadonlyMap<number, string> };

function textOf(node: Child, texts: PageContent["texts"]): string {
  if ("children" in node) return node.children.map((child) => textOf(child, texts)).join("");
  const mcid = /_mc(\d+)$/.exec(node.id)?.[1];
  return mcid === undefined ? "" : (texts.get(Number(mcid)) ?? "");
}

function everyNode(node: Child): readonly Tree[] {
  return "children" in node ? [node, ...node.children.flatMap(everyNode)] : [];
}

/** The tree of a page also holds, without their content, elements that stand on another: what has no text is left out. */
function pageBlocks({ tree, texts }: PageContent): readonly Block[] {
  return everyNode(tree)
    .filter((node) => WITH_TEXT.test(node.role))
    .map((node) => ({ role: node.role, text: textOf(node, texts) }))
    .filter((block) => block.text !== "");
}

/** A line that is not the last of its text ends in a space, so a block that does goes on on the next page. */
function joined(pages: readonly (readonly Block[])[]): readonly Block[] {
  const blocks: Block[] = [];
  for (const page of pages) {
    const [first, ...rest] = page;
    const last = blocks.at(-1);
    if (first !== undefined && last?.role === first.role && last.text.endsWith(" ")) {
      blocks[blocks.length - 1] = { role: last.role, text: last.text + first.text };
      blocks.push(...rest);
    } else blocks.push(...page);
  }
  return blocks;
}

function tableRows({ tree, texts }: PageContent, summary: string): readonly (readonly string[])[] {
  const tables = everyNode(tree).filter((node) => "summary" in node && node.summary === summary);
  const rows = tables.flatMap(everyNode).filter((node) => node.role === "TR");
  return rows
    .map((row) => row.children.map((cell) => textOf(cell, texts)).filter((text) => text !== ""))
    .filter((cells) => cells.length > 0);
}

async function attachmentsOf(document: PDFDocumentProxy): Promise<ReadonlyMap<string, Uint8Array>> {
  const contents = new Map<string, Uint8Array>();
  for (const name of (await document.getAttachments())?.keys() ?? []) {
    const content: unknown = await document.getAttachmentContent(name);
    if (content instanceof Uint8Array) contents.set(name, content);
  }
  return contents;
}

/** Reads a file; throws when pdf.js cannot. */
export async function readWithPdfjs(bytes: Uint8Array): Promise<ReadDocument> {
  // pdf.js takes the buffer over, and is not to fetch or run anything.
  const task = getDocument({ data: bytes.slice(), verbosity: VerbosityLevel.ERRORS, disableFontFace: true });
  const document = await task.promise;
  const pages: PageContent[] = [];
  for (let number = 1; number <= document.numPages; number++) {
    const page = await document.getPage(number);
    pages.push({ tree: await page.getStructTree(), texts: await textsByMcid(page) });
  }
  const { info } = await document.getMetadata();
  const found: ReadDocument = {
    pageCount: document.numPages,
    language: "Language" in info && typeof info.Language === "string" ? info.Language : null,
    title: "Title" in info ? info.Title : null,
    attachments: await attachmentsOf(document),
    blocks: joined(pages.map(pageBlocks)),
    rowsOf: (summary) => pages.flatMap((page) => tableRows(page, summary)),
  };
  await task.destroy();
  return found;
}
