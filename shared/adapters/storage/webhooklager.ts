// Webhooks in the table of changes: one row per municipality, in a partition of their own.

import { err, ok } from "../../kernel/result.ts";
import type { LestWebhook, Webhooklager } from "../../hendelser/lager.ts";
import { HENDELSESTABELL } from "./endringslager.ts";
import { erKonflikt, fortalt, hentRad, type Hendelselageraarsak, type Utfall } from "./hendelseskall.ts";
import { FRIST_MS, lesAvslag } from "./lagerkall.ts";
import { createTabell, type Tabelladgang } from "./tabell.ts";
import { lesWebhook, WEBHOOKER, webhookrad } from "./webhookrad.ts";

export type WebhooklagerDeps = Tabelladgang & {
  /** Hears why storage failed. */
  readonly meld: (aarsak: Hendelselageraarsak) => void;
  /** What a call may take, in ms. Five seconds unless told. */
  readonly fristMs?: number;
};

const ULESELIG = { kode: "ULESELIG", tabell: HENDELSESTABELL } as const;

function erBorte(kastet: unknown): boolean {
  return lesAvslag(kastet)?.kode === "ResourceNotFound";
}

/** Creates the store; nothing is loaded or sent before it is used. Throws as `createTabell`. */
export function createWebhooklager(deps: WebhooklagerDeps): Webhooklager {
  const { meld, fristMs = FRIST_MS } = deps;
  const tabell = createTabell(deps, HENDELSESTABELL);

  return {
    hent: (kommune) =>
      fortalt(fristMs, meld, async (frist): Promise<Utfall<LestWebhook | undefined>> => {
        const rad = await hentRad(await tabell(), { partitionKey: WEBHOOKER, rowKey: kommune }, frist);
        if (rad === undefined) return ok(undefined);
        const webhook = lesWebhook(rad);
        return webhook === undefined ? err(ULESELIG) : ok({ webhook, merke: rad.etag });
      }),

    lagre: (fra, til) =>
      fortalt(fristMs, meld, async (abortSignal): Promise<Utfall<"LAGRET" | "ENDRET">> => {
        const client = await tabell();
        const rad = webhookrad(til);
        try {
          if (fra === undefined) await client.createEntity(rad, { abortSignal });
          else await client.updateEntity(rad, "Replace", { etag: fra.merke, abortSignal });
          return ok("LAGRET");
        } catch (kastet) {
          // One that was removed while it was worked on does not come back.
          if (erKonflikt(kastet) || (fra !== undefined && erBorte(kastet))) return ok("ENDRET");
          throw kastet;
        }
      }),

    slett: (kommune) =>
      fortalt(fristMs, meld, async (abortSignal) => {
        const client = await tabell();
        try {
          await client.deleteEntity(WEBHOOKER, kommune, { abortSignal });
        } catch (kastet) {
          if (!erBorte(kastet)) throw kastet;
        }
        return ok(undefined);
      }),

    list: () =>
      fortalt(fristMs, meld, async (abortSignal) => {
        const client = await tabell();
        const filter = `PartitionKey eq '${WEBHOOKER}'`;
        const alle: LestWebhook[] = [];
        for await (const rad of client.listEntities({ queryOptions: { filter }, abortSignal })) {
          const webhook = lesWebhook(rad);
          // One that cannot be read is told and left out, so that the others are served.
          if (webhook === undefined) meld(ULESELIG);
          else alle.push({ webhook, merke: rad.etag });
        }
        return ok(alle);
      }),
  };
}
