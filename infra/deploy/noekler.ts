// Whether the keys are there. They are for a person to make: nobody can register a client at Digdir on another's behalf.

import type { Hvelv } from "../noekler/hvelv.ts";

export type Noekkelstatus =
  | { readonly type: "ALLE" }
  | { readonly type: "MANGLER"; readonly linjer: readonly string[] }
  /** The vault does not let us look: no role, or the network is closed here. */
  | { readonly type: "KAN_IKKE_SE" };

/** The settings that hold names of secrets, and how each secret is made, by its name and that of the vault. */
const LAGES_SLIK: Readonly<Record<string, (navn: string, hvelv: string) => readonly string[]>> = {
  LOGG_PEPPER_SECRET: () => ["npm run noekkel -- pepper opprett"],
  SEGL_KEY_SECRET: () => ["npm run noekkel -- segl opprett"],
  MASKINPORTEN_KEY_SECRET: () =>
    ["opprett", "registrer", "verifiser", "bytt"].map((steg) => `npm run noekkel -- maskinporten ${steg}`),
  TILLITSANKERE_SECRET: (navn, hvelv) => [
    `az keyvault secret set --vault-name ${hvelv} --name ${navn} --file ankere.pem --output none`,
  ],
};

function krev(innstillinger: Readonly<Record<string, string>>, navn: string): string {
  const verdi = innstillinger[navn];
  if (verdi === undefined) throw new Error(`${navn} is not among the outputs`);
  return verdi;
}

/** Looks for a usable version of each secret. Values are not kept. */
export async function sjekkNoekler(
  hvelv: Hvelv,
  innstillinger: Readonly<Record<string, string>>,
): Promise<Noekkelstatus> {
  const linjer: string[] = [];
  const [hvelvnavn = ""] = new URL(krev(innstillinger, "KEY_VAULT_URL")).hostname.split(".");
  for (const [innstilling, lagesSlik] of Object.entries(LAGES_SLIK)) {
    const navn = krev(innstillinger, innstilling);
    try {
      const gjeldende = await hvelv.gjeldende(navn);
      if (gjeldende === undefined) {
        linjer.push(`  ${navn} mangler:`, ...lagesSlik(navn, hvelvnavn).map((k) => `    ${k}`));
      }
    } catch {
      // Why is in the SDK's error, which may quote what was sent; that we cannot look is what matters here.
      return { type: "KAN_IKKE_SE" };
    }
  }
  return linjer.length === 0 ? { type: "ALLE" } : { type: "MANGLER", linjer };
}
