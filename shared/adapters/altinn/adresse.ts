// Addresses below Altinn's platform.

/** The address of a path; a slash at its end is kept, for Altinn redirects without it. */
export function under(platformUrl: URL, sti: string): URL {
  return new URL(`${platformUrl.href.replace(/\/$/, "")}/${sti}`);
}
