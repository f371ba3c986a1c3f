// What the tests of key rotation start from: Maskinporten with its self-service API and an admin client, an empty vault, and
// clocks that the test moves.

import { randomUUID } from "node:crypto";
import { importJWK } from "jose";
import { createHvelv, type Hvelv } from "../../../infra/noekler/hvelv.ts";
import { createMaskinportensteg, type MaskinportenDeps } from "../../../infra/noekler/maskinporten.ts";
import { createSelvbetjening, type Adminklient } from "../../../infra/noekler/selvbetjening.ts";
import { createSend } from "../../../shared/adapters/http/send.ts";
import { createCredential } from "../../../shared/adapters/identity/credential.ts";
import { createGrantnoekler } from "../../../shared/adapters/key-vault/grantnoekler.ts";
import { createHemmeligheter } from "../../../shared/adapters/key-vault/secrets.ts";
import type { VaultClientDeps } from "../../../shared/adapters/key-vault/vault-client.ts";
import { createTokenClient } from "../../../shared/adapters/maskinporten/token-client.ts";
import { lesOrganisasjonsnummer } from "../../../shared/kernel/organisasjonsnummer.ts";
import { startAzure, type Azure } from "../../standins/azure/start.ts";
import {
  startMaskinporten,
  type Clientnoekkel,
  type Maskinporten,
} from "../../standins/maskinporten/maskinporten.ts";
import {
  DCR_SCOPES,
  startSelvbetjening,
  type Selvbetjening,
} from "../../standins/maskinporten/selvbetjening.ts";

export const LEVERANDOER = "310149942";
export const SUMMERT = "skatteetaten:summertskattegrunnlag";
const KOMMUNE = "313876144";
export const START = Date.parse("2026-11-23T10:00:00Z");
export const NAVN = "maskinporten-noekkel";

export type Noekkelrigg = {
  readonly azure: Azure;
  readonly maskinporten: Maskinporten;
  readonly selvbetjening: Selvbetjening;
  readonly admin: Clientnoekkel;
  readonly hvelv: Hvelv;
  readonly somTjenesten: VaultClientDeps;
  readonly now: () => Date;
  readonly gaaFrem: (ms: number) => void;
  /** How long the steps have waited in all since the last reset; waiting moves the clock. */
  readonly ventet: () => number;
  /** A fresh client without keys, an empty vault, and the clock at START. */
  readonly nullstill: () => void;
  readonly clientId: () => string;
  /** A new instance of the service; each call asks for a token with the key it has or reads, and tells whether it got one. */
  readonly tjeneste: () => () => Promise<boolean>;
  readonly steg: (endring?: Partial<MaskinportenDeps>) => ReturnType<typeof createMaskinportensteg>;
  readonly medAdmin: () => Promise<ReturnType<typeof createMaskinportensteg>>;
  /** The kids Maskinporten has been told of. */
  readonly registrerte: () => readonly (string | undefined)[];
  readonly close: () => Promise<void>;
};

function orgnr(tekst: string) {
  const lest = lesOrganisasjonsnummer(tekst);
  if (lest === undefined) throw new Error("not an organisasjonsnummer");
  return lest;
}

async function somAdminklient({ clientId, kid, privateJwk }: Clientnoekkel): Promise<Adminklient> {
  const key = await importJWK(privateJwk, "RS256");
  if (key instanceof Uint8Array) throw new TypeError("not a private key");
  return { clientId, kid, key };
}

export async function startNoekkelrigg(): Promise<Noekkelrigg> {
  let naaMs = START;
  let ventetMs = 0;
  let clientId = "";
  const now = (): Date => new Date(naaMs);
  const maskinporten = await startMaskinporten({ now });
  const { register, issuer } = maskinporten;
  for (const scope of DCR_SCOPES) {
    register.settScope(scope, { eier: "991825827", maksLevetidSekunder: 120 });
    register.giTilgang(LEVERANDOER, scope);
  }
  register.giTilgang(KOMMUNE, SUMMERT);
  register.deleger(KOMMUNE, LEVERANDOER, SUMMERT);
  const [selvbetjening, admin, azure] = await Promise.all([
    startSelvbetjening({ maskinporten, now }),
    maskinporten.createClient({ orgnr: LEVERANDOER, scopes: DCR_SCOPES }),
    startAzure({ storage: false, vaultNow: now }),
  ]);
  Object.assign(process.env, azure.env);
  const tilVault = {
    vaultUrl: new URL(azure.keyVault.url),
    credential: createCredential(azure.identity.clientId),
    loopbackCa: azure.certificates.caPem,
  };
  const hvelv = createHvelv(tilVault);
  const send = createSend({ fetch, tilfeldig: () => 0, vent: () => Promise.resolve() });
  const grant = { send, issuer, now, nyId: () => randomUUID() };

  function steg(endring: Partial<MaskinportenDeps> = {}): ReturnType<typeof createMaskinportensteg> {
    return createMaskinportensteg({
      ...grant,
      hvelv,
      clientId,
      navn: NAVN,
      selvbetjening: undefined,
      vent(ms) {
        naaMs += ms;
        ventetMs += ms;
        return Promise.resolve();
      },
      ...endring,
    });
  }

  return {
    azure,
    maskinporten,
    selvbetjening,
    admin,
    hvelv,
    somTjenesten: { ...tilVault, now },
    now,
    gaaFrem(ms) {
      naaMs += ms;
    },
    ventet: () => ventetMs,
    nullstill() {
      naaMs = START;
      ventetMs = 0;
      clientId = randomUUID();
      register.registrerClient({ clientId, orgnr: LEVERANDOER, scopes: [SUMMERT] });
      maskinporten.fjernFeil();
      maskinporten.nullstillLogg();
      selvbetjening.settForplantning(0);
      selvbetjening.fjernFeil();
      azure.keyVault.fault.frisk();
      for (const navn of [NAVN, `${NAVN}-ny`, "segl-noekkel", "logg-pepper"])
        azure.keyVault.secrets.fjern(navn);
    },
    clientId: () => clientId,
    tjeneste() {
      const hemmeligheter = createHemmeligheter({ ...tilVault, now });
      const hent = createTokenClient({
        ...grant,
        tokenUrl: new URL("token", issuer),
        clientId,
        leverandoer: orgnr(LEVERANDOER),
        noekkel: createGrantnoekler({ hemmeligheter, navn: NAVN, now }),
      });
      return async () => (await hent("SUMMERT_SKATTEGRUNNLAG", orgnr(KOMMUNE))).ok;
    },
    steg,
    medAdmin: async () =>
      steg({
        selvbetjening: createSelvbetjening({
          ...grant,
          url: new URL(selvbetjening.url),
          admin: await somAdminklient(admin),
        }),
      }),
    registrerte: () => register.postede(clientId).map(({ kid }) => kid),
    close: async () => {
      await Promise.all([maskinporten.close(), selvbetjening.close(), azure.close()]);
    },
  };
}
