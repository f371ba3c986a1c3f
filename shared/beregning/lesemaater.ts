// Every place where the regulation can be read in more than one way and the reading changed the result.
import { tolvGrunnbeloepAv } from "./aarsbeloep.ts";
import { erStoenad, girFradrag, PENSJONSGRUPPER, VALGT_LESEMAATE, type Lesemaate } from "./forsoergelse.ts";
import {
  AVRUNDING,
  EGENDISPONERING,
  GRUNNBELOEP,
  lesemaate,
  MAANEDSDELING,
  skattetekst,
  TEKST,
  type Par,
} from "./forbehold-nb.ts";
import { erOmtvistet, forrigeGrunnbeloep, harOmtvistede, medForrigeGrunnbeloep } from "./grunnbeloep-2020.ts";
import { grunnlagVed } from "./grunnlag.ts";
import type { Beregningsinndata, Praksis } from "./inndata.ts";
import type { Forbehold } from "./resultat.ts";
import { perAarVed, periodeVed, type Endring, type Sak } from "./sak.ts";
import { erHelMaaned, erIGangFoer, KORTTIDSDOEGN, lagSegmenter } from "./segmenter.ts";
import { sumAv } from "./terminer.ts";

/** Computes with a change, and adds a reservation when the amount becomes another. */
type Proeve = (kode: string, par: Par, endring: Endring) => void;
type Proever = {
  /** The amount per year, or else the sum for the periode. */
  readonly aaret: Proeve;
  readonly perioden: Proeve;
};

function lagProever(sak: Sak, funnet: Forbehold[]): Proever {
  const perioden: Proeve = (kode, par, endring) => {
    if (sak.terminer === null) return;
    const brukt = sumAv(sak.terminer);
    const alternativ = periodeVed(sak, endring);
    if (alternativ === null || alternativ === brukt) return;
    funnet.push(lesemaate(kode, par.brukt, par.annen, { gjelder: "PERIODE", brukt, alternativ }));
  };
  const aaret: Proeve = (kode, par, endring) => {
    const alternativ = perAarVed(sak, endring);
    if (alternativ === sak.perAar) perioden(kode, par, endring);
    else {
      const virkning = { gjelder: "PER_AAR", brukt: sak.perAar, alternativ } as const;
      funnet.push(lesemaate(kode, par.brukt, par.annen, virkning));
    }
  };
  return { aaret, perioden };
}

function avEgendisponering({ kilder, grunnlag }: Sak, proev: Proever): void {
  const { praksis } = kilder.inn;
  const { annen, par } = EGENDISPONERING[praksis.egendisponering];
  proev.aaret("EGENDISPONERING_LESEMAATE", par, { praksis: { ...praksis, egendisponering: annen } });
  if (grunnlag.netto !== grunnlag.beregningsgrunnlag.beloep) {
    proev.aaret("EGENDISPONERING_ETTER_FRADRAG", TEKST.vern, { vernet: grunnlag.netto });
  }
}

const SKATTEMETODER: readonly Praksis["skatt"][] = ["FOELGER_INNTEKT", "UTEN_FORMUESSKATT", "BEREGNET_SKATT"];

function avSkatt({ kilder }: Sak, proev: Proever): void {
  const { inn, skattegrunnlag, skattesatser } = kilder;
  const virkninger = skattegrunnlag.realisasjoner.length > 0;
  if (skattegrunnlag.formuesskatt.length === 0 && !virkninger) return;
  for (const metode of SKATTEMETODER) {
    const utenSatser = metode === "FOELGER_INNTEKT" && virkninger && skattesatser === null;
    if (metode === inn.praksis.skatt || utenSatser) continue;
    const grunnlag = grunnlagVed(kilder, metode);
    proev.aaret(`SKATTEREGEL_${metode}`, skattetekst(inn.praksis.skatt, metode), { grunnlag });
  }
}

function avGrunnbeloep(sak: Sak, proev: Proever): void {
  const { praksis } = sak.kilder.inn;
  const { annen, par } = GRUNNBELOEP[praksis.grunnbeloep];
  const endring = { praksis: { ...praksis, grunnbeloep: annen } };
  if (sak.terminer !== null && sak.terminer.length > 0) {
    proev.perioden("GRUNNBELOEP_I_AARET", par, endring);
    return;
  }
  const tolvGrunnbeloep = tolvGrunnbeloepAv(sak.satser, annen);
  if (tolvGrunnbeloep === null) return;
  const aarssats = { ...sak.aarssats, tolvGrunnbeloep };
  proev.aaret("GRUNNBELOEP_I_AARET", par, { ...endring, aarssats });
}

function avAvrunding({ kilder }: Sak, proev: Proever): void {
  const { praksis } = kilder.inn;
  const { annen, par } = AVRUNDING[praksis.avrunding];
  proev.aaret("AVRUNDING", par, { praksis: { ...praksis, avrunding: annen } });
}

function avMaanedsdeling({ kilder, segmenter }: Sak, proev: Proever): void {
  // A month that is paid for in full is not divided.
  if (segmenter === null || segmenter.every(erHelMaaned)) return;
  const { praksis } = kilder.inn;
  const { annen, par } = MAANEDSDELING[praksis.maanedsdeling];
  proev.perioden("MAANEDSDELING", par, { praksis: { ...praksis, maanedsdeling: annen } });
}

function avForsoergelse({ kilder }: Sak, proev: Proever): void {
  const { inn, poster } = kilder;
  const { forsoergelse } = inn;
  if (!forsoergelse.some(girFradrag)) return;
  const ved = (endret: Partial<Beregningsinndata>, endretLesemaate: Partial<Lesemaate> = {}): Endring => ({
    grunnlag: grunnlagVed({ ...kilder, inn: { ...inn, ...endret } }, inn.praksis.skatt, {
      ...VALGT_LESEMAATE,
      ...endretLesemaate,
    }),
  });
  const utenSamboer = forsoergelse.filter((f) => f.rolle !== "SAMBOER");
  if (utenSamboer.length < forsoergelse.length) {
    proev.aaret("SAMBOER_SOM_EKTEFELLE", TEKST.samboer, ved({ forsoergelse: utenSamboer }));
  }
  if (forsoergelse.some((f) => poster(f, "NAERING").length > 0)) {
    const utenNaering = ved({}, { egneGrupper: ["ARBEID", "FOLKETRYGD"] });
    proev.aaret("NAERINGSINNTEKT_ER_ARBEIDSINNTEKT", TEKST.naeringsinntekt, utenNaering);
  }
  if (forsoergelse.some((f) => poster(f, "FOLKETRYGD").some((l) => erStoenad("FOLKETRYGD", l)))) {
    proev.aaret("STOENADER_REGNET_SOM_PENSJON", TEKST.stoenader, ved({}, { medStoenader: false }));
  }
  const medFolketrygd = ved({}, { pensjonsgrupper: ["FOLKETRYGD", ...PENSJONSGRUPPER] });
  proev.aaret("FOLKETRYGD_IKKE_HALVERT", TEKST.folketrygdpensjon, medFolketrygd);
}

/** § 6 (1) and (3): whether short-stay days take the free month away. */
function avKorttidsdoegn({ kilder }: Sak, proev: Proever): void {
  const { opphold, periode } = kilder.inn;
  if (opphold === null || periode === null) return;
  const ved = (korttidsdoegnIAaret: number, kode: string, par: Par): void => {
    const annet = { ...opphold, korttidsdoegnIAaret };
    if (erIGangFoer(periode, opphold) && erIGangFoer(periode, annet)) return;
    const segmenter = lagSegmenter(annet, periode);
    if (segmenter.ok) proev.perioden(kode, par, { segmenter: segmenter.value });
  };
  const doegn = opphold.korttidsdoegnIAaret;
  if (doegn === null) ved(KORTTIDSDOEGN + 1, "KORTTIDSDOEGN_IKKE_OPPGITT", TEKST.korttidsdoegnUkjent);
  else if (doegn > KORTTIDSDOEGN) ved(0, "INGEN_FRI_MAANED", TEKST.ingenFriMaaned);
  else if (doegn === KORTTIDSDOEGN) ved(KORTTIDSDOEGN + 1, "SEKSTI_KORTTIDSDOEGN", TEKST.sekstiDoegn);
}

/** The G of 2020 has a later effect in the folketrygd itself, 21 September 2020. */
function avGrunnbeloep2020({ kilder, aarssats, segmenter }: Sak, proev: Proever): void {
  const { beregningsdato, praksis } = kilder.inn;
  if (praksis.grunnbeloep !== "PER_DATO") return;
  if (erOmtvistet(beregningsdato)) {
    const tolvGrunnbeloep = 12 * forrigeGrunnbeloep().beloep;
    proev.aaret("GRUNNBELOEP_2020", TEKST.grunnbeloep2020, { aarssats: { ...aarssats, tolvGrunnbeloep } });
  } else if (segmenter !== null && harOmtvistede(segmenter)) {
    const endring = { segmenter: medForrigeGrunnbeloep(segmenter) };
    proev.perioden("GRUNNBELOEP_2020", TEKST.grunnbeloep2020, endring);
  }
}

/** The reservations about readings, each with what the other reading would give in kroner. */
export function lesemaaterSomEndret(sak: Sak): readonly Forbehold[] {
  const funnet: Forbehold[] = [];
  const proever = lagProever(sak, funnet);
  avSkatt(sak, proever);
  avForsoergelse(sak, proever);
  avEgendisponering(sak, proever);
  avGrunnbeloep(sak, proever);
  avGrunnbeloep2020(sak, proever);
  avKorttidsdoegn(sak, proever);
  avAvrunding(sak, proever);
  avMaanedsdeling(sak, proever);
  return funnet;
}
