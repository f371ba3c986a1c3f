// The managed identity endpoint as App Service has it (api-version 2019-08-01): plain http, a secret in a header,
// and a token in the shape of Entra ID's.

import { randomBytes, randomUUID, type KeyObject } from "node:crypto";
import { jwtVerify, SignJWT } from "jose";
import { nyttRsapar } from "../felles/rsa.ts";
import { createFaultbryter, type Faultbryter } from "./fault.ts";
import { lytt, svarJson } from "./http-server.ts";

export const VAULT_RESSURS = "https://vault.azure.net";
export const STORAGE_RESSURS = "https://storage.azure.com";
export const MONITOR_RESSURS = "https://monitor.azure.com";
const RESSURSER = [VAULT_RESSURS, STORAGE_RESSURS, MONITOR_RESSURS];

export type IdentityServer = {
  readonly endpoint: string;
  /** The secret that the caller must send as `x-identity-header`. */
  readonly header: string;
  readonly clientId: string;
  readonly tenantId: string;
  readonly fault: Faultbryter;
  /** Requests received. */
  antallKall(): number;
  /** A token as the endpoint would hand out, without asking it. */
  utsted(ressurs: string, valg?: { readonly levetidSekunder?: number }): Promise<string>;
  /** Whether a token was issued here for the resource and is valid now. */
  verifiser(token: string, ressurs: string): Promise<boolean>;
  close(): Promise<void>;
};

const LEVETID_SEKUNDER = 3600;

/** Whose token: the user-assigned identity in its tenant. */
type Identitet = { clientId: string; tenantId: string; objectId: string; privateKey: KeyObject };

function signer(identitet: Identitet, ressurs: string, iat: number, exp: number): Promise<string> {
  return new SignJWT({
    oid: identitet.objectId,
    tid: identitet.tenantId,
    appid: identitet.clientId,
    ver: "1.0",
  })
    .setProtectedHeader({ alg: "RS256", typ: "JWT" })
    .setAudience(ressurs)
    .setIssuer(`https://sts.windows.net/${identitet.tenantId}/`)
    .setSubject(identitet.objectId)
    .setIssuedAt(iat)
    .setNotBefore(iat)
    .setExpirationTime(exp)
    .sign(identitet.privateKey);
}

/** What is wrong with the request, as [status, message], or undefined. */
function avslag(url: URL, sendtHeader: string | undefined, header: string, clientId: string) {
  const ressurs = (url.searchParams.get("resource") ?? "").replace(/\/$/, "");
  if (sendtHeader !== header) return [401, "the identity header is not the one of this app"] as const;
  if (url.searchParams.get("api-version") !== "2019-08-01") return [400, "unsupported api-version"] as const;
  if (url.searchParams.get("client_id") !== clientId) return [400, "no such identity is assigned"] as const;
  if (!RESSURSER.includes(ressurs)) return [400, "unknown resource"] as const;
  return undefined;
}

/** Starts the endpoint with an identity of its own. */
export async function startIdentityServer(now: () => Date): Promise<IdentityServer> {
  const { privateKey, publicKey } = await nyttRsapar();
  const identitet = { clientId: randomUUID(), tenantId: randomUUID(), objectId: randomUUID(), privateKey };
  const header = randomBytes(16).toString("hex");
  const fault = createFaultbryter();
  let kall = 0;

  const server = await lytt((req, res) => {
    void (async () => {
      kall += 1;
      if (await fault.utfoer(res)) return;
      const url = new URL(req.url ?? "/", "http://127.0.0.1");
      if (req.method !== "GET" || url.pathname !== "/msi/token") {
        svarJson(res, 404, { statusCode: 404, message: "not found" });
        return;
      }
      const sendt = req.headers["x-identity-header"];
      const feil = avslag(url, typeof sendt === "string" ? sendt : undefined, header, identitet.clientId);
      if (feil !== undefined) {
        svarJson(res, feil[0], { statusCode: feil[0], message: feil[1] });
        return;
      }
      const ressurs = url.searchParams.get("resource") ?? "";
      const iat = Math.floor(now().getTime() / 1000);
      svarJson(res, 200, {
        access_token: await signer(identitet, ressurs, iat, iat + LEVETID_SEKUNDER),
        expires_on: String(iat + LEVETID_SEKUNDER),
        resource: ressurs,
        token_type: "Bearer",
        client_id: identitet.clientId,
      });
    })();
  });

  return {
    endpoint: `${server.origin}/msi/token`,
    header,
    clientId: identitet.clientId,
    tenantId: identitet.tenantId,
    fault,
    antallKall: () => kall,
    utsted(ressurs, { levetidSekunder = LEVETID_SEKUNDER } = {}) {
      const naa = Math.floor(now().getTime() / 1000);
      return signer(identitet, ressurs, Math.min(naa, naa + levetidSekunder - 1), naa + levetidSekunder);
    },
    async verifiser(token, ressurs) {
      try {
        await jwtVerify(token, publicKey, {
          algorithms: ["RS256"],
          audience: [ressurs, `${ressurs}/`],
          issuer: `https://sts.windows.net/${identitet.tenantId}/`,
          requiredClaims: ["exp", "nbf", "oid", "tid"],
          currentDate: now(),
        });
        return true;
      } catch {
        return false;
      }
    },
    close: () => server.close(),
  };
}
