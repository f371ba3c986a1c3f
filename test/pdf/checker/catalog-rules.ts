// C and A: the catalog, the colour profile, what is attached.

import type { Report } from "./findings.ts";
import {
  booleanOf,
  contentsOf,
  keysOf,
  nameOf,
  numberOf,
  textOf,
  type Found,
  type Objects,
} from "./objects.ts";

const CATALOG_KEYS = new Set(
  "Type Pages Lang MarkInfo ViewerPreferences StructTreeRoot Outlines Metadata OutputIntents AF Names".split(
    " ",
  ),
);
const LANGUAGE = /^(?:nb|nn|se|sma|smj|en)(?:-[A-Z]{2})?$/;

function checkProfile(objects: Objects, intent: Found, report: Report): void {
  const stream = objects.stream(objects.get(intent, "DestOutputProfile"));
  const bytes = contentsOf(stream);
  if (stream === undefined || bytes === undefined || bytes.length < 128) {
    report("C7", "no profile");
    return;
  }
  const data = Buffer.from(bytes);
  const signature = (at: number): string => data.subarray(at, at + 4).toString("latin1");
  const fits =
    data.readUInt32BE(0) === data.length &&
    signature(36) === "acsp" &&
    signature(16) === "RGB " &&
    ["mntr", "prtr"].includes(signature(12)) &&
    (data[8] ?? 9) <= 4 &&
    numberOf(objects.get(stream.dict, "N")) === 3;
  if (!fits) report("C7", "the profile is not a whole RGB profile of version 4 at most");
}

function checkFilespec(objects: Objects, spec: Found, report: Report): void {
  const file = objects.stream(objects.get(spec, "EF", "F"));
  const whole =
    nameOf(objects.get(spec, "AFRelationship")) !== undefined &&
    textOf(objects.get(spec, "F")) !== undefined &&
    textOf(objects.get(spec, "UF")) !== undefined &&
    file !== undefined &&
    nameOf(objects.get(file, "Subtype")) === "application/json" &&
    numberOf(objects.get(file, "Params", "Size")) === contentsOf(file)?.length;
  if (!whole) report("A2", "a file specification is not complete");
}

function checkAttachments(objects: Objects, catalog: Found, part: string | undefined, report: Report): void {
  const files = objects.items(objects.get(catalog, "AF"));
  const names = objects.dict(objects.get(catalog, "Names"));
  const named = objects.items(objects.get(names, "EmbeddedFiles", "Names")) ?? [];
  if (part !== "3" && (files !== undefined || names !== undefined)) report("A1", "attachments need part 3");
  if (part !== "3") return;
  if (files === undefined || files.length === 0) report("A2", "part 3 without AF");
  if (keysOf(names).join() !== "EmbeddedFiles") report("A3", "Names holds more than embedded files");
  if (named.length !== 2 * (files?.length ?? 0)) report("A3", "Names and AF differ");
  for (const [i, file] of (files ?? []).entries()) {
    checkFilespec(objects, objects.resolve(file), report);
    if (named[2 * i + 1] !== file) report("A3", "Names and AF differ");
  }
}

export function checkCatalog(
  objects: Objects,
  catalog: Found,
  part: string | undefined,
  report: Report,
): void {
  for (const key of keysOf(objects.dict(catalog))) {
    if (!CATALOG_KEYS.has(key)) report("C1", `catalog key ${key}`);
  }
  if (!LANGUAGE.test(textOf(objects.get(catalog, "Lang")) ?? "")) report("C2", "Lang");
  if (booleanOf(objects.get(catalog, "MarkInfo", "Marked")) !== true) report("C3", "Marked");
  if (booleanOf(objects.get(catalog, "MarkInfo", "Suspects")) === true) report("C4", "Suspects");
  if (booleanOf(objects.get(catalog, "ViewerPreferences", "DisplayDocTitle")) !== true)
    report("C5", "DisplayDocTitle");
  const intents = objects.items(objects.get(catalog, "OutputIntents")) ?? [];
  if (intents.length !== 1 || nameOf(objects.get(intents[0], "S")) !== "GTS_PDFA1")
    report("C6", "OutputIntents");
  checkProfile(objects, intents[0], report);
  checkAttachments(objects, catalog, part, report);
}
