// Who a certificate speaks for, compared with the municipality of the case. Says nothing about whether it can be trusted.

import { lesOrganisasjonsnummer, type Organisasjonsnummer } from "../kernel/organisasjonsnummer.ts";
import { navnedeler, type Sertifikat } from "./sertifikat.ts";

export type Binding =
  "ORG_SEAL_MATCH" | "ORG_SEAL_MISMATCH" | "NATURAL_PERSON_AUTHORITY_UNPROVEN" | "THIRD_PARTY_SEAL" | "NONE";

const COMMON_NAME = "2.5.4.3";
const SURNAME = "2.5.4.4";
const SERIAL_NUMBER = "2.5.4.5";
const GIVEN_NAME = "2.5.4.42";
const ORGANIZATION_NAME = "2.5.4.10";
const ORGANIZATION_IDENTIFIER = "2.5.4.97";

/**
 * The organisasjonsnummer of a seal: `NTRNO-` and nine digits in organizationIdentifier (SEID 2.0), or nine digits in serialNumber
 * where there is no organizationIdentifier (SEID 1.0). Undefined when it is given twice, is not Norwegian or fails its check digit.
 */
export function organisasjonsnummerI({ eier }: Sertifikat): Organisasjonsnummer | undefined {
  const nye = navnedeler(eier, ORGANIZATION_IDENTIFIER);
  const [verdi, ...flere] = nye.length > 0 ? nye : navnedeler(eier, SERIAL_NUMBER);
  if (verdi === undefined || flere.length > 0) return undefined;
  if (nye.length === 0) return lesOrganisasjonsnummer(verdi);
  return verdi.startsWith("NTRNO-") ? lesOrganisasjonsnummer(verdi.slice(6)) : undefined;
}

/** Whether a certificate is a person's: it has a given name or surname, or a person's kind of serial number. */
export function erPerson({ eier }: Sertifikat): boolean {
  const harNavn = [GIVEN_NAME, SURNAME].some((n) => navnedeler(eier, n).length > 0);
  return harNavn || navnedeler(eier, SERIAL_NUMBER).some((s) => /^(UN:NO-|PNO[A-Z]{2}-|IDC|PAS)/.test(s));
}

/** The binding of a certificate whose names are vouched for. `tjenester`: those who sign on others' behalf. */
export function bindingAv(
  s: Sertifikat,
  kommune: Organisasjonsnummer,
  tjenester: readonly Organisasjonsnummer[],
): Binding {
  if (erPerson(s)) return "NATURAL_PERSON_AUTHORITY_UNPROVEN";
  const nummer = organisasjonsnummerI(s);
  if (nummer === kommune) return "ORG_SEAL_MATCH";
  return nummer === undefined || tjenester.includes(nummer) ? "THIRD_PARTY_SEAL" : "ORG_SEAL_MISMATCH";
}

/** Common name, else name of the organisation; null when there is none or it holds what may be a person's number. */
export function visningsnavn(s: Sertifikat, hvem: "eier" | "utsteder"): string | null {
  const [navn] = [COMMON_NAME, ORGANIZATION_NAME].flatMap((n) => navnedeler(s[hvem], n));
  return navn === undefined || /[0-9]{11}/.test(navn) ? null : navn.slice(0, 200);
}
