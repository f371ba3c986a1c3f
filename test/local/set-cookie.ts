import type { RpcCookie } from "./core-types.ts";

const SAME_SITE = { none: undefined, lax: "lax", strict: "strict", explicitNone: "none" } as const;

/** A Set-Cookie value as ASP.NET writes it: attributes in lower case and in its order, `path=/` unless stated. */
export function setCookie(cookie: RpcCookie): string {
  const seconds = cookie.expires?.value?.seconds;
  const maxAge = cookie.maxAge?.value;
  const attributes: readonly (readonly [string, string | null | undefined])[] = [
    ["expires", seconds === undefined ? undefined : new Date(seconds * 1000).toUTCString()],
    ["max-age", typeof maxAge === "number" ? String(Math.trunc(maxAge)) : undefined],
    ["domain", cookie.domain?.value === "" ? undefined : cookie.domain?.value],
    ["path", cookie.path?.value ?? "/"],
    ["secure", flag(cookie.secure)],
    ["samesite", SAME_SITE[cookie.sameSite ?? "none"]],
    ["httponly", flag(cookie.httpOnly)],
  ];
  return attributes.reduce(
    (text, [name, value]) =>
      typeof value === "string" ? `${text}; ${value === "" ? name : `${name}=${value}`}` : text,
    `${cookie.name}=${escapeData(cookie.value)}`,
  );
}

/** An attribute that stands alone: the empty text when it is set. */
function flag(nullable: { readonly value?: boolean | null } | undefined): string | undefined {
  return nullable?.value === true ? "" : undefined;
}

/** Percent-encodes all but the unreserved characters of RFC 3986. */
function escapeData(value: string): string {
  const hex = (character: string): string => `%${character.charCodeAt(0).toString(16).toUpperCase()}`;
  return encodeURIComponent(value).replace(/[!'()*]/g, hex);
}
