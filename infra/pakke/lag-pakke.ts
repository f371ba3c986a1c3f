// The package that is deployed: three files in a zip, the same bytes every time it is made from the same bundle.

import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { strToU8, zipSync, type Zippable } from "fflate";
import { z } from "zod";

export type Pakke = {
  readonly zip: Uint8Array;
  /** The version in it. */
  readonly versjon: string;
  /** SHA-256 of the zip, in hex. */
  readonly sha256: string;
};

/** What may be sent in one deploy, in bytes. Larger means that something has come along that should not. */
export const STOERSTE_PAKKE = 2 * 1024 * 1024;

const pakkeSchema = z.object({ name: z.string(), version: z.string(), type: z.string(), main: z.string() });

/** Of package.json only what the host reads: dependencies are in the bundle, and must not be installed. */
function lagPackageJson(tekst: string): { versjon: string; main: string; json: string } {
  const { name, version, type, main } = pakkeSchema.parse(JSON.parse(tekst));
  return { versjon: version, main, json: `${JSON.stringify({ name, version, type, main }, null, 2)}\n` };
}

/**
 * Packs the bundle as it has been built, with host.json and package.json. Throws when it is larger than STOERSTE_PAKKE, or
 * has not been built.
 */
export function lagPakke(mappe = "."): Pakke {
  const { versjon, main, json } = lagPackageJson(readFileSync(`${mappe}/package.json`, "utf8"));
  const filer: Zippable = {
    "host.json": new Uint8Array(readFileSync(`${mappe}/host.json`)),
    "package.json": strToU8(json),
    [main]: new Uint8Array(readFileSync(`${mappe}/${main}`)),
  };
  const zip = zipSync(filer, {
    level: 9,
    // Zip writes local time without a zone: the same hands of the clock everywhere.
    mtime: new Date(1980, 0, 1),
    os: 3,
    attrs: 0o644 << 16,
  });
  if (zip.length >= STOERSTE_PAKKE) {
    throw new Error(`Pakken er ${zip.length} byte. Den skal være under ${STOERSTE_PAKKE}.`);
  }
  return { zip, versjon, sha256: createHash("sha256").update(zip).digest("hex") };
}
