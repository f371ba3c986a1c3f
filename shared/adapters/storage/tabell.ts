// A table in Azure Storage. The SDK is loaded when a table is first needed, so that it costs a cold start nothing.

import type { TableClient } from "@azure/data-tables";
import { z } from "zod";
import { krevTryggAdresse, PAUSE_FOER_NYTT_FORSOEK_MS, type Lageradgang } from "./lagerkall.ts";

export type Tabelladgang = Lageradgang & { readonly tableUrl: URL };

/** Creates access to the table with this name; nothing is loaded or sent before it is used. Throws as `krevTryggAdresse`. */
export function createTabell(adgang: Tabelladgang, navn: string): () => Promise<TableClient> {
  const { tableUrl, credential, loopbackCa } = adgang;
  krevTryggAdresse(tableUrl, adgang);
  let lastet: Promise<TableClient> | undefined;

  async function last(): Promise<TableClient> {
    const sdk = await import("@azure/data-tables");
    return new sdk.TableClient(tableUrl.href.replace(/\/$/, ""), navn, credential, {
      retryOptions: { maxRetries: 1, retryDelayInMs: PAUSE_FOER_NYTT_FORSOEK_MS },
      ...(loopbackCa === undefined ? {} : { tlsOptions: { ca: loopbackCa } }),
    });
  }

  return () => (lastet ??= last());
}

export type Rad = Readonly<Record<string, unknown>>;

const liste = z.object({ value: z.array(z.unknown()) });

/** Every row that a filter finds, in order; undefined for an answer that is no list, which the SDK takes for an empty one. */
export async function hentRader(
  client: TableClient,
  filter: string,
  abortSignal: AbortSignal,
): Promise<readonly Rad[] | undefined> {
  let ikkeLister = 0;
  const rader: Rad[] = [];
  const funnet = client.listEntities({
    queryOptions: { filter },
    abortSignal,
    onResponse: ({ parsedBody }) => {
      if (!liste.safeParse(parsedBody).success) ikkeLister += 1;
    },
  });
  for await (const rad of funnet) rader.push(rad);
  return ikkeLister === 0 ? rader : undefined;
}
