// § 3 (4) "after tax": which tax. Sivilombudet, 17 November 2025: tax follows the income that is counted, so the
// tax on wealth and the tax effect of gains and losses that are not counted are taken out of it.
import type { Beregningsinndata, GevinstTap, Grunnlagspost, Praksis } from "./inndata.ts";
import { BEBOER } from "./inntekt.ts";
import { andelAvLedd, minus, type Ledd } from "./ledd.ts";
import { leddAvManuellPost, leddAvPost, summering, type Postbok } from "./postbok.ts";
import type { Skattesatser } from "./skattesatser.ts";
import type { Stegbok } from "./stegbok.ts";
import { STEG } from "./tekster-nb.ts";

/** A gain or a loss before it is uplifted: the post, and the tillegg of the settlement when it has one. */
type Realisasjon = {
  readonly type: GevinstTap["type"];
  readonly ledd: Ledd;
  readonly tillegg: readonly Ledd[];
  readonly faktor: boolean;
};

export type Skattegrunnlag = {
  readonly beregnet: readonly Ledd[];
  readonly formuesskatt: readonly Ledd[];
  readonly realisasjoner: readonly Realisasjon[];
  /** Labels of gains or losses the rule data says nothing about, so that their effect is unknown. */
  readonly ukjente: readonly string[];
};

const FORMUESSKATT = /\/formuesskattTil(?:Kommune|Stat|Svalbard)\/beloep$/;
const FORMUESSKATT_BETALT_UTE = /\/skattefradragForFormuesskattBetaltIUtlandet(?:\/beloep)?$/;
const TILLEGG = "oppjustertTilleggTil";

/** Skatteetaten names the uplift of a post after the post itself, save where the rule data says otherwise. */
function tilleggsnavn({ tekniskNavn, gevinstTap }: Grunnlagspost): string {
  const vanlig = `${TILLEGG}${tekniskNavn.slice(0, 1).toUpperCase()}${tekniskNavn.slice(1)}`;
  return gevinstTap?.oppjusteringspost ?? vanlig;
}

/**
 * The tax on wealth that is inside the calculated tax: what was calculated less the credit for such tax paid abroad, which
 * the calculated tax has been reduced by already.
 */
function finnFormuesskatt(egne: readonly Grunnlagspost[]): readonly Ledd[] {
  const skatt = egne.filter((p) => FORMUESSKATT.test(p.tekniskNavn)).map(leddAvPost);
  if (skatt.length === 0) return [];
  const betaltUte = egne.filter((p) => FORMUESSKATT_BETALT_UTE.test(p.tekniskNavn)).map(leddAvPost);
  return [...skatt, ...betaltUte.map(minus)];
}

/** Sorts out what the tax of the resident is made of. */
export function finnSkattegrunnlag(inn: Beregningsinndata, poster: Postbok): Skattegrunnlag {
  const egne = inn.poster.filter((p) => p.rolle === "BEBOER");
  const gevinstTap = egne.filter((p) => p.gruppe === "GEVINST_TAP" && !p.tekniskNavn.startsWith(TILLEGG));
  const realisasjoner: Realisasjon[] = [];
  const ukjente: string[] = [];
  const brukte = new Set<string>();
  for (const post of gevinstTap) {
    if (post.gevinstTap === undefined) {
      ukjente.push(post.tekst);
      continue;
    }
    const navn = tilleggsnavn(post);
    const tillegg = egne.filter((p) => p.tekniskNavn === navn);
    // Posts can share an uplift, and one name can have an uplift on the mainland and one on Svalbard: each counts once.
    const nytt = !brukte.has(navn);
    brukte.add(navn);
    realisasjoner.push({
      type: post.gevinstTap.type,
      ledd: leddAvPost(post),
      tillegg: nytt ? tillegg.map(leddAvPost) : [],
      faktor: tillegg.length === 0 && post.gevinstTap.oppjustering === "EIERINNTEKT",
    });
  }
  for (const post of inn.manuellePoster) {
    if (post.rolle !== "BEBOER" || post.gevinstTap === undefined) continue;
    realisasjoner.push({
      type: post.gevinstTap.type,
      ledd: leddAvManuellPost(post),
      tillegg: [],
      faktor: post.gevinstTap.oppjustering === "EIERINNTEKT",
    });
  }
  return {
    beregnet: poster(BEBOER, "SKATT"),
    formuesskatt: finnFormuesskatt(egne),
    realisasjoner,
    ukjente,
  };
}

function foerVirkning(
  bok: Stegbok,
  type: GevinstTap["type"],
  { realisasjoner }: Skattegrunnlag,
  satser: Skattesatser,
): Ledd | null {
  const ledd = realisasjoner
    .filter((r) => r.type === type)
    .flatMap((r) => [r.faktor ? andelAvLedd(r.ledd, satser.faktorProsent, 100) : r.ledd, ...r.tillegg]);
  if (ledd.length === 0) return null;
  const grunnlag = bok.foer(type, STEG[type], summering(ledd), ledd);
  const kode = type === "GEVINST" ? "SKATT_AV_GEVINST" : "SKATT_AV_TAP";
  return bok.foer(kode, STEG[kode], "SUM", [andelAvLedd(grunnlag, satser.satsPromille, 1000)]);
}

export type Skatt = {
  readonly ledd: Ledd;
  /** More was taken out than the calculated tax came to. */
  readonly stoppetPaaNull: boolean;
};

/**
 * The steps of the tax that is deducted, never below zero. `satser` are those of the inntektsaar; they are needed
 * only where gains or losses are reversed.
 */
export function foerSkatt(
  bok: Stegbok,
  grunnlag: Skattegrunnlag,
  metode: Praksis["skatt"],
  satser: Skattesatser | null,
): Skatt {
  const fratrekk: Ledd[] = [];
  const tillegg: Ledd[] = [];
  const justeres =
    (metode !== "BEREGNET_SKATT" && grunnlag.formuesskatt.length > 0) ||
    (metode === "FOELGER_INNTEKT" && grunnlag.realisasjoner.length > 0);
  if (!justeres) {
    const ledd = bok.foer("SKATT", STEG.SKATT, summering(grunnlag.beregnet), grunnlag.beregnet);
    return { ledd, stoppetPaaNull: false };
  }
  const beregnet = bok.foer(
    "BEREGNET_SKATT",
    STEG.BEREGNET_SKATT,
    summering(grunnlag.beregnet),
    grunnlag.beregnet,
  );
  if (grunnlag.formuesskatt.length > 0) {
    fratrekk.push(bok.foer("FORMUESSKATT", STEG.FORMUESSKATT, "SUM_IKKE_UNDER_NULL", grunnlag.formuesskatt));
  }
  if (metode === "FOELGER_INNTEKT" && satser !== null) {
    const avGevinst = foerVirkning(bok, "GEVINST", grunnlag, satser);
    const avTap = foerVirkning(bok, "TAP", grunnlag, satser);
    if (avGevinst !== null) fratrekk.push(avGevinst);
    if (avTap !== null) tillegg.push(avTap);
  }
  const ledd = bok.foer("SKATT", STEG.SKATT, "SUM_IKKE_UNDER_NULL", [
    beregnet,
    ...fratrekk.map(minus),
    ...tillegg,
  ]);
  const samlet = (alle: readonly Ledd[]): number => alle.reduce((s, l) => s + l.beloep, 0);
  return { ledd, stoppetPaaNull: samlet(fratrekk) > samlet([beregnet, ...tillegg]) };
}
