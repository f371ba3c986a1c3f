/** Whether the peer of a socket is this machine (RFC 5735 § 3, RFC 4291 § 2.5.3, IPv4-mapped form included). */
export function isLoopbackAddress(address: string | undefined): boolean {
  return address !== undefined && /^(?:(?:::ffff:)?127(?:\.\d{1,3}){3}|::1)$/i.test(address);
}

/** Whether a Host header names this machine, so that a name that only resolves to it (DNS rebinding) does not. */
export function isLoopbackHost(header: string): boolean {
  return /^(?:127(?:\.\d{1,3}){3}|localhost|\[::1\])(?::\d{1,5})?$/i.test(header);
}
