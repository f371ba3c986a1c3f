// `npm run bench:signatur`: how long the verdict on a declaration takes, next to hashing the same bytes.

import { createHash, randomBytes } from "node:crypto";
import { stroem, revisjon, signer, GRUNNLAG } from "../signatur/pdf-bygger.ts";
import { BESTAATT, cms, dom, segl, vurder } from "../signatur/scene.ts";
import { median, tidPerKjoering, vis } from "./maal.ts";

const STOERRELSER = [100_000, 1_000_000, 10_000_000];

/** A declaration of about so many bytes with one seal: one page, and a picture that does not compress. */
function erklaering(byte: number): Buffer {
  const fyll = stroem(randomBytes(byte), " /Type /XObject /Subtype /Image");
  return signer(revisjon(Buffer.alloc(0), { ...GRUNNLAG, 6: fyll }), { lag: cms(segl) });
}

for (const byte of STOERRELSER) {
  const pdf = erklaering(byte);
  if ((await dom(pdf)) !== BESTAATT) throw new Error("the declaration is not accepted");
  const antall = byte > 1_000_000 ? 20 : 100;
  const foerst = await tidPerKjoering(antall, () => vurder(pdf));
  const hash = await tidPerKjoering(antall, () => createHash("sha256").update(pdf).digest());
  vis(
    `verdict on one seal, ${(pdf.length / 1000).toFixed(0)} kB, p50 warm`,
    `${median(foerst).toFixed(1)} ms`,
    `${(median(foerst) / median(hash)).toFixed(1)} x hashing the file`,
  );
}
