// The answer when a file is too dear to judge: nothing is known about the signature, so a person looks at it.

import { createHash } from "node:crypto";
import { uavklart } from "./dom.ts";
import { AVBRUTT } from "./forklaring.ts";
import type { Erklaeringsvurdering } from "./verifiser.ts";

/** INDETERMINATE / GENERIC for a check that was stopped before it was done. */
export function avbruttVurdering(pdf: Uint8Array): Erklaeringsvurdering {
  return {
    sha256: createHash("sha256").update(pdf).digest("hex"),
    ...uavklart("GENERIC"),
    binding: "NONE",
    avgjoerelse: "TIL_VURDERING",
    signaturer: [],
    forklaring: AVBRUTT,
  };
}
