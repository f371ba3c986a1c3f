// Arbitrary calculations that are valid, for the properties.
import fc from "fast-check";
import {
  INNTEKTSGRUPPER,
  type Beregningsinndata,
  type Grunnlagspost,
  type Praksis,
} from "../../shared/beregning/inndata.ts";
import { datoAv, datoFra, type Dato } from "../../shared/kernel/dato.ts";
import { plussDager } from "../kernel/pluss-dager.ts";
import { oppslagssak, post } from "./forespoersel.ts";

export const KJOERINGER = { numRuns: 1000 };

const BEREGNET_SKATT = "/beregnetSkattFastland/informasjonTilSkattelister/beregnetSkatt";
const FORMUESSKATT = "/beregnetSkattFastland/skattOgAvgift/formuesskattTilKommune/beloep";

export const beloep = fc.oneof(
  fc.nat({ max: 250_000 }),
  fc.nat({ max: 3_000_000 }),
  fc.nat({ max: 99_999_999 }),
);

const dag = (fra: string, dager: number): fc.Arbitrary<Dato> =>
  fc.nat({ max: dager }).map((n) => plussDager(datoAv(fra), n));

/** Any day with rates. */
export const satsdag = dag("2015-01-01", 4382);

export const praksis: fc.Arbitrary<Praksis> = fc.record({
  egendisponering: fc.constantFrom("FORDEL_AV_FRIBELOEP", "FULLT_FRIBELOEP"),
  skatt: fc.constantFrom("FOELGER_INNTEKT", "UTEN_FORMUESSKATT", "BEREGNET_SKATT"),
  avrunding: fc.constantFrom("NED", "NAERMEST"),
  maanedsdeling: fc.constantFrom("FAKTISKE_DAGER", "TRETTI_DAGER"),
  grunnbeloep: fc.constantFrom("PER_DATO", "GJENNOMSNITT"),
  skattesone: fc.constantFrom("ORDINAER", "TILTAKSSONEN"),
  oppholdskostnadPerAar: fc.option(fc.nat({ max: 1_500_000 })),
  maksimalEgenandelPerAar: fc.option(fc.nat({ max: 1_500_000 })),
});

const inntektspost = fc
  .tuple(fc.constantFrom(...INNTEKTSGRUPPER), beloep)
  .map(([gruppe, b]) => post(gruppe, b));

const realisasjon: fc.Arbitrary<Grunnlagspost> = fc
  .record({
    type: fc.constantFrom("GEVINST", "TAP"),
    oppjustering: fc.constantFrom("INGEN", "EIERINNTEKT"),
    b: fc.nat({ max: 500_000 }),
  })
  .map(({ b, ...gevinstTap }) => post("GEVINST_TAP", b, { gevinstTap }));

/** The posts of a resident with tax, and of a spouse. */
const poster: fc.Arbitrary<Grunnlagspost[]> = fc
  .tuple(
    fc.array(inntektspost, { maxLength: 6 }),
    fc.nat({ max: 400_000 }).map((b) => post("SKATT", b, { tekniskNavn: BEREGNET_SKATT })),
    fc.option(fc.nat({ max: 50_000 })),
    fc.array(realisasjon, { maxLength: 2 }),
    fc.option(fc.nat({ max: 60_000 })),
    fc.array(inntektspost, { maxLength: 3 }),
  )
  .map(([inntekt, skatt, formuesskatt, realisasjoner, renter, ektefelles]) => [
    ...inntekt,
    skatt,
    ...(formuesskatt === null ? [] : [post("SUMMER", formuesskatt, { tekniskNavn: FORMUESSKATT })]),
    ...realisasjoner,
    ...(renter === null ? [] : [post("GJELDSRENTER", renter)]),
    ...ektefelles.map((p) => ({ ...p, rolle: "EKTEFELLE" as const })),
  ]);

/** A valid calculation of a resident and a spouse, without a stay. */
export const sak: fc.Arbitrary<Beregningsinndata> = fc
  .record({
    poster,
    praksis,
    beregningsdato: satsdag,
    tenktEtterlattepensjon: fc.option(fc.nat({ max: 400_000 })),
    hjemmeboende: fc.boolean(),
    skjoenn: fc.option(fc.nat({ max: 100_000 })),
  })
  .map(({ poster: p, tenktEtterlattepensjon, hjemmeboende, skjoenn, ...resten }) =>
    oppslagssak(
      p,
      {
        ...resten,
        forsoergelse:
          tenktEtterlattepensjon === null
            ? []
            : [{ rolle: "EKTEFELLE", hjemmeboende, tenktEtterlattepensjon, begrunnelse: "Vedtak" }],
        skjoennsmessigeFradrag:
          skjoenn === null ? [] : [{ beloep: skjoenn, tekst: "Boutgifter", begrunnelse: "Vedtak" }],
      },
      ["BEBOER", "EKTEFELLE"],
    ),
  );

/** A valid calculation with a stay that begins 2018–2025 and a periode of whole calendar months in 2020–2026. */
export const sakMedOpphold: fc.Arbitrary<Beregningsinndata> = fc
  .record({
    sak,
    innflytting: dag("2018-01-01", 2500),
    varighet: fc.option(fc.nat({ max: 2000 })),
    foer: fc.option(fc.nat({ max: 60 })),
    korttidsdoegnIAaret: fc.nat({ max: 90 }),
    dobbeltrom: fc.option(fc.tuple(fc.nat({ max: 200 }), fc.nat({ max: 120 }))),
    fraMaaned: fc.nat({ max: 40 }),
    maaneder: fc.integer({ min: 2, max: 36 }),
  })
  .map(({ sak: s, innflytting, varighet, foer, korttidsdoegnIAaret, dobbeltrom, fraMaaned, maaneder }) => {
    const slutt = varighet === null ? null : plussDager(innflytting, varighet);
    const romFra = dobbeltrom === null ? null : plussDager(innflytting, dobbeltrom[0]);
    const romTil = dobbeltrom === null || romFra === null ? null : plussDager(romFra, dobbeltrom[1]);
    const iOppholdet = romFra !== null && (slutt === null || (romTil !== null && romTil <= slutt));
    const tilMaaned = fraMaaned + maaneder;
    const foerste = (nr: number): Dato => datoFra(2020 + Math.floor(nr / 12), (nr % 12) + 1, 1);
    return {
      ...s,
      opphold: {
        innflytting,
        slutt,
        iInstitusjonSiden: foer === null ? null : plussDager(innflytting, -foer),
        korttidsdoegnIAaret,
        ufrivilligDobbeltrom: iOppholdet ? [{ fra: romFra, til: romTil }] : [],
      },
      periode: { fra: foerste(fraMaaned), til: plussDager(foerste(tilMaaned), -1) },
    };
  });
