import type { HostFunction, HttpTrigger } from "./host-function.ts";
import { matchTemplate, parseTemplate } from "./route-template.ts";

export type HttpFunction = HostFunction<HttpTrigger>;
export type RouteMatch = { readonly fn: HttpFunction; readonly params: ReadonlyMap<string, string> };

export type Router = {
  /** The first function, in name order, whose path and methods fit; the method is upper case. */
  match(method: string, segments: readonly string[]): RouteMatch | undefined;
};

/** Whether a path belongs to the host itself; the real host refuses functions there. */
export function isReserved(firstSegment: string | undefined): boolean {
  return /^(?:admin|runtime)$/i.test(firstSegment ?? "");
}

/** Alphabetical by name without regard to case, compared as upper case as .NET does (so `_` comes after letters). */
export function byName(a: { readonly name: string }, b: { readonly name: string }): number {
  const [left, right] = [a.name.toUpperCase(), b.name.toUpperCase()];
  return left < right ? -1 : Number(left > right);
}

/** The path of a function with the prefix of host.json, without a leading slash. */
export function fullRoute(prefix: string, trigger: HttpTrigger): string {
  return prefix === "" ? trigger.route : `${prefix}/${trigger.route}`;
}

/**
 * Routes as the Functions host orders them: by function name, and the first match wins. There is no precedence of
 * the more specific route, so `getItem: items/{id}` hides `searchItems: items/search`. The method is a condition of
 * the route: with another one the next route is tried. Throws for a route that cannot be served.
 */
export function createRouter(functions: readonly HttpFunction[], prefix: string): Router {
  const routes = functions.toSorted(byName).map((fn) => {
    const route = fullRoute(prefix, fn.trigger);
    if (isReserved(route.split("/")[0]))
      throw new Error(`function "${fn.name}" has a route that belongs to the host`);
    return { fn, template: parseTemplate(route) };
  });
  return {
    match(method, segments) {
      for (const { fn, template } of routes) {
        const { methods } = fn.trigger;
        if (methods.length > 0 && !methods.includes(method)) continue;
        const params = matchTemplate(template, segments);
        if (params !== undefined) return { fn, params };
      }
      return undefined;
    },
  };
}
