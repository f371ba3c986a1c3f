// Cases to make documents of, computed by the calculation itself: the paper is tested on what it will be given.

import { inndataFraOppslag } from "../../functions/http/inndata-fra-oppslag.ts";
import { beregn } from "../../shared/beregning/beregn.ts";
import type { Beregningsinndata, ManuellPost } from "../../shared/beregning/inndata.ts";
import { datoAv } from "../../shared/kernel/dato.ts";
import { lagOppslag } from "../../shared/oppslag/lag-oppslag.ts";
import type { Oppslagsinnhold, Rolle } from "../../shared/oppslag/oppslagssvar.ts";
import type { Persondata } from "../../shared/oppslag/persondata.ts";
import { postregler } from "../../shared/oppslag/poster/finn-postregel.ts";
import type { Kildepost } from "../../shared/oppslag/skattekilde.ts";
import type { Dokumentgrunnlag, Dokumentvalg } from "../../shared/pdf/dokumentgrunnlag.ts";
import { PRAKSIS } from "../beregning/forespoersel.ts";

const AAR = 2024;
const BEREGNET = "/beregnetSkattFastland/informasjonTilSkattelister/beregnetSkatt";
const FORMUESSKATT = "/beregnetSkattFastland/skattOgAvgift/formuesskattTilKommune/beloep";
const RESULTAT_ID = "sha256:9f2c1a07b6d34e5f8091a2b3c4d5e6f70123456789abcdef0123456789abcdef";

function poster(beloep: Readonly<Record<string, number>>): readonly Kildepost[] {
  return Object.entries(beloep).map(([tekniskNavn, verdi]) => ({
    tekniskNavn,
    kategori: "inntekt",
    omraade: "FASTLAND",
    beloep: verdi,
  }));
}

function person(
  rolle: Rolle,
  summert: Readonly<Record<string, number>>,
  skatt: number,
  formuesskatt = 0,
): Persondata {
  return {
    rolle,
    status: "FUNNET",
    skatteoppgjoersdato: rolle === "BEBOER" ? "2025-04-03" : "2025-05-14",
    annetNummer: false,
    skatteomraader: ["FASTLAND"],
    avregning: "IKKE_DELEGERT",
    poster: {
      SUMMERT_SKATTEGRUNNLAG: poster(summert),
      BEREGNET_SKATT: poster({ [BEREGNET]: skatt, [FORMUESSKATT]: formuesskatt }),
    },
  };
}

const BEBOER = person(
  "BEBOER",
  {
    alderspensjonFraFolketrygden: 301_200,
    samletAnnenPensjonMedTrekkpliktEksklusiveEktefelletillegg: 88_412,
    samledeOpptjenteRenterIInnenlandskeBanker: 12_640,
    utbytteFraAksje: 4_300,
    samledePaaloepteRenterPaaGjeldIInnenlandskeBanker: 6_218,
    innskudd: 734_551,
    ukjentPostUtenRegel: 900,
  },
  78_904,
  2_310,
);
const EKTEFELLE = person(
  "EKTEFELLE",
  { alderspensjonFraFolketrygden: 244_000, samledeOpptjenteRenterIInnenlandskeBanker: 3_105 },
  31_870,
);

function oppslag(...personer: readonly Persondata[]): Oppslagsinnhold {
  return lagOppslag(
    {
      oppslagId: "00000000-0000-4000-8000-000000000000",
      inntektsaar: AAR,
      tidspunkt: "2026-11-23T10:00:00.000Z",
    },
    personer,
  );
}

type Sak = {
  readonly oppslag?: Oppslagsinnhold;
  readonly inn?: Partial<Beregningsinndata>;
  readonly dokument?: Partial<Dokumentvalg>;
};

/** The document's input for a case; the calculation must succeed. */
function lagGrunnlag({ oppslag: slaattOpp, inn, dokument }: Sak): Dokumentgrunnlag {
  const inndata: Beregningsinndata = {
    inntektsaar: null,
    personer: null,
    poster: [],
    uklassifisert: [],
    manuellePoster: [],
    forsoergelse: [],
    skjoennsmessigeFradrag: [],
    beregningsdato: datoAv("2026-06-01"),
    opphold: null,
    periode: null,
    krevd: null,
    praksis: PRAKSIS,
    ...(slaattOpp === undefined ? {} : inndataFraOppslag(slaattOpp)),
    ...inn,
  };
  const resultat = beregn(inndata);
  if (!resultat.ok) throw new Error(`the case does not compute: ${resultat.feil.kode}`);
  return {
    resultatId: RESULTAT_ID,
    resultat: resultat.value,
    oppslag: slaattOpp ?? null,
    manuellePoster: inndata.manuellePoster,
    forsoergelse: inndata.forsoergelse,
    skjoennsmessigeFradrag: inndata.skjoennsmessigeFradrag,
    dokument: { maalform: "nb", ...dokument },
  };
}

function manuellPost(endring: Partial<ManuellPost> = {}): ManuellPost {
  return {
    rolle: "BEBOER",
    gruppe: "ANDRE_INNTEKTER",
    retning: "OEKNING",
    beloep: 12_000,
    tekst: "Leie, muntlig opplyst",
    begrunnelse: "Sønnen leier hytta om sommeren og betaler kontant. Avtalen er lagt ved saken.",
    ...endring,
  };
}

const FORSOERGELSE = {
  rolle: "EKTEFELLE",
  hjemmeboende: true,
  tenktEtterlattepensjon: 260_000,
  begrunnelse: "NAV har regnet ut pensjonen i brev 12. mai 2026.",
} as const;

const OPPHOLD = {
  opphold: {
    innflytting: datoAv("2026-03-14"),
    slutt: null,
    iInstitusjonSiden: null,
    korttidsdoegnIAaret: 0,
    ufrivilligDobbeltrom: [{ fra: datoAv("2026-07-10"), til: datoAv("2026-08-20") }],
  },
  periode: { fra: datoAv("2026-01-01"), til: datoAv("2026-12-31") },
};

const KREVD = [{ fra: datoAv("2026-04-01"), til: datoAv("2026-12-31"), beloepPerMaaned: 15_000 }];

const BREV = { kommune: "Askøy kommune", saksreferanse: "2026/1234" } as const;

export const ENSLIG = lagGrunnlag({ oppslag: oppslag(BEBOER) });

const MED_KOSTNAD = { praksis: { ...PRAKSIS, oppholdskostnadPerAar: 190_500 } };
export const KOSTNADEN_SETTER_GRENSEN = lagGrunnlag({ oppslag: oppslag(BEBOER), inn: MED_KOSTNAD });

export const PAR = lagGrunnlag({
  oppslag: oppslag(BEBOER, EKTEFELLE),
  inn: {
    ...OPPHOLD,
    krevd: KREVD,
    manuellePoster: [manuellPost()],
    forsoergelse: [FORSOERGELSE],
    skjoennsmessigeFradrag: [
      { beloep: 36_000, tekst: "Boutgifter", begrunnelse: "Huset står tomt til det er solgt." },
    ],
  },
  dokument: { ...BREV, beboerNavn: "Kari Nordmann" },
});

export const PAR_NYNORSK: Dokumentgrunnlag = { ...PAR, dokument: { ...PAR.dokument, maalform: "nn" } };

const BARN = {
  rolle: "BARN",
  hjemmeboende: true,
  tenktEtterlattepensjon: 136_549,
  begrunnelse: "Barnepensjon.",
} as const;

export const PAR_MED_TRE_BARN = lagGrunnlag({
  oppslag: oppslag(
    BEBOER,
    EKTEFELLE,
    person("BARN", { samledeOpptjenteRenterIInnenlandskeBanker: 41 }, 0),
    person("BARN", {}, 0),
    person("BARN", { samletLoennsinntektMedTrygdeavgiftspliktOgMedTrekkplikt: 48_200 }, 1_904),
  ),
  inn: {
    manuellePoster: [manuellPost({ rolle: "BARN", barnNr: 2, gruppe: "ARBEID", beloep: 4_000 })],
    forsoergelse: [
      FORSOERGELSE,
      { ...BARN, barnNr: 1 },
      { ...BARN, barnNr: 2 },
      { ...BARN, barnNr: 3, over18: true },
    ],
  },
  dokument: BREV,
});

/** Every post of the year: over 300 rows, and every text of the register. */
export const ALLE_POSTER = lagGrunnlag({
  oppslag: oppslag({
    rolle: "BEBOER",
    status: "FUNNET",
    skatteoppgjoersdato: "2025-04-03",
    annetNummer: true,
    skatteomraader: ["FASTLAND"],
    avregning: "HENTET",
    poster: {
      SUMMERT_SKATTEGRUNNLAG: poster(
        Object.fromEntries(
          postregler(AAR)
            .filter((r) => !r.tekniskNavn.startsWith("/"))
            .map((r, i) => [r.tekniskNavn, i % 7 === 0 ? -1_000 * i : 137 * i + 1]),
        ),
      ),
      BEREGNET_SKATT: poster({ [BEREGNET]: 1_234_567, [FORMUESSKATT]: 8_765 }),
    },
  }),
  dokument: BREV,
});

export const BARE_MANUELT = lagGrunnlag({
  inn: {
    manuellePoster: [
      manuellPost({ gruppe: "FOLKETRYGD", beloep: 280_000, tekst: "Alderspensjon" }),
      manuellPost({ gruppe: "SKATT", beloep: 40_000, tekst: "Skatt etter skattekortet" }),
      manuellPost({ rolle: "SAMBOER", gruppe: "ARBEID", beloep: 99_999_999, tekst: "Lønn" }),
      manuellPost({ gruppe: "ANDRE_INNTEKTER", retning: "REDUKSJON", beloep: 0 }),
    ],
  },
});

export const SKJERMET = lagGrunnlag({
  oppslag: oppslag(
    BEBOER,
    { rolle: "SAMBOER", status: "SKJERMET" },
    { rolle: "BARN", status: "INGEN_OPPGJOER" },
  ),
  dokument: { ...BREV, kommune: "Nord & <Sør>", beboerNavn: "Ola & Kari <Nordmann>" },
});

export const MED_VEDLEGG: Dokumentgrunnlag = { ...PAR, dokument: { ...PAR.dokument, vedlegg: "json" } };

/** Names of people who live here: Northern and Southern Sami, Polish, Vietnamese, Turkish, Icelandic, Serbian, Greek. */
const NAVN = [
  "Áile Čáhppe Đorvvut Ŋállá Šiega Ŧávvit Žuhlle",
  "Åanna Gaebpien-Jåma Ïsbrænna",
  "Łucja Brzęczyszczykiewicz-Żółć",
  "Nguyễn Thị Ánh Tuyết Đặng",
  "Gülşah İnönü Çağlı",
  "Þórður Ægir Óðinsson",
  "Ђорђе Њежић",
  "Ελένη Παπαδοπούλου",
] as const;

export const MED_NAVN = NAVN.map((beboerNavn): Dokumentgrunnlag => ({
  ...ENSLIG,
  dokument: { ...ENSLIG.dokument, beboerNavn },
}));

/** 300 posts by hand with reasons as long as they may be. */
export const TRE_HUNDRE_MANUELLE = lagGrunnlag({
  oppslag: oppslag(BEBOER, EKTEFELLE),
  inn: {
    manuellePoster: Array.from({ length: 300 }, (_, i) =>
      manuellPost({
        rolle: i % 3 === 0 ? "EKTEFELLE" : "BEBOER",
        beloep: i,
        tekst: `Post nummer ${i}`,
        begrunnelse: i % 50 === 0 ? "Lang begrunnelse. ".repeat(55) : "Se vedlegg.",
      }),
    ),
  },
  dokument: BREV,
});

/** Every text as long as the request allows, and without a place to break. */
export const LENGSTE_TEKSTER = lagGrunnlag({
  oppslag: oppslag(BEBOER, EKTEFELLE),
  inn: {
    manuellePoster: [manuellPost({ tekst: "W".repeat(200), begrunnelse: "W".repeat(1_000) })],
    forsoergelse: [{ ...FORSOERGELSE, begrunnelse: "W".repeat(1_000) }],
    skjoennsmessigeFradrag: [{ beloep: 99_999_999, tekst: "W".repeat(200), begrunnelse: "W".repeat(1_000) }],
  },
  dokument: { kommune: "W".repeat(100), saksreferanse: "W".repeat(100), beboerNavn: "W".repeat(200) },
});

/** As short as a document gets with everything in it that a fault can be planted in. */
export const KORT: Dokumentgrunnlag = {
  ...BARE_MANUELT,
  manuellePoster: BARE_MANUELT.manuellePoster.slice(0, 1),
  resultat: { ...BARE_MANUELT.resultat, steg: BARE_MANUELT.resultat.steg.slice(-4), forbehold: [] },
};

export const KORT_MED_VEDLEGG: Dokumentgrunnlag = { ...KORT, dokument: { maalform: "nb", vedlegg: "json" } };
