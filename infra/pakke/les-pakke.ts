// A package that was made before, looked into before it is deployed again.

import { createHash } from "node:crypto";
import { strFromU8, unzipSync } from "fflate";
import { z } from "zod";
import { STOERSTE_PAKKE, type Pakke } from "./lag-pakke.ts";

const pakkeSchema = z.object({ version: z.string(), main: z.string() });

/** The package, or undefined when it is not one: another zip, no zip, or too large. */
export function lesPakke(zip: Uint8Array): Pakke | undefined {
  if (zip.length >= STOERSTE_PAKKE) return undefined;
  try {
    const filer = unzipSync(zip);
    const { version, main } = pakkeSchema.parse(
      JSON.parse(strFromU8(filer["package.json"] ?? new Uint8Array())),
    );
    if (filer["host.json"] === undefined || filer[main] === undefined) return undefined;
    return { zip, versjon: version, sha256: createHash("sha256").update(zip).digest("hex") };
  } catch {
    return undefined;
  }
}
