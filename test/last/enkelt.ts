// One request at a time, beside the load and counted with it.

import { randomUUID } from "node:crypto";
import { forespoersel, KS } from "../functions/oppslag-rigg.ts";
import { utfallAv } from "./flyt.ts";
import type { Omgivelser, Underveis } from "./scene.ts";

async function post(
  url: string,
  { token }: Omgivelser,
  { tall: { utfall } }: Underveis,
  body: unknown,
): Promise<{ ok: boolean; korrelasjonsid: string; json: unknown }> {
  const korrelasjonsid = randomUUID();
  const headers = {
    authorization: `Bearer ${token()}`,
    "content-type": "application/json",
    korrelasjonsid,
  };
  const svar = await fetch(url, { method: "POST", headers, body: JSON.stringify(body) });
  const tekst = await svar.text();
  const dette = utfallAv(svar.status, tekst);
  utfall.set(dette, (utfall.get(dette) ?? 0) + 1);
  return { ok: svar.ok, korrelasjonsid, json: JSON.parse(tekst) };
}

/** The answer of a lookup at the instance with this address; undefined when it was refused. */
export async function slaaOpp(url: string, her: Omgivelser, underveis: Underveis): Promise<unknown> {
  const body = forespoersel(2023, ...KS);
  const { ok, korrelasjonsid, json } = await post(`${url}/api/v1/oppslag`, her, underveis, body);
  if (!ok) return undefined;
  underveis.tall.utleverte.push(korrelasjonsid);
  return json;
}

/** Whether the instance calculates from the lookup, and so takes its seal. */
export async function godtar(
  url: string,
  her: Omgivelser,
  underveis: Underveis,
  oppslag: unknown,
): Promise<boolean> {
  const body = { oppslag, beregningsdato: "2023-06-01" };
  return (await post(`${url}/api/v1/beregning`, her, underveis, body)).ok;
}
