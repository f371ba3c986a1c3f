// The access log as it stands in storage, for tests that must know what was written.

import { TableClient } from "@azure/data-tables";
import { STORAGE_RESSURS } from "../standins/azure/identity-server.ts";
import type { System } from "../standins/system.ts";

export type Rad = { readonly korrelasjonsid: string; readonly utfall: string; readonly feilkode?: string };

/** The entries, all of them or those an OData filter takes. */
export async function lesOppslagslogg({ azure }: Pick<System, "azure">, filter?: string): Promise<Rad[]> {
  const { STORAGE_TABLE_URL = "" } = azure.env;
  const credential = {
    getToken: async () => ({
      token: await azure.identity.utsted(STORAGE_RESSURS),
      expiresOnTimestamp: Date.now() + 600_000,
    }),
  };
  const tabell = new TableClient(STORAGE_TABLE_URL, "oppslagslogg", credential, {
    tlsOptions: { ca: azure.certificates.caPem },
  });
  const rader: Rad[] = [];
  const innslag = tabell.listEntities<Rad>(filter === undefined ? {} : { queryOptions: { filter } });
  for await (const rad of innslag) rader.push(rad);
  return rader;
}
