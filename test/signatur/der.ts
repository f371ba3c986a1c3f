// Writes DER, also the wrong kind: the verifier is tested with structures no library would make.

/** One value: tag byte, length and the parts of its content after each other. */
export function tlv(merke: number, ...deler: readonly Uint8Array[]): Uint8Array {
  const innhold = Buffer.concat(deler);
  const lengde: number[] = [];
  for (let n = innhold.length; n > 0; n = Math.floor(n / 256)) lengde.unshift(n % 256);
  const hode = innhold.length < 128 ? [innhold.length] : [0x80 | lengde.length, ...lengde];
  return Buffer.concat([Buffer.from([merke, ...hode]), innhold]);
}

export const seq = (...deler: readonly Uint8Array[]) => tlv(0x30, ...deler);
export const set = (...deler: readonly Uint8Array[]) => tlv(0x31, ...deler);
export const octet = (b: Uint8Array) => tlv(0x04, b);
export const bits = (b: Uint8Array) => tlv(0x03, Buffer.from([0]), b);
export const utf8 = (t: string) => tlv(0x0c, Buffer.from(t));
export const sann = tlv(0x01, Buffer.from([0xff]));
export const nul = tlv(0x05);
export const ktx = (nummer: number, ...deler: readonly Uint8Array[]) => tlv(0xa0 | nummer, ...deler);

/** A small non-negative INTEGER. */
export function heltall(n: number): Uint8Array {
  const bytes: number[] = [];
  for (let rest = n; rest > 0; rest = Math.floor(rest / 256)) bytes.unshift(rest % 256);
  if (bytes.length === 0 || (bytes[0] ?? 0) >= 0x80) bytes.unshift(0);
  return tlv(0x02, Buffer.from(bytes));
}

/** An object identifier from its dotted form. */
export function oid(tekst: string): Uint8Array {
  const [a = 0, b = 0, ...resten] = tekst.split(".").map(Number);
  const bytes = [a * 40 + b, ...resten].flatMap((n) => {
    const grupper = [n % 128];
    for (let rest = Math.floor(n / 128); rest > 0; rest = Math.floor(rest / 128)) {
      grupper.unshift((rest % 128) | 0x80);
    }
    return grupper;
  });
  return tlv(0x06, Buffer.from(bytes));
}

/** GeneralizedTime of an ISO time. */
export function tid(iso: string): Uint8Array {
  const tekst = new Date(iso).toISOString().replace(/[-:T]/g, "").slice(0, 14);
  return tlv(0x18, Buffer.from(`${tekst}Z`));
}
