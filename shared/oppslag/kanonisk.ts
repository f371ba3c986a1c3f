// One text for one JSON value, whatever order its members came in. As RFC 8785: members sorted by UTF-16 code units, no
// white space, strings and numbers as ECMAScript writes them. One difference: a lone surrogate is escaped, not refused.

export type Json =
  | null
  | boolean
  | number
  | string
  | readonly Json[]
  // A member that is undefined is not there.
  | { readonly [navn: string]: Json | undefined };

/** Text that needs no escapes: no quote, backslash, control character or half of a surrogate pair. */
const RENT = /^[^"\\\u0000-\u001f\ud800-\udfff]*$/;

function tekst(verdi: string): string {
  return RENT.test(verdi) ? `"${verdi}"` : JSON.stringify(verdi);
}

/**
 * The canonical JSON of a value. Throws RangeError for NaN and the infinities, which JSON has no words for. Every calculation
 * and every seal passes through here, so text is added to text: lists of parts that are joined take twice the time.
 */
export function kanoniskJson(verdi: Json): string {
  if (typeof verdi === "string") return tekst(verdi);
  if (typeof verdi === "number" && !Number.isFinite(verdi)) throw new RangeError("not a JSON number");
  if (verdi === null || typeof verdi !== "object") return String(verdi);
  let innhold = "";
  if (isListe(verdi)) {
    for (const ledd of verdi) innhold += `${innhold === "" ? "" : ","}${kanoniskJson(ledd)}`;
    return `[${innhold}]`;
  }
  for (const navn of Object.keys(verdi).sort()) {
    const medlem = verdi[navn];
    if (medlem === undefined) continue;
    innhold += `${innhold === "" ? "" : ","}${tekst(navn)}:${kanoniskJson(medlem)}`;
  }
  return `{${innhold}}`;
}

/** Array.isArray does not narrow readonly arrays. */
function isListe(verdi: readonly Json[] | object): verdi is readonly Json[] {
  return Array.isArray(verdi);
}
