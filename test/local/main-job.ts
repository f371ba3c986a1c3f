// The main job over HTTP, as an EPJ system does it: token, lookup, calculation, document.

import type { Beregningsresultat } from "../../shared/beregning/resultat.ts";
import type { Oppslagssvar } from "../../shared/oppslag/oppslagssvar.ts";

export type Jobb = {
  readonly url: string;
  readonly token: string;
  readonly oppslag: {
    readonly inntektsaar: number;
    readonly personer: readonly { readonly rolle: string; readonly personidentifikator: string }[];
    readonly saksreferanse: string;
  };
  /** The request of the calculation without its lookup. */
  readonly beregning: Readonly<Record<string, unknown>>;
  readonly dokument: Readonly<Record<string, unknown>>;
};

export type Jobbresultat = {
  readonly oppslag: Oppslagssvar;
  readonly beregning: Beregningsresultat & { readonly resultatId: string };
  readonly pdf: Uint8Array;
  readonly pdfFilnavn: string;
};

async function post({ url, token }: Jobb, sti: string, body: unknown): Promise<Response> {
  const svar = await fetch(`${url}${sti}`, {
    method: "POST",
    headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  if (svar.status === 200) return svar;
  throw new Error(`${sti} svarte ${svar.status}: ${await svar.text()}`);
}

/** Does the job; throws with the problem when a part of it fails. */
export async function gjoerHovedjobben(jobb: Jobb): Promise<Jobbresultat> {
  const oppslag = (await (await post(jobb, "/api/v1/oppslag", jobb.oppslag)).json()) as Oppslagssvar;
  const forespoersel = { oppslag, ...jobb.beregning };
  const beregning = (await (
    await post(jobb, "/api/v1/beregning", forespoersel)
  ).json()) as Jobbresultat["beregning"];
  const svar = await post(jobb, "/api/v1/beregning/pdf", { ...forespoersel, dokument: jobb.dokument });
  const pdf = new Uint8Array(await svar.arrayBuffer());
  if (svar.headers.get("content-type") !== "application/pdf") throw new Error("dokumentet er ikke en PDF");
  const pdfFilnavn = /filename="([^"]+)"/.exec(svar.headers.get("content-disposition") ?? "")?.[1];
  if (pdfFilnavn === undefined) throw new Error("dokumentet har ikke noe filnavn");
  return { oppslag, beregning, pdf, pdfFilnavn };
}
