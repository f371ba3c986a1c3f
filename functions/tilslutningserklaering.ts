// PUT /api/v1/tilkoblinger/{orgnr}/tilslutningserklaering: takes a signed declaration, judges it and keeps it.

import { createHash } from "node:crypto";
import type { HttpRequest } from "@azure/functions";
import { err, ok, type Result } from "../shared/kernel/result.ts";
import type { Feil } from "../shared/kernel/feil.ts";
import type { Organisasjonsnummer } from "../shared/kernel/organisasjonsnummer.ts";
import type { Erklaeringsvurdering } from "../shared/signatur/verifiser.ts";
import type { Tilkoblingslager } from "../shared/tilkobling/lager.ts";
import type { Avsender, FinnAvsender } from "./http/avsender.ts";
import type { Handler } from "./http/boundary.ts";
import { kommuneISti, type FinnKommune } from "./http/kommune-i-sti.ts";
import { lesBytes } from "./http/les-bytes.ts";
import type { IPlass } from "./http/plasser.ts";
import type { Svar } from "./http/svar.ts";

/** The verdict on a PDF for a municipality; a Feil when the trust anchors cannot be had. */
export type VurderErklaering = (
  pdf: Uint8Array,
  kommune: Organisasjonsnummer,
  /** The moment it is judged at. */
  naar: Date,
) => Promise<Result<Erklaeringsvurdering, Feil>>;

export type TilslutningserklaeringDeps = {
  readonly finnAvsender: FinnAvsender;
  readonly finnKommune: FinnKommune;
  readonly vurder: VurderErklaering;
  readonly lager: Pick<Tilkoblingslager, "les" | "lagreErklaering" | "registrer">;
  readonly now: () => Date;
  readonly iPlass: IPlass;
};

const KRAV = { mediatype: "application/pdf", grenseByte: 10 * 1024 * 1024 };
const IKKE_PDF = err({
  kode: "ugyldig-forespoersel",
  felt: [{ sti: "", melding: "er ikke en PDF; send den signerte PDF-filen slik den er" }],
} as const);

/** A reader takes a PDF's header anywhere in its first kilobyte. */
function erPdf(bytes: Uint8Array): boolean {
  return Buffer.from(bytes.subarray(0, 1_024)).includes("%PDF-");
}

/** Who is held responsible for an upload: the organisation that called, or the operator. */
function navnPaa(avsender: Avsender): string {
  if (avsender.type === "OPERATOER") return avsender.oid;
  return avsender.caller.leverandoer ?? avsender.caller.kommune;
}

export function createTilslutningserklaering(deps: TilslutningserklaeringDeps): Handler {
  const { finnAvsender, finnKommune, vurder, lager, now, iPlass } = deps;

  /**
   * When the same content came the first time: our own receipt proves that it existed then, so it is judged as it was, and
   * the answer is the same however often and late it is sent.
   */
  async function foerstMottatt(
    pdf: Uint8Array,
    kommune: Organisasjonsnummer,
  ): Promise<Result<Date | undefined, Feil>> {
    const lest = await lager.les(kommune);
    if (!lest.ok) return lest;
    const sha256 = createHash("sha256").update(pdf).digest("hex");
    const kjent = lest.value?.erklaeringer.find((e) => e.sha256 === sha256);
    return ok(kjent && new Date(kjent.mottatt));
  }

  async function taImot(
    request: HttpRequest,
    organisasjonsnummer: Organisasjonsnummer,
    avsender: Avsender,
  ): Promise<Result<Svar, Feil>> {
    const pdf = await lesBytes(request, KRAV);
    if (!pdf.ok) return pdf;
    if (!erPdf(pdf.value)) return IKKE_PDF;
    const naa = now();
    const naar = await foerstMottatt(pdf.value, organisasjonsnummer);
    if (!naar.ok) return naar;
    const vurdert = await vurder(pdf.value, organisasjonsnummer, naar.value ?? naa);
    if (!vurdert.ok) return vurdert;
    const { sha256, indikasjon, subindikasjon, binding, avgjoerelse, forklaring } = vurdert.value;
    // The file first: what is registered can always be found, and a file that is not registered is sent again.
    const lagret = await lager.lagreErklaering(sha256, pdf.value);
    if (!lagret.ok) return lagret;
    const registrert = await lager.registrer(organisasjonsnummer, {
      type: "ERKLAERING_MOTTATT",
      tidspunkt: naa.toISOString(),
      sha256,
      dom: { indikasjon, subindikasjon, binding, avgjoerelse, forklaring },
      avsender: navnPaa(avsender),
    });
    return registrert.ok ? ok({ status: 200, jsonBody: vurdert.value }) : registrert;
  }

  return async (request) => {
    const kommune = kommuneISti(request, finnKommune);
    if (!kommune.ok) return kommune;
    const { organisasjonsnummer } = kommune.value;
    const avsender = await finnAvsender(request, organisasjonsnummer);
    return avsender.ok ? iPlass(() => taImot(request, organisasjonsnummer, avsender.value)) : avsender;
  };
}
