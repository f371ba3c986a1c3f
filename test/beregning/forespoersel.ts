// The smallest input of a calculation, and the few variations that tests are made of.
import { datoAv } from "../../shared/kernel/dato.ts";
import type { Result } from "../../shared/kernel/result.ts";
import type {
  Beregningsinndata,
  Gruppe,
  Grunnlagspost,
  ManuellPost,
  Praksis,
  Rolle,
} from "../../shared/beregning/inndata.ts";

export const PRAKSIS: Praksis = {
  egendisponering: "FORDEL_AV_FRIBELOEP",
  skatt: "FOELGER_INNTEKT",
  avrunding: "NED",
  maanedsdeling: "FAKTISKE_DAGER",
  grunnbeloep: "PER_DATO",
  skattesone: "ORDINAER",
  oppholdskostnadPerAar: null,
  maksimalEgenandelPerAar: null,
};

/** A manual post of the resident unless told otherwise. */
export function manuell(gruppe: Gruppe, beloep: number, endring: Partial<ManuellPost> = {}): ManuellPost {
  return {
    rolle: "BEBOER",
    gruppe,
    retning: "OEKNING",
    beloep,
    tekst: "Oppgitt",
    begrunnelse: "Dokumentert",
    ...endring,
  };
}

/** A post of the lookup. */
export function post(gruppe: Gruppe, beloep: number, endring: Partial<Grunnlagspost> = {}): Grunnlagspost {
  return {
    rolle: "BEBOER",
    gruppe,
    kilde: "SUMMERT_SKATTEGRUNNLAG",
    tekniskNavn: `post${gruppe}`,
    tekst: `Post ${gruppe}`,
    beloep,
    ...endring,
  };
}

/** Everything manual, one net pension, rates of 1 June 2026. */
export function manuellSak(
  pensjon: number,
  { praksis, ...endring }: Partial<Omit<Beregningsinndata, "praksis">> & { praksis?: Partial<Praksis> } = {},
): Beregningsinndata {
  return {
    inntektsaar: null,
    personer: null,
    poster: [],
    uklassifisert: [],
    manuellePoster: [manuell("FOLKETRYGD", pensjon)],
    forsoergelse: [],
    skjoennsmessigeFradrag: [],
    beregningsdato: datoAv("2026-06-01"),
    opphold: null,
    periode: null,
    krevd: null,
    praksis: { ...PRAKSIS, ...praksis },
    ...endring,
  };
}

/** A lookup of inntektsaar 2024 where everybody named was found. */
export function oppslagssak(
  poster: readonly Grunnlagspost[],
  { praksis, ...endring }: Partial<Omit<Beregningsinndata, "praksis">> & { praksis?: Partial<Praksis> } = {},
  roller: readonly Rolle[] = ["BEBOER"],
): Beregningsinndata {
  const barn = roller.filter((r) => r === "BARN");
  const andre = roller.filter((r) => r !== "BARN");
  return {
    ...manuellSak(0),
    inntektsaar: 2024,
    personer: [
      ...andre.map((rolle) => ({ rolle, status: "FUNNET" as const })),
      ...barn.map((rolle, i) => ({ rolle, barnNr: i + 1, status: "FUNNET" as const })),
    ],
    poster,
    manuellePoster: [],
    ...endring,
    praksis: { ...PRAKSIS, ...praksis },
  };
}

/** The value of a successful outcome; fails the test with the kode otherwise. */
export function expectOk<T, F extends { readonly kode: string }>(resultat: Result<T, F>): T {
  if (!resultat.ok) throw new Error(`expected a result, got ${JSON.stringify(resultat.feil)}`);
  return resultat.value;
}

/** The feil of a failed outcome; fails the test otherwise. */
export function expectFeil<T, F>(resultat: Result<T, F>): F {
  if (resultat.ok) throw new Error("expected a feil, got a result");
  return resultat.feil;
}
