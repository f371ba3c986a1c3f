// The requests of a calculation and of its document, with their texts.

import { beregningPdfSchema, beregningSchema } from "../http/beregning-schema.ts";
import { komponent, type Komponenter } from "./komponent.ts";

const { manuellePoster, forsoergelse, skjoennsmessigeFradrag, opphold, periode, krevd, praksis } =
  beregningSchema.shape;
const manuellPost = manuellePoster.unwrap().element;
const oppholdet = opphold.unwrap().unwrap();
const dokument = beregningPdfSchema.shape.dokument.unwrap();

const FELT = {
  oppslag:
    "Hele svaret fra et oppslag, uendret, gjort for samme kommune i løpet av de siste 90 dagene. Uten oppslag er alt manuelt.",
  manuellePoster: "Beløp saksbehandleren legger til eller trekker fra. Nødvendig når oppslag mangler.",
  forsoergelse: "Personer beboeren forsørger (§ 5 første og andre ledd).",
  skjoennsmessigeFradrag: "Fradrag etter skjønn (§ 5 fjerde ledd), per år.",
  beregningsdato: "Egenandelen per år regnes med satsene på denne datoen.",
  opphold: "Oppholdet. Nødvendig for terminer.",
  periode: "Perioden det skal regnes terminer for, høyst fem år. Nødvendig for terminer.",
  krevd: "Hva som er krevd, for etteroppgjør. Trenger opphold og periode.",
  praksis: "Kommunens valg der forskriften er taus.",
};

const fraTil = { fra: "Første dag.", til: "Siste dag, den er med." };

export const BEREGNINGSFORESPOERSLER: Komponenter = {
  Beregningsforespoersel: komponent(
    beregningSchema,
    "Grunnlaget for en beregning. Bare beregningsdato og én kilde til inntekt (oppslag eller manuellePoster) er nødvendig.",
    FELT,
  ),
  Dokumentforespoersel: komponent(
    beregningPdfSchema,
    "Som Beregningsforespoersel, med ønsker for dokumentet.",
    {
      ...FELT,
      dokument: "Ønsker for dokumentet.",
    },
  ),
  Dokumentoensker: komponent(dokument, "Hva som skal stå i dokumentet, og hvordan.", {
    maalform: "nb er bokmål, nn er nynorsk.",
    kommune: "Kommunens navn.",
    saksreferanse: "Kommunens referanse til saken.",
    beboerNavn: "Beboerens navn. Det brukes bare i dokumentet og lagres ikke.",
    vedlegg: "json legger resultatet ved i dokumentet (PDF/A-3a).",
  }),
  ManuellPost: komponent(manuellPost, "Et beløp saksbehandleren legger til eller trekker fra.", {
    rolle: "Hvem beløpet gjelder. Med oppslag må personen være slått opp.",
    barnNr: "Hvilket barn, fra 1. Bare for BARN.",
    gruppe: "Gruppen beløpet hører til: en inntektsgruppe, SKATT, GJELDSRENTER eller GEVINST_TAP.",
    retning: "OEKNING legger til, REDUKSJON trekker fra.",
    beloep: "Hele kroner per år.",
    tekst: "Hva beløpet er.",
    begrunnelse: "Hvorfor det er lagt inn.",
    gevinstTap: "Nødvendig for GEVINST_TAP, og bare der.",
  }),
  GevinstTap: komponent(
    manuellPost.shape.gevinstTap.unwrap(),
    "Hva en gevinst eller et tap er skattemessig.",
    {
      type: "Gevinst eller tap.",
      oppjustering: "EIERINNTEKT når beløpet oppjusteres som aksjeinntekt.",
    },
  ),
  Forsoergelse: komponent(forsoergelse.unwrap().element, "En person beboeren forsørger.", {
    rolle: "Hvem personen er.",
    barnNr: "Hvilket barn, fra 1. Bare for BARN.",
    hjemmeboende: "Ektefelle, partner og samboer gir bare fradrag når de bor hjemme.",
    over18: "Barnet er over 18 år og forsørges helt eller delvis. Bare for BARN.",
    tenktEtterlattepensjon: "Pensjonen fra folketrygden personen ville hatt som etterlatt, brutto per år.",
    begrunnelse: "Hvorfor fradraget gis.",
  }),
  SkjoennsmessigFradrag: komponent(skjoennsmessigeFradrag.unwrap().element, "Et fradrag etter skjønn.", {
    beloep: "Hele kroner per år.",
    tekst: "Hva fradraget er for.",
    begrunnelse: "Hvorfor det gis.",
  }),
  Opphold: komponent(oppholdet, "Oppholdet i institusjonen.", {
    innflytting: "Første dag av oppholdet.",
    slutt: "Siste dag av oppholdet, som betales. null mens det varer.",
    iInstitusjonSiden: "Første dag i annen institusjon beboeren kom rett fra. null når det ikke gjelder.",
    korttidsdoegnIAaret:
      "Døgn på korttidsopphold i innflyttingsåret før innflyttingen. Utelatt eller null betyr ikke oppgitt; et forbehold sier da hva flere enn 60 ville gitt.",
    ufrivilligDobbeltrom: "Perioder i dobbeltrom mot beboerens ønske. De gir høyere fribeløp.",
  }),
  Dobbeltrom: komponent(oppholdet.shape.ufrivilligDobbeltrom.unwrap().element, "En periode i dobbeltrom.", {
    fra: "Første dag.",
    til: "Siste dag. null mens det varer.",
  }),
  Periode: komponent(periode.unwrap().unwrap(), "En periode, begge dager med.", fraTil),
  Krevd: komponent(krevd.unwrap().unwrap().element, "Hva som er krevd i en periode.", {
    ...fraTil,
    beloepPerMaaned: "Hele kroner per måned.",
  }),
  Praksis: komponent(praksis.unwrap(), "Kommunens valg. Det som utelates, får standardverdien.", {
    egendisponering:
      "Det beboeren alltid skal ha igjen: 25 % av G og 75 % av fribeløpet, eller 25 % av G og hele fribeløpet.",
    skatt:
      "Skatten som trekkes fra: den som følger inntekten det regnes av, beregnet skatt uten formuesskatt, eller beregnet skatt.",
    avrunding: "Avrunding til hele kroner: ned, eller til nærmeste.",
    maanedsdeling: "Del av måned: måneden har sine faktiske dager, eller 30.",
    grunnbeloep: "G på hver dato, eller gjennomsnittet i kalenderåret.",
    skattesone: "TILTAKSSONEN er Finnmark og Nord-Troms.",
    oppholdskostnadPerAar:
      "Hva oppholdet koster uten kapitalkostnader, per år. null når det ikke er oppgitt.",
    maksimalEgenandelPerAar: "Kommunens egen øvre grense per år. null når det ikke er oppgitt.",
  }),
};
