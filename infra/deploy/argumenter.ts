// What `npm run deploy` is asked to do.

import { parseArgs } from "node:util";

export type Argumenter = {
  readonly miljoe: "test" | "prod";
  /** What is done: all of it, one of its halves, or only looking. */
  readonly gjoer: "ALT" | "BARE_INFRA" | "BARE_KODE" | "HVA_HVIS" | "VIS";
  /** A package that was made before, instead of one made now. */
  readonly zip: string | undefined;
  /** The subscription it must be, by id or name. */
  readonly abonnement: string | undefined;
  /** A person vouches for the keys, where the vault cannot be looked into and no version answers. */
  readonly noeklerFinnes: boolean;
};

export const BRUK = `Bruk: npm run deploy -- <test|prod> [valg]
  --bare-infra         ressursene, ikke koden
  --bare-kode          koden, ikke ressursene
  --hva-hvis           vis hva som ville blitt endret, og endre ingenting
  --vis                skriv innstillingene som npm run noekkel trenger, som linjer for skallet
  --zip <fil>          legg ut denne pakken i stedet for å bygge en ny (rulle tilbake)
  --abonnement <id>    stopp hvis az er logget inn på et annet abonnement (kreves for prod)
  --noekler-finnes     legg ut selv om ingen versjon svarer og hvelvet ikke kan ses: du vet at nøklene er der`;

const VALG = {
  "bare-infra": "BARE_INFRA",
  "bare-kode": "BARE_KODE",
  "hva-hvis": "HVA_HVIS",
  vis: "VIS",
} as const;

/** Undefined when they make no sense. */
export function lesArgumenter(args: readonly string[]): Argumenter | undefined {
  try {
    const { positionals, values } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        "bare-infra": { type: "boolean" },
        "bare-kode": { type: "boolean" },
        "hva-hvis": { type: "boolean" },
        vis: { type: "boolean" },
        zip: { type: "string" },
        abonnement: { type: "string" },
        "noekler-finnes": { type: "boolean" },
      },
    });
    const [miljoe, ...flere] = positionals;
    if ((miljoe !== "test" && miljoe !== "prod") || flere.length > 0) return undefined;
    const valgte = (["bare-infra", "bare-kode", "hva-hvis", "vis"] as const).filter(
      (navn) => values[navn] === true,
    );
    const [valgt, ...motstridende] = valgte;
    const gjoer = valgt === undefined ? "ALT" : VALG[valgt];
    const leggerUtKode = gjoer === "ALT" || gjoer === "BARE_KODE";
    const noeklerFinnes = values["noekler-finnes"] === true;
    const forKode = values.zip !== undefined || noeklerFinnes;
    if (motstridende.length > 0 || (forKode && !leggerUtKode)) return undefined;
    return { miljoe, gjoer, zip: values.zip, abonnement: values.abonnement, noeklerFinnes };
  } catch {
    return undefined;
  }
}

/** The command for this environment as it is to be typed, without what is to be done. */
export function kommando({ miljoe, abonnement }: Argumenter): string {
  if (abonnement === undefined) return `deploy -- ${miljoe}`;
  const sitert = /^[\w-]+$/.test(abonnement) ? abonnement : `'${abonnement.replaceAll("'", "'\\''")}'`;
  return `deploy -- ${miljoe} --abonnement ${sitert}`;
}
