// What kind of file some bytes are, by how they begin.

/** Whether the file begins as a PDF does. A damaged PDF is still one; bytes before the header make it something else. */
export function erPdf(bytes: Uint8Array): boolean {
  return Buffer.from(bytes.subarray(0, 5)).toString("latin1") === "%PDF-";
}

/** Whether it is a signed container of ETSI EN 319 162-1: a zip file whose first entry says so. */
export function erAsic(bytes: Uint8Array): boolean {
  const start = Buffer.from(bytes.subarray(0, 200)).toString("latin1");
  return start.startsWith("PK") && start.includes("application/vnd.etsi.asic-");
}
