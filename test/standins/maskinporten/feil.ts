// The ways the stand-in can misbehave, and how each looks on the wire.

import type { JWK } from "jose";
import { brytForbindelsen, heng, htmlSvar, jsonSvar, send, type Svar } from "../http/answers.ts";
import { vent, type Utveksling } from "../http/server.ts";

export type JwksFeil =
  | { readonly type: "UTILGJENGELIG" }
  /** Answers properly after some milliseconds of real time. */
  | { readonly type: "TREG"; readonly ms: number }
  | { readonly type: "HENG" }
  | { readonly type: "HTML" }
  /** Valid JSON of this many bytes. */
  | { readonly type: "STOR"; readonly byte: number }
  /** To an address on the same server that serves the true keys: who follows it notices nothing. */
  | { readonly type: "OMDIRIGERING" }
  /** Other keys than ours, or none; those of Entra ID name their issuer. */
  | { readonly type: "NOEKLER"; readonly keys: readonly (JWK & { readonly issuer?: string | undefined })[] };

export type TokenFeil =
  | { readonly type: "UTILGJENGELIG" }
  | { readonly type: "FOR_MANGE"; readonly retryAfterSekunder: number }
  | { readonly type: "HTML"; readonly status: number }
  | { readonly type: "BRUDD" }
  | { readonly type: "HENG" }
  | { readonly type: "TREG"; readonly ms: number }
  | { readonly type: "SOEPPEL" }
  | { readonly type: "UTEN_EXPIRES_IN" }
  /** Any answer, for texts that are not in the tables. */
  | { readonly type: "SVAR"; readonly svar: Svar };

const UTILGJENGELIG = { status: 503, headers: { "content-type": "text/plain" }, body: "Service Unavailable" };

/** Answers a request for keys as the fault says; `riktig` is what it should have been. */
export async function svarMedJwksFeil(feil: JwksFeil, utveksling: Utveksling, riktig: Svar): Promise<void> {
  switch (feil.type) {
    case "UTILGJENGELIG":
      send(utveksling, UTILGJENGELIG);
      return;
    case "TREG":
      await vent(feil.ms, utveksling);
      send(utveksling, riktig);
      return;
    case "HENG":
      await heng(utveksling);
      return;
    case "HTML":
      send(utveksling, htmlSvar(200));
      return;
    case "STOR":
      send(utveksling, jsonSvar(200, { keys: [], fyll: "a".repeat(feil.byte) }));
      return;
    case "OMDIRIGERING":
      send(utveksling, { status: 302, headers: { location: "/jwk-flyttet" }, body: "" });
      return;
    case "NOEKLER":
      send(utveksling, jsonSvar(200, { keys: feil.keys }));
      return;
  }
}

/** Answers a token request as the fault says; `svar` is what it gets otherwise (or, for some faults, what is spoilt). */
export async function svarMedTokenFeil(
  feil: TokenFeil,
  utveksling: Utveksling,
  svar: () => Promise<Svar>,
): Promise<void> {
  switch (feil.type) {
    case "UTILGJENGELIG":
      send(utveksling, UTILGJENGELIG);
      return;
    case "FOR_MANGE":
      send(utveksling, {
        status: 429,
        headers: { "retry-after": String(feil.retryAfterSekunder) },
        body: "",
      });
      return;
    case "HTML":
      send(utveksling, htmlSvar(feil.status));
      return;
    case "BRUDD":
      brytForbindelsen(utveksling);
      return;
    case "HENG":
      await heng(utveksling);
      return;
    case "TREG":
      await vent(feil.ms, utveksling);
      send(utveksling, await svar());
      return;
    case "SOEPPEL":
      send(utveksling, {
        status: 200,
        headers: { "content-type": "application/json" },
        body: '{"access_tok',
      });
      return;
    case "UTEN_EXPIRES_IN": {
      const { body, ...resten } = await svar();
      const uten = (navn: string, verdi: unknown): unknown => (navn === "expires_in" ? undefined : verdi);
      send(utveksling, { ...resten, body: JSON.stringify(JSON.parse(body), uten) });
      return;
    }
    case "SVAR":
      send(utveksling, feil.svar);
      return;
  }
}
