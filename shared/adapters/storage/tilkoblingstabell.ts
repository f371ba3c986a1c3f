// The table of connections: what is asked of it, and what its refusals mean.

import type { TableClient, TransactionAction } from "@azure/data-tables";
import type { Organisasjonsnummer } from "../../kernel/organisasjonsnummer.ts";
import { err, ok, type Result } from "../../kernel/result.ts";
import type { Tilkoblingshendelse } from "../../tilkobling/hendelse.ts";
import type { Tilkobling } from "../../tilkobling/tilkobling.ts";
import { lesAvslag, type Lageraarsak } from "./lagerkall.ts";
import { createTabell, hentRader, type Rad, type Tabelladgang } from "./tabell.ts";
import * as rader from "./tilkoblingsrad.ts";

export type Tilkoblingslageraarsak =
  | Lageraarsak
  /** Somebody else wrote in between each time, or there are events without a state. */
  | { readonly kode: "KONFLIKT" }
  /** What is kept of this municipality (null: of nobody in particular) is not what was written here. */
  | { readonly kode: "ULESELIG"; readonly kommune: string | null };

export type Utfall<T> = Result<T, Tilkoblingslageraarsak>;

export type Tilkoblingstabell = {
  hent(kommune: Organisasjonsnummer, frist: AbortSignal): Promise<Utfall<rader.LestTilstand | undefined>>;
  hentAlle(frist: AbortSignal): Promise<Utfall<readonly Tilkobling[]>>;
  /** The events numbered `fra` to `til` in order: all of them, or ULESELIG. */
  hentHendelser(
    kommune: Organisasjonsnummer,
    fra: number,
    til: number,
    frist: AbortSignal,
  ): Promise<Utfall<readonly Tilkoblingshendelse[]>>;
  /** Whether event number `nr` was kept by this very write. */
  erSkrevet(kommune: Organisasjonsnummer, nr: number, skrivId: string, frist: AbortSignal): Promise<boolean>;
  /** Writes a state, and the event when there is one, both or neither; KONFLIKT when the state is no longer as `foer`. */
  skriv(
    foer: rader.LestTilstand | undefined,
    etter: Tilkobling,
    hendelse: rader.LestHendelse | undefined,
    frist: AbortSignal,
  ): Promise<Utfall<void>>;
};

export const TILKOBLINGSTABELL = "tilkoblinger";

/** Somebody wrote first. Other refusals with the same status (a table that is being deleted) are not this. */
function erKonflikt(kastet: unknown): boolean {
  const avslag = lesAvslag(kastet);
  return avslag?.statusCode === 412 || avslag?.kode === "EntityAlreadyExists";
}

/** A row, or undefined when there is none. */
async function hentRad(client: TableClient, rowKey: string, abortSignal: AbortSignal) {
  try {
    return await client.getEntity<Rad>(rader.PARTISJON, rowKey, { abortSignal });
  } catch (kastet) {
    if (lesAvslag(kastet)?.kode === "ResourceNotFound") return undefined;
    throw kastet;
  }
}

/** Creates access to the table; nothing is loaded or sent before it is used. Throws as `createTabell`. */
export function createTilkoblingstabell(adgang: Tabelladgang): Tilkoblingstabell {
  const tabell = createTabell(adgang, TILKOBLINGSTABELL);
  return {
    async hent(kommune, frist) {
      const rad = await hentRad(await tabell(), rader.tilstandsnoekkel(kommune), frist);
      if (rad === undefined) return ok(undefined);
      const lest = rader.lesTilstand(rad);
      return lest === undefined ? err({ kode: "ULESELIG", kommune }) : ok(lest);
    },

    async hentAlle(frist) {
      const funnet = await hentRader(await tabell(), rader.ALLE_TILSTANDER, frist);
      if (funnet === undefined) return err({ kode: "ULESELIG", kommune: null });
      const alle: Tilkobling[] = [];
      for (const rad of funnet) {
        const lest = rader.lesTilstand(rad);
        if (lest === undefined) return err({ kode: "ULESELIG", kommune: rader.kommuneAv(rad) });
        alle.push(lest.tilkobling);
      }
      return ok(alle);
    },

    async hentHendelser(kommune, fra, til, frist) {
      const funnet = await hentRader(await tabell(), rader.hendelsesfilter(kommune, fra, til), frist);
      const hendelser = (funnet ?? []).flatMap((rad) => rader.lesHendelse(rad)?.hendelse ?? []);
      // An event that is missing is as bad as one that cannot be read: the history would look whole.
      return hendelser.length === til - fra + 1 ? ok(hendelser) : err({ kode: "ULESELIG", kommune });
    },

    async erSkrevet(kommune, nr, skrivId, frist) {
      const rad = await hentRad(await tabell(), rader.hendelsesnoekkel(kommune, nr), frist);
      return rad?.skrivId === skrivId;
    },

    async skriv(foer, etter, hendelse, abortSignal) {
      const kommune = etter.organisasjonsnummer;
      const nr = rader.antallEtter(foer, hendelse);
      const rad = rader.tilstandsrad(etter, nr);
      const handlinger: TransactionAction[] = [
        foer === undefined ? ["create", rad] : ["update", rad, "Replace", { etag: foer.etag }],
      ];
      if (hendelse !== undefined) handlinger.push(["create", rader.hendelsesrad(kommune, nr, hendelse)]);
      try {
        const { subResponses } = await (await tabell()).submitTransaction(handlinger, { abortSignal });
        // An answer that does not speak of each row is not from storage, although the SDK takes it for a success.
        const besvart = subResponses.length === handlinger.length;
        return besvart ? ok(undefined) : err({ kode: "ULESELIG", kommune });
      } catch (kastet) {
        if (erKonflikt(kastet)) return err({ kode: "KONFLIKT" });
        throw kastet;
      }
    },
  };
}
