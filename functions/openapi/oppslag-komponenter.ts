// The request and the answer of a lookup, with their texts.

import type { Oppslagssvar } from "../../shared/oppslag/oppslagssvar.ts";
import { oppslagSchema } from "../http/oppslag-schema.ts";
import { oppslagssvarSchema } from "../http/oppslagssvar-schema.ts";
import type { SchemaFor } from "../http/samme-type.ts";
import { komponent, type Komponenter } from "./komponent.ts";

/** Does not compile when the type of the answer changes and its schema does not. */
const svar: SchemaFor<typeof oppslagssvarSchema, Oppslagssvar> = oppslagssvarSchema;
const gruppe = svar.shape.grupper.element;

/** The request; the last inntektsaar that may be asked for depends on the day. */
export function oppslagsforespoersler(sisteInntektsaar: number): Komponenter {
  // Which kinds of numbers an environment accepts does not show in the form.
  const schema = oppslagSchema("test", sisteInntektsaar);
  return {
    Oppslagsforespoersel: komponent(
      schema,
      "Hvem det skal slås opp skatteopplysninger om, og for hvilket år.",
      {
        inntektsaar:
          "Inntektsåret, eller SISTE: det siste året beboeren har et tilgjengelig skatteoppgjør for.",
        personer:
          "Nøyaktig én BEBOER, høyst én av EKTEFELLE, PARTNER og SAMBOER, og høyst ti BARN. Ingen kan stå to ganger.",
        saksreferanse:
          "Kommunens egen referanse til saken. Den føres i loggen over oppslag. Skriv ikke fødselsnummer eller navn her.",
      },
    ),
    Oppslagsperson: komponent(schema.shape.personer.element, "En person i husholdningen.", {
      rolle: "Hvem personen er i husholdningen.",
      personidentifikator:
        "Fødselsnummer eller D-nummer, elleve sifre med riktige kontrollsifre. Syntetiske numre godtas bare i testmiljøet.",
    }),
  };
}

export const OPPSLAGSSVAR: Komponenter = {
  Oppslagssvar: komponent(
    svar,
    "Skatteopplysningene, gruppert og forseglet. Ta vare på hele svaret slik det kom: det sendes uendret tilbake i en beregning.",
    {
      oppslagId: "Oppslagets egen id.",
      inntektsaar: "Året opplysningene gjelder.",
      tidspunkt: "Når oppslaget ble gjort, i UTC.",
      regelsett: "Reglene postene er gruppert etter.",
      personer: "Personene i samme rekkefølge som i forespørselen.",
      grupper: "Gruppene i fast rekkefølge. En gruppe uten poster er utelatt.",
      uklassifisert: "Poster som regelsettet ikke kjenner. De er ikke med i noen sum og må vurderes.",
      sum: "Summene av gruppene med + og -.",
      merknader: "Det saksbehandleren må vite om oppslaget.",
      segl: "Signatur over svaret og kommunen (JWS). Gjelder i 90 dager.",
    },
  ),
  Regelsett: komponent(svar.shape.regelsett, "Et sett regler.", {
    id: "Navnet på regelsettet.",
    versjon: "Versjonen av det.",
  }),
  Personsvar: komponent(svar.shape.personer.element, "Hva som ble funnet om en person.", {
    rolle: "Rollen fra forespørselen.",
    status:
      "Bare FUNNET har beløp. INGEN_OPPGJOER: ikke noe skatteoppgjør for året ennå. SKJERMET: opplysninger gis ikke ut. " +
      "SLETTET: oppgjøret er slettet hos Skatteetaten. IKKE_FUNNET: Skatteetaten kjenner ikke nummeret.",
    skatteoppgjoersdato: "Datoen på skatteoppgjøret, når Skatteetaten har oppgitt den.",
  }),
  Oppslagsgruppe: komponent(gruppe, "Poster av samme slag, med sum.", {
    gruppe: "Gruppens kode.",
    tekst: "Gruppens navn.",
    fortegn: "+ er inntekt, - trekkes fra, i vises uten å være med i noen sum.",
    beloep: "Summen av postene. null der en sum ikke gir mening eller mangler et beløp.",
    poster: "Postene i gruppen.",
  }),
  Oppslagspost: komponent(gruppe.shape.poster.element, "En post i skatteoppgjøret.", {
    tekniskNavn: "Skatteetatens eget navn på posten. For beregnet skatt og avregning: stien i svaret.",
    tekst: "Navnet på posten slik den vises.",
    kilde: "Hvilket API hos Skatteetaten posten kommer fra.",
    hjemmel: "Hvorfor posten regnes med, eller hvorfor ikke.",
    beloep: "Beløpet for hver person og for husholdningen.",
  }),
  UklassifisertPost: komponent(svar.shape.uklassifisert.element, "En post regelsettet ikke kjenner.", {
    tekniskNavn: "Skatteetatens eget navn på posten.",
    kategori: "Skatteetatens kategori.",
    kilde: "Hvilket API hos Skatteetaten posten kommer fra.",
    beloep: "Beløpet for hver person og for husholdningen.",
  }),
  Kolonner: komponent(
    svar.shape.sum.shape.inntekt,
    "Hele kroner per person. Et felt som mangler, betyr at personen ikke har noe slikt beløp. null betyr at summen mangler et beløp den trenger. Ingen av delene er 0.",
    {
      beboer: "Beboerens beløp.",
      ektefelle: "Beløpet til ektefelle, partner eller samboer.",
      barn: "Summen for barna.",
      barnHverForSeg:
        "Hvert barns beløp, i samme rekkefølge som i personer. null: barnet har ikke noe slikt beløp.",
      husholdning: "Summen for husholdningen.",
    },
  ),
  Oppslagssum: komponent(svar.shape.sum, "Summene av gruppene.", {
    inntekt: "Gruppene med +.",
    fradrag: "Gruppene med -.",
    grunnlag: "Inntekt minus fradrag.",
  }),
  Merknad: komponent(svar.shape.merknader.element, "Noe saksbehandleren må vite.", {
    kode: "Fast kode.",
    tekst: "Forklaring som kan vises.",
  }),
};
