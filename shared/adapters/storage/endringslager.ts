// Changes as a table in Azure Storage: a partition per municipality with its changes, a mark for what was last told of each
// subscription and year, and a head. The head moves in the transaction that adds the changes, so each is added exactly once
// whatever is repeated. The cursor of the source stands in a partition of its own.

import type { TableClient, TransactionAction } from "@azure/data-tables";
import { lesOrganisasjonsnummer, type Organisasjonsnummer } from "../../kernel/organisasjonsnummer.ts";
import { err, ok } from "../../kernel/result.ts";
import type { Treff } from "../../hendelser/endring.ts";
import type { Endringslager, LestMarkoer, Markoer, Sporside } from "../../hendelser/lager.ts";
import {
  merkenoekkel,
  nesteTreff,
  planlegg,
  TOM_FEED,
  type Feedhode,
  type Merke,
  type Plan,
} from "../../hendelser/planlegg.ts";
import {
  erKonflikt,
  fortalt,
  hentRad,
  radfilter,
  slettUendrede,
  type Hendelselageraarsak,
  type Utfall,
} from "./hendelseskall.ts";
import * as rader from "./hendelserad.ts";
import { FRIST_MS } from "./lagerkall.ts";
import { createTabell, type Tabelladgang } from "./tabell.ts";

export type EndringslagerDeps = Tabelladgang & {
  readonly now: () => Date;
  /** Hears why storage failed. */
  readonly meld: (aarsak: Hendelselageraarsak) => void;
  /** What a call may take, in ms. Five seconds unless told; writing and removing many rows has six times as long. */
  readonly fristMs?: number;
};

export const HENDELSESTABELL = "hendelser";

const ULESELIG = err({ kode: "ULESELIG", tabell: HENDELSESTABELL } as const);
const MANGE_RADER = 6;
/** Another reader that is at the same page; each of the two gets something written. */
const FLEST_KONFLIKTER = 20;

type LestHode = { readonly hode: Feedhode; readonly etag: string | undefined };

/** The transaction of a plan: fails as a whole when the head is not the one it was made from. */
function transaksjonen(kommune: string, { hode, endringer, merker }: Plan, etag: string | undefined) {
  const rad = rader.hoderad(kommune, hode);
  const handlinger: TransactionAction[] = [
    etag === undefined ? ["create", rad] : ["update", rad, "Replace", { etag }],
    ...endringer.map((endring): TransactionAction => ["create", rader.endringsrad(kommune, endring)]),
    ...[...merker].map(([noekkel, merke]): TransactionAction => [
      "upsert",
      rader.merkerad(kommune, noekkel, merke),
      "Replace",
    ]),
  ];
  return handlinger;
}

/** Creates the store; nothing is loaded or sent before it is used. Throws as `createTabell`. */
export function createEndringslager(deps: EndringslagerDeps): Endringslager {
  const { now, meld, fristMs = FRIST_MS } = deps;
  const tabell = createTabell(deps, HENDELSESTABELL);

  async function hentHode(
    client: TableClient,
    kommune: Organisasjonsnummer,
    frist: AbortSignal,
  ): Promise<Utfall<LestHode>> {
    const rad = await hentRad(client, { partitionKey: kommune, rowKey: rader.HODE }, frist);
    if (rad === undefined) return ok({ hode: TOM_FEED, etag: undefined });
    const hode = rader.lesHode(rad);
    return hode === undefined ? ULESELIG : ok({ hode, etag: rad.etag });
  }

  async function hentMerker(
    client: TableClient,
    kommune: Organisasjonsnummer,
    treff: readonly Treff[],
    frist: AbortSignal,
  ): Promise<Utfall<ReadonlyMap<string, Merke>>> {
    const noekler = [...new Set(treff.map(merkenoekkel))];
    const hentede = await Promise.all(
      noekler.map(async (noekkel) => {
        const rad = await hentRad(client, { partitionKey: kommune, rowKey: `m.${noekkel}` }, frist);
        return [noekkel, rad] as const;
      }),
    );
    const merker = new Map<string, Merke>();
    for (const [noekkel, rad] of hentede) {
      if (rad === undefined) continue;
      const merke = rader.lesMerke(rad);
      if (merke === undefined) return ULESELIG;
      merker.set(noekkel, merke);
    }
    return ok(merker);
  }

  /** Writes the next transaction of the hits; how many it held, none when all are written, or that somebody wrote first. */
  async function skrivNeste(
    kommune: Organisasjonsnummer,
    treff: readonly Treff[],
    omgang: number,
    frist: AbortSignal,
  ): Promise<Utfall<number | "KONFLIKT">> {
    const client = await tabell();
    const lest = await hentHode(client, kommune, frist);
    if (!lest.ok) return lest;
    const { hode, etag } = lest.value;
    const neste = nesteTreff(treff, omgang, hode);
    if (neste.length === 0) return ok(0);
    const merker = await hentMerker(client, kommune, neste, frist);
    if (!merker.ok) return merker;
    const plan = planlegg(neste, hode, merker.value, { omgang, tidspunkt: now().toISOString() });
    try {
      await client.submitTransaction(transaksjonen(kommune, plan, etag), { abortSignal: frist });
      return ok(neste.length);
    } catch (kastet) {
      if (erKonflikt(kastet)) return ok("KONFLIKT");
      throw kastet;
    }
  }

  async function foerstePartisjon(
    client: TableClient,
    filter: string,
    abortSignal: AbortSignal,
  ): Promise<string | undefined> {
    const queryOptions = { filter, select: ["PartitionKey"] };
    for await (const side of client.listEntities({ queryOptions, abortSignal }).byPage({ maxPageSize: 1 })) {
      if (side.length > 0) return side[0]?.partitionKey;
    }
    return undefined;
  }

  async function fjern(
    client: TableClient,
    kommune: Organisasjonsnummer,
    filter: string,
    frist: AbortSignal,
  ): Promise<void> {
    const sider = client.listEntities({ queryOptions: { filter }, abortSignal: frist }).byPage();
    for await (const side of sider) {
      const sett = side.map(({ rowKey = "", etag }) => ({ rowKey, merke: etag }));
      await slettUendrede(client, kommune, sett, frist);
    }
  }

  return {
    hentMarkoer: () =>
      fortalt(fristMs, meld, async (frist): Promise<Utfall<LestMarkoer | undefined>> => {
        const rad = await hentRad(await tabell(), rader.MARKOER, frist);
        if (rad === undefined) return ok(undefined);
        const markoer = rader.lesMarkoer(rad);
        return markoer === undefined ? ULESELIG : ok({ markoer, merke: rad.etag });
      }),

    flyttMarkoer: (fra, til: Markoer) =>
      fortalt(fristMs, meld, async (abortSignal): Promise<Utfall<LestMarkoer | "FLYTTET">> => {
        const client = await tabell();
        const rad = rader.markoerrad(til);
        try {
          const { etag } =
            fra === undefined
              ? await client.createEntity(rad, { abortSignal })
              : await client.updateEntity(rad, "Replace", { etag: fra.merke, abortSignal });
          return etag === undefined ? ULESELIG : ok({ markoer: til, merke: etag });
        } catch (kastet) {
          if (erKonflikt(kastet)) return ok("FLYTTET");
          throw kastet;
        }
      }),

    skriv: (kommune, treff, omgang) =>
      fortalt(fristMs * MANGE_RADER, meld, async (frist): Promise<Utfall<number>> => {
        let skrevet = 0;
        for (let konflikter = 0; konflikter < FLEST_KONFLIKTER;) {
          const antall = await skrivNeste(kommune, treff, omgang, frist);
          if (!antall.ok) return antall;
          if (antall.value === 0) return ok(skrevet);
          if (antall.value === "KONFLIKT") konflikter += 1;
          else skrevet += antall.value;
        }
        return err({ kode: "KONFLIKT" });
      }),

    neste: (kommune) =>
      fortalt(fristMs, meld, async (frist): Promise<Utfall<number>> => {
        const lest = await hentHode(await tabell(), kommune, frist);
        return lest.ok ? ok(lest.value.hode.neste) : lest;
      }),

    les: (kommune, fraSekvensnummer, antall) =>
      fortalt(fristMs, meld, async (abortSignal) => {
        const client = await tabell();
        const filter = radfilter(kommune, rader.endringsnoekkel(fraSekvensnummer), rader.ENDRINGER.foer);
        const endringer = [];
        for await (const rad of client.listEntities({ queryOptions: { filter }, abortSignal })) {
          if (endringer.length >= antall) break;
          const endring = rader.lesEndring(rad);
          if (endring === undefined) return ULESELIG;
          endringer.push(endring);
        }
        return ok(endringer);
      }),

    glem: (kommune, abonnementId) =>
      fortalt(fristMs * MANGE_RADER, meld, async (frist) => {
        const client = await tabell();
        const merker = rader.merkene(abonnementId);
        const { fra, foer } = rader.ENDRINGER;
        const endringer = `${radfilter(kommune, fra, foer)} and abonnementId eq '${abonnementId}'`;
        await fjern(client, kommune, radfilter(kommune, merker.fra, merker.foer), frist);
        await fjern(client, kommune, endringer, frist);
        return ok(undefined);
      }),

    spor: (kommune, videre) =>
      fortalt(fristMs * MANGE_RADER, meld, async (abortSignal): Promise<Utfall<Sporside>> => {
        const client = await tabell();
        const etter = videre?.replaceAll("'", "''");
        const fra = etter === undefined ? `RowKey ge '${rader.SPOR.fra}'` : `RowKey gt '${etter}'`;
        const filter = `PartitionKey eq '${kommune}' and ${fra} and RowKey lt '${rader.SPOR.foer}'`;
        const sider = client.listEntities({ queryOptions: { filter }, abortSignal }).byPage();
        for await (const side of sider) {
          if (side.length === 0) continue;
          const spor = side.flatMap((rad) => {
            if (rad.rowKey === rader.HODE) return [];
            const lest = rader.lesSpor(rad);
            if (lest === undefined) meld({ kode: "ULESELIG", tabell: HENDELSESTABELL });
            return lest ?? [];
          });
          return ok({ spor, videre: side.at(-1)?.rowKey });
        }
        return ok({ spor: [], videre: undefined });
      }),

    fjernSpor: (kommune, spor) =>
      fortalt(fristMs * MANGE_RADER, meld, async (frist) => {
        const sett = spor.map(({ noekkel, merke }) => ({ rowKey: noekkel, merke }));
        return ok(await slettUendrede(await tabell(), kommune, sett, frist));
      }),

    kommuner: () =>
      fortalt(fristMs * MANGE_RADER, meld, async (abortSignal) => {
        const client = await tabell();
        const funnet: Organisasjonsnummer[] = [];
        // From one partition to the next: what is in them is not read.
        for (;;) {
          const filter = `PartitionKey gt '${funnet.at(-1) ?? ""}' and PartitionKey lt 'a'`;
          const partisjon = await foerstePartisjon(client, filter, abortSignal);
          if (partisjon === undefined) return ok(funnet);
          const kommune = lesOrganisasjonsnummer(partisjon);
          if (kommune === undefined) return ULESELIG;
          funnet.push(kommune);
        }
      }),
  };
}
