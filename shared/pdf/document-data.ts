// What the file says about the calculation outside its pages: metadata, provenance, the attached data.

import type { Attachment } from "./assembly/attachment.ts";
import type { Metadata } from "./assembly/metadata.ts";
import type { Dokumentgrunnlag } from "./dokumentgrunnlag.ts";
import { velgTekster } from "./tekster/velg-tekster.ts";
import type { Visning } from "./view/visning.ts";

const UTEN_KOMMUNE = "Egenandel";

/** The moment of the calculation in UTC to the second: the lookup's, or the start of beregningsdato. */
function created({ oppslag, resultat }: Dokumentgrunnlag): string {
  return oppslag === null ? `${resultat.beregningsdato}T00:00:00Z` : `${oppslag.tidspunkt.slice(0, 19)}Z`;
}

export function metadataFor(grunnlag: Dokumentgrunnlag, visning: Visning): Metadata {
  const { resultat, resultatId, dokument } = grunnlag;
  return {
    title: visning.dokumenttittel,
    author: dokument.kommune ?? UTEN_KOMMUNE,
    language: visning.spraak,
    created: created(grunnlag),
    part: dokument.vedlegg === "json" ? 3 : 2,
    provenance: [
      {
        property: "resultatId",
        value: resultatId,
        description: "Hash of input without personal identifiers, rule set and result",
      },
      { property: "regelsett", value: resultat.regelsett.id, description: "Rule set of the calculation" },
      {
        property: "regelsettversjon",
        value: resultat.regelsett.versjon,
        description: "Version of the rule set",
      },
      {
        property: "beregningsdato",
        value: resultat.beregningsdato,
        description: "Date whose rates were used",
      },
    ],
  };
}

/** The result as the API gives it, for PDF/A-3a. */
export function attachmentFor({ resultatId, resultat, dokument }: Dokumentgrunnlag): Attachment {
  return {
    fileName: "egenandel.json",
    mediaType: "application/json",
    description: velgTekster(dokument.maalform).vedlegg,
    bytes: new TextEncoder().encode(`${JSON.stringify({ resultatId, ...resultat }, null, 2)}\n`),
  };
}
