import { PDFName, PDFNumber, PDFString } from "pdf-lib";
import { found, remove, set, type Editable } from "./editable.ts";
import type { Mutant } from "./mutant.ts";

function profile(file: Editable, change: (bytes: Uint8Array) => Uint8Array): void {
  const intent = found(
    file.objects.dict(file.objects.items(file.objects.get(file.catalog, "OutputIntents"))?.[0]),
  );
  file.stream(intent, "DestOutputProfile", change);
}

function profileByte(at: number, value: number): (bytes: Uint8Array) => Uint8Array {
  return (bytes) => {
    const copy = bytes.slice();
    copy[at] = value;
    return copy;
  };
}

/** A key in the catalog, holding an empty dictionary unless told otherwise. */
function catalogKey(title: string, key: string): Mutant {
  return {
    title,
    rules: ["C1"],
    plant: (f) => {
      f.catalog.set(PDFName.of(key), f.context.obj({}));
    },
  };
}

function language(title: string, value: string): Mutant {
  return {
    title,
    rules: ["C2"],
    plant: (f) => {
      set(f.catalog, "Lang", PDFString.of(value));
    },
  };
}

function filespec(f: Editable) {
  return found(f.objects.dict(f.objects.items(f.objects.get(f.catalog, "AF"))?.[0]));
}

export const CATALOG_MUTANTS: readonly Mutant[] = [
  {
    title: "no Lang",
    rules: ["C2"],
    plant: (f) => {
      remove(f.catalog, "Lang");
    },
  },
  language("Lang in words", "norsk"),
  language("an empty Lang", ""),
  language("Lang with a region in small letters", "nb-no"),
  {
    title: "no MarkInfo",
    rules: ["C3"],
    plant: (f) => {
      remove(f.catalog, "MarkInfo");
    },
  },
  {
    title: "Marked false",
    rules: ["C3"],
    plant: (f) => {
      f.catalog.set(PDFName.of("MarkInfo"), f.context.obj({ Marked: false }));
    },
  },
  {
    title: "Suspects true",
    rules: ["C4"],
    plant: (f) => {
      f.catalog.set(PDFName.of("MarkInfo"), f.context.obj({ Marked: true, Suspects: true }));
    },
  },
  {
    title: "the title is not shown",
    rules: ["C5"],
    plant: (f) => {
      remove(f.catalog, "ViewerPreferences");
    },
  },
  catalogKey("a JavaScript OpenAction", "OpenAction"),
  catalogKey("additional actions", "AA"),
  catalogKey("layers", "OCProperties"),
  catalogKey("a form", "AcroForm"),
  catalogKey("a key nobody knows", "Extra"),
  {
    title: "associated files in part 2",
    rules: ["A1"],
    plant: (f) => {
      f.catalog.set(PDFName.of("AF"), f.context.obj([]));
    },
  },
  {
    title: "names in part 2",
    rules: ["A1"],
    plant: (f) => {
      f.catalog.set(PDFName.of("Names"), f.context.obj({}));
    },
  },
  {
    title: "a file specification without AFRelationship",
    rules: ["A2"],
    attached: true,
    plant: (f) => {
      remove(filespec(f), "AFRelationship");
    },
  },
  {
    title: "a file specification without UF",
    rules: ["A2"],
    attached: true,
    plant: (f) => {
      remove(filespec(f), "UF");
    },
  },
  {
    title: "part 3 without associated files",
    rules: ["A2"],
    attached: true,
    plant: (f) => {
      remove(f.catalog, "AF");
    },
  },
  {
    title: "JavaScript among the names",
    rules: ["A3"],
    attached: true,
    plant: (f) => {
      found(f.objects.dict(f.objects.get(f.catalog, "Names"))).set(
        PDFName.of("JavaScript"),
        f.context.obj({}),
      );
    },
  },
  {
    title: "no OutputIntent",
    rules: ["C6"],
    plant: (f) => {
      remove(f.catalog, "OutputIntents");
    },
  },
  {
    title: "an OutputIntent for PDF/X",
    rules: ["C6"],
    plant: (f) => {
      const intent = found(f.objects.dict(f.objects.items(f.objects.get(f.catalog, "OutputIntents"))?.[0]));
      set(intent, "S", PDFName.of("GTS_PDFX"));
    },
  },
  {
    title: "two OutputIntents",
    rules: ["C6"],
    plant: (f) => {
      const intents = found(f.objects.items(f.objects.get(f.catalog, "OutputIntents")));
      f.catalog.set(PDFName.of("OutputIntents"), f.context.obj([...intents, ...intents]));
    },
  },
  {
    title: "the profile's header zeroed",
    rules: ["C7"],
    plant: (f) => {
      profile(f, (bytes) => bytes.slice().fill(0, 0, 128));
    },
  },
  {
    title: "a profile of four colours",
    rules: ["C7"],
    plant: (f) => {
      const intent = found(f.objects.dict(f.objects.items(f.objects.get(f.catalog, "OutputIntents"))?.[0]));
      const stream = found(f.objects.stream(f.objects.get(intent, "DestOutputProfile")));
      set(stream.dict, "N", PDFNumber.of(4));
    },
  },
  {
    title: "a profile of version 5",
    rules: ["C7"],
    plant: (f) => {
      profile(f, profileByte(8, 5));
    },
  },
  {
    title: "a profile cut by 40 bytes",
    rules: ["C7"],
    plant: (f) => {
      profile(f, (bytes) => bytes.subarray(0, bytes.length - 40));
    },
  },
];
