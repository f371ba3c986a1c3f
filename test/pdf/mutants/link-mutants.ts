import { PDFName, PDFNumber, PDFString } from "pdf-lib";
import { found, remove, set, type Editable } from "./editable.ts";
import type { Mutant } from "./mutant.ts";

function planted(title: string, rules: readonly string[], plant: (f: Editable) => void): Mutant {
  return { title, rules, plant };
}

export const LINK_MUTANTS: readonly Mutant[] = [
  planted("a Link without OBJR", ["L1"], (f) => {
    const link = f.element("Link");
    const kids = found(f.objects.items(f.objects.get(link, "K")));
    const content = kids.filter((kid) => kid instanceof PDFNumber);
    link.set(PDFName.of("K"), f.context.obj(content));
  }),
  planted("no Contents", ["L2"], (f) => {
    remove(f.link(), "Contents");
  }),
  planted("empty Contents", ["L2"], (f) => {
    set(f.link(), "Contents", PDFString.of(""));
  }),
  planted("no F", ["L3"], (f) => {
    remove(f.link(), "F");
  }),
  planted("a hidden link", ["L3"], (f) => {
    set(f.link(), "F", PDFNumber.of(6));
  }),
  planted("a JavaScript action", ["L4"], (f) => {
    f.link().set(PDFName.of("A"), f.context.obj({ S: "JavaScript", JS: PDFString.of("app.alert(1)") }));
  }),
  planted("a javascript address", ["L4"], (f) => {
    const action = found(f.objects.dict(f.objects.get(f.link(), "A")));
    set(action, "URI", PDFString.of("javascript:alert"));
  }),
  planted("an address without encryption", ["L4"], (f) => {
    const action = found(f.objects.dict(f.objects.get(f.link(), "A")));
    set(action, "URI", PDFString.of("http://lovdata.no/"));
  }),
  planted("a sound", ["L4"], (f) => {
    set(f.link(), "Subtype", PDFName.of("Sound"));
  }),
  planted("no StructParent", ["L5"], (f) => {
    remove(f.link(), "StructParent");
  }),
  planted("StructParent of something else", ["L5"], (f) => {
    set(f.link(), "StructParent", PDFNumber.of(0));
  }),
  planted("an annotation that is not in the tree", ["L6"], (f) => {
    const page = found(f.pages[0]);
    const copy = f.context.register(f.link().clone(f.context));
    page.set(PDFName.of("Annots"), f.context.obj([copy]));
  }),
];
