// One problem of each kode as the service answers with it: status, headers and texts are read from the function that
// answers, so they cannot say anything else here.

import { z } from "zod";
import type { Feil, FeilKode } from "../../shared/kernel/feil.ts";
import type { Svar } from "../http/svar.ts";
import type { Problemkode } from "../http/problem-schema.ts";
import { somInternFeil, somProblem } from "../http/problem.ts";

export type Problem = {
  readonly kode: Problemkode;
  readonly status: number;
  readonly title: string;
  readonly detail: string;
  /** Names of the headers it has besides the media type. */
  readonly hoder: readonly string[];
  readonly eksempel: Readonly<Record<string, unknown>>;
};

const KORRELASJONSID = "6f0f7c3e-8f2b-4d4c-9b55-0c8d2a1f7e11";

const EKSEMPEL: { readonly [K in FeilKode]: Extract<Feil, { kode: K }> } = {
  "ugyldig-forespoersel": {
    kode: "ugyldig-forespoersel",
    felt: [{ sti: "personer[0].rolle", melding: "mangler" }],
  },
  "ikke-autentisert": { kode: "ikke-autentisert" },
  "ikke-tilgang": { kode: "ikke-tilgang", mangler: "SCOPE", scope: "egenandel:oppslag" },
  "delegering-mangler": { kode: "delegering-mangler", api: "BEREGNET_SKATT", aarsakskode: "MP-251" },
  "tilgang-mangler": { kode: "tilgang-mangler", api: "SUMMERT_SKATTEGRUNNLAG", aarsakskode: "MP-250" },
  "ikke-funnet": { kode: "ikke-funnet" },
  "noekkel-i-bruk": { kode: "noekkel-i-bruk" },
  "for-stor": { kode: "for-stor", grenseByte: 256 * 1024 },
  "feil-medietype": { kode: "feil-medietype", forventet: "application/json" },
  "satser-mangler": { kode: "satser-mangler", dato: "2030-01-01" },
  "tegn-mangler": {
    kode: "tegn-mangler",
    felt: [{ sti: "dokument.beboerNavn", melding: "har tegn som dokumentet ikke kan vise: U+1F600" }],
  },
  "segl-ugyldig": { kode: "segl-ugyldig" },
  "tilkobling-feilkonfigurert": { kode: "tilkobling-feilkonfigurert", aarsakskode: "MP-121" },
  "ugyldig-svar": { kode: "ugyldig-svar", motpart: "SKATTEETATEN" },
  "motpart-utilgjengelig": { kode: "motpart-utilgjengelig", motpart: "SKATTEETATEN" },
  "logg-utilgjengelig": { kode: "logg-utilgjengelig" },
  opptatt: { kode: "opptatt" },
};

const innholdSchema = z.looseObject({ status: z.int(), title: z.string(), detail: z.string() });

function les(kode: Problemkode, { headers = {}, body }: Svar): Problem {
  if (typeof body !== "string") throw new Error(`the body of ${kode} is not text`);
  const eksempel = innholdSchema.parse(JSON.parse(body));
  const hoder = Object.keys(headers).filter((navn) => navn !== "Content-Type");
  return { kode, status: eksempel.status, title: eksempel.title, detail: eksempel.detail, hoder, eksempel };
}

/** Every problem, in the order of the contract. */
export const PROBLEMER: readonly Problem[] = [
  ...Object.values(EKSEMPEL).map((feil) => les(feil.kode, somProblem(feil, KORRELASJONSID))),
  les("intern-feil", somInternFeil(KORRELASJONSID)),
];
