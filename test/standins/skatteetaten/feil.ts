// The ways Skatteetaten can misbehave, and how each looks on the wire.

import { brytForbindelsen, heng, htmlSvar, jsonSvar, send, sendHalvt, type Svar } from "../http/answers.ts";
import { vent, type Utveksling } from "../http/server.ts";
import type { Api, Feiltype } from "./api.ts";
import { apifeil, feilsvar } from "./feilsvar.ts";
import { vriSide, type Vrang } from "./vrang-feed.ts";

export type SkatteFeil =
  /** The right answer after some milliseconds of real time. */
  | { readonly type: "TREG"; readonly ms: number }
  | { readonly type: "HENG" }
  | { readonly type: "BRUDD" }
  /** A page from the gateway: 401, 403, 404, 502, 504 … */
  | { readonly type: "HTML"; readonly status: number }
  /** The right answer cut in the middle. */
  | { readonly type: "HALV_KROPP" }
  /** 200 and JSON, but not of this API. */
  | { readonly type: "FEIL_JSON" }
  /** 200 and application/json, but not JSON. */
  | { readonly type: "SOEPPEL" }
  /** The right answer called text/plain. */
  | { readonly type: "FEIL_INNHOLDSTYPE" }
  | { readonly type: "TOMT_OBJEKT" }
  /** The right answer with nothing but the question and `skjermet: true`. */
  | { readonly type: "SKJERMET" }
  /** The right answer under this number. */
  | { readonly type: "ANNET_NUMMER"; readonly personidentifikator: string }
  /** A page of the feed, twisted. */
  | { readonly type: "VRANG_FEED"; readonly vrang: Vrang }
  /** One of the API's own errors: UVENTET, BAKSYSTEM, IKKE_AUTENTISERT, IKKE_AUTORISERT, SLETTET, MIDLERTIDIG … */
  | { readonly type: "KODE"; readonly feiltype: Feiltype }
  /** Any other code: DAS-001 to DAS-008. */
  | { readonly type: "ANNEN_KODE"; readonly status: number; readonly kode: string };

const SPOERSMAALET = ["personidentifikator", "inntektsaar", "stadie"];

function skjermet(body: string): string {
  const bare = (navn: string, verdi: unknown): unknown =>
    navn === "" || SPOERSMAALET.includes(navn) ? verdi : undefined;
  return JSON.stringify({ ...objektAv(JSON.parse(body, bare)), skjermet: true });
}

function objektAv(json: unknown): object {
  return typeof json === "object" && json !== null ? json : {};
}

export type Feilkall = { readonly api: Api; readonly korrelasjonsid: string };

/** Answers as the fault says; `riktig` is what it should have been. */
export async function svarMedFeil(
  feil: SkatteFeil,
  { api, korrelasjonsid }: Feilkall,
  utveksling: Utveksling,
  riktig: Svar,
): Promise<void> {
  switch (feil.type) {
    case "TREG":
      await vent(feil.ms, utveksling);
      send(utveksling, riktig);
      return;
    case "HENG":
      await heng(utveksling);
      return;
    case "BRUDD":
      brytForbindelsen(utveksling);
      return;
    case "HTML":
      send(utveksling, htmlSvar(feil.status));
      return;
    case "HALV_KROPP":
      sendHalvt(utveksling, riktig);
      return;
    case "FEIL_JSON":
      send(utveksling, jsonSvar(200, [{ status: "ok" }]));
      return;
    case "SOEPPEL":
      send(utveksling, { ...riktig, body: riktig.body.slice(0, -1) });
      return;
    case "FEIL_INNHOLDSTYPE":
      send(utveksling, { ...riktig, headers: { ...riktig.headers, "content-type": "text/plain" } });
      return;
    case "TOMT_OBJEKT":
      send(utveksling, jsonSvar(200, {}));
      return;
    case "SKJERMET":
      send(utveksling, { ...riktig, body: skjermet(riktig.body) });
      return;
    case "ANNET_NUMMER": {
      const { personidentifikator } = feil;
      const body = JSON.stringify({ ...objektAv(JSON.parse(riktig.body)), personidentifikator });
      send(utveksling, { ...riktig, body });
      return;
    }
    case "VRANG_FEED":
      send(utveksling, { ...riktig, body: vriSide(riktig.body, feil.vrang) });
      return;
    case "KODE":
      send(utveksling, apifeil(api, feil.feiltype, { korrelasjonsid }));
      return;
    case "ANNEN_KODE":
      send(utveksling, feilsvar(feil.status, feil.kode, "Feil i tjenesten.", korrelasjonsid));
      return;
  }
}
