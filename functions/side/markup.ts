// HTML that cannot be put together wrong: whatever stands in a hole of a template is escaped, unless it is itself made by one.

const KODE = Symbol("html");

/** A piece of HTML. Made here only. */
export type Html = { readonly [KODE]: string };

/** What may stand in a hole. There is no null and no undefined: what is not shown is an empty list. */
type Verdi = string | number | Html | readonly Html[];

const ENTITETER: ReadonlyMap<string, string> = new Map([
  ["&", "&amp;"],
  ["<", "&lt;"],
  [">", "&gt;"],
  ['"', "&quot;"],
  ["'", "&#39;"],
]);

function tegnTilEntitet(tekst: string): string {
  return tekst.replace(/[&<>"']/g, (tegn) => ENTITETER.get(tegn) ?? "");
}

function kodeAv(verdi: Verdi): string {
  if (typeof verdi === "string") return tegnTilEntitet(verdi);
  if (typeof verdi === "number") return String(verdi);
  return KODE in verdi ? verdi[KODE] : verdi.map((html) => html[KODE]).join("");
}

/**
 * A line break in a template is one in the source only: it is a space between two words, and nothing beside a tag, a hole or
 * an end of the template.
 */
function utenInnrykk(del: string): string {
  return del.replace(/\s*\n\s*/g, (treff, start: number) => {
    const [foer, etter] = [del[start - 1], del[start + treff.length]];
    return foer === undefined || foer === ">" || etter === undefined || etter === "<" ? "" : " ";
  });
}

/** Whether a hole stands in a tag outside quotes, where escaping is not enough. */
function erILoesTag(foerHullet: string): boolean {
  const element = foerHullet.slice(foerHullet.lastIndexOf("<"));
  return element.startsWith("<") && !element.includes(">") && element.split('"').length % 2 === 1;
}

type Mal = {
  readonly faste: readonly string[];
  /** Per hole. */
  readonly iLoesTag: readonly boolean[];
};

const MALER = new WeakMap<TemplateStringsArray, Mal>();

/** A template, read the first time it is used. */
function lesMal(deler: TemplateStringsArray): Mal {
  const kjent = MALER.get(deler);
  if (kjent !== undefined) return kjent;
  const mal = {
    faste: deler.map(utenInnrykk),
    iLoesTag: deler.slice(1).map((_, i) => erILoesTag(deler.slice(0, i + 1).join(""))),
  };
  MALER.set(deler, mal);
  return mal;
}

/** The tag of a template of HTML. Throws when text stands in a tag outside quotes: an attribute without them, a name. */
export function markup(deler: TemplateStringsArray, ...verdier: readonly Verdi[]): Html {
  const { faste, iLoesTag } = lesMal(deler);
  const kode = verdier.reduce<string>((foer, verdi, i) => {
    if (iLoesTag[i] === true && typeof verdi !== "object")
      throw new Error("text in a tag must stand in quotes");
    return foer + kodeAv(verdi) + (faste[i + 1] ?? "");
  }, faste[0] ?? "");
  return { [KODE]: kode };
}

/** A style or a script of our own, as it is. */
export function innebygd(element: "style" | "script", kode: string): Html {
  if (kode.includes("</")) throw new Error(`a ${element} would end within itself`);
  return { [KODE]: `<${element}>${kode}</${element}>` };
}

/** HTML as the text that is sent. */
export function htmltekst(html: Html): string {
  return html[KODE];
}
