// What a refusal from Maskinporten means. The code in error_uri decides; where it is absent, the start of the text does.

import { z } from "zod";
import type { HttpSvar } from "../../kernel/http.ts";

export type Avslag =
  /** The municipality has not delegated the scope to us in Altinn. */
  | { readonly type: "IKKE_DELEGERT"; readonly aarsakskode: "MP-251" }
  /** The owner of the scope has not granted it to the municipality. */
  | { readonly type: "IKKE_GITT"; readonly aarsakskode: "MP-250" }
  /** The same request may succeed with a fresh assertion: used before, or too slow on the way. */
  | { readonly type: "NY_GRANT"; readonly aarsakskode: string }
  /** Our key, client or scope. */
  | { readonly type: "VAAR_FEIL"; readonly aarsakskode: string }
  /** Not a refusal as Maskinporten words them. */
  | { readonly type: "UKJENT" };

const feilSchema = z.object({
  error: z.string(),
  error_description: z.string().optional(),
  error_uri: z.string().optional(),
});

const TEKSTER: readonly (readonly [RegExp, string])[] = [
  [/Consumer .*has not been granted access to the scope/u, "MP-250"],
  [/Consumer .*has not delegated access to the scope/u, "MP-251"],
  [/Unknown key identifier/u, "UKJENT_KID"],
  [/Grant is used before/u, "MP-012"],
  [/JWT is expired/u, "MP-130"],
  [/Issue time is after now/u, "KLOKKE"],
];

function kodeAv(feil: z.infer<typeof feilSchema>): string {
  const fraUri = /\/(MP-[0-9]{3})$/.exec(feil.error_uri ?? "")?.[1];
  if (fraUri !== undefined) return fraUri;
  const tekst = feil.error_description ?? "";
  const kjent = TEKSTER.find(([moenster]) => moenster.test(tekst));
  // The error name is a short word from a closed vocabulary; anything longer is not passed on.
  return kjent?.[1] ?? (/^[a-z_]{1,60}$/.test(feil.error) ? feil.error : "UKJENT");
}

/** Reads a non-200 answer of the token endpoint. */
export function tolkAvslag(svar: HttpSvar): Avslag {
  let json: unknown;
  try {
    json = JSON.parse(svar.tekst);
  } catch {
    return { type: "UKJENT" };
  }
  const lest = feilSchema.safeParse(json);
  if (!lest.success || svar.status < 400) return { type: "UKJENT" };
  const aarsakskode = kodeAv(lest.data);
  switch (aarsakskode) {
    case "MP-250":
      return { type: "IKKE_GITT", aarsakskode };
    case "MP-251":
      return { type: "IKKE_DELEGERT", aarsakskode };
    case "MP-012":
    case "MP-130":
      return { type: "NY_GRANT", aarsakskode };
    default:
      return { type: "VAAR_FEIL", aarsakskode };
  }
}
