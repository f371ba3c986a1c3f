// PUT /api/v1/tilkoblinger/{orgnr}/tilslutningserklaering: takes a signed declaration, judges it and keeps it.

import { err, ok, type Result } from "../shared/kernel/result.ts";
import type { Feil } from "../shared/kernel/feil.ts";
import type { Organisasjonsnummer } from "../shared/kernel/organisasjonsnummer.ts";
import type { Erklaeringsvurdering } from "../shared/signatur/verifiser.ts";
import type { Tilkoblingslager } from "../shared/tilkobling/lager.ts";
import type { Avsender, FinnAvsender } from "./http/avsender.ts";
import type { Handler } from "./http/boundary.ts";
import { kommuneISti, type FinnKommune } from "./http/kommune-i-sti.ts";
import { lesBytes } from "./http/les-bytes.ts";

/** The verdict on a PDF for a municipality; a Feil when the trust anchors cannot be had. */
export type VurderErklaering = (
  pdf: Uint8Array,
  kommune: Organisasjonsnummer,
) => Promise<Result<Erklaeringsvurdering, Feil>>;

export type TilslutningserklaeringDeps = {
  readonly finnAvsender: FinnAvsender;
  readonly finnKommune: FinnKommune;
  readonly vurder: VurderErklaering;
  readonly lager: Pick<Tilkoblingslager, "lagreErklaering" | "registrer">;
  readonly now: () => Date;
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
  const { finnAvsender, finnKommune, vurder, lager, now } = deps;
  return async (request) => {
    const kommune = kommuneISti(request, finnKommune);
    if (!kommune.ok) return kommune;
    const { organisasjonsnummer } = kommune.value;
    const avsender = await finnAvsender(request, organisasjonsnummer);
    if (!avsender.ok) return avsender;
    const pdf = await lesBytes(request, KRAV);
    if (!pdf.ok) return pdf;
    if (!erPdf(pdf.value)) return IKKE_PDF;
    const vurdert = await vurder(pdf.value, organisasjonsnummer);
    if (!vurdert.ok) return vurdert;
    const { sha256, indikasjon, subindikasjon, binding, avgjoerelse, forklaring } = vurdert.value;
    // The file first: what is registered can always be found, and a file that is not registered is sent again.
    const lagret = await lager.lagreErklaering(sha256, pdf.value);
    if (!lagret.ok) return lagret;
    const registrert = await lager.registrer(organisasjonsnummer, {
      type: "ERKLAERING_MOTTATT",
      tidspunkt: now().toISOString(),
      sha256,
      dom: { indikasjon, subindikasjon, binding, avgjoerelse, forklaring },
      avsender: navnPaa(avsender.value),
    });
    return registrert.ok ? ok({ status: 200, jsonBody: vurdert.value }) : registrert;
  };
}
