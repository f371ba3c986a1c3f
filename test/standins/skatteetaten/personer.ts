// The synthetic persons (month +80) by the situation they are in. Their tax data lies in personer/, one file per person
// and inntektsaar, as Skatteetaten would send it.

export const SITUASJONER = {
  /** The household of KS' own worked example, inntektsaar 2023. */
  ksBeboer: "17865131208",
  ksEktefelle: "02915820762",
  /** A couple with data for 2024 and 2025: debt, formuesskatt and, in 2024, a gain and a loss on shares. */
  pensjonistBeboer: "14833811860",
  pensjonistEktefelle: "28894126436",
  /** Strengt fortrolig in 2023, 2024 and 2025. */
  skjermet: "09814433290",
  /** Settled for 2024, not for 2025. */
  utenSkatteoppgjoer: "21923615005",
  /** Known to Skatteetaten, never settled. */
  aldriSkatteoppgjoer: "05854740263",
  /** Has a post in 2025 that no list names. */
  ukjentPost: "30874021950",
  /** The basis for 2025 has been deleted. */
  slettet: "11903927595",
  /** Has data for 2025 and used to have the number after this one, which still finds them. */
  nyttNummer: "24824336616",
  gammeltNummer: "24824312083",
  /** Has a Svalbard assessment beside the mainland one in 2025. */
  svalbard: "06884918845",
  /** A valid number that nobody has. */
  finnesIkke: "19844543487",
} as const satisfies Readonly<Record<string, string>>;
