// Every problem the service answers with, for the document of the API. What is sent is made by problem.ts, not by this.

import { z } from "zod";
import { MOTPARTER, type Feil, type FeilKode } from "../../shared/kernel/feil.ts";
import { KILDER } from "../../shared/oppslag/oppslagssvar.ts";
import type { ErSamme } from "./samme-type.ts";

export type Problemkode = FeilKode | "intern-feil";

/** A bug has no facts. */
type FeilMed<K extends Problemkode> = Extract<Feil | { readonly kode: "intern-feil" }, { kode: K }>;
/** The facts of a Feil that the contract lets out. */
type Fakta<K extends Problemkode> = Pick<
  FeilMed<K>,
  keyof FeilMed<K> & ("felt" | "api" | "aarsakskode" | "dato" | "motpart")
>;

/** Does not compile unless `fakta` is what the Feil of that kode carries. */
function problem<K extends Problemkode, F extends z.ZodRawShape>(
  kode: K,
  status: number,
  fakta: F & ErSamme<{ [P in keyof F]: z.infer<F[P]> }, Fakta<K>>,
) {
  return z.strictObject({
    type: z.literal(`/feil/${kode}`),
    title: z.string(),
    status: z.literal(status),
    detail: z.string(),
    kode: z.literal(kode),
    korrelasjonsid: z.uuid(),
    ...fakta,
  });
}

export const feltfeilSchema = z.strictObject({ sti: z.string(), melding: z.string() });

const felt = z.array(feltfeilSchema);
const api = z.enum(KILDER);
const aarsakskode = z.string();
export const motpartSchema = z.enum(MOTPARTER);

/** One schema per kode, in the order of the contract. A kode without one does not compile. */
export const PROBLEMSCHEMA = {
  "ugyldig-forespoersel": problem("ugyldig-forespoersel", 400, { felt }),
  "ikke-autentisert": problem("ikke-autentisert", 401, {}),
  "ikke-tilgang": problem("ikke-tilgang", 403, {}),
  "delegering-mangler": problem("delegering-mangler", 403, { api, aarsakskode }),
  "tilgang-mangler": problem("tilgang-mangler", 403, { api, aarsakskode }),
  "ikke-funnet": problem("ikke-funnet", 404, {}),
  "noekkel-i-bruk": problem("noekkel-i-bruk", 409, {}),
  "for-stor": problem("for-stor", 413, {}),
  "feil-medietype": problem("feil-medietype", 415, {}),
  "satser-mangler": problem("satser-mangler", 422, { dato: z.iso.date() }),
  "tegn-mangler": problem("tegn-mangler", 422, { felt }),
  "segl-ugyldig": problem("segl-ugyldig", 422, {}),
  "tilkobling-feilkonfigurert": problem("tilkobling-feilkonfigurert", 502, { aarsakskode }),
  "ugyldig-svar": problem("ugyldig-svar", 502, { motpart: motpartSchema }),
  "motpart-utilgjengelig": problem("motpart-utilgjengelig", 503, { motpart: motpartSchema }),
  "logg-utilgjengelig": problem("logg-utilgjengelig", 503, {}),
  opptatt: problem("opptatt", 503, {}),
  "intern-feil": problem("intern-feil", 500, {}),
} satisfies Readonly<Record<Problemkode, z.ZodObject>>;
