// What the pages say besides the status itself, in bokmaal.

import type { Stegnavn, Stegstatus } from "../../shared/tilkobling/status.ts";

/** A status in words and as a class of the style, which puts a symbol before the words. */
type Statustekst = { readonly klasse: string; readonly tekst: string; readonly betyr: string };

export const STATUS: Readonly<Record<Stegstatus, Statustekst>> = {
  OK: { klasse: "ok", tekst: "I orden", betyr: "Steget er gjort og bekreftet." },
  MANGLER: {
    klasse: "mangler",
    tekst: "Mangler",
    betyr: "Vi vet at steget ikke er gjort. Under steget står det hva kommunen skal gjøre.",
  },
  TIL_VURDERING: {
    klasse: "venter",
    tekst: "Til vurdering",
    betyr: "En saksbehandler hos operatøren ser på tilslutningserklæringen. Kommunen trenger ikke gjøre noe.",
  },
  AVVIST: {
    klasse: "mangler",
    tekst: "Avvist",
    betyr:
      "Tilslutningserklæringen er ikke godtatt. Grunnen står under steget, og kommunen må levere på nytt.",
  },
  UKJENT: {
    klasse: "ukjent",
    tekst: "Ikke kjent",
    betyr: "Vi har ikke fått svar, eller ingen har meldt fra. Det betyr ikke at noe mangler.",
  },
};

/** What the overview calls a status in each of its columns. Each can be understood without the head of its column. */
export const KOLONNE: Readonly<
  Record<"erklaering" | "tilgang" | "klar", Readonly<Record<Stegstatus, string>>>
> = {
  erklaering: {
    OK: "Signert",
    MANGLER: "Ikke mottatt",
    TIL_VURDERING: "Til vurdering",
    AVVIST: "Avvist",
    UKJENT: "Ikke kjent",
  },
  tilgang: {
    OK: "Har tilgang",
    MANGLER: "Uten tilgang",
    TIL_VURDERING: "Til vurdering",
    AVVIST: "Avvist",
    UKJENT: "Tilgang ikke kjent",
  },
  klar: {
    OK: "Klar",
    MANGLER: "Ikke klar",
    TIL_VURDERING: "Venter",
    AVVIST: "Ikke klar",
    UKJENT: "Ikke avklart",
  },
};

/** Whether a municipality is ready, in one sentence. */
export const KLARSETNING: Readonly<Record<Exclude<Stegstatus, "OK">, string>> = {
  MANGLER: "Kommunen er ikke klar til å slå opp skatteopplysninger ennå.",
  AVVIST: "Kommunen er ikke klar til å slå opp skatteopplysninger ennå.",
  TIL_VURDERING: "Kommunen er ikke klar ennå. Tilslutningserklæringen er til vurdering.",
  UKJENT: "Vi vet ikke ennå om kommunen er klar til å slå opp skatteopplysninger.",
};

/** The five steps, and who takes each. */
export const STEG: Readonly<Record<Stegnavn, { readonly navn: string; readonly hvem: string }>> = {
  TILSLUTNINGSERKLAERING: {
    navn: "Tilslutningserklæring",
    hvem: "Ordføreren, eller den som har fått fullmakt, signerer. Det gjøres én gang.",
  },
  PAAKOBLINGSFORESPOERSEL: {
    navn: "Påkoblingsforespørsel",
    hvem: "Kommunen sender den for langtidsopphold. Operatøren registrerer at den er sendt.",
  },
  TILGANG: {
    navn: "Tilgang hos Skatteetaten",
    hvem: "Skatteetaten gir kommunen tilgang, ett API om gangen.",
  },
  DELEGERING: {
    navn: "Delegering i Altinn",
    hvem: "Den som har rollen daglig leder i Altinn, eller tilgangspakken for Maskinporten-scopes, delegerer ett API om gangen.",
  },
  TJENESTEVEDLEGG: {
    navn: "Tjenestevedlegg",
    hvem: "Den som har ansvar for behandlingen av opplysningene i kommunen, signerer. Operatøren registrerer det.",
  },
};

type Hjelp = {
  readonly tittel: string;
  readonly innledning: string;
  /** Whether the points are to be taken in order. */
  readonly rekkefoelge: boolean;
  readonly punkter: readonly string[];
};

/** What to check, in this order, when something does not work. */
export const HJELP: readonly Hjelp[] = [
  {
    tittel: "Delegeringen virker ikke",
    innledning: "Se etter i denne rekkefølgen:",
    rekkefoelge: true,
    punkter: [
      "Er det riktig API? Navnet skal være akkurat som under stegene over, og slutte på «API – På vegne av».",
      "Er det API-et for produksjon? API-et for test har nesten samme navn, og hjelper ikke.",
      "Er begge organisasjonsnumrene riktige? Kommunen delegerer fra hovedorganisasjonsnummeret sitt, og til leverandørens organisasjonsnummer.",
    ],
  },
  {
    tittel: "Leverandøren får ikke token fra Maskinporten",
    innledning: "Se etter i denne rekkefølgen:",
    rekkefoelge: true,
    punkter: [
      "Har kommunen delegert alle de tre API-ene til denne leverandøren?",
      "Bruker leverandøren sitt eget virksomhetssertifikat eller sin egen nøkkel, og ikke kommunens?",
      "Ber leverandøren om riktig scope? De heter skatteetaten:summertskattegrunnlag, skatteetaten:beregnetskatt og skatteetaten:avregning.",
    ],
  },
  {
    tittel: "Når dere ber om hjelp",
    innledning: "Det går fortere når dere sender med:",
    rekkefoelge: false,
    punkter: [
      "feilmeldingen som tekst, og et bilde av den",
      "når det skjedde, og om det har virket før",
      "koden som står under steget, eller korrelasjonsid hvis dere har en",
    ],
  },
];

export const IKKE_FUNNET = {
  tittel: "Fant ikke kommunen",
  forklaring: "Vi kjenner ingen kommune med dette organisasjonsnummeret. Søk etter kommunen i oversikten.",
};

export const UGYLDIG_ADRESSE = {
  tittel: "Adressen er ikke riktig",
  hva: "Søk etter kommunen i oversikten.",
};

/** What the parts of an address are called. */
export const ADRESSEDEL: ReadonlyMap<string, string> = new Map([
  ["orgnr", "Organisasjonsnummeret"],
  ["soek", "Søket"],
]);

export const INGEN_TREFF =
  "Ingen kommuner passer med søket. Prøv med færre bokstaver, eller med organisasjonsnummeret.";
