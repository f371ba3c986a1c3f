// The pepper of the access log is made once. It is not rotated: entries written with an old one are found with the old one
// only (docs/runbook/innsyn.md).

import { lesPepper } from "../../shared/adapters/storage/personhash.ts";
import { err, ok } from "../../shared/kernel/result.ts";
import type { Hvelv } from "./hvelv.ts";
import { lagPepper } from "./lag-noekkel.ts";
import type { Steg } from "./utfall.ts";

/** Creates the steps that a pepper has. */
export function createPeppersteg(
  hvelv: Hvelv,
  navn: string,
): Readonly<Record<"opprett" | "verifiser", Steg<unknown>>> {
  return {
    async opprett() {
      if ((await hvelv.versjoner(navn)).length > 0) {
        return err(`${navn} finnes alt og byttes ikke: innslag i loggen finnes bare igjen med den.`);
      }
      await hvelv.sett(navn, lagPepper(), {});
      return ok([`${navn} er laget. Den skal aldri slettes.`]);
    },
    async verifiser() {
      const gjeldende = await hvelv.gjeldende(navn);
      if (gjeldende === undefined) return err(`${navn} finnes ikke. Begynn med opprett.`);
      return lesPepper(gjeldende.verdi) === undefined
        ? err(`${navn} er ikke 32 byte som base64url.`)
        : ok([`${navn} er slik tjenesten vil ha den.`]);
    },
  };
}
