// The answers about connections, for the document of the API. What is sent is made by the domain, not by these.

import { z } from "zod";
import type { Erklaeringsvurdering } from "../../shared/signatur/verifiser.ts";
import type { Tilkoblingsstatus } from "../../shared/tilkobling/status.ts";
import { KILDER } from "../../shared/oppslag/oppslagssvar.ts";
import type { SchemaFor } from "./samme-type.ts";
import type { Tilkoblingsliste } from "./tilkobling-svar.ts";

const tidspunkt = z.iso.datetime();
const organisasjonsnummer = z.string().regex(/^[0-9]{9}$/);

const kortsteg = z.strictObject({
  steg: z.enum([
    "TILSLUTNINGSERKLAERING",
    "PAAKOBLINGSFORESPOERSEL",
    "TILGANG",
    "DELEGERING",
    "TJENESTEVEDLEGG",
  ]),
  api: z.enum(KILDER).optional(),
  status: z.enum(["OK", "MANGLER", "TIL_VURDERING", "AVVIST", "UKJENT"]),
  aarsakskode: z.string().nullable(),
  tidspunkt: tidspunkt.nullable(),
});
const steg = kortsteg.extend({ detalj: z.string(), tiltak: z.string().nullable() });

const felles = {
  organisasjonsnummer,
  navn: z.string(),
  klar: z.boolean(),
  sjekket: tidspunkt.nullable(),
  nesteSteg: z.string(),
};
const status = z.strictObject({ ...felles, steg: z.array(steg) });
const kortstatus = z.strictObject({ ...felles, steg: z.array(kortsteg) });
const antall = z.strictObject({
  kommuner: z.int().min(0),
  signert: z.int().min(0),
  medTilgang: z.int().min(0),
  klare: z.int().min(0),
});
const liste = z.strictObject({ antall, tilkoblinger: z.array(kortstatus) });

const indikasjon = z.enum(["TOTAL-PASSED", "TOTAL-FAILED", "INDETERMINATE"]);
const subindikasjon = z
  .enum([
    "FORMAT_FAILURE",
    "HASH_FAILURE",
    "SIG_CRYPTO_FAILURE",
    "REVOKED",
    "NOT_YET_VALID",
    "SIG_CONSTRAINTS_FAILURE",
    "CHAIN_CONSTRAINTS_FAILURE",
    "CRYPTO_CONSTRAINTS_FAILURE_NO_POE",
    "NO_SIGNING_CERTIFICATE_FOUND",
    "NO_CERTIFICATE_CHAIN_FOUND",
    "OUT_OF_BOUNDS_NO_POE",
    "REVOKED_NO_POE",
    "REVOKED_CA_NO_POE",
    "TRY_LATER",
    "GENERIC",
  ])
  .nullable();
const signatur = z.strictObject({
  navn: z.string().nullable(),
  organisasjonsnummer: z.string().nullable(),
  utsteder: z.string().nullable(),
  tidspunkt: tidspunkt.nullable(),
  tidspunktKilde: z.enum(["TIDSSTEMPEL", "OPPGITT"]).nullable(),
  indikasjon,
  subindikasjon,
});
const vurdering = z.strictObject({
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  indikasjon: z.enum([...indikasjon.options, "NO-SIGNATURE"]),
  subindikasjon,
  binding: z.enum([
    "ORG_SEAL_MATCH",
    "ORG_SEAL_MISMATCH",
    "NATURAL_PERSON_AUTHORITY_UNPROVEN",
    "THIRD_PARTY_SEAL",
    "NONE",
  ]),
  avgjoerelse: z.enum(["GODKJENT", "AVVIST", "TIL_VURDERING"]),
  signaturer: z.array(signatur),
  forklaring: z.string(),
});

/** Do not compile when the types of the answers change and these do not. */
const kontrollertStatus: SchemaFor<typeof status, Tilkoblingsstatus> = status;
const kontrollertListe: SchemaFor<typeof liste, Tilkoblingsliste> = liste;
const kontrollertVurdering: SchemaFor<typeof vurdering, Erklaeringsvurdering> = vurdering;

/** The answers and what they are made of. */
export const TILKOBLINGSSVAR = {
  status: kontrollertStatus,
  steg,
  liste: kontrollertListe,
  kortstatus,
  kortsteg,
  antall,
  vurdering: kontrollertVurdering,
  signatur,
};
