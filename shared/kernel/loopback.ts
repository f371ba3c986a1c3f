// Which addresses are this very machine. Plain http and extra trust are for these only.

/** True for 127.0.0.0/8, ::1 and localhost; a name that only begins like one is not. */
export function erLoopback({ hostname }: URL): boolean {
  return /^(127(\.[0-9]{1,3}){3}|localhost|\[::1\])$/.test(hostname);
}
