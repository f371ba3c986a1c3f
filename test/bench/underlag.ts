// What the benches work on: a couple with a full year's stay, as a request would give it.

import { readFileSync } from "node:fs";
import { beregningSchema } from "../../functions/http/beregning-schema.ts";
import { inndataFraOppslag } from "../../functions/http/inndata-fra-oppslag.ts";
import { beregn } from "../../shared/beregning/beregn.ts";
import type { Beregningsinndata } from "../../shared/beregning/inndata.ts";
import { lagOppslag } from "../../shared/oppslag/lag-oppslag.ts";
import type { Oppslagsinnhold } from "../../shared/oppslag/oppslagssvar.ts";
import type { Persondata } from "../../shared/oppslag/persondata.ts";
import type { Dokumentgrunnlag } from "../../shared/pdf/dokumentgrunnlag.ts";
import type { Fonter } from "../../shared/pdf/lag-pdf.ts";

function person(
  rolle: "BEBOER" | "EKTEFELLE",
  beloep: Readonly<Record<string, number>>,
  skatt: number,
): Persondata {
  const post = (tekniskNavn: string, kroner: number) => ({
    tekniskNavn,
    kategori: "",
    omraade: "FASTLAND" as const,
    beloep: kroner,
  });
  return {
    rolle,
    status: "FUNNET",
    skatteoppgjoersdato: "2026-04-03",
    annetNummer: false,
    avregning: "HENTET",
    poster: {
      SUMMERT_SKATTEGRUNNLAG: Object.entries(beloep).map(([navn, kroner]) => post(navn, kroner)),
      BEREGNET_SKATT: [post("/beregnetSkattFastland/informasjonTilSkattelister/beregnetSkatt", skatt)],
      AVREGNING: [post("/fastland/beloepTilgode", 1_250)],
    },
  };
}

function oppslag(medEktefelle = true): Oppslagsinnhold {
  const hode = {
    oppslagId: "00000000-0000-4000-8000-000000000000",
    inntektsaar: 2025,
    tidspunkt: "2026-11-23T10:00:00.000Z",
  };
  return lagOppslag(hode, [
    person(
      "BEBOER",
      {
        alderspensjonFraFolketrygden: 301_200,
        samletAvtalefestetPensjon: 88_400,
        samledeOpptjenteRenterIInnenlandskeBanker: 9_310,
        utbytteFraAksje: 12_000,
        samledePaaloepteRenterPaaGjeldIInnenlandskeBanker: 4_120,
        innskudd: 415_000,
      },
      62_800,
    ),
    ...(medEktefelle
      ? [person("EKTEFELLE", { alderspensjonFraFolketrygden: 244_000, innskudd: 120_000 }, 38_000)]
      : []),
  ]);
}

const FORESPOERSEL = beregningSchema.parse({
  manuellePoster: [
    {
      rolle: "BEBOER",
      gruppe: "LEIE",
      retning: "OEKNING",
      beloep: 12_000,
      tekst: "Leie, muntlig opplyst",
      begrunnelse: "Utleie av hybel fra mars",
    },
  ],
  forsoergelse: [
    {
      rolle: "EKTEFELLE",
      hjemmeboende: true,
      tenktEtterlattepensjon: 260_000,
      begrunnelse: "Beregnet av NAV",
    },
  ],
  skjoennsmessigeFradrag: [{ beloep: 36_000, tekst: "Boutgifter", begrunnelse: "Egen bolig i seks måneder" }],
  beregningsdato: "2026-06-01",
  opphold: { innflytting: "2025-11-14" },
  periode: { fra: "2026-01-01", til: "2026-12-31" },
});

/** A full-year calculation of a couple: lookup, spouse (§ 5), manual post, discretionary deduction and twelve months. */
export function parSomBeregnes(): Beregningsinndata {
  return { ...FORESPOERSEL, ...inndataFraOppslag(oppslag()) };
}

/** A full-year calculation of a single resident: lookup and twelve months. */
export function ensligSomBeregnes(): Beregningsinndata {
  const ingen = { manuellePoster: [], forsoergelse: [], skjoennsmessigeFradrag: [] };
  return { ...FORESPOERSEL, ...ingen, ...inndataFraOppslag(oppslag(false)) };
}

/** A resident alone without a lookup: pension and tax as the caseworker has them, in a kommune that has answered what it does. */
function manueltSomBeregnes(): Beregningsinndata {
  const post = { rolle: "BEBOER", retning: "OEKNING", begrunnelse: "Oppgitt i brev fra NAV" };
  const forespoersel = beregningSchema.parse({
    manuellePoster: [
      { ...post, gruppe: "FOLKETRYGD", beloep: 301_200, tekst: "Alderspensjon" },
      { ...post, gruppe: "SKATT", beloep: 62_800, tekst: "Skatt etter skattekortet" },
    ],
    praksis: { oppholdskostnadPerAar: 1_200_000, maksimalEgenandelPerAar: 1_100_000 },
    beregningsdato: "2026-06-01",
  });
  return { ...forespoersel, inntektsaar: null, personer: null, poster: [], uklassifisert: [] };
}

const SOM_BEREGNES = { manuelt: manueltSomBeregnes, enslig: ensligSomBeregnes, par: parSomBeregnes } as const;

/** The document of one of them, and the fonts as the bundle supplies them. */
export function dokumentgrunnlag(hvem: keyof typeof SOM_BEREGNES = "par"): {
  grunnlag: Dokumentgrunnlag;
  fonter: Fonter;
} {
  const inndata = SOM_BEREGNES[hvem]();
  const resultat = beregn(inndata);
  if (!resultat.ok) throw new Error(`the calculation gave ${resultat.feil.kode}`);
  const skrift = (navn: string): Uint8Array =>
    readFileSync(`node_modules/@expo-google-fonts/source-sans-3/${navn}.ttf`);
  return {
    grunnlag: {
      resultatId: `sha256:${"0".repeat(64)}`,
      resultat: resultat.value,
      oppslag: hvem === "manuelt" ? null : oppslag(hvem === "par"),
      manuellePoster: inndata.manuellePoster,
      forsoergelse: inndata.forsoergelse,
      skjoennsmessigeFradrag: inndata.skjoennsmessigeFradrag,
      dokument: { maalform: "nb", kommune: "Eksempel kommune", beboerNavn: "Kari Eksempel" },
    },
    fonter: {
      regular: skrift("400Regular/SourceSans3_400Regular"),
      semiBold: skrift("600SemiBold/SourceSans3_600SemiBold"),
    },
  };
}
