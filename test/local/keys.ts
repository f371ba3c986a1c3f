import { createHash, timingSafeEqual } from "node:crypto";
import type { AuthLevel } from "./host-function.ts";

/** Function keys. The master key opens everything, a host key all functions, a function's own key that one. */
export type Keys = {
  readonly master?: string;
  readonly host?: string;
  readonly functions?: Readonly<Record<string, string>>;
};

/** The key a caller shows: the header x-functions-key, else the query parameter `code`. */
export function shownKey(
  headers: ReadonlyMap<string, string>,
  query: ReadonlyMap<string, string>,
): string | undefined {
  return headers.get("x-functions-key") ?? [...query].find(([name]) => name.toLowerCase() === "code")?.[1];
}

/** Whether the key opens a function of that level. Without keys configured only anonymous functions are open. */
export function isAuthorized(
  level: AuthLevel,
  functionName: string,
  shown: string | undefined,
  keys: Keys,
): boolean {
  if (level === "anonymous") return true;
  const accepted =
    level === "admin" ? [keys.master] : [keys.master, keys.host, keys.functions?.[functionName]];
  return accepted.some((key) => key !== undefined && key !== "" && shown !== undefined && isSame(key, shown));
}

function isSame(a: string, b: string): boolean {
  const [left, right] = [a, b].map((text) => createHash("sha256").update(text).digest());
  return left !== undefined && right !== undefined && timingSafeEqual(left, right);
}
