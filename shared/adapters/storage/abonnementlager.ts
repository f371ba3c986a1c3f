// Subscriptions as a table in Azure Storage: one row each, in the partition of its municipality. There is no second row to
// find a person by: whoever reads the feed loads them all at the start, which is some megabytes for the whole country.

import type { Organisasjonsnummer } from "../../kernel/organisasjonsnummer.ts";
import type { Personidentifikator } from "../../kernel/personidentifikator.ts";
import type { Feil } from "../../kernel/feil.ts";
import { err, ok, type Result } from "../../kernel/result.ts";
import { FLEST_ABONNEMENTER, type Abonnement } from "../../hendelser/abonnement.ts";
import type { Abonnementlager, Abonnementsindeks, Lagret, UtloeptAbonnement } from "../../hendelser/lager.ts";
import { fortalt, hentRad, slettUendrede, type Hendelselageraarsak, type Utfall } from "./hendelseskall.ts";
import * as rader from "./hendelserad.ts";
import { FRIST_MS, lesAvslag } from "./lagerkall.ts";
import { hashAbonnent, lesPepper } from "./personhash.ts";
import { createTabell, type Tabelladgang } from "./tabell.ts";

export type AbonnementlagerDeps = Tabelladgang & {
  /** The text of the pepper secret. */
  readonly pepper: () => Promise<Result<string, Feil>>;
  /** A new random id for each change of the table. */
  readonly nyId: () => string;
  /** Hears why storage failed. */
  readonly meld: (aarsak: Hendelselageraarsak) => void;
  /** What a call for one municipality may take, in ms. Five seconds unless told. */
  readonly fristMs?: number;
};

export const ABONNEMENTSTABELL = "abonnementer";

/** Reading all of them: some fifty pages. */
const INDEKSFRIST_MS = 30_000;

/** Creates the store; nothing is loaded or sent before it is used. Throws as `createTabell`. */
export function createAbonnementlager(deps: AbonnementlagerDeps): Abonnementlager {
  const { nyId, meld, fristMs = FRIST_MS } = deps;
  const tabell = createTabell(deps, ABONNEMENTSTABELL);

  async function hentPepper(): Promise<Utfall<Uint8Array>> {
    const pepper = await deps.pepper();
    if (!pepper.ok) return err({ kode: "PEPPER_UTILGJENGELIG", feil: pepper.feil });
    const byte = lesPepper(pepper.value);
    return byte === undefined ? err({ kode: "PEPPER_UGYLDIG" }) : ok(byte);
  }

  async function nyVersjon(abortSignal: AbortSignal): Promise<void> {
    const client = await tabell();
    await client.upsertEntity({ ...rader.INDEKSVERSJON, verdi: nyId() }, "Replace", { abortSignal });
  }

  async function hentIdene(kommune: Organisasjonsnummer, abortSignal: AbortSignal): Promise<Set<string>> {
    const client = await tabell();
    const filter = `PartitionKey eq '${kommune}'`;
    const idene = new Set<string>();
    for await (const { rowKey } of client.listEntities({
      queryOptions: { filter, select: ["RowKey"] },
      abortSignal,
    })) {
      if (rowKey !== undefined) idene.add(rowKey);
    }
    return idene;
  }

  /** The subscriptions of a filter; a row that is not ours is told and left out, so that it does not hide the others. */
  async function* hentAlle(filter: string, abortSignal: AbortSignal) {
    const client = await tabell();
    for await (const rad of client.listEntities({ queryOptions: { filter }, abortSignal })) {
      const abonnement = rader.lesAbonnement(rad);
      if (abonnement === undefined) meld({ kode: "ULESELIG", tabell: ABONNEMENTSTABELL });
      else yield { abonnement, merke: rad.etag };
    }
  }

  async function lesIndeks(
    versjon: string | undefined,
    pepper: Uint8Array,
    frist: AbortSignal,
  ): Promise<Abonnementsindeks> {
    const perPerson = new Map<string, Abonnement[]>();
    const kommuner = new Set<Organisasjonsnummer>();
    let eldste: Abonnement["opprettet"] | undefined;
    for await (const { abonnement } of hentAlle(rader.ALLE_ABONNEMENTER, frist)) {
      const { personnoekkel, kommune, opprettet } = abonnement;
      perPerson.set(personnoekkel, [...(perPerson.get(personnoekkel) ?? []), abonnement]);
      kommuner.add(kommune);
      if (eldste === undefined || opprettet < eldste) eldste = opprettet;
    }
    return {
      versjon,
      kommuner: [...kommuner].sort(),
      eldste,
      finn: (person: Personidentifikator) => perPerson.get(hashAbonnent(person, pepper)) ?? [],
    };
  }

  return {
    lagre: (kommune, { person, ...nytt }) =>
      fortalt(fristMs, meld, async (abortSignal): Promise<Utfall<Lagret | "FULLT">> => {
        const pepper = await hentPepper();
        if (!pepper.ok) return pepper;
        const client = await tabell();
        const noekkel = { partitionKey: kommune, rowKey: nytt.abonnementId };
        const rad = await hentRad(client, noekkel, abortSignal);
        if (rad === undefined && (await hentIdene(kommune, abortSignal)).size >= FLEST_ABONNEMENTER) {
          return ok("FULLT");
        }
        const foer = rad === undefined ? undefined : rader.lesAbonnement(rad);
        const personnoekkel = hashAbonnent(person, pepper.value);
        const samme = foer?.personnoekkel === personnoekkel;
        const abonnement: Abonnement = {
          kommune,
          personnoekkel,
          ...nytt,
          opprettet: samme ? foer.opprettet : nytt.opprettet,
        };
        await client.upsertEntity(rader.abonnementsrad(abonnement), "Replace", { abortSignal });
        await nyVersjon(abortSignal);
        return ok({ abonnement, nytt: rad === undefined });
      }),

    slett: (kommune, abonnementId) =>
      fortalt(fristMs, meld, async (abortSignal) => {
        const client = await tabell();
        try {
          await client.deleteEntity(kommune, abonnementId, { abortSignal });
        } catch (kastet) {
          if (lesAvslag(kastet)?.kode !== "ResourceNotFound") throw kastet;
        }
        await nyVersjon(abortSignal);
        return ok(undefined);
      }),

    slettUendrede: (kommune, utloepte) =>
      fortalt(INDEKSFRIST_MS, meld, async (abortSignal) => {
        const sett = utloepte.map(({ abonnementId, merke }) => ({ rowKey: abonnementId, merke }));
        const slettet = await slettUendrede(await tabell(), kommune, sett, abortSignal);
        if (slettet > 0) await nyVersjon(abortSignal);
        return ok(slettet);
      }),

    list: (kommune) =>
      fortalt(fristMs, meld, async (frist) => {
        const egne: Abonnement[] = [];
        for await (const { abonnement } of hentAlle(`PartitionKey eq '${kommune}'`, frist))
          egne.push(abonnement);
        return ok(egne);
      }),

    idene: (kommune) => fortalt(fristMs, meld, async (frist) => ok(await hentIdene(kommune, frist))),

    listUtloepte: (idag) =>
      fortalt(INDEKSFRIST_MS, meld, async (frist) => {
        const utloepte: UtloeptAbonnement[] = [];
        const filter = `${rader.ALLE_ABONNEMENTER} and utloeper le '${idag}'`;
        for await (const { abonnement, merke } of hentAlle(filter, frist)) {
          utloepte.push({ kommune: abonnement.kommune, abonnementId: abonnement.abonnementId, merke });
        }
        return ok(utloepte);
      }),

    hentIndeks: (forrige) =>
      fortalt(INDEKSFRIST_MS, meld, async (frist) => {
        const pepper = await hentPepper();
        if (!pepper.ok) return pepper;
        // Before the rows: what is saved while they are read gives another version, and they are read again next time.
        const rad = await hentRad(await tabell(), rader.INDEKSVERSJON, frist);
        const versjon = rad === undefined ? undefined : rader.lesVersjon(rad);
        if (forrige !== undefined && forrige.versjon === versjon) return ok(forrige);
        return ok(await lesIndeks(versjon, pepper.value, frist));
      }),
  };
}
