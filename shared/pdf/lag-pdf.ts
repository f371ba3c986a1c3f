// The entry point of all PDF code: the calculation as a document.

import type { TegnMangler } from "../kernel/feil.ts";
import { err, ok, type Result } from "../kernel/result.ts";
import { assemble } from "./assembly/assemble.ts";
import { attachmentFor, metadataFor } from "./document-data.ts";
import { buildDoc } from "./doc/build-doc.ts";
import type { Dokumentgrunnlag } from "./dokumentgrunnlag.ts";
import { readTrueType, type TrueType } from "./font/truetype.ts";
import { createTypeface } from "./font/typeface.ts";
import { layOut } from "./layout/layout.ts";
import { createFileSink } from "./sink/file-sink.ts";
import { cleanedData, missingCharacters } from "./tegn.ts";
import { lagVisning } from "./view/lag-visning.ts";

/** The two font programs (static TrueType) that every document is set in. */
export type Fonter = { readonly regular: Uint8Array; readonly semiBold: Uint8Array };

/** A font is read once for as long as its bytes are kept. */
const read = new WeakMap<Uint8Array, TrueType>();

function fontOf(bytes: Uint8Array): TrueType {
  const known = read.get(bytes);
  if (known !== undefined) return known;
  const font = readTrueType(bytes);
  read.set(bytes, font);
  return font;
}

/**
 * The calculation as a PDF/A-2a and PDF/UA-1 document (PDF/A-3a with `vedlegg`), the same bytes for the same input. A
 * character that the fonts cannot show gives `tegn-mangler` with the field it came from, and nothing is drawn.
 */
export function lagPdf(inn: Dokumentgrunnlag, fonter: Fonter): Result<Uint8Array, TegnMangler> {
  const fonts = { regular: fontOf(fonter.regular), semiBold: fontOf(fonter.semiBold) };
  const grunnlag = cleanedData(inn);
  const { oppslag, manuellePoster, forsoergelse, skjoennsmessigeFradrag, dokument } = grunnlag;
  const felt = missingCharacters(
    { oppslag, manuellePoster, forsoergelse, skjoennsmessigeFradrag, dokument },
    [fonts.regular, fonts.semiBold],
  );
  if (felt.length > 0) return err({ kode: "tegn-mangler", felt });

  const visning = lagVisning(grunnlag);
  const typefaces = {
    regular: createTypeface(fonts.regular),
    semiBold: createTypeface(fonts.semiBold),
  };
  const layout = layOut(buildDoc(visning), typefaces);
  const attachment = dokument.vedlegg === "json" ? attachmentFor(inn) : undefined;
  const metadata = metadataFor(grunnlag, visning);
  return ok(assemble(createFileSink(), { layout, typefaces, metadata, attachment }));
}
