// What the tests of this folder start from: a supplier's client, and a kommune with access that has delegated to it.

import { decodeJwt } from "jose";
import { z } from "zod";
import { postAssertion, signerAssertion, type Tokenoenske } from "./fetch-token.ts";
import { startMaskinporten, type Clientnoekkel, type Maskinporten } from "./maskinporten.ts";

export const LEVERANDOER = "310149942";
export const KOMMUNE = "313876144";
export const ANNEN_KOMMUNE = "971032146";
export const SUMMERT = "skatteetaten:summertskattegrunnlag";
export const AVREGNING = "skatteetaten:avregning";
export const KLOKKE = new Date("2026-11-23T10:00:00Z");

type Headere = Readonly<Record<string, unknown>>;

type Tokensvar = {
  readonly status: number;
  readonly body: string;
  /** The claims of the token, when there is one. */
  readonly claims: Readonly<Record<string, unknown>>;
  readonly levetid: number | undefined;
  readonly error: string | undefined;
  /** error_description without its ending. */
  readonly tekst: string;
  readonly kode: string | undefined;
};

export type Rigg = {
  readonly maskinporten: Maskinporten;
  readonly client: Clientnoekkel;
  readonly settKlokke: (naa: Date) => void;
  readonly now: () => Date;
  readonly oenske: (endring?: Partial<Tokenoenske>) => Tokenoenske;
  /** A token request with an assertion changed as told. */
  readonly spoer: (claims?: Headere, header?: Headere, endring?: Partial<Tokenoenske>) => Promise<Tokensvar>;
  /** Back to the start, keys apart. */
  readonly nullstill: () => void;
};

const bodySchema = z.object({
  access_token: z.string().optional(),
  expires_in: z.number().optional(),
  error: z.string().optional(),
  error_description: z.string().optional(),
  error_uri: z.string().optional(),
});

/** A stand-in on a clock that stands still at KLOKKE. */
export async function startRigg(): Promise<Rigg> {
  let naa = KLOKKE;
  const now = (): Date => naa;
  const maskinporten = await startMaskinporten({ now });
  const { issuer, register } = maskinporten;
  const client = await maskinporten.createClient({ orgnr: LEVERANDOER, scopes: [SUMMERT, AVREGNING] });

  const oenske = (endring: Partial<Tokenoenske> = {}): Tokenoenske => {
    const { clientId, privateJwk } = client;
    return { issuer, clientId, privateJwk, scope: SUMMERT, consumerOrg: KOMMUNE, now, ...endring };
  };

  return {
    maskinporten,
    client,
    now,
    oenske,
    settKlokke(ny) {
      naa = ny;
    },
    async spoer(claims, header, endring) {
      const svar = await postAssertion(issuer, signerAssertion(oenske(endring), claims, header));
      const body = await svar.text();
      const json = bodySchema.parse(JSON.parse(body));
      return {
        status: svar.status,
        body,
        claims: json.access_token === undefined ? {} : decodeJwt(json.access_token),
        levetid: json.expires_in,
        error: json.error,
        tekst: (json.error_description ?? "").replace(/ \((trace_id|correlation id): [0-9a-f-]+\)$/, ""),
        kode: json.error_uri?.replace(`${issuer}errors/`, ""),
      };
    },
    nullstill() {
      naa = KLOKKE;
      maskinporten.nullstillLogg();
      maskinporten.fjernFeil();
      maskinporten.settForm({ sporing: "trace_id", errorUri: true, audUspesifisert: false });
      register.trekkTilgang(ANNEN_KOMMUNE, SUMMERT);
      for (const scope of [SUMMERT, AVREGNING]) {
        register.giTilgang(KOMMUNE, scope);
        register.deleger(KOMMUNE, LEVERANDOER, scope);
      }
    },
  };
}
