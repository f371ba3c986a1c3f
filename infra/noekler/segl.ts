// The key that seals look-ups. Nobody outside has to know it: a seal is checked with the version that made it, so a new key
// is one new version, and the old ones end when the last seal they made has lost its force – neither later nor earlier, so
// that a key may seal until the day it is replaced.

import { createHemmeligheter } from "../../shared/adapters/key-vault/secrets.ts";
import { createSegl } from "../../shared/adapters/key-vault/segl.ts";
import { createSeglnoekler } from "../../shared/adapters/key-vault/seglnoekler.ts";
import { FLEST_VERSJONER, type VaultClientDeps } from "../../shared/adapters/key-vault/vault-client.ts";
import { lesOrganisasjonsnummer } from "../../shared/kernel/organisasjonsnummer.ts";
import { err, ok } from "../../shared/kernel/result.ts";
import { SEGL_VARIGHET_DAGER } from "../../shared/oppslag/segl.ts";
import type { Hvelv, Versjon } from "./hvelv.ts";
import { lagSeglnoekkel } from "./lag-noekkel.ts";
import { DAG_MS, visDato, type Steg, type Utfall } from "./utfall.ts";

export type SeglstegDeps = {
  readonly hvelv: Hvelv;
  /** The name of the secret the service reads. */
  readonly navn: string;
  /** The vault as the service itself reaches it. */
  readonly somTjenesten: VaultClientDeps;
  readonly now: () => Date;
};

const LEVETID_MS = 365 * DAG_MS;
// A day more than a seal, for instances that have not yet taken the new key.
const ETTERTID_MS = (SEGL_VARIGHET_DAGER + 1) * DAG_MS;
// Any municipality: nothing is looked up, and the seal goes nowhere.
const PROEVEKOMMUNE = "964338531";

function brukes({ aktiv, utloeper }: Versjon, naa: Date): boolean {
  return aktiv && (utloeper === undefined || naa < utloeper);
}

/**
 * The versions that have made seals which may still be in force, with the end each shall have: it sealed until there was a newer
 * one or its own end came. The newest counts although its end has passed, since nobody withdrew it: a withdrawn one is disabled.
 */
function medSlutt(versjoner: readonly Versjon[], naa: Date): { versjon: Versjon; slutt: Date }[] {
  return versjoner.flatMap((versjon, nr) => {
    if (!brukes(versjon, naa) && !(nr === 0 && versjon.aktiv)) return [];
    const avloest = versjoner[nr - 1]?.opprettet ?? naa;
    const sist = Math.min(avloest.getTime(), nr === 0 ? (versjon.utloeper ?? naa).getTime() : Infinity);
    const slutt = new Date(sist + ETTERTID_MS);
    return slutt > naa ? [{ versjon, slutt }] : [];
  });
}

/** Creates the steps. Each tells what it did, or what is in the way, in words. */
export function createSeglsteg(
  deps: SeglstegDeps,
): Readonly<
  Record<"opprett" | "registrer" | "verifiser" | "bytt" | "fjern", Steg<{ readonly straks: boolean }>>
> {
  const { hvelv, navn, now } = deps;

  async function nyVersjon(): Promise<string> {
    const { kid, tekst } = await lagSeglnoekkel();
    const utloeper = new Date(now().getTime() + LEVETID_MS);
    await hvelv.sett(navn, tekst, { kid, utloeper });
    return `Ny nøkkel i ${navn}, kid ${kid}, utløper ${visDato(utloeper)}. Tjenesten tar den i bruk innen ti minutter.`;
  }

  return {
    async opprett() {
      if ((await hvelv.versjoner(navn)).length > 0) {
        return err(`${navn} finnes alt. Bytt nøkkel med bytt, så gamle oppslag fortsatt kan brukes.`);
      }
      return ok([await nyVersjon(), "Neste: verifiser."]);
    },

    registrer: () =>
      Promise.resolve(err("Seglnøkkelen registreres ikke noe sted: bare tjenesten selv bruker den.")),

    async verifiser(): Promise<Utfall> {
      const hemmeligheter = createHemmeligheter(deps.somTjenesten);
      const segl = createSegl({ noekler: createSeglnoekler({ hemmeligheter, navn, now }), now });
      const kommune = lesOrganisasjonsnummer(PROEVEKOMMUNE);
      if (kommune === undefined) throw new Error("not an organisasjonsnummer");
      const innhold = proeveinnhold(now());
      const forsegle = await segl.klargjoer();
      const kontrollert = forsegle.ok
        ? await segl.kontroller({ ...innhold, segl: await forsegle.value(innhold, kommune) }, kommune)
        : forsegle;
      if (!kontrollert.ok) {
        const { feil } = kontrollert;
        return err(
          `Et segl kan ikke lages og kontrolleres: ${"aarsakskode" in feil ? feil.aarsakskode : feil.kode}`,
        );
      }
      const versjoner = await hvelv.versjoner(navn);
      const [nyeste] = versjoner;
      return ok([
        "Et segl er laget og kontrollert med nøkkelen, slik tjenesten gjør det.",
        ...versjoner.map(
          ({ kid, utloeper, aktiv }) =>
            `  ${kid ?? "uten kid"}  ${aktiv ? "på" : "av"}  utløper ${utloeper === undefined ? "aldri" : visDato(utloeper)}`,
        ),
        ...(nyeste?.utloeper === undefined ? ["Nøkkelen har ingen utløpsdato, så ingen alarm varsler."] : []),
      ]);
    },

    async bytt() {
      const naa = now();
      const alle = await hvelv.versjoner(navn);
      if (alle.length === 0) return err(`${navn} finnes ikke. Bruk opprett.`);
      const tidligere = medSlutt(alle, naa);
      if (tidligere.length >= FLEST_VERSJONER) {
        return err(
          `${navn} har ${tidligere.length} versjoner i bruk, og tjenesten leser ${FLEST_VERSJONER}. Vent til de eldste er utløpt, eller slå av dem som er på avveie med fjern --straks.`,
        );
      }
      // Before the new one is made: should it break off here, the old ones last long enough, and it can be done again.
      for (const { versjon, slutt } of tidligere) await hvelv.settUtloep(versjon, slutt);
      const linje = await nyVersjon();
      const [siste] = tidligere;
      if (siste === undefined) return ok([linje]);
      return ok([
        linje,
        `Oppslag som er forseglet med den gamle, kan brukes til de er ${SEGL_VARIGHET_DAGER} dager gamle. Den utløper ${visDato(siste.slutt)}.`,
      ]);
    },

    async fjern({ straks }) {
      const [nyeste, ...eldre] = await hvelv.versjoner(navn);
      if (nyeste === undefined) return err(`${navn} finnes ikke.`);
      const naa = now();
      const vekk = eldre.filter((versjon) => versjon.aktiv && (straks || !brukes(versjon, naa)));
      for (const versjon of vekk) await hvelv.slaaAv(versjon);
      const merknad =
        straks && vekk.length > 0 ? ["Oppslag som er forseglet med dem, må slås opp på nytt."] : [];
      return ok([`${vekk.length} eldre versjoner av ${navn} er slått av.`, ...merknad]);
    },
  };
}

function proeveinnhold(naa: Date) {
  return {
    oppslagId: "00000000-0000-4000-8000-000000000000",
    inntektsaar: naa.getUTCFullYear() - 1,
    tidspunkt: naa.toISOString(),
    regelsett: { id: "proeve", versjon: "0" },
    personer: [],
    grupper: [],
    uklassifisert: [],
    sum: { inntekt: { husholdning: null }, fradrag: { husholdning: null }, grunnlag: { husholdning: null } },
    merknader: [],
  };
}
