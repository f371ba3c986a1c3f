// Every place where the regulation can be read in more than one way and the reading changed the result.
import { tolvGrunnbeloepAv } from "./aarsbeloep.ts";
import { erStoenad, girFradrag, PENSJONSGRUPPER, VALGT_LESEMAATE } from "./forsoergelse.ts";
import {
  AVRUNDING,
  EGENDISPONERING,
  GRUNNBELOEP,
  lesemaate,
  MAANEDSDELING,
  SKATT,
  TEKST,
} from "./forbehold-nb.ts";
import { erOmtvistet, forrigeGrunnbeloep, harOmtvistede, medForrigeGrunnbeloep } from "./grunnbeloep-2020.ts";
import { grunnlagVed } from "./grunnlag.ts";
import type { Beregningsinndata, Praksis } from "./inndata.ts";
import type { Forbehold } from "./resultat.ts";
import { perAarVed, periodeVed, type Endring, type Sak } from "./sak.ts";
import { erHelMaaned, erIGangFoer, KORTTIDSDOEGN, lagSegmenter } from "./segmenter.ts";
import { sumAv } from "./terminer.ts";

type Par = { readonly brukt: string; readonly annen: string };

function forPerioden(sak: Sak, kode: string, par: Par, endring: Endring): Forbehold[] {
  if (sak.terminer === null) return [];
  const brukt = sumAv(sak.terminer);
  const alternativ = periodeVed(sak, endring);
  if (alternativ === null || alternativ === brukt) return [];
  return [lesemaate(kode, par.brukt, par.annen, { gjelder: "PERIODE", brukt, alternativ })];
}

/** A reservation when the change gives another amount per year, or else another sum for the periode. */
function hvisUlikt(sak: Sak, kode: string, par: Par, endring: Endring): Forbehold[] {
  const alternativ = perAarVed(sak, endring);
  if (alternativ === sak.perAar) return forPerioden(sak, kode, par, endring);
  return [lesemaate(kode, par.brukt, par.annen, { gjelder: "PER_AAR", brukt: sak.perAar, alternativ })];
}

/** The other value of a setting with two. */
function annen<T extends string>(
  verdier: Readonly<Record<T, string>>,
  brukt: T,
  foerste: T,
  andre: T,
): [T, Par] {
  const valgt = brukt === foerste ? andre : foerste;
  return [valgt, { brukt: verdier[brukt], annen: verdier[valgt] }];
}

function avEgendisponering(sak: Sak): Forbehold[] {
  const { inn } = sak.kilder;
  const [egendisponering, par] = annen(
    EGENDISPONERING,
    inn.praksis.egendisponering,
    "FORDEL_AV_FRIBELOEP",
    "FULLT_FRIBELOEP",
  );
  return [
    ...hvisUlikt(sak, "EGENDISPONERING_LESEMAATE", TEKST.egendisponering(par.brukt, par.annen), {
      praksis: { ...inn.praksis, egendisponering },
    }),
    ...(sak.grunnlag.netto === sak.grunnlag.beregningsgrunnlag.beloep
      ? []
      : hvisUlikt(sak, "EGENDISPONERING_ETTER_FRADRAG", TEKST.vern, { vernet: sak.grunnlag.netto })),
  ];
}

const SKATTEMETODER: readonly Praksis["skatt"][] = ["FOELGER_INNTEKT", "UTEN_FORMUESSKATT", "BEREGNET_SKATT"];

function avSkatt(sak: Sak): Forbehold[] {
  const { inn, skattegrunnlag, skattesatser } = sak.kilder;
  const virkninger = skattegrunnlag.realisasjoner.length > 0;
  if (skattegrunnlag.formuesskatt.length === 0 && !virkninger) return [];
  return SKATTEMETODER.filter(
    (m) => m !== inn.praksis.skatt && (m !== "FOELGER_INNTEKT" || !virkninger || skattesatser !== null),
  ).flatMap((metode) =>
    hvisUlikt(sak, `SKATTEREGEL_${metode}`, TEKST.skatt(SKATT[inn.praksis.skatt], SKATT[metode]), {
      grunnlag: grunnlagVed(sak.kilder, metode),
    }),
  );
}

function avGrunnbeloep(sak: Sak): Forbehold[] {
  const { praksis } = sak.kilder.inn;
  const [metode, par] = annen(GRUNNBELOEP, praksis.grunnbeloep, "PER_DATO", "GJENNOMSNITT");
  const tekst = TEKST.grunnbeloep(par.brukt, par.annen);
  const endring = { praksis: { ...praksis, grunnbeloep: metode } };
  if (sak.terminer !== null && sak.terminer.length > 0) {
    return forPerioden(sak, "GRUNNBELOEP_I_AARET", tekst, endring);
  }
  const tolvGrunnbeloep = tolvGrunnbeloepAv(sak.satser, metode);
  if (tolvGrunnbeloep === null) return [];
  return hvisUlikt(sak, "GRUNNBELOEP_I_AARET", tekst, {
    ...endring,
    aarssats: { ...sak.aarssats, tolvGrunnbeloep },
  });
}

function avAvrunding(sak: Sak): Forbehold[] {
  const { praksis } = sak.kilder.inn;
  const [avrunding, par] = annen(AVRUNDING, praksis.avrunding, "NED", "NAERMEST");
  return hvisUlikt(sak, "AVRUNDING", TEKST.avrunding(par.brukt, par.annen), {
    praksis: { ...praksis, avrunding },
  });
}

function avMaanedsdeling(sak: Sak): Forbehold[] {
  // A month that is paid for in full is not divided.
  if (sak.segmenter === null || sak.segmenter.every(erHelMaaned)) return [];
  const { praksis } = sak.kilder.inn;
  const [maanedsdeling, par] = annen(MAANEDSDELING, praksis.maanedsdeling, "FAKTISKE_DAGER", "TRETTI_DAGER");
  return forPerioden(sak, "MAANEDSDELING", TEKST.maanedsdeling(par.brukt, par.annen), {
    praksis: { ...praksis, maanedsdeling },
  });
}

function avForsoergelse(sak: Sak): Forbehold[] {
  const { kilder } = sak;
  const { inn } = kilder;
  if (!inn.forsoergelse.some(girFradrag)) return [];
  const ved = (endret: Partial<Beregningsinndata>, lesemaater = VALGT_LESEMAATE): Endring => ({
    grunnlag: grunnlagVed({ ...kilder, inn: { ...inn, ...endret } }, inn.praksis.skatt, lesemaater),
  });
  const utenSamboer = inn.forsoergelse.filter((f) => f.rolle !== "SAMBOER");
  return [
    ...(utenSamboer.length === inn.forsoergelse.length
      ? []
      : hvisUlikt(sak, "SAMBOER_SOM_EKTEFELLE", TEKST.samboer, ved({ forsoergelse: utenSamboer }))),
    ...(inn.forsoergelse.every((f) => kilder.poster(f, "NAERING").length === 0)
      ? []
      : hvisUlikt(
          sak,
          "NAERINGSINNTEKT_ER_ARBEIDSINNTEKT",
          TEKST.naeringsinntekt,
          ved({}, { ...VALGT_LESEMAATE, egneGrupper: ["ARBEID", "FOLKETRYGD"] }),
        )),
    ...(inn.forsoergelse.every((f) => !kilder.poster(f, "FOLKETRYGD").some((l) => erStoenad("FOLKETRYGD", l)))
      ? []
      : hvisUlikt(
          sak,
          "STOENADER_REGNET_SOM_PENSJON",
          TEKST.stoenader,
          ved({}, { ...VALGT_LESEMAATE, medStoenader: false }),
        )),
    ...hvisUlikt(
      sak,
      "FOLKETRYGD_IKKE_HALVERT",
      TEKST.folketrygdpensjon,
      ved({}, { ...VALGT_LESEMAATE, pensjonsgrupper: ["FOLKETRYGD", ...PENSJONSGRUPPER] }),
    ),
  ];
}

/** § 6 (1) and (3): whether short-stay days take the free month away. */
function avKorttidsdoegn(sak: Sak): Forbehold[] {
  const { opphold, periode } = sak.kilder.inn;
  if (opphold === null || periode === null) return [];
  const ved = (korttidsdoegnIAaret: number, kode: string, par: Par): Forbehold[] => {
    const annet = { ...opphold, korttidsdoegnIAaret };
    if (erIGangFoer(periode, opphold) && erIGangFoer(periode, annet)) return [];
    const segmenter = lagSegmenter(annet, periode);
    return segmenter.ok ? forPerioden(sak, kode, par, { segmenter: segmenter.value }) : [];
  };
  if (opphold.korttidsdoegnIAaret === null) {
    return ved(KORTTIDSDOEGN + 1, "KORTTIDSDOEGN_IKKE_OPPGITT", TEKST.korttidsdoegnUkjent);
  }
  if (opphold.korttidsdoegnIAaret > KORTTIDSDOEGN) {
    return ved(0, "INGEN_FRI_MAANED", TEKST.ingenFriMaaned);
  }
  if (opphold.korttidsdoegnIAaret < KORTTIDSDOEGN) return [];
  return ved(KORTTIDSDOEGN + 1, "SEKSTI_KORTTIDSDOEGN", TEKST.sekstiDoegn);
}

/** The G of 2020 has a later effect in the folketrygd itself, 21 September 2020. */
function avGrunnbeloep2020(sak: Sak): Forbehold[] {
  const { beregningsdato, praksis } = sak.kilder.inn;
  if (praksis.grunnbeloep !== "PER_DATO") return [];
  if (erOmtvistet(beregningsdato)) {
    return hvisUlikt(sak, "GRUNNBELOEP_2020", TEKST.grunnbeloep2020, {
      aarssats: { ...sak.aarssats, tolvGrunnbeloep: 12 * forrigeGrunnbeloep().beloep },
    });
  }
  if (sak.segmenter === null || !harOmtvistede(sak.segmenter)) return [];
  return forPerioden(sak, "GRUNNBELOEP_2020", TEKST.grunnbeloep2020, {
    segmenter: medForrigeGrunnbeloep(sak.segmenter),
  });
}

/** The reservations about readings, each with what the other reading would give in kroner. */
export function lesemaaterSomEndret(sak: Sak): readonly Forbehold[] {
  return [
    ...avSkatt(sak),
    ...avForsoergelse(sak),
    ...avEgendisponering(sak),
    ...avGrunnbeloep(sak),
    ...avGrunnbeloep2020(sak),
    ...avKorttidsdoegn(sak),
    ...avAvrunding(sak),
    ...avMaanedsdeling(sak),
  ];
}
