// What the verdict means, in plain words, and what to do about it.

import type { Binding } from "./binding.ts";
import type { Subindikasjon } from "./dom.ts";

/** Why a file got a verdict before any signature was looked at. */
export type Filfeil = "IKKE_PDF" | "FOR_STOR" | "SKADET" | "KRYPTERT" | "ASIC";

export const FILFEIL: Readonly<Record<Filfeil, string>> = {
  IKKE_PDF: "Filen er ikke en PDF. Last opp den signerte PDF-filen slik du fikk den.",
  FOR_STOR: "Filen er større enn 10 MiB. Last opp bare tilslutningserklæringen.",
  SKADET:
    "Filen er skadet, eller signaturen i den er satt inn på en måte som ikke kan kontrolleres. Hent originalen på nytt fra stedet der den ble signert, og last den opp uten å lagre den i et annet program først. Er den signert for hånd, skann den på nytt og lagre den som en ny PDF.",
  KRYPTERT:
    "PDF-en er kryptert eller beskyttet med passord, og kan ikke kontrolleres automatisk. Last opp en utgave uten passord, eller vent til en saksbehandler har sett på den.",
  ASIC: "Filen er en signert pakke (ASiC), ikke en PDF. Last opp den signerte PDF-en i stedet.",
};

/** The check was stopped: by the count of its work, or by the clock. */
export const AVBRUTT =
  "Kontrollen av filen tok for lang tid og ble avbrutt. En saksbehandler ser på erklæringen.";

export const UTEN_SIGNATUR =
  "PDF-en har ingen elektronisk signatur. Den kan være signert for hånd og skannet. En saksbehandler ser på erklæringen.";

const BESTAATT: Readonly<Record<Binding, string>> = {
  ORG_SEAL_MATCH:
    "Erklæringen er signert med kommunens eget virksomhetssertifikat og er ikke endret etterpå.",
  ORG_SEAL_MISMATCH:
    "Sertifikatet erklæringen er signert med, tilhører en annen virksomhet enn kommunen. Signer erklæringen med kommunens eget virksomhetssertifikat og last den opp på nytt.",
  NATURAL_PERSON_AUTHORITY_UNPROVEN:
    "Signaturen er gyldig og tilhører en person. En saksbehandler må bekrefte at personen kan forplikte kommunen.",
  THIRD_PARTY_SEAL:
    "Signaturen er gyldig, men er satt av en signeringstjeneste og ikke av kommunen selv. En saksbehandler må bekrefte hvem som har signert.",
  NONE: "Signaturen er gyldig, men viser ikke hvem som står bak. En saksbehandler ser på erklæringen.",
};

const IGJEN = "Hent originalen på nytt fra stedet der den ble signert, og last den opp uendret.";
const VURDERES = "En saksbehandler ser på erklæringen.";

const FEIL: Readonly<Record<Subindikasjon, string>> = {
  FORMAT_FAILURE: `Dokumentet er endret etter at det ble signert, eller signaturen er ikke satt inn riktig. ${IGJEN}`,
  HASH_FAILURE: `Innholdet er endret etter at det ble signert. ${IGJEN}`,
  SIG_CRYPTO_FAILURE: `Signaturen stemmer ikke med sertifikatet den sier den er laget med. ${IGJEN}`,
  REVOKED:
    "Sertifikatet var trukket tilbake da erklæringen ble signert. Signer på nytt med et gyldig sertifikat.",
  NOT_YET_VALID:
    "Erklæringen er signert før sertifikatet begynte å gjelde. Signer på nytt med et gyldig sertifikat.",
  SIG_CONSTRAINTS_FAILURE: `Signaturen er riktig, men følger ikke kravene fullt ut, eller noen har signert synlig etterpå. ${VURDERES}`,
  CHAIN_CONSTRAINTS_FAILURE: `Sertifikatet er ikke laget for å signere dokumenter, eller utstederen hadde ikke rett til å utstede det. ${VURDERES}`,
  CRYPTO_CONSTRAINTS_FAILURE_NO_POE: `Signaturen er laget på en måte som ikke lenger regnes som sikker. Signer på nytt, eller vent til en saksbehandler har sett på den.`,
  NO_SIGNING_CERTIFICATE_FOUND: `Sertifikatet som skal høre til signaturen, finnes ikke i filen eller er et annet. ${VURDERES}`,
  NO_CERTIFICATE_CHAIN_FOUND: `Sertifikatet er utstedt av noen vi ikke kjenner. ${VURDERES}`,
  OUT_OF_BOUNDS_NO_POE: `Sertifikatet gjelder ikke nå, og filen har ikke noe tidsstempel som viser at det gjaldt da erklæringen ble signert. ${VURDERES}`,
  REVOKED_NO_POE: `Sertifikatet er trukket tilbake, og filen viser ikke at erklæringen ble signert før det. ${VURDERES}`,
  REVOKED_CA_NO_POE: `Sertifikatet til utstederen er trukket tilbake, og filen viser ikke at erklæringen ble signert før det. ${VURDERES}`,
  TRY_LATER: `Filen viser ikke om sertifikatet er trukket tilbake. ${VURDERES} Signer gjerne på nytt med langtidsvalidering (LTV), så ligger opplysningene i filen.`,
  GENERIC: `Signaturen kunne ikke kontrolleres. ${VURDERES}`,
};

/** The explanation of a verdict on signatures; a valid one is explained by who it speaks for. */
export function forklaringAv(subindikasjon: Subindikasjon | null, binding: Binding): string {
  return subindikasjon === null ? BESTAATT[binding] : FEIL[subindikasjon];
}
