// What the tests of this folder start from: Altinn beside Maskinporten, and a supplier that owns Skatteetaten's scopes.

import { randomUUID } from "node:crypto";
import { createAltinntoken, type Altinntoken } from "../../../shared/adapters/altinn/altinntoken.ts";
import {
  createDelegeringsoppslag,
  type Delegeringsoppslag,
} from "../../../shared/adapters/altinn/delegeringsoppslag.ts";
import { createSend } from "../../../shared/adapters/http/send.ts";
import { createEgetToken } from "../../../shared/adapters/maskinporten/token-client.ts";
import type { Send } from "../../../shared/kernel/http.ts";
import { ALTINNS_SCOPES, startAltinn, type Altinn } from "../../standins/altinn/altinn.ts";
import { SCOPE_OPPSLAG } from "../../standins/altinn/oppslag.ts";
import {
  KOMMUNE,
  LEVERANDOER,
  NAA,
  startBevisrigg,
  type Bevisrigg,
} from "../maskinporten/tilgangsbevis-rigg.ts";

export type Altinnrigg = {
  readonly bevisrigg: Bevisrigg;
  readonly altinn: Altinn;
  readonly gaa: (sekunder: number) => void;
  readonly token: () => Altinntoken;
  readonly oppslag: () => Delegeringsoppslag;
  readonly nullstill: () => void;
  readonly close: () => Promise<void>;
};

/** Gives up soon, so that Altinn is away after a second when it hangs. */
const send: Send = (kall) =>
  createSend({ fetch, tilfeldig: () => 0, vent: () => Promise.resolve() })({
    ...kall,
    frist: AbortSignal.timeout(kall.motpart === "ALTINN" ? 1_000 : 10_000),
  });

/** Maskinporten's clock stands still at NAA; Altinn's and ours can be moved, together. */
export async function startAltinnrigg(): Promise<Altinnrigg> {
  let naa = NAA;
  const now = (): Date => naa;
  const bevisrigg = await startBevisrigg();
  const { maskinporten } = bevisrigg;
  const { issuer, register } = maskinporten;
  for (const [navn, scope] of Object.entries(ALTINNS_SCOPES)) register.settScope(navn, scope);
  const client = await maskinporten.createClient({ orgnr: LEVERANDOER, scopes: [SCOPE_OPPSLAG] });
  const altinn = await startAltinn({ maskinporten, parter: [LEVERANDOER, KOMMUNE], now });
  const hentMaskinportentoken = createEgetToken({
    send,
    issuer,
    tokenUrl: new URL("token", issuer),
    clientId: client.clientId,
    noekkel: await bevisrigg.noekkelAv(client),
    now: () => NAA,
    nyId: randomUUID,
  });
  const felles = { send, platformUrl: new URL(altinn.url) };
  const token = (): Altinntoken => createAltinntoken({ ...felles, hentMaskinportentoken, now });

  return {
    bevisrigg,
    altinn,
    token,
    oppslag: () => createDelegeringsoppslag({ ...felles, token: token() }),
    gaa(sekunder) {
      naa = new Date(naa.getTime() + sekunder * 1000);
    },
    nullstill() {
      naa = NAA;
      bevisrigg.nullstill();
      altinn.fjernFeil();
      altinn.nullstillLogg();
      altinn.settAbonnementsnoekkel(undefined);
      register.giTilgang(LEVERANDOER, SCOPE_OPPSLAG);
      register.trekkPrefiks(LEVERANDOER, "skatteetaten");
      register.giPrefiks(LEVERANDOER, "skatteetaten");
    },
    async close() {
      await Promise.all([maskinporten.close(), altinn.close()]);
    },
  };
}
