// Reads the golden cases of the calculation: one situation per file, `inn` as in a request, `ut` as paths into the result.
import { readdirSync, readFileSync } from "node:fs";
import { z } from "zod";
import { lesDato } from "../../shared/kernel/dato.ts";
import { PRAKSIS } from "./forespoersel.ts";

const dato = z.string().transform((tekst, ctx) => {
  const lest = lesDato(tekst);
  if (lest !== undefined) return lest;
  ctx.addIssue({ code: "custom", message: "no such date" });
  return z.NEVER;
});
const rolle = z.enum(["BEBOER", "EKTEFELLE", "PARTNER", "SAMBOER", "BARN"]);
const gruppe = z.enum([
  "FOLKETRYGD",
  "TJENESTEPENSJON",
  "PRIVAT_PENSJON",
  "ARBEID",
  "NAERING",
  "LEIE",
  "RENTER",
  "AVKASTNING",
  "ANDRE_INNTEKTER",
  "SKATT",
  "GJELDSRENTER",
  "GEVINST_TAP",
  "FORMUE",
  "GJELD",
  "AVREGNING",
  "SUMMER",
]);
const gevinstTap = z.strictObject({
  type: z.enum(["GEVINST", "TAP"]),
  oppjustering: z.enum(["INGEN", "EIERINNTEKT"]),
});
const post = z.strictObject({
  rolle: rolle.default("BEBOER"),
  barnNr: z.int().exactOptional(),
  gruppe,
  kilde: z.enum(["SUMMERT_SKATTEGRUNNLAG", "BEREGNET_SKATT", "AVREGNING"]).default("SUMMERT_SKATTEGRUNNLAG"),
  tekniskNavn: z.string().default("post"),
  tekst: z.string().default("Post"),
  beloep: z.int(),
  gevinstTap: gevinstTap.exactOptional(),
});
const manuellPost = z.strictObject({
  rolle: rolle.default("BEBOER"),
  barnNr: z.int().exactOptional(),
  gruppe,
  retning: z.enum(["OEKNING", "REDUKSJON"]).default("OEKNING"),
  beloep: z.int(),
  tekst: z.string().default("Oppgitt"),
  begrunnelse: z.string().default("Dokumentert"),
  gevinstTap: gevinstTap.exactOptional(),
});
const inn = z.strictObject({
  inntektsaar: z.int().nullable().default(null),
  personer: z
    .array(
      z.strictObject({
        rolle,
        barnNr: z.int().exactOptional(),
        status: z.enum(["FUNNET", "INGEN_OPPGJOER", "IKKE_FUNNET", "SKJERMET", "SLETTET"]).default("FUNNET"),
      }),
    )
    .nullable()
    .default(null),
  poster: z.array(post).default([]),
  uklassifisert: z.array(z.strictObject({ tekniskNavn: z.string(), rolle })).default([]),
  manuellePoster: z.array(manuellPost).default([]),
  forsoergelse: z
    .array(
      z.strictObject({
        rolle: z.enum(["EKTEFELLE", "PARTNER", "SAMBOER", "BARN"]),
        barnNr: z.int().exactOptional(),
        hjemmeboende: z.boolean().default(true),
        over18: z.boolean().exactOptional(),
        tenktEtterlattepensjon: z.int(),
        begrunnelse: z.string().default("Regnet ut av NAV"),
      }),
    )
    .default([]),
  skjoennsmessigeFradrag: z
    .array(z.strictObject({ beloep: z.int(), tekst: z.string(), begrunnelse: z.string() }))
    .default([]),
  beregningsdato: dato,
  opphold: z
    .strictObject({
      innflytting: dato,
      slutt: dato.nullable().default(null),
      iInstitusjonSiden: dato.nullable().default(null),
      korttidsdoegnIAaret: z.int().default(0),
      ufrivilligDobbeltrom: z.array(z.strictObject({ fra: dato, til: dato.nullable() })).default([]),
    })
    .nullable()
    .default(null),
  periode: z.strictObject({ fra: dato, til: dato }).nullable().default(null),
  krevd: z
    .array(z.strictObject({ fra: dato, til: dato, beloepPerMaaned: z.int() }))
    .nullable()
    .default(null),
  praksis: z
    .strictObject({
      egendisponering: z.enum(["FORDEL_AV_FRIBELOEP", "FULLT_FRIBELOEP"]).exactOptional(),
      skatt: z.enum(["FOELGER_INNTEKT", "UTEN_FORMUESSKATT", "BEREGNET_SKATT"]).exactOptional(),
      avrunding: z.enum(["NED", "NAERMEST"]).exactOptional(),
      maanedsdeling: z.enum(["FAKTISKE_DAGER", "TRETTI_DAGER"]).exactOptional(),
      grunnbeloep: z.enum(["PER_DATO", "GJENNOMSNITT"]).exactOptional(),
      skattesone: z.enum(["ORDINAER", "TILTAKSSONEN"]).exactOptional(),
      oppholdskostnadPerAar: z.int().nullable().exactOptional(),
      maksimalEgenandelPerAar: z.int().nullable().exactOptional(),
    })
    .default({})
    .transform((praksis) => ({ ...PRAKSIS, ...praksis })),
});

const fil = z.strictObject({
  title: z.string(),
  hjemmel: z.string(),
  kilde: z.string(),
  inn,
  /** Path into the result (`steg.SKATT` is the amount of that step) to the expected value. */
  ut: z.record(z.string(), z.json()),
  /** Codes of forbehold that must be there. */
  forbehold: z.array(z.string()).default([]),
});

export type Goldenfil = z.output<typeof fil> & { readonly filnavn: string };

const MAPPE = new URL("../golden/beregning/", import.meta.url);

/** Every golden case, in the order of the file names. */
export function lesGoldenfiler(): readonly Goldenfil[] {
  return readdirSync(MAPPE)
    .filter((navn) => navn.endsWith(".json"))
    .sort()
    .map((filnavn) => ({
      filnavn,
      ...fil.parse(JSON.parse(readFileSync(new URL(filnavn, MAPPE), "utf8"))),
    }));
}
