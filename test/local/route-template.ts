import type { Constraint } from "./route-constraints.ts";
import { constraintOf } from "./route-constraints.ts";

type Literal = { readonly kind: "literal"; readonly text: string };
type Parameter = {
  readonly kind: "parameter";
  readonly name: string;
  readonly optional: boolean;
  readonly catchAll: boolean;
  readonly constraints: readonly Constraint[];
};

export type RouteTemplate = readonly (Literal | Parameter)[];

/**
 * A route as functions state it: literals, `{id}`, `{id?}`, `{id:int}`, `{*rest}`, each a whole segment. Throws for
 * what ASP.NET refuses (empty segments, a name twice, something after an optional or catch-all part) and for
 * segments that mix text and parameters, which this host does not do.
 */
export function parseTemplate(route: string): RouteTemplate {
  const template = route === "" ? [] : route.split("/").map(parsePart);
  const names = template.flatMap((part) => (part.kind === "parameter" ? [part.name.toLowerCase()] : []));
  if (new Set(names).size < names.length) throw new Error(`route "${route}" names a parameter twice`);
  const open = template.findIndex((part) => part.kind === "parameter" && (part.optional || part.catchAll));
  if (open >= 0 && open < template.length - 1)
    throw new Error(`route "${route}" goes on after an optional or catch-all parameter`);
  return template;
}

function parsePart(segment: string): Literal | Parameter {
  if (!/[{}]/.test(segment)) {
    if (segment === "" || segment.includes("?")) throw new Error(`a route has the segment "${segment}"`);
    return { kind: "literal", text: segment.toLowerCase() };
  }
  const [, stars, name, constraints, mark] =
    /^\{(\*{0,2})([A-Za-z_][\w-]*)((?::[a-z]+(?:\(\d+\))?)*)(\??)\}$/i.exec(segment) ?? [];
  if (name === undefined) throw new Error(`route segment "${segment}" is not understood`);
  return {
    kind: "parameter",
    name,
    optional: mark === "?",
    catchAll: stars !== "",
    constraints: (constraints ?? "").split(":").slice(1).map(constraintOf),
  };
}

/**
 * The parameters of a path that fits, or undefined. Segments are decoded; a last empty one is a trailing slash,
 * which only a catch-all keeps. A parameter left out is not among the parameters.
 */
export function matchTemplate(
  template: RouteTemplate,
  segments: readonly string[],
): ReadonlyMap<string, string> | undefined {
  const params = new Map<string, string>();
  const path = segments.at(-1) === "" ? segments.slice(0, -1) : segments;
  for (const [at, part] of template.entries()) {
    const segment = path[at];
    if (part.kind === "literal") {
      if (segment?.toLowerCase() !== part.text) return undefined;
      continue;
    }
    const value = part.catchAll ? segments.slice(at).join("/") : segment;
    if (value === undefined || value === "") {
      if (segment === undefined && (part.optional || part.catchAll)) return params;
      return undefined;
    }
    if (!part.constraints.every((fits) => fits(value))) return undefined;
    params.set(part.name, value);
    if (part.catchAll) return params;
  }
  return path.length > template.length ? undefined : params;
}
