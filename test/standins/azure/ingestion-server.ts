// Where telemetry is taken in (Application Insights, `POST /v2.1/track`), over TLS: gzipped lists of items, with a token of the
// managed identity. Nothing is taken without one, as with local authentication turned off.

import { randomUUID } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { gunzipSync } from "node:zlib";
import { z } from "zod";
import { createFaultbryter, type Faultbryter } from "./fault.ts";
import { lytt, svarJson, type Tls } from "./http-server.ts";
import { MONITOR_RESSURS, type IdentityServer } from "./identity-server.ts";

const itemSchema = z.object({
  name: z.string(),
  time: z.string(),
  iKey: z.string(),
  tags: z.record(z.string(), z.string()),
  data: z.object({ baseType: z.string(), baseData: z.looseObject({}) }),
});

/** An item as it was sent. */
export type Item = z.infer<typeof itemSchema>;

export type IngestionServer = {
  /** What the service is given as APPLICATIONINSIGHTS_CONNECTION_STRING. */
  readonly connectionString: string;
  readonly fault: Faultbryter;
  /** The items taken in so far. */
  items(): readonly Item[];
  /** The bodies as they came, unpacked: all there is to search in. */
  tekst(): string;
  /** Requests that had no token of the identity for this resource. */
  antallAvvist(): number;
  close(): Promise<void>;
};

async function lesBytes(req: IncomingMessage): Promise<Buffer> {
  const deler: Uint8Array[] = [];
  for await (const del of req) if (del instanceof Uint8Array) deler.push(del);
  return Buffer.concat(deler);
}

/** Starts the endpoint with an instrumentation key of its own. */
export async function startIngestionServer(
  tls: Tls,
  identity: Pick<IdentityServer, "verifiser">,
): Promise<IngestionServer> {
  const iKey = randomUUID();
  const fault = createFaultbryter();
  const items: Item[] = [];
  let tekst = "";
  let avvist = 0;

  async function taImot(req: IncomingMessage, res: ServerResponse): Promise<void> {
    const innhold = await lesBytes(req);
    if (await fault.utfoer(res)) return;
    const token = /^Bearer ([\w.-]+)$/.exec(req.headers.authorization ?? "")?.[1];
    if (req.method !== "POST" || req.url?.split("?")[0] !== "/v2.1/track") {
      svarJson(res, 404, { message: "not found" });
    } else if (token === undefined || !(await identity.verifiser(token, MONITOR_RESSURS))) {
      avvist += 1;
      svarJson(res, 401, { errors: [{ index: 0, statusCode: 401, message: "authentication required" }] });
    } else {
      const utpakket = req.headers["content-encoding"] === "gzip" ? gunzipSync(innhold) : innhold;
      const sendt = z.array(itemSchema).parse(JSON.parse(utpakket.toString("utf8")));
      tekst += `${utpakket.toString("utf8")}\n`;
      const egne = sendt.filter((item) => item.iKey === iKey);
      items.push(...egne);
      const ukjente = sendt.length - egne.length;
      svarJson(res, ukjente === 0 ? 200 : 206, {
        itemsReceived: sendt.length,
        itemsAccepted: egne.length,
        errors: [],
      });
    }
  }

  const server = await lytt((req, res) => void taImot(req, res), tls);
  return {
    connectionString: `InstrumentationKey=${iKey};IngestionEndpoint=${server.origin}/`,
    fault,
    items: () => [...items],
    tekst: () => tekst,
    antallAvvist: () => avvist,
    close: () => server.close(),
  };
}
