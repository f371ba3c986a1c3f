// What is wrong with a field and what to do about it, in bokmaal. Never the value itself.
export const MELDING = {
  ingenInntekt: "Send med et oppslag eller minst én manuell post, ellers er det ingen inntekt å regne på.",
  beboerUtenInntekt:
    "Uten oppslag må inntekten til beboeren oppgis. Legg til minst én manuell inntektspost for BEBOER.",
  oppslagUtenBeboer: "Oppslaget har ingen beboer. Gjør et nytt oppslag der beboeren er med.",
  beboerUkjent: {
    INGEN_OPPGJOER:
      "Skatteoppgjøret til beboeren er ikke klart. Vent på oppgjøret, eller regn uten oppslag med manuelle poster.",
    IKKE_FUNNET:
      "Skatteetaten fant ikke beboeren. Kontroller nummeret, eller regn uten oppslag med manuelle poster.",
    SKJERMET:
      "Opplysningene om beboeren er skjermet og regnes ikke som null. Regn uten oppslag med manuelle poster.",
    SLETTET:
      "Skatteoppgjøret til beboeren er slettet. Gjør et nytt oppslag senere, eller regn uten oppslag med manuelle poster.",
  },
  skattMangler:
    "Oppslaget mangler beregnet skatt for beboeren, og det regnes ikke som null. Legg til hele skatten som manuell post i gruppen SKATT, også den delen oppslaget viser.",
  regelsettMangler:
    "Det finnes ikke noe regelsett for inntektsåret i oppslaget, så ingen poster er vurdert. Legg til inntekten og hele skatten som manuelle poster.",
  ikkeIOppslaget:
    "Personen er ikke med i oppslaget. Gjør et nytt oppslag der personen er med, eller ta bort posten.",
  hvilketBarn: "Det er flere barn. Oppgi hvilket barn posten gjelder.",
  barnNrBareForBarn: "Nummer på barn gjelder bare rollen BARN. Ta det bort.",
  over18BareForBarn: "Dette gjelder bare rollen BARN. Ta det bort.",
  gruppeTellerIkke:
    "Gruppen er til opplysning og teller ikke i beregningen. Velg en inntektsgruppe, SKATT, GJELDSRENTER eller GEVINST_TAP.",
  gevinstTap:
    "Oppgi om posten er gevinst eller tap og om den oppjusteres når gruppen er GEVINST_TAP, og bare da.",
  gevinstTapUtenOppslag:
    "Uten oppslag er inntektsåret ukjent, og skattevirkningen kan ikke regnes ut. Rett heller skatten med en post i gruppen SKATT.",
  sammePerson: "Personen er oppgitt to ganger. Behold én.",
  enPartner: "Det kan bare være én av EKTEFELLE, PARTNER og SAMBOER. Behold én.",
  forsoergetIkkeIOppslaget:
    "Personen er ikke med i oppslaget, så egen inntekt er ukjent. Gjør et nytt oppslag der personen er med.",
  forsoergetUkjent:
    "Oppslaget har ingen beløp for personen, og det regnes ikke som null. Legg til egen arbeidsinntekt, næringsinntekt eller pensjon fra folketrygden som manuell post, 0 kr hvis det ikke er noen.",
  slutterFoerStart: "Perioden slutter før den begynner. Rett datoene.",
  overlapper: "Perioden overlapper en annen. Rett datoene så de ikke dekker samme dag.",
  utenforOpphold: "Datoen ligger utenfor oppholdet. Rett den, eller rett innflytting og slutt.",
  utenforPeriode: "Datoen ligger utenfor perioden som det regnes for. Rett den, eller utvid perioden.",
  forLangPeriode: "Perioden er lengre enn fem år. Del den opp.",
  sluttFoerInnflytting: "Oppholdet slutter før innflyttingen. Rett datoene.",
  institusjonEtterInnflytting:
    "Tiden i en annen institusjon må begynne før innflyttingen eller samme dag. Rett datoen.",
  forMangeDoegn: "Et år har høyst 366 døgn. Rett antallet.",
  kreverOpphold: "Etteroppgjør krever et opphold. Legg det til.",
  kreverPeriode: "Etteroppgjør krever en periode. Legg den til.",
} as const;
