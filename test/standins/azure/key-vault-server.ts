// Key Vault's secrets over TLS, as the real client meets them: challenge first, then the token, then the secret.

import type { IncomingMessage, ServerResponse } from "node:http";
import { z } from "zod";
import { createFaultbryter, type Faultbryter } from "./fault.ts";
import { lesBody, lytt, svarJson, type Tls } from "./http-server.ts";
import { createSecretStore, type SecretStore } from "./secret-store.ts";
import { VAULT_RESSURS, type IdentityServer } from "./identity-server.ts";

export type KeyVaultServer = {
  readonly url: string;
  readonly fault: Faultbryter;
  readonly secrets: SecretStore;
  /** Requests received, the unauthenticated first ones of a client included. */
  antallKall(): number;
  /** Requests for the value of one secret that carried a valid token. */
  antallHentinger(navn: string): number;
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

type Endring = { readonly value: string | undefined; readonly enabled: boolean | undefined };

const endringSchema = z.object({
  value: z.string().optional(),
  attributes: z.object({ enabled: z.boolean().optional() }).optional(),
});

function lesEndring(tekst: string): Endring | undefined {
  try {
    const { value, attributes } = endringSchema.parse(JSON.parse(tekst));
    return { value, enabled: attributes?.enabled };
  } catch {
    return undefined;
  }
}

/** PUT sets a secret, PATCH turns a version on or off. */
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
    else svarJson(res, 200, secrets.sett(navn, endring.value, endring.enabled).bundle(true));
  } else if (req.method !== "PATCH") svarFeil(res, 405, "MethodNotAllowed");
  else if (funnet === undefined) svarFeil(res, 404, "SecretNotFound");
  else {
    if (endring.enabled !== undefined) funnet.settAktiv(endring.enabled);
    svarJson(res, 200, funnet.bundle(false));
  }
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
    else if (navn === undefined) svarJson(res, 200, { value: secrets.liste(), nextLink: null });
    else if (!/^[0-9a-zA-Z-]{1,127}$/.test(navn)) svarFeil(res, 400, "BadParameter");
    else if (req.method !== "GET") await skriv(req, res, secrets, navn, versjon);
    else if (versjon === "versions") svarJson(res, 200, { value: secrets.versjoner(navn), nextLink: null });
    else les(res, secrets, navn, versjon);
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
    settTilgang(har) {
      tilgang = har;
    },
    close: () => server.close(),
  };
}
