// Reservations that are no reading of the law but something a reader must know about the numbers.
import { aarAv, plussMaaneder, type Dato } from "../kernel/dato.ts";
import { NULL_KRONER } from "./eksakt.ts";
import { merknad } from "./forbehold-nb.ts";
import { girFradrag, VALGT_LESEMAATE } from "./forsoergelse.ts";
import { INNTEKTSGRUPPER, type Forsoergelse, type Gruppe, type ManuellPost } from "./inndata.ts";
import { MERKNAD } from "./merknader-nb.ts";
import { personnoekkel } from "./personer.ts";
import type { Forbehold } from "./resultat.ts";
import type { Sak } from "./sak.ts";
import { erHelePerioden, foersteBetalingsdag } from "./segmenter.ts";
import { PERSONTEKST } from "./tekster-nb.ts";

const FORELDELSE_MAANEDER = 36;
const BETALT_I_UTLANDET = /\/skattefradragFor(?:Formuesskatt|Inntektsskatt)BetaltIUtlandet(?:\/beloep)?$/;

/** A reservation when the condition holds. */
function hvis(vilkaar: boolean, kode: string, tekst: () => string): Forbehold[] {
  return vilkaar ? [merknad(kode, tekst())] : [];
}

function omKilder({ kilder: { inn, skattegrunnlag } }: Sak): Forbehold[] {
  return [
    ...hvis(inn.personer === null, "BARE_MANUELLE_POSTER", () => MERKNAD.bareManuelle),
    ...hvis(
      skattegrunnlag.beregnet.every((l) => l.fortegn === "-"),
      "SKATT_IKKE_OPPGITT",
      () => MERKNAD.skattIkkeOppgitt,
    ),
    ...hvis(inn.uklassifisert.length > 0, "UKLASSIFISERTE_POSTER", () =>
      MERKNAD.uklassifisert([...new Set(inn.uklassifisert.map((u) => u.tekniskNavn))]),
    ),
  ];
}

function omSkatt({ kilder: { inn, skattegrunnlag }, grunnlag }: Sak): Forbehold[] {
  const egne = inn.poster.filter((p) => p.rolle === "BEBOER");
  const foelger = inn.praksis.skatt === "FOELGER_INNTEKT";
  const virkninger = foelger && skattegrunnlag.realisasjoner.length > 0;
  const medFaktor = skattegrunnlag.realisasjoner.filter((r) => r.faktor).map((r) => r.ledd.navn);
  return [
    ...hvis(virkninger, "SKATTEVIRKNING_ANSLAG", () => MERKNAD.skattevirkning),
    ...hvis(grunnlag.skattStoppetPaaNull, "SKATT_STOPPET_PAA_NULL", () => MERKNAD.skattStoppet),
    ...hvis(foelger && skattegrunnlag.ukjente.length > 0, "SKATTEVIRKNING_UKJENT", () =>
      MERKNAD.skattevirkningUkjent(skattegrunnlag.ukjente),
    ),
    ...(virkninger && medFaktor.length > 0 && inn.inntektsaar !== null
      ? [merknad("OPPJUSTERT_MED_FAKTOR", MERKNAD.oppjustering(inn.inntektsaar, medFaktor))]
      : []),
    ...hvis(
      virkninger &&
        egne.some((p) => p.gruppe === "SKATT" && p.tekniskNavn.startsWith("/beregnetSkattSvalbard")),
      "SKATT_TIL_SVALBARD",
      () => MERKNAD.svalbard,
    ),
    ...hvis(
      egne.some((p) => p.beloep > 0 && BETALT_I_UTLANDET.test(p.tekniskNavn)),
      "SKATT_BETALT_I_UTLANDET",
      () => MERKNAD.skattIUtlandet,
    ),
  ];
}

function omForsoerget({ inn, poster }: Sak["kilder"], f: Forsoergelse): Forbehold[] {
  const hvem = PERSONTEKST[f.rolle];
  if (!girFradrag(f)) return [merknad("IKKE_HJEMMEBOENDE", MERKNAD.ikkeHjemmeboende(hvem))];
  const noekkel = personnoekkel(f);
  const person = inn.personer?.find((p) => personnoekkel(p) === noekkel);
  const { egneGrupper } = VALGT_LESEMAATE;
  const ingen = inn.personer === null && egneGrupper.every((gruppe) => poster(f, gruppe).length === 0);
  return [
    ...hvis(ingen, "FORSOERGET_UTEN_INNTEKT", () => MERKNAD.forsoergetUtenInntekt(hvem)),
    ...hvis(person !== undefined && person.status !== "FUNNET", "FORSOERGET_BARE_MANUELT", () =>
      MERKNAD.forsoergetManuell(hvem),
    ),
    ...hvis(f.over18 === true, "BARN_OVER_18", () => MERKNAD.barnOver18),
  ];
}

function omForsoergelse({ kilder }: Sak): Forbehold[] {
  const { inn } = kilder;
  return [
    ...inn.forsoergelse.flatMap((f) => omForsoerget(kilder, f)),
    ...hvis(inn.forsoergelse.some(girFradrag), "ETTERLATTEPENSJON_OPPGITT", () => MERKNAD.etterlattepensjon),
    ...hvis(inn.skjoennsmessigeFradrag.length > 0, "SKJOENNSMESSIGE_FRADRAG", () => MERKNAD.skjoenn),
  ];
}

/** Whether a manual post can change the result at all. */
function virker(post: ManuellPost, { inn }: Sak["kilder"]): boolean {
  if (post.rolle === "BEBOER") {
    return post.gruppe !== "GEVINST_TAP" || inn.praksis.skatt === "FOELGER_INNTEKT";
  }
  const teller = VALGT_LESEMAATE.egneGrupper.some((gruppe) => gruppe === post.gruppe);
  return teller && inn.forsoergelse.some((f) => girFradrag(f) && personnoekkel(f) === personnoekkel(post));
}

function omManuellePoster({ kilder }: Sak): Forbehold[] {
  const { inn, poster } = kilder;
  const ubrukte = inn.manuellePoster.filter((p) => !virker(p, kilder));
  const sett = new Set<string>();
  const forStore = inn.manuellePoster.flatMap((p) => {
    const noekkel = `${personnoekkel(p)} ${p.gruppe}`;
    if (p.retning !== "REDUKSJON" || p.gruppe === "GEVINST_TAP" || sett.has(noekkel)) return [];
    sett.add(noekkel);
    const total = poster(p, p.gruppe).reduce<number>(
      (s, l) => (l.fortegn === "-" ? s - l.beloep : s + l.beloep),
      0,
    );
    return total < 0 && virker(p, kilder) ? [p.tekst] : [];
  });
  return [
    ...forStore.map((navn) => merknad("REDUKSJON_STOERRE_ENN_GRUPPEN", MERKNAD.reduksjonForStor(navn))),
    ...ubrukte.map((p) =>
      merknad("MANUELL_POST_IKKE_BRUKT", MERKNAD.ikkeBrukt(p.tekst, PERSONTEKST[p.rolle])),
    ),
  ];
}

function omInntektsaar({ kilder: { inn }, terminer }: Sak): Forbehold[] {
  const aar = inn.inntektsaar;
  if (aar === null) return [];
  const andreAar = aarAv(inn.beregningsdato) !== aar || (terminer ?? []).some((t) => aarAv(t.fra) !== aar);
  return andreAar ? [merknad("INNTEKT_FRA_ANNET_AAR", MERKNAD.foreloepig(aar))] : [];
}

function omOpphold({ kilder: { inn }, segmenter }: Sak): Forbehold[] {
  const { opphold, periode } = inn;
  if (opphold === null || periode === null || segmenter === null) {
    return hvis(periode !== null, "PERIODE_UTEN_OPPHOLD", () => MERKNAD.periodeUtenOpphold);
  }
  const foerste = foersteBetalingsdag(opphold);
  const maanedAvSegment = (fra: Dato): string => fra.slice(0, 7);
  const delt = segmenter.some(
    (s) =>
      s.dobbeltrom &&
      segmenter.some((o) => !o.dobbeltrom && maanedAvSegment(o.fra) === maanedAvSegment(s.fra)),
  );
  return [
    ...hvis(segmenter.length === 0, "INGEN_BETALING_I_PERIODEN", () => MERKNAD.ingenBetaling),
    ...hvis(foerste > periode.fra, "FOERSTE_BETALINGSDAG", () => MERKNAD.foersteDag(foerste)),
    ...hvis(
      segmenter.length > 0 && !erHelePerioden(segmenter, periode),
      "INNTEKT_FOR_HELE_AARET",
      () => MERKNAD.heleAaret,
    ),
    ...hvis(delt, "DOBBELTROM_DELT_PAA_DAGER", () => MERKNAD.dobbeltrom),
  ];
}

function omForeldelse({ kilder: { inn }, etteroppgjoer }: Sak): Forbehold[] {
  if (etteroppgjoer === null) return [];
  // The settlement is made after the lookup, whatever date the yearly amount is computed for.
  const { beregningsdato, oppslagsdato = beregningsdato } = inn;
  const idag = oppslagsdato > beregningsdato ? oppslagsdato : beregningsdato;
  const grense = plussMaaneder(idag, -FORELDELSE_MAANEDER);
  const gammelt = etteroppgjoer.maaneder.some((m) => m.differanse !== 0 && m.til < grense);
  return hvis(gammelt, "FORELDELSE", () => MERKNAD.foreldelse(grense));
}

function omTak({ kilder: { inn } }: Sak): Forbehold[] {
  const { oppholdskostnadPerAar, maksimalEgenandelPerAar } = inn.praksis;
  return [
    ...hvis(oppholdskostnadPerAar === null, "OPPHOLDSKOSTNAD_IKKE_OPPGITT", () => MERKNAD.oppholdskostnad),
    ...hvis(
      maksimalEgenandelPerAar === null,
      "MAKSIMAL_EGENANDEL_IKKE_OPPGITT",
      () => MERKNAD.maksimalEgenandel,
    ),
  ];
}

const TELLER: ReadonlySet<Gruppe> = new Set([...INNTEKTSGRUPPER, "GJELDSRENTER"]);

/** The resident's posts that count although it is doubtful, and the income that is taxed but does not count. */
function omTvil({ kilder: { inn }, grunnlag }: Sak): Forbehold[] {
  const egne = inn.poster.filter((p) => p.rolle === "BEBOER" && p.beloep !== 0);
  const utenfor = egne.filter((p) => p.skattlagt === true).map((p) => p.tekst);
  return [
    ...egne.flatMap((p) =>
      p.tvil !== undefined && TELLER.has(p.gruppe)
        ? [merknad("POST_MED_TVIL", MERKNAD.tvil(p.tekst, p.tvil))]
        : [],
    ),
    ...hvis(
      utenfor.length > 0 && inn.praksis.skatt === "FOELGER_INNTEKT",
      "SKATT_AV_INNTEKT_SOM_IKKE_TELLER",
      () => MERKNAD.skattlagtUtenfor(utenfor),
    ),
    ...hvis(
      inn.personer !== null && grunnlag.inntekt === NULL_KRONER,
      "INGEN_INNTEKT",
      () => MERKNAD.ingenInntekt,
    ),
  ];
}

/** The reservations that follow from what was sent in and what was missing. */
export function merknaderTil(sak: Sak): readonly Forbehold[] {
  return [
    ...omKilder(sak),
    ...omManuellePoster(sak),
    ...omInntektsaar(sak),
    ...omSkatt(sak),
    ...omTvil(sak),
    ...omForsoergelse(sak),
    ...omOpphold(sak),
    ...omForeldelse(sak),
    ...omTak(sak),
  ];
}
