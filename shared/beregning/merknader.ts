// Reservations that are no reading of the law but something a reader must know about the numbers.
import { aarAv, plussMaaneder, type Dato } from "../kernel/dato.ts";
import { NULL_KRONER } from "./eksakt.ts";
import { girFradrag, VALGT_LESEMAATE } from "./forsoergelse.ts";
import { INNTEKTSGRUPPER, type Forsoergelse, type Gruppe, type ManuellPost } from "./inndata.ts";
import { MERKNAD } from "./merknader-nb.ts";
import { personnoekkel } from "./personer.ts";
import type { Forbehold } from "./resultat.ts";
import type { Sak } from "./sak.ts";
import { erHelePerioden, foersteBetalingsdag, type Segment } from "./segmenter.ts";
import { PERSONTEKST } from "./tekster-nb.ts";

const FORELDELSE_MAANEDER = 36;
const BETALT_I_UTLANDET = /\/skattefradragFor(?:Formuesskatt|Inntektsskatt)BetaltIUtlandet(?:\/beloep)?$/;

/** Adds a reservation. */
type Merk = (kode: string, tekst: string) => void;

function omKilder({ kilder: { inn, skattegrunnlag } }: Sak, merk: Merk): void {
  if (inn.personer === null) merk("BARE_MANUELLE_POSTER", MERKNAD.bareManuelle);
  if (skattegrunnlag.beregnet.every((l) => l.fortegn === "-")) {
    merk("SKATT_IKKE_OPPGITT", MERKNAD.skattIkkeOppgitt);
  }
  if (inn.uklassifisert.length > 0) {
    const navn = new Set(inn.uklassifisert.map((u) => u.tekniskNavn));
    merk("UKLASSIFISERTE_POSTER", MERKNAD.uklassifisert([...navn]));
  }
}

function omSkatt({ kilder: { inn, skattegrunnlag }, grunnlag }: Sak, merk: Merk): void {
  const { realisasjoner, ukjente } = skattegrunnlag;
  const foelger = inn.praksis.skatt === "FOELGER_INNTEKT";
  if (foelger && realisasjoner.length > 0) merk("SKATTEVIRKNING_ANSLAG", MERKNAD.skattevirkning);
  if (grunnlag.skattStoppetPaaNull) merk("SKATT_STOPPET_PAA_NULL", MERKNAD.skattStoppet);
  if (foelger && ukjente.length > 0) {
    merk("SKATTEVIRKNING_UKJENT", MERKNAD.skattevirkningUkjent(ukjente));
  }
  const egne = inn.poster.filter((p) => p.rolle === "BEBOER");
  if (foelger && realisasjoner.length > 0) {
    const medFaktor = realisasjoner.filter((r) => r.faktor).map((r) => r.ledd.navn);
    if (medFaktor.length > 0 && inn.inntektsaar !== null) {
      merk("OPPJUSTERT_MED_FAKTOR", MERKNAD.oppjustering(inn.inntektsaar, medFaktor));
    }
    if (egne.some((p) => p.gruppe === "SKATT" && p.tekniskNavn.startsWith("/beregnetSkattSvalbard"))) {
      merk("SKATT_TIL_SVALBARD", MERKNAD.svalbard);
    }
  }
  if (egne.some((p) => p.beloep > 0 && BETALT_I_UTLANDET.test(p.tekniskNavn))) {
    merk("SKATT_BETALT_I_UTLANDET", MERKNAD.skattIUtlandet);
  }
}

function omForsoerget({ inn, poster }: Sak["kilder"], f: Forsoergelse, merk: Merk): void {
  const hvem = PERSONTEKST[f.rolle];
  if (!girFradrag(f)) {
    merk("IKKE_HJEMMEBOENDE", MERKNAD.ikkeHjemmeboende(hvem));
    return;
  }
  const { egneGrupper } = VALGT_LESEMAATE;
  if (inn.personer === null && egneGrupper.every((gruppe) => poster(f, gruppe).length === 0)) {
    merk("FORSOERGET_UTEN_INNTEKT", MERKNAD.forsoergetUtenInntekt(hvem));
  }
  const noekkel = personnoekkel(f);
  const person = inn.personer?.find((p) => personnoekkel(p) === noekkel);
  if (person !== undefined && person.status !== "FUNNET") {
    merk("FORSOERGET_BARE_MANUELT", MERKNAD.forsoergetManuell(hvem));
  }
  if (f.over18 === true) merk("BARN_OVER_18", MERKNAD.barnOver18);
}

function omForsoergelse({ kilder }: Sak, merk: Merk): void {
  const { forsoergelse, skjoennsmessigeFradrag } = kilder.inn;
  for (const f of forsoergelse) omForsoerget(kilder, f, merk);
  if (forsoergelse.some(girFradrag)) merk("ETTERLATTEPENSJON_OPPGITT", MERKNAD.etterlattepensjon);
  if (skjoennsmessigeFradrag.length > 0) merk("SKJOENNSMESSIGE_FRADRAG", MERKNAD.skjoenn);
}

/** Whether a manual post can change the result at all. */
function virker(post: ManuellPost, { inn }: Sak["kilder"]): boolean {
  if (post.rolle === "BEBOER") {
    return post.gruppe !== "GEVINST_TAP" || inn.praksis.skatt === "FOELGER_INNTEKT";
  }
  const teller = VALGT_LESEMAATE.egneGrupper.some((gruppe) => gruppe === post.gruppe);
  return teller && inn.forsoergelse.some((f) => girFradrag(f) && personnoekkel(f) === personnoekkel(post));
}

function omManuellePoster({ kilder }: Sak, merk: Merk): void {
  const { inn, poster } = kilder;
  const sett = new Set<string>();
  for (const p of inn.manuellePoster) {
    const noekkel = `${personnoekkel(p)} ${p.gruppe}`;
    if (p.retning !== "REDUKSJON" || p.gruppe === "GEVINST_TAP" || sett.has(noekkel)) continue;
    sett.add(noekkel);
    const total = poster(p, p.gruppe).reduce<number>(
      (s, l) => (l.fortegn === "-" ? s - l.beloep : s + l.beloep),
      0,
    );
    if (total < 0 && virker(p, kilder)) {
      merk("REDUKSJON_STOERRE_ENN_GRUPPEN", MERKNAD.reduksjonForStor(p.tekst));
    }
  }
  for (const p of inn.manuellePoster) {
    if (!virker(p, kilder)) {
      merk("MANUELL_POST_IKKE_BRUKT", MERKNAD.ikkeBrukt(p.tekst, PERSONTEKST[p.rolle]));
    }
  }
}

function omInntektsaar({ kilder: { inn }, terminer }: Sak, merk: Merk): void {
  const aar = inn.inntektsaar;
  if (aar === null) return;
  const andreAar = aarAv(inn.beregningsdato) !== aar || (terminer ?? []).some((t) => aarAv(t.fra) !== aar);
  if (andreAar) merk("INNTEKT_FRA_ANNET_AAR", MERKNAD.foreloepig(aar));
}

function harDeltMaaned(segmenter: readonly Segment[]): boolean {
  const maanedAvSegment = (fra: Dato): string => fra.slice(0, 7);
  return segmenter.some(
    (s) =>
      s.dobbeltrom &&
      segmenter.some((o) => !o.dobbeltrom && maanedAvSegment(o.fra) === maanedAvSegment(s.fra)),
  );
}

function omOpphold({ kilder: { inn }, segmenter }: Sak, merk: Merk): void {
  const { opphold, periode } = inn;
  if (periode === null) return;
  if (opphold === null || segmenter === null) {
    merk("PERIODE_UTEN_OPPHOLD", MERKNAD.periodeUtenOpphold);
    return;
  }
  const foerste = foersteBetalingsdag(opphold);
  if (segmenter.length === 0) merk("INGEN_BETALING_I_PERIODEN", MERKNAD.ingenBetaling);
  if (foerste > periode.fra) merk("FOERSTE_BETALINGSDAG", MERKNAD.foersteDag(foerste));
  if (segmenter.length > 0 && !erHelePerioden(segmenter, periode)) {
    merk("INNTEKT_FOR_HELE_AARET", MERKNAD.heleAaret);
  }
  if (harDeltMaaned(segmenter)) merk("DOBBELTROM_DELT_PAA_DAGER", MERKNAD.dobbeltrom);
}

function omForeldelse({ kilder: { inn }, etteroppgjoer }: Sak, merk: Merk): void {
  if (etteroppgjoer === null) return;
  // The settlement is made after the lookup, whatever date the yearly amount is computed for.
  const { beregningsdato, oppslagsdato = beregningsdato } = inn;
  const idag = oppslagsdato > beregningsdato ? oppslagsdato : beregningsdato;
  const grense = plussMaaneder(idag, -FORELDELSE_MAANEDER);
  if (etteroppgjoer.maaneder.some((m) => m.differanse !== 0 && m.til < grense)) {
    merk("FORELDELSE", MERKNAD.foreldelse(grense));
  }
}

function omTak({ kilder: { inn } }: Sak, merk: Merk): void {
  const { oppholdskostnadPerAar, maksimalEgenandelPerAar } = inn.praksis;
  if (oppholdskostnadPerAar === null) merk("OPPHOLDSKOSTNAD_IKKE_OPPGITT", MERKNAD.oppholdskostnad);
  if (maksimalEgenandelPerAar === null) {
    merk("MAKSIMAL_EGENANDEL_IKKE_OPPGITT", MERKNAD.maksimalEgenandel);
  }
}

const TELLER: ReadonlySet<Gruppe> = new Set([...INNTEKTSGRUPPER, "GJELDSRENTER"]);

/** The resident's posts that count although it is doubtful, and the income that is taxed but does not count. */
function omTvil({ kilder: { inn }, grunnlag }: Sak, merk: Merk): void {
  const egne = inn.poster.filter((p) => p.rolle === "BEBOER" && p.beloep !== 0);
  for (const p of egne) {
    if (p.tvil !== undefined && TELLER.has(p.gruppe)) merk("POST_MED_TVIL", MERKNAD.tvil(p.tekst, p.tvil));
  }
  const utenfor = egne.filter((p) => p.skattlagt === true).map((p) => p.tekst);
  if (utenfor.length > 0 && inn.praksis.skatt === "FOELGER_INNTEKT") {
    merk("SKATT_AV_INNTEKT_SOM_IKKE_TELLER", MERKNAD.skattlagtUtenfor(utenfor));
  }
  if (inn.personer !== null && grunnlag.inntekt === NULL_KRONER) merk("INGEN_INNTEKT", MERKNAD.ingenInntekt);
}

/** The reservations that follow from what was sent in and what was missing. */
export function merknaderTil(sak: Sak): readonly Forbehold[] {
  const merknader: Forbehold[] = [];
  const merk: Merk = (kode, tekst) => merknader.push({ kode, tekst });
  omKilder(sak, merk);
  omManuellePoster(sak, merk);
  omInntektsaar(sak, merk);
  omSkatt(sak, merk);
  omTvil(sak, merk);
  omForsoergelse(sak, merk);
  omOpphold(sak, merk);
  omForeldelse(sak, merk);
  omTak(sak, merk);
  return merknader;
}
