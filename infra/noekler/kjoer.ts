// One step of a rotation, from arguments and settings to an outcome in words.

import { randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { AzureCliCredential, ManagedIdentityCredential, type TokenCredential } from "@azure/identity";
import { createSend } from "../../shared/adapters/http/send.ts";
import { lesGrantnoekkel } from "../../shared/adapters/key-vault/jwk.ts";
import { err, ok, type Result } from "../../shared/kernel/result.ts";
import { createHvelv } from "./hvelv.ts";
import { lesInnstillinger, type Innstillinger } from "./innstillinger.ts";
import { createMaskinportensteg } from "./maskinporten.ts";
import { createPeppersteg } from "./pepper.ts";
import { createSeglsteg } from "./segl.ts";
import { createSelvbetjening, type Adminklient, type Selvbetjening } from "./selvbetjening.ts";
import type { Steg, Utfall } from "./utfall.ts";

const BRUK = `Bruk: npm run noekkel -- <maskinporten|segl|pepper> <opprett|registrer|verifiser|bytt|fjern> [valg]
  --admin-klient <id>  registrer og fjern hos Digdir med denne klienten; dens private JWK leses fra standard inn
  --for-haand          nøklene er alt registrert eller fjernet for hånd i Digdirs selvbetjening
  --straks             nøkkelen er på avveie: ikke vent`;

export type Kjoering = {
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string | undefined>>;
  /** What is piped in, read only when it is needed. */
  readonly standardInn: () => Promise<string>;
  readonly now: () => Date;
  readonly vent: (ms: number) => Promise<void>;
};

type Valg = {
  readonly straks: boolean;
  readonly forHaand: boolean;
  readonly adminKlient: string | undefined;
};

function lesArgumenter(args: readonly string[]): { noekkel: string; steg: string; valg: Valg } | undefined {
  try {
    const { positionals, values } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        "admin-klient": { type: "string" },
        "for-haand": { type: "boolean", default: false },
        straks: { type: "boolean", default: false },
      },
    });
    const [noekkel, steg, ...flere] = positionals;
    if (noekkel === undefined || steg === undefined || flere.length > 0) return undefined;
    const { straks } = values;
    return {
      noekkel,
      steg,
      valg: { straks, forHaand: values["for-haand"], adminKlient: values["admin-klient"] },
    };
  } catch {
    return undefined;
  }
}

async function lesAdminklient(clientId: string, jwk: string): Promise<Result<Adminklient, string>> {
  const noekkel = await lesGrantnoekkel(jwk.trim());
  if (!noekkel.ok) return err("Standard inn var ikke adminklientens private JWK (RSA, RS256, med kid).");
  return ok({ clientId, ...noekkel.value });
}

/** The managed identity where there is one (a runner in Azure), else whoever has said `az login`. */
function finnCredential({
  IDENTITY_ENDPOINT: endpoint,
  AZURE_CLIENT_ID: clientId,
}: Innstillinger): TokenCredential {
  if (endpoint === undefined) return new AzureCliCredential();
  return clientId === undefined
    ? new ManagedIdentityCredential()
    : new ManagedIdentityCredential({ clientId });
}

async function utfoer({ args, env, standardInn, now, vent }: Kjoering): Promise<Utfall> {
  const argumenter = lesArgumenter(args);
  if (argumenter === undefined) return err(BRUK);
  const { noekkel, steg, valg } = argumenter;
  const innstillinger = lesInnstillinger(env);
  if (!innstillinger.ok) return innstillinger;
  const s = innstillinger.value;
  const nyId = (): string => randomUUID();
  const send = createSend({ fetch: globalThis.fetch, tilfeldig: Math.random, vent });
  const ca = s.LOOPBACK_CA_FIL === undefined ? {} : { loopbackCa: readFileSync(s.LOOPBACK_CA_FIL, "utf8") };
  const tilVault = { vaultUrl: s.KEY_VAULT_URL, credential: finnCredential(s), ...ca };
  const hvelv = createHvelv(tilVault);
  const grant = { send, issuer: s.MASKINPORTEN_ISSUER, clientId: s.MASKINPORTEN_CLIENT_ID, now, nyId };

  let selvbetjening: Selvbetjening | undefined;
  if (valg.adminKlient !== undefined) {
    const admin = await lesAdminklient(valg.adminKlient, await standardInn());
    if (!admin.ok) return admin;
    selvbetjening = createSelvbetjening({ ...grant, url: s.selvbetjeningUrl, admin: admin.value });
  }

  const alle: Readonly<Record<string, Readonly<Record<string, Steg<Valg>>>>> = {
    maskinporten: createMaskinportensteg({
      ...grant,
      hvelv,
      navn: s.MASKINPORTEN_KEY_SECRET,
      selvbetjening,
      vent,
    }),
    segl: createSeglsteg({ hvelv, navn: s.SEGL_KEY_SECRET, somTjenesten: { ...tilVault, now }, now }),
    pepper: createPeppersteg(hvelv, s.LOGG_PEPPER_SECRET),
  };
  const valgt = alle[noekkel]?.[steg];
  return valgt === undefined ? err(BRUK) : valgt(valg);
}

/** What the vault or the network says, as a type and a status: its message may quote what was sent. */
function somTekst(kastet: unknown): string {
  const status: unknown = kastet instanceof Error ? Reflect.get(kastet, "statusCode") : undefined;
  if (status === 403)
    return "Hvelvet gir ikke tilgang: rollen Key Vault Secrets Officer mangler, eller brannmuren stenger.";
  const type = kastet instanceof Error ? kastet.name : typeof kastet;
  return `Hvelvet kunne ikke brukes (${type}${typeof status === "number" ? ` ${status}` : ""}). Er du logget inn, og er adressen din åpnet?`;
}

/** Carries out what the arguments ask for. */
export function kjoer(kjoering: Kjoering): Promise<Utfall> {
  return utfoer(kjoering).catch((kastet: unknown) => err(somTekst(kastet)));
}
