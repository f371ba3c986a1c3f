// Connections as a table and a container in Azure Storage. A state and the event that led to it are written together, on
// the condition that nobody else wrote in between. Why storage failed is told to `meld`, in codes alone.

import type { Organisasjonsnummer } from "../../kernel/organisasjonsnummer.ts";
import { err, ok, type Result } from "../../kernel/result.ts";
import { anvend, erNytt, type Tilkoblingshendelse } from "../../tilkobling/hendelse.ts";
import type { Lagerfeil, Tilkoblingslager } from "../../tilkobling/lager.ts";
import { tomTilkobling, type Tilkobling } from "../../tilkobling/tilkobling.ts";
import { createErklaeringsarkiv, krevRiktigNavn } from "./erklaeringsarkiv.ts";
import { FRIST_MS, innenFrist } from "./lagerkall.ts";
import type { Tabelladgang } from "./tabell.ts";
import { antallEtter, krevLagringsdyktig } from "./tilkoblingsrad.ts";
import { createTilkoblingstabell, type Tilkoblingslageraarsak, type Utfall } from "./tilkoblingstabell.ts";

export type TilkoblingslagerDeps = Tabelladgang & {
  readonly blobUrl: URL;
  /** A new random id for each write. */
  readonly nyId: () => string;
  /** Hears why storage failed. */
  readonly meld: (aarsak: Tilkoblingslageraarsak) => void;
  /** What a call may take in all, in ms: token, second tries. Five seconds unless told. */
  readonly fristMs?: number;
};

const FLEST_FORSOEK = 5;
/** As many as storage gives in one answer. */
const FLEST_HENDELSER = 1_000;

/**
 * Creates the store; nothing is loaded or sent before it is used. Throws for an address that is not https, and for an extra
 * CA with storage that is not on loopback. Its functions throw for what could never be kept: an event with values out of form
 * or longer than 7 000 characters, a SHA-256 that is not the file's.
 */
export function createTilkoblingslager(deps: TilkoblingslagerDeps): Tilkoblingslager {
  const tabell = createTilkoblingstabell(deps);
  const arkiv = createErklaeringsarkiv(deps);

  async function fortalt<T>(
    arbeid: (frist: AbortSignal) => Promise<Utfall<T>>,
  ): Promise<Result<T, Lagerfeil>> {
    const utfall = await innenFrist(deps.fristMs ?? FRIST_MS, arbeid);
    if (utfall.ok) return utfall;
    deps.meld(utfall.feil);
    const kode = utfall.feil.kode === "ULESELIG" ? "ugyldig-svar" : "motpart-utilgjengelig";
    return err({ kode, motpart: "STORAGE" });
  }

  async function registrer(
    kommune: Organisasjonsnummer,
    hendelse: Tilkoblingshendelse,
    frist: AbortSignal,
  ): Promise<Utfall<Tilkobling>> {
    const skrivId = deps.nyId();
    let forsoektNr: number | undefined;
    for (let forsoek = 0; ; forsoek += 1) {
      const lest = await tabell.hent(kommune, frist);
      if (!lest.ok) return lest;
      const foer = lest.value?.tilkobling ?? tomTilkobling(kommune);
      // The SDK tries again when an answer is lost, and what was written the first time is then in its own way. An event
      // without news leaves no row to know it by, and is applied again: it says the same once more.
      const erVaart =
        forsoektNr !== undefined && (await tabell.erSkrevet(kommune, forsoektNr, skrivId, frist));
      if (erVaart) return ok(foer);
      if (forsoek === FLEST_FORSOEK) return err({ kode: "KONFLIKT" });
      const etter = anvend(foer, hendelse);
      const ny = erNytt(foer, hendelse) ? { hendelse, skrivId } : undefined;
      const skrevet = await tabell.skriv(lest.value, etter, ny, frist);
      if (skrevet.ok) return ok(etter);
      if (skrevet.feil.kode !== "KONFLIKT") return skrevet;
      forsoektNr = ny && antallEtter(lest.value, ny);
    }
  }

  return {
    les(kommune) {
      return fortalt(async (frist) => {
        const lest = await tabell.hent(kommune, frist);
        return lest.ok ? ok(lest.value?.tilkobling) : lest;
      });
    },

    lesAlle() {
      return fortalt((frist) => tabell.hentAlle(frist));
    },

    async registrer(kommune, hendelse) {
      krevLagringsdyktig(hendelse);
      return fortalt((frist) => registrer(kommune, hendelse, frist));
    },

    async historikk(kommune, flest) {
      if (!Number.isInteger(flest) || flest < 1 || flest > FLEST_HENDELSER) {
        throw new RangeError("from 1 to 1 000 events at a time");
      }
      return fortalt(async (frist) => {
        const lest = await tabell.hent(kommune, frist);
        if (!lest.ok) return lest;
        const siste = lest.value?.hendelser ?? 0;
        if (siste === 0) return ok([]);
        const hendelser = await tabell.hentHendelser(kommune, Math.max(1, siste - flest + 1), siste, frist);
        return hendelser.ok ? ok(hendelser.value.toReversed()) : hendelser;
      });
    },

    async lagreErklaering(sha256, pdf) {
      krevRiktigNavn(sha256, pdf);
      return fortalt((frist) => arkiv(sha256, pdf, frist));
    },
  };
}
