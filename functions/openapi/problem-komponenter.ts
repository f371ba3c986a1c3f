// The problems of the service: a schema per kode, and the answers of an operation. Statuses, headers and texts are read
// from the very function that answers with them.

import type { Feil, FeilKode } from "../../shared/kernel/feil.ts";
import { feltfeilSchema, PROBLEMSCHEMA, type Problemkode } from "../http/problem-schema.ts";
import { somInternFeil, somProblem } from "../http/problem.ts";
import { komponent, ref, type Komponenter } from "./komponent.ts";

type JsonObjekt = Readonly<Record<string, unknown>>;

const KORRELASJONSID = "6f0f7c3e-8f2b-4d4c-9b55-0c8d2a1f7e11";

const felt = [{ sti: "personer[0].rolle", melding: "mangler" }];

/** One Feil of each kode, as it could happen. */
const EKSEMPEL: { readonly [K in FeilKode]: Extract<Feil, { kode: K }> } = {
  "ugyldig-forespoersel": { kode: "ugyldig-forespoersel", felt },
  "ikke-autentisert": { kode: "ikke-autentisert" },
  "ikke-tilgang": { kode: "ikke-tilgang", scope: "egenandel:oppslag" },
  "delegering-mangler": { kode: "delegering-mangler", api: "BEREGNET_SKATT", aarsakskode: "MP-251" },
  "tilgang-mangler": { kode: "tilgang-mangler", api: "SUMMERT_SKATTEGRUNNLAG", aarsakskode: "MP-250" },
  "ikke-funnet": { kode: "ikke-funnet" },
  "for-stor": { kode: "for-stor", grenseByte: 256 * 1024 },
  "feil-medietype": { kode: "feil-medietype", forventet: "application/json" },
  "satser-mangler": { kode: "satser-mangler", dato: "2030-01-01" },
  "tegn-mangler": { kode: "tegn-mangler", felt: [{ sti: "dokument.beboerNavn", melding: "mangler i skrifttypen" }] },
  "segl-ugyldig": { kode: "segl-ugyldig" },
  "tilkobling-feilkonfigurert": { kode: "tilkobling-feilkonfigurert", aarsakskode: "MP-121" },
  "ugyldig-svar": { kode: "ugyldig-svar", motpart: "SKATTEETATEN" },
  "motpart-utilgjengelig": { kode: "motpart-utilgjengelig", motpart: "SKATTEETATEN" },
  "logg-utilgjengelig": { kode: "logg-utilgjengelig" },
};

type Problem = {
  readonly kode: Problemkode;
  readonly status: number;
  readonly title: string;
  readonly detail: string;
  /** Names of the headers besides the media type. */
  readonly hoder: readonly string[];
  readonly eksempel: JsonObjekt;
};
