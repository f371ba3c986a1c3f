// Key Vault's secrets over TLS, as the real client meets them: challenge first, then the token, then the secret.

import type { IncomingMessage, ServerResponse } from "node:http";
import { z } from "zod";
import { createFaultbryter, type Faultbryter } from "./fault.ts";
import { lesBody, lytt, svarJson, type Tls } from "./http-server.ts";
import { createSecretStore, type SecretStore, type Versjonsegenskaper } from "./secret-store.ts";
import { VAULT_RESSURS, type IdentityServer } from "./identity-server.ts";

export type KeyVaultServer = {
  readonly url: string;
  readonly fault: Faultbryter;
  readonly secrets: SecretStore;
  /** Requests received, the unauthenticated first ones of a client included. */
  antallKall(): number;
  /** Requests for the value of one secret that carried a valid token. */
  antallHentinger(navn: string): number;
  /** The same for pages of the list of its versions. */
  antallListinger(navn: string): number;
  /** From now on the identity may or may not read: 403 when not, as without a role assignment. */
  settTilgang(har: boolean): void;
  close(): Promise<void>;
};

export type KeyVaultDeps = {
  readonly tls: Tls;
  readonly identity: Pick<IdentityServer, "verifiser" | "tenantId">;
  readonly secrets: Readonly<Record<string, string>>;
  readonly now: () => Date;
};

const STOERSTE_SIDE = 25;

function adresseAv(req: IncomingMessage): URL {
  return new URL(req.url ?? "/", "https://127.0.0.1");
}

function svarFeil(res: ServerResponse, status: number, code: string, innererror?: string): void {
  const indre = innererror === undefined ? {} : { innererror: { code: innererror } };
  svarJson(res, status, { error: { code, message: `${code} (stand-in)`, ...indre } });
}

function svarUtfordring(res: ServerResponse, tenantId: string): void {
  svarJson(
    res,
    401,
    { error: { code: "Unauthorized", message: "a Bearer token is required" } },
    {
      "www-authenticate": `Bearer authorization="https://login.microsoftonline.com/${tenantId}", resource="${VAULT_RESSURS}"`,
    },
  );
}

// Exactly what the service takes; anything else is a bad request there too.
const endringSchema = z.strictObject({
  value: z.string().optional(),
  contentType: z.string().optional(),
  tags: z.record(z.string(), z.string()).optional(),
  attributes: z
    .strictObject({
      enabled: z.boolean().optional(),
      exp: z.int().positive().optional(),
      nbf: z.int().positive().optional(),
    })
    .optional(),
});

type Endring = { readonly value: string | undefined; readonly egenskaper: Versjonsegenskaper };

function lesEndring(tekst: string): Endring | undefined {
  try {
    const { value, attributes, tags } = endringSchema.parse(JSON.parse(tekst));
    return { value, egenskaper: { ...attributes, tags } };
  } catch {
    return undefined;
  }
}

/** PUT sets a secret, PATCH changes what is said of a version. */
async function skriv(
  req: IncomingMessage,
  res: ServerResponse,
  secrets: SecretStore,
  navn: string,
  versjon: string | undefined,
): Promise<void> {
  const endring = lesEndring(await lesBody(req));
  const funnet = secrets.finn(navn, versjon);
  if (endring === undefined) svarFeil(res, 400, "BadParameter");
  else if (req.method === "PUT" && versjon === undefined) {
    if (endring.value === undefined) svarFeil(res, 400, "BadParameter");
    else svarJson(res, 200, secrets.sett(navn, endring.value, endring.egenskaper).bundle(true));
  } else if (req.method !== "PATCH") svarFeil(res, 405, "MethodNotAllowed");
  else if (endring.value !== undefined) svarFeil(res, 400, "BadParameter");
  else if (funnet === undefined) svarFeil(res, 404, "SecretNotFound");
  else {
    funnet.endre(endring.egenskaper);
    svarJson(res, 200, funnet.bundle(false));
  }
}

/** One page of a list, and where the next one is. */
function svarSide(req: IncomingMessage, res: ServerResponse, alle: readonly unknown[], origin: string): void {
  const url = new URL(req.url ?? "/", origin);
  const antall = Number(url.searchParams.get("maxresults") ?? STOERSTE_SIDE);
  const fra = Number(url.searchParams.get("$skiptoken") ?? 0);
  if (!(antall >= 1 && antall <= STOERSTE_SIDE) || !Number.isInteger(fra)) {
    svarFeil(res, 400, "BadParameter");
    return;
  }
  const neste = fra + antall;
  url.searchParams.set("$skiptoken", String(neste));
  const nextLink = neste < alle.length ? url.href : null;
  svarJson(res, 200, { value: alle.slice(fra, neste), nextLink });
}

/** What stands in front of the secrets: version, token, role. True when the request has been refused. */
async function avvist(
  req: IncomingMessage,
  res: ServerResponse,
  identity: KeyVaultDeps["identity"],
  tilgang: boolean,
): Promise<boolean> {
  const versjon = adresseAv(req).searchParams.get("api-version") ?? "";
  const token = /^Bearer ([\w.-]+)$/.exec(req.headers.authorization ?? "")?.[1];
  if (!/^\d{4}-\d{2}-\d{2}$|^7\.\d$/.test(versjon)) svarFeil(res, 400, "BadParameter");
  else if (token === undefined || !(await identity.verifiser(token, VAULT_RESSURS))) {
    svarUtfordring(res, identity.tenantId);
  } else if (!tilgang) svarFeil(res, 403, "Forbidden", "ForbiddenByRbac");
  else return false;
  return true;
}

/** Starts the vault with its first secrets. */
export async function startKeyVaultServer(deps: KeyVaultDeps): Promise<KeyVaultServer> {
  const fault = createFaultbryter();
  const hentinger = new Map<string, number>();
  const listinger = new Map<string, number>();
  let kall = 0;
  let tilgang = true;

  function les(res: ServerResponse, store: SecretStore, navn: string, versjon: string | undefined): void {
    hentinger.set(navn, (hentinger.get(navn) ?? 0) + 1);
    const funnet = store.finn(navn, versjon);
    if (funnet === undefined) svarFeil(res, 404, "SecretNotFound");
    else if (!funnet.aktiv()) svarFeil(res, 403, "Forbidden", "SecretDisabled");
    else svarJson(res, 200, funnet.bundle(true));
  }

  async function besvar(req: IncomingMessage, res: ServerResponse): Promise<void> {
    kall += 1;
    if ((await fault.utfoer(res)) || (await avvist(req, res, deps.identity, tilgang))) return;
    const [rot, navn, versjon, ...mer] = adresseAv(req).pathname.split("/").slice(1).filter(Boolean);
    if (rot !== "secrets" || mer.length > 0) svarFeil(res, 404, "NotFound");
    else if (navn === undefined) svarSide(req, res, secrets.liste(), server.origin);
    else if (!/^[0-9a-zA-Z-]{1,127}$/.test(navn)) svarFeil(res, 400, "BadParameter");
    else if (req.method !== "GET") await skriv(req, res, secrets, navn, versjon);
    else if (versjon === "versions") {
      listinger.set(navn, (listinger.get(navn) ?? 0) + 1);
      svarSide(req, res, secrets.versjoner(navn), server.origin);
    } else les(res, secrets, navn, versjon);
  }

  const server = await lytt((req, res) => void besvar(req, res), deps.tls);
  const secrets = createSecretStore(server.origin, deps.now);
  for (const [navn, verdi] of Object.entries(deps.secrets)) secrets.sett(navn, verdi);

  return {
    url: server.origin,
    fault,
    secrets,
    antallKall: () => kall,
    antallHentinger: (navn) => hentinger.get(navn) ?? 0,
    antallListinger: (navn) => listinger.get(navn) ?? 0,
    settTilgang(har) {
      tilgang = har;
    },
    close: () => server.close(),
  };
}
