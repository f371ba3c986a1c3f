// § 5: what the resident supports others with, and half of the resident's own occupational and private pensions.
import { eksaktKroner } from "./eksakt.ts";
import type { Forsoergelse, Inntektsgruppe, SkjoennsmessigFradrag } from "./inndata.ts";
import type { Inntekt } from "./inntekt.ts";
import { andelAvLedd, lagLedd, minus, type Ledd } from "./ledd.ts";
import { summering, type Postbok } from "./postbok.ts";
import type { Stegbok } from "./stegbok.ts";
import { PERSONTEKST, STEG } from "./tekster-nb.ts";

/** § 5 (2): the person's own work income (business income too) and folketrygd pension, and nothing else. */
export const EGNE_GRUPPER: readonly Inntektsgruppe[] = ["ARBEID", "NAERING", "FOLKETRYGD"];
/** § 5 (3): the resident's pensions outside folketrygden. */
export const PENSJONSGRUPPER: readonly Inntektsgruppe[] = ["TJENESTEPENSJON", "PRIVAT_PENSJON"];

/** § 5 (1): a spouse (partner, cohabitant) must live at home; of a child that is not asked. */
export function girFradrag({ rolle, hjemmeboende }: Forsoergelse): boolean {
  return rolle === "BARN" || hjemmeboende;
}

/** What can be turned off to see what another reading of § 5 would give. */
export type Lesemaate = {
  /** Groups of the supported person that reduce the deduction. */
  readonly egneGrupper: readonly Inntektsgruppe[];
  /** Whether folketrygd benefits that are no pension reduce it too. */
  readonly medStoenader: boolean;
  /** Groups of the resident of which half is deducted. */
  readonly pensjonsgrupper: readonly Inntektsgruppe[];
};
export const VALGT_LESEMAATE: Lesemaate = {
  egneGrupper: EGNE_GRUPPER,
  medStoenader: true,
  pensjonsgrupper: PENSJONSGRUPPER,
};

/** A folketrygd benefit from the lookup that Skatteetaten does not call a pension (AAP, dagpenger, supplerende stoenad ...). */
export function erStoenad(gruppe: Inntektsgruppe, { kilde, kildereferanse }: Ledd): boolean {
  return (
    gruppe === "FOLKETRYGD" && kilde === "SUMMERT_SKATTEGRUNNLAG" && !/pensjon/i.test(kildereferanse ?? "")
  );
}

function foerPerson(bok: Stegbok, poster: Postbok, f: Forsoergelse, nr: number, lesemaate: Lesemaate): Ledd {
  const hvem = PERSONTEKST[f.rolle];
  const egne = lesemaate.egneGrupper.flatMap((gruppe) => {
    const ledd = poster(f, gruppe).filter((l) => lesemaate.medStoenader || !erStoenad(gruppe, l));
    // What a caseworker takes out of a group may empty that group, never eat of another.
    if (summering(ledd) === "SUM") return ledd;
    return [
      bok.foer(
        `EGEN_INNTEKT_${String(nr)}_${gruppe}`,
        { navn: STEG[`INNTEKT_${gruppe}`].navn, hjemmel: STEG.EGEN_INNTEKT(hvem).hjemmel },
        "SUM_IKKE_UNDER_NULL",
        ledd,
      ),
    ];
  });
  const inntekt = bok.foer(`EGEN_INNTEKT_${String(nr)}`, STEG.EGEN_INNTEKT(hvem), "SUM", egne);
  return bok.foer(`ETTERLATTEFRADRAG_${String(nr)}`, STEG.ETTERLATTEFRADRAG(hvem), "SUM_IKKE_UNDER_NULL", [
    lagLedd(STEG.TENKT_ETTERLATTEPENSJON, eksaktKroner(f.tenktEtterlattepensjon), "OPPGITT", {
      rolle: f.rolle,
      barnNr: f.barnNr ?? null,
      begrunnelse: f.begrunnelse,
    }),
    minus(inntekt),
  ]);
}

/** The steps of § 5 (2) and (3); null when nobody is supported. */
export function foerForsoergerfradrag(
  bok: Stegbok,
  poster: Postbok,
  inntekt: Inntekt,
  forsoergelse: readonly Forsoergelse[],
  lesemaate: Lesemaate = VALGT_LESEMAATE,
): Ledd | null {
  const ledd = forsoergelse.filter(girFradrag).map((f, i) => foerPerson(bok, poster, f, i + 1, lesemaate));
  if (ledd.length === 0) return null;
  const pensjoner = lesemaate.pensjonsgrupper
    .map((gruppe) => inntekt.grupper.get(gruppe))
    .filter((l) => l !== undefined)
    .map((l) => andelAvLedd(l, 50, 100));
  if (pensjoner.length > 0) {
    ledd.push(bok.foer("PENSJONSFRADRAG", STEG.PENSJONSFRADRAG, "SUM_IKKE_UNDER_NULL", pensjoner));
  }
  return bok.foer("FORSOERGERFRADRAG", STEG.FORSOERGERFRADRAG, "SUM", ledd);
}

/** The step of § 5 (4); null when there is no such deduction. */
export function foerSkjoenn(bok: Stegbok, fradrag: readonly SkjoennsmessigFradrag[]): Ledd | null {
  if (fradrag.length === 0) return null;
  return bok.foer(
    "SKJOENNSMESSIGE_FRADRAG",
    STEG.SKJOENNSMESSIGE_FRADRAG,
    "SUM",
    fradrag.map(({ beloep, tekst, begrunnelse }) =>
      lagLedd(tekst, eksaktKroner(beloep), "OPPGITT", { begrunnelse }),
    ),
  );
}
