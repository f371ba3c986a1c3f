// The ways the metadata of the stand-in can be wrong or missing, and how each looks on the wire.

import { heng, htmlSvar, jsonSvar, send } from "../http/answers.ts";
import { vent, type Utveksling } from "../http/server.ts";

export type MetadataFeil =
  | { readonly type: "UTILGJENGELIG" }
  | { readonly type: "HENG" }
  /** Answers properly after some milliseconds of real time. */
  | { readonly type: "TREG"; readonly ms: number }
  | { readonly type: "HTML" }
  | { readonly type: "SOEPPEL" }
  /** Valid JSON of this many bytes. */
  | { readonly type: "STOR"; readonly byte: number }
  /** To an address on the same server with the true metadata: who follows it notices nothing. */
  | { readonly type: "OMDIRIGERING" }
  /** The right metadata under another status. */
  | { readonly type: "STATUS"; readonly status: number }
  /** The right metadata, changed as told (undefined removes). */
  | { readonly type: "ENDRET"; readonly endring: Readonly<Record<string, unknown>> };

export const FLYTTET = "/flyttet/openid-configuration";

/** Answers a request for metadata as the fault says; `metadata` is what it should have been. */
export async function svarMedMetadataFeil(
  feil: MetadataFeil,
  utveksling: Utveksling,
  metadata: Readonly<Record<string, unknown>>,
): Promise<void> {
  switch (feil.type) {
    case "HENG":
      await heng(utveksling);
      return;
    case "TREG":
      await vent(feil.ms, utveksling);
      send(utveksling, jsonSvar(200, metadata));
      return;
    case "STOR":
      send(utveksling, jsonSvar(200, { ...metadata, fyll: "a".repeat(feil.byte) }));
      return;
    case "STATUS":
      send(utveksling, jsonSvar(feil.status, metadata));
      return;
    case "ENDRET":
      send(utveksling, jsonSvar(200, { ...metadata, ...feil.endring }));
      return;
    case "UTILGJENGELIG":
      send(utveksling, {
        status: 503,
        headers: { "content-type": "text/plain" },
        body: "Service Unavailable",
      });
      return;
    case "HTML":
      send(utveksling, htmlSvar(200));
      return;
    case "SOEPPEL":
      send(utveksling, { status: 200, headers: { "content-type": "application/json" }, body: '{"issuer":' });
      return;
    case "OMDIRIGERING":
      send(utveksling, { status: 302, headers: { location: FLYTTET }, body: "" });
      return;
  }
}
