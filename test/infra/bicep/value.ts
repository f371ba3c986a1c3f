// What an expression comes to when it is worked out before a deployment: a value, or something only Azure knows.

/** Known only when it is deployed, such as the id of a resource. Two are the same when their texts are. */
export class Symbolic {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

export type Value = string | number | boolean | null | Symbolic | readonly Value[] | Members;

/** A mapped type, since a record cannot name itself. */
type Members = { readonly [name in string]: Value };

export function isList(value: Value | undefined): value is readonly Value[] {
  return Array.isArray(value);
}

export function isRecord(value: Value | undefined): value is Members {
  return typeof value === "object" && value !== null && !isList(value) && !(value instanceof Symbolic);
}

/** The value as text, with what is not known yet inside `${}`. */
export function asText(value: Value | undefined): string {
  if (value instanceof Symbolic) {
    // Text with something unknown in it is put in as it is; anything else is shown as an expression.
    return value.text.startsWith("'") ? value.text.slice(1, -1) : `\${${value.text}}`;
  }
  return typeof value === "string" ? value : JSON.stringify(value);
}

/** How a value looks as an argument of something that is not known yet. */
export function asArgument(value: Value): string {
  if (value instanceof Symbolic) return value.text;
  return typeof value === "string" ? `'${value}'` : JSON.stringify(value);
}

/** Text of parts; symbolic when one of them is. */
export function interpolate(parts: readonly Value[]): Value {
  if (!parts.some((part) => part instanceof Symbolic)) return parts.map((part) => asText(part)).join("");
  const [only, ...more] = parts;
  return only instanceof Symbolic && more.length === 0
    ? only
    : new Symbolic(`'${parts.map(asText).join("")}'`);
}

/** The member at a path, e.g. `properties.networkAcls.defaultAction`; undefined when it is not there. */
export function at(value: Value | undefined, path: string): Value | undefined {
  let here = value;
  for (const name of path.split(".")) {
    if (!isRecord(here)) return undefined;
    here = here[name];
  }
  return here;
}

/** The list at a path; empty when there is none. */
export function listAt(value: Value | undefined, path: string): readonly Value[] {
  const found = at(value, path);
  return isList(found) ? found : [];
}
