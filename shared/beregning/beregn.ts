// FOR-2011-12-16-1349 chapter 1 from posts to egenandel: check, basis, § 3, months, settlement, reservations.
import { aarAv, datoFra } from "../kernel/dato.ts";
import type { SatserMangler, UgyldigForespoersel } from "../kernel/feil.ts";
import { err, ok, type Result } from "../kernel/result.ts";
import { regnAarsbeloep, tolvGrunnbeloepAv } from "./aarsbeloep.ts";
import { desimaltekst, differanse, iHeleKroner, kuttTilDesimaler, type Eksakt } from "./eksakt.ts";
import { regnEtteroppgjoer } from "./etteroppgjoer.ts";
import { foerGrunnlag, type Grunnlag, type Grunnlagskilder } from "./grunnlag.ts";
import type { Beregningsinndata } from "./inndata.ts";
import { periodefeil } from "./kontroll-perioder.ts";
import { personfeil } from "./kontroll-personer.ts";
import { lesemaaterSomEndret } from "./lesemaater.ts";
import { merknaderTil } from "./merknader.ts";
import { vistOppholdskostnad } from "./oppholdskostnad.ts";
import { foerParagraf3, satsledd } from "./paragraf3.ts";
import { nummererBarn } from "./personer.ts";
import { lagPostbok } from "./postbok.ts";
import { regelsettFor } from "./regelsett.ts";
import type { Beregningsresultat, Termin } from "./resultat.ts";
import { finnSatser } from "./satser.ts";
import { iDobbeltrom, lagSegmenter, type Segment } from "./segmenter.ts";
import { finnSkattegrunnlag } from "./skatt.ts";
import { finnSkattesatser } from "./skattesatser.ts";
import { nyStegbok } from "./stegbok.ts";
import { regnTerminer, vistGrunnbeloep } from "./terminer.ts";

/** The posts and the tax rates; the rates of the year must exist only where gains or losses are reversed. */
function finnKilder(inn: Beregningsinndata): Result<Grunnlagskilder, SatserMangler> {
  const poster = lagPostbok(inn);
  const skattegrunnlag = finnSkattegrunnlag(inn, poster);
  if (skattegrunnlag.realisasjoner.length === 0 || inn.inntektsaar === null) {
    return ok({ inn, poster, skattegrunnlag, skattesatser: null });
  }
  const satser = finnSkattesatser(inn.inntektsaar, inn.praksis.skattesone);
  if (satser.ok) return ok({ inn, poster, skattegrunnlag, skattesatser: satser.value });
  if (inn.praksis.skatt === "FOELGER_INNTEKT") return satser;
  return ok({ inn, poster, skattegrunnlag, skattesatser: null });
}

type Maaneder = {
  readonly segmenter: readonly Segment[] | null;
  readonly terminer: readonly Termin[] | null;
};

function finnMaaneder(
  { opphold, periode, praksis }: Beregningsinndata,
  grunnlag: Eksakt,
): Result<Maaneder, SatserMangler> {
  if (opphold === null || periode === null) return ok({ segmenter: null, terminer: null });
  const segmenter = lagSegmenter(opphold, periode);
  if (!segmenter.ok) return segmenter;
  const terminer = regnTerminer(segmenter.value, grunnlag, praksis);
  return terminer.ok ? ok({ segmenter: segmenter.value, terminer: terminer.value }) : terminer;
}

function vistGrunnlag(grunnlag: Grunnlag, { praksis }: Beregningsinndata): Beregningsresultat["grunnlag"] {
  const vis = (a: Eksakt): number => iHeleKroner(a, praksis.avrunding);
  return {
    inntekt: vis(grunnlag.inntekt),
    skatt: vis(grunnlag.skatt),
    gjeldsrenter: vis(grunnlag.gjeldsrenter),
    forsoergerfradrag: vis(grunnlag.forsoergerfradrag),
    skjoennsmessigeFradrag: vis(grunnlag.skjoennsmessigeFradrag),
    beregningsgrunnlag: vis(grunnlag.beregningsgrunnlag.beloep),
  };
}

/**
 * Computes the egenandel of a year at the rates of beregningsdato and, with opphold and periode, of each month;
 * whole kroner, with every step. Fails with the fields at fault, or with the date that has no enacted rates.
 */
export function beregn(
  inndata: Beregningsinndata,
): Result<Beregningsresultat, SatserMangler | UgyldigForespoersel> {
  const inn = nummererBarn(inndata);
  const felt = [...personfeil(inn), ...periodefeil(inn)];
  if (felt.length > 0) return err({ kode: "ugyldig-forespoersel", felt });

  const { beregningsdato, praksis, opphold, periode, krevd } = inn;
  const satser = finnSatser(beregningsdato);
  if (!satser.ok) return satser;
  const tolvGrunnbeloep = tolvGrunnbeloepAv(satser.value, praksis.grunnbeloep);
  if (tolvGrunnbeloep === null) {
    return err({ kode: "satser-mangler", dato: datoFra(aarAv(beregningsdato), 5, 1) });
  }
  const kilder = finnKilder(inn);
  if (!kilder.ok) return kilder;

  const bok = nyStegbok();
  const grunnlag = foerGrunnlag(bok, kilder.value);
  const dobbeltrom = opphold !== null && iDobbeltrom(opphold, beregningsdato);
  const fribeloep = dobbeltrom ? satser.value.fribeloepDobbeltrom : satser.value.fribeloep;
  const aarssats = { tolvGrunnbeloep, fribeloep: fribeloep.beloep };
  const ledd = satsledd(satser.value, aarssats, praksis, dobbeltrom);
  const siste = foerParagraf3(bok, grunnlag.beregningsgrunnlag, aarssats, ledd, praksis);

  const bg = grunnlag.beregningsgrunnlag.beloep;
  const aar = regnAarsbeloep(bg, aarssats, praksis);
  if (siste.beloep !== kuttTilDesimaler(aar.egenandel, 4)) {
    throw new Error("the steps do not give the egenandel");
  }

  const maaneder = finnMaaneder(inn, bg);
  if (!maaneder.ok) return maaneder;
  const { segmenter, terminer } = maaneder.value;
  const etteroppgjoer =
    terminer === null || krevd === null || periode === null || opphold === null
      ? null
      : regnEtteroppgjoer(terminer, krevd, periode, opphold, praksis);
  const oppholdskostnad = vistOppholdskostnad(praksis);
  const perAar = iHeleKroner(aar.egenandel, praksis.avrunding);
  const sak = {
    kilder: kilder.value,
    satser: satser.value,
    aarssats,
    grunnlag,
    perAar,
    segmenter,
    terminer,
    etteroppgjoer,
  };
  return ok({
    regelsett: regelsettFor(beregningsdato),
    beregningsdato,
    satser: {
      grunnbeloep: vistGrunnbeloep(satser.value, praksis.grunnbeloep),
      fribeloep: fribeloep.beloep,
      kilde: fribeloep.kilde,
    },
    grunnlag: vistGrunnlag(grunnlag, inn),
    egenandel: {
      perAar,
      perMaaned: iHeleKroner(aar.egenandel, praksis.avrunding, 1, 12),
      eksaktPerAar: desimaltekst(siste.beloep),
      begrensetAv: aar.begrensetAv,
    },
    tilEgenDisposisjonPerAar: iHeleKroner(differanse(bg, aar.egenandel), praksis.avrunding),
    ...(oppholdskostnad === null ? {} : { oppholdskostnad }),
    ...(terminer === null ? {} : { terminer }),
    ...(etteroppgjoer === null ? {} : { etteroppgjoer }),
    steg: bok.steg(),
    forbehold: [...lesemaaterSomEndret(sak), ...merknaderTil(sak)],
  });
}
