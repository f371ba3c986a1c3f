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

/** The canonical JSON of a value. Throws RangeError for NaN and the infinities, which JSON has no words for. */
export function kanoniskJson(verdi: Json): string {
  if (typeof verdi === "number" && !Number.isFinite(verdi)) throw new RangeError("not a JSON number");
  if (verdi === null || typeof verdi !== "object") return JSON.stringify(verdi);
  if (isListe(verdi)) return `[${verdi.map(kanoniskJson).join(",")}]`;
  const medlemmer = Object.keys(verdi)
    .sort()
    .flatMap((navn) => {
      const medlem = verdi[navn];
      return medlem === undefined ? [] : [`${JSON.stringify(navn)}:${kanoniskJson(medlem)}`];
    });
  return `{${medlemmer.join(",")}}`;
}

/** Array.isArray does not narrow readonly arrays. */
function isListe(verdi: readonly Json[] | object): verdi is readonly Json[] {
  return Array.isArray(verdi);
}
