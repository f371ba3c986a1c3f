// Faults in who the amounts belong to. What is not known is never taken for zero.
import type { Feltfeil } from "../kernel/feil.ts";
import { EGNE_GRUPPER, girFradrag } from "./forsoergelse.ts";
import {
  INNTEKTSGRUPPER,
  type Beregningsinndata,
  type Forsoergelse,
  type Gruppe,
  type ManuellPost,
} from "./inndata.ts";
import { MELDING } from "./meldinger-nb.ts";
import { PARTNERROLLER, personnoekkel } from "./personer.ts";

const MANUELLE_GRUPPER: ReadonlySet<Gruppe> = new Set([
  ...INNTEKTSGRUPPER,
  "SKATT",
  "GJELDSRENTER",
  "GEVINST_TAP",
]);
const INNTEKT: ReadonlySet<Gruppe> = new Set(INNTEKTSGRUPPER);

function kildefeil({ personer, poster, manuellePoster }: Beregningsinndata): Feltfeil[] {
  const oeker = (grupper: ReadonlySet<Gruppe>): boolean =>
    manuellePoster.some((p) => p.rolle === "BEBOER" && p.retning === "OEKNING" && grupper.has(p.gruppe));
  if (personer === null) {
    if (manuellePoster.length === 0) return [{ sti: "oppslag", melding: MELDING.ingenInntekt }];
    return oeker(INNTEKT) ? [] : [{ sti: "manuellePoster", melding: MELDING.beboerUtenInntekt }];
  }
  const beboer = personer.find((p) => p.rolle === "BEBOER");
  if (beboer === undefined) return [{ sti: "oppslag", melding: MELDING.oppslagUtenBeboer }];
  if (beboer.status !== "FUNNET") {
    return [{ sti: "oppslag", melding: MELDING.beboerUkjent[beboer.status] }];
  }
  if (beboer.utenRegler === true && !oeker(INNTEKT)) {
    return [{ sti: "oppslag", melding: MELDING.regelsettMangler }];
  }
  const harSkatt = poster.some((p) => p.rolle === "BEBOER" && p.gruppe === "SKATT");
  if (harSkatt || oeker(new Set<Gruppe>(["SKATT"]))) return [];
  return [{ sti: "oppslag", melding: MELDING.skattMangler }];
}

function manuellfeil(inn: Beregningsinndata, post: ManuellPost, i: number): Feltfeil[] {
  const feil = (felt: string, melding: string): Feltfeil[] => [
    { sti: `manuellePoster[${String(i)}].${felt}`, melding },
  ];
  const erBarn = post.rolle === "BARN";
  if (!erBarn && post.barnNr !== undefined) return feil("barnNr", MELDING.barnNrBareForBarn);
  if (inn.personer !== null && !inn.personer.some((p) => p.rolle === post.rolle)) {
    return feil("rolle", MELDING.ikkeIOppslaget);
  }
  if (erBarn && post.barnNr === undefined) return feil("barnNr", MELDING.hvilketBarn);
  if (inn.personer !== null && !inn.personer.some((p) => personnoekkel(p) === personnoekkel(post))) {
    return feil("barnNr", MELDING.ikkeIOppslaget);
  }
  if (!MANUELLE_GRUPPER.has(post.gruppe)) return feil("gruppe", MELDING.gruppeTellerIkke);
  if ((post.gruppe === "GEVINST_TAP") !== (post.gevinstTap !== undefined)) {
    return feil("gevinstTap", MELDING.gevinstTap);
  }
  if (post.gruppe === "GEVINST_TAP" && inn.inntektsaar === null) {
    return feil("gruppe", MELDING.gevinstTapUtenOppslag);
  }
  return [];
}

function forsoergelsesfeil(inn: Beregningsinndata, f: Forsoergelse, i: number): Feltfeil[] {
  const feil = (felt: string, melding: string): Feltfeil[] => [
    { sti: `forsoergelse[${String(i)}].${felt}`, melding },
  ];
  const noekkel = personnoekkel(f);
  const tidligere = inn.forsoergelse.slice(0, i);
  if (f.rolle !== "BARN" && f.barnNr !== undefined) return feil("barnNr", MELDING.barnNrBareForBarn);
  if (f.rolle !== "BARN" && f.over18 !== undefined) return feil("over18", MELDING.over18BareForBarn);
  if (tidligere.some((t) => personnoekkel(t) === noekkel)) return feil("rolle", MELDING.sammePerson);
  const erPartner = (rolle: string): boolean => PARTNERROLLER.some((r) => r === rolle);
  if (erPartner(f.rolle) && tidligere.some((t) => erPartner(t.rolle))) {
    return feil("rolle", MELDING.enPartner);
  }
  if (!girFradrag(f) || inn.personer === null) return [];
  const person = inn.personer.find((p) => personnoekkel(p) === noekkel);
  if (person === undefined) return feil("rolle", MELDING.forsoergetIkkeIOppslaget);
  // Own income is typed in only by a post in a group that reduces the deduction; 0 kroner is a statement too.
  const erOppgitt = inn.manuellePoster.some(
    (p) =>
      personnoekkel(p) === noekkel &&
      p.retning === "OEKNING" &&
      EGNE_GRUPPER.some((gruppe) => gruppe === p.gruppe),
  );
  const erKjent = person.status === "FUNNET" && person.utenRegler !== true;
  return erKjent || erOppgitt ? [] : feil("rolle", MELDING.forsoergetUkjent);
}

/** Every fault in persons and posts: unknown resident, missing tax, a manual post for somebody not looked up. */
export function personfeil(inn: Beregningsinndata): Feltfeil[] {
  return [
    ...kildefeil(inn),
    ...inn.manuellePoster.flatMap((post, i) => manuellfeil(inn, post, i)),
    ...inn.forsoergelse.flatMap((f, i) => forsoergelsesfeil(inn, f, i)),
  ];
}
