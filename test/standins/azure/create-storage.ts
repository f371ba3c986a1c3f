// Makes the tables, containers and queues that Bicep makes in Azure. Plain REST with the identity's token: one small
// function for all three services, and no SDK to load before the stand-ins are up.

import { request } from "node:https";
import type { Azurite } from "./azurite.ts";

export const TABELLER = ["oppslagslogg", "tilkoblinger", "abonnementer", "hendelser"] as const;
export const CONTAINERE = ["tilslutningserklaeringer", "etteroppgjoer"] as const;
export const KOEER = ["etteroppgjoer", "etteroppgjoer-poison"] as const;

type Kall = { method: "PUT" | "POST"; url: string; body?: string };

function send({ method, url, body = "" }: Kall, token: string, ca: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const req = request(url, {
      method,
      ca,
      agent: false,
      headers: {
        authorization: `Bearer ${token}`,
        "x-ms-version": "2024-11-04",
        "x-ms-date": new Date().toUTCString(),
        accept: "application/json;odata=nometadata",
        ...(body === "" ? {} : { "content-type": "application/json" }),
        "content-length": Buffer.byteLength(body),
      },
    });
    req.once("error", reject);
    req.once("response", (res) => {
      res.resume();
      if (res.statusCode === 201 || res.statusCode === 204) resolve();
      else reject(new Error(`${new URL(url).pathname} was answered ${res.statusCode ?? "nothing"}`));
    });
    req.end(body);
  });
}

/** Creates everything that the service expects to find in its storage account. */
export async function createStorage(azurite: Azurite, token: string, ca: string): Promise<void> {
  const kall: Kall[] = [
    ...TABELLER.map((navn) => ({
      method: "POST" as const,
      url: `${azurite.tableUrl}/Tables`,
      body: JSON.stringify({ TableName: navn }),
    })),
    ...CONTAINERE.map((navn) => ({
      method: "PUT" as const,
      url: `${azurite.blobUrl}/${navn}?restype=container`,
    })),
    ...KOEER.map((navn) => ({ method: "PUT" as const, url: `${azurite.queueUrl}/${navn}` })),
  ];
  await Promise.all(kall.map((k) => send(k, token, ca)));
}
