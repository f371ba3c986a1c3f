// From posts to beregningsgrunnlag: § 3 (4) income after tax and debt interest, then the deductions of § 5.
import { NULL_KRONER, type Eksakt } from "./eksakt.ts";
import { foerForsoergerfradrag, foerSkjoenn, VALGT_LESEMAATE, type Lesemaate } from "./forsoergelse.ts";
import type { Beregningsinndata, Praksis } from "./inndata.ts";
import { foerGjeldsrenter, foerInntekt } from "./inntekt.ts";
import { minus, type Ledd } from "./ledd.ts";
import type { Postbok } from "./postbok.ts";
import { foerSkatt, type Skattegrunnlag } from "./skatt.ts";
import type { Skattesatser } from "./skattesatser.ts";
import { kladdebok, type Stegbok } from "./stegbok.ts";
import { STEG } from "./tekster-nb.ts";

export type Grunnlag = {
  readonly inntekt: Eksakt;
  readonly skatt: Eksakt;
  readonly skattStoppetPaaNull: boolean;
  readonly gjeldsrenter: Eksakt;
  /** After tax and interest, before § 5. */
  readonly netto: Eksakt;
  readonly forsoergerfradrag: Eksakt;
  readonly skjoennsmessigeFradrag: Eksakt;
  readonly beregningsgrunnlag: Ledd;
};

/** Everything the basis is made from. */
export type Grunnlagskilder = {
  readonly inn: Beregningsinndata;
  readonly poster: Postbok;
  readonly skattegrunnlag: Skattegrunnlag;
  readonly skattesatser: Skattesatser | null;
};

/** The steps from income to beregningsgrunnlag, which is never below zero. */
export function foerGrunnlag(
  bok: Stegbok,
  { inn, poster, skattegrunnlag, skattesatser }: Grunnlagskilder,
  skattemetode: Praksis["skatt"] = inn.praksis.skatt,
  lesemaate: Lesemaate = VALGT_LESEMAATE,
): Grunnlag {
  const inntekt = foerInntekt(bok, poster);
  const skatt = foerSkatt(bok, skattegrunnlag, skattemetode, skattesatser);
  const gjeldsrenter = foerGjeldsrenter(bok, poster);
  const netto = bok.foer("NETTOINNTEKT", STEG.NETTOINNTEKT, "SUM", [
    inntekt.sum,
    minus(skatt.ledd),
    minus(gjeldsrenter),
  ]);
  const forsoergerfradrag = foerForsoergerfradrag(bok, poster, inntekt, inn.forsoergelse, lesemaate);
  const skjoenn = foerSkjoenn(bok, inn.skjoennsmessigeFradrag);
  const fradrag = [forsoergerfradrag, skjoenn].filter((l) => l !== null).map(minus);
  return {
    inntekt: inntekt.sum.beloep,
    skatt: skatt.ledd.beloep,
    skattStoppetPaaNull: skatt.stoppetPaaNull,
    gjeldsrenter: gjeldsrenter.beloep,
    netto: netto.beloep,
    forsoergerfradrag: forsoergerfradrag?.beloep ?? NULL_KRONER,
    skjoennsmessigeFradrag: skjoenn?.beloep ?? NULL_KRONER,
    beregningsgrunnlag: bok.foer("BEREGNINGSGRUNNLAG", STEG.BEREGNINGSGRUNNLAG, "SUM_IKKE_UNDER_NULL", [
      netto,
      ...fradrag,
    ]),
  };
}

/** The beregningsgrunnlag another reading would give. */
export function grunnlagVed(
  kilder: Grunnlagskilder,
  skattemetode: Praksis["skatt"],
  lesemaate: Lesemaate = VALGT_LESEMAATE,
): Eksakt {
  return foerGrunnlag(kladdebok(), kilder, skattemetode, lesemaate).beregningsgrunnlag.beloep;
}
