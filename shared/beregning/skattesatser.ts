// The two numbers of general tax law that the tax effect of a gain or a loss needs, per inntektsaar.
import { datoFra } from "../kernel/dato.ts";
import type { SatserMangler } from "../kernel/feil.ts";
import { err, ok, type Result } from "../kernel/result.ts";
import type { Praksis } from "./inndata.ts";
import data from "./skattesatser.json" with { type: "json" };

export type Skattesatser = {
  readonly aar: number;
  /** Rate on alminnelig inntekt, per thousand. */
  readonly satsPromille: number;
  /** What gains and losses on aksjer and the like are multiplied by before tax, in per cent (172 is 1.72). */
  readonly faktorProsent: number;
  readonly hjemmelSats: string;
  readonly hjemmelFaktor: string;
};

/** The tax rates of an inntektsaar, or satser-mangler with the last day of that year. */
export function finnSkattesatser(
  inntektsaar: number,
  sone: Praksis["skattesone"],
): Result<Skattesatser, SatserMangler> {
  const rad = data.rader.find((r) => r.aar === inntektsaar);
  if (rad === undefined) return err({ kode: "satser-mangler", dato: datoFra(inntektsaar, 12, 31) });
  return ok({
    aar: rad.aar,
    satsPromille: sone === "TILTAKSSONEN" ? rad.satsTiltakssonenPromille : rad.satsPromille,
    faktorProsent: rad.faktorProsent,
    hjemmelSats: data.hjemmel.alminneligInntekt,
    hjemmelFaktor: data.hjemmel.oppjustering,
  });
}
