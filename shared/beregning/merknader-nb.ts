// What the reader should know about a calculation beside the numbers, in bokmaal.
import { norskDatotekst, type Dato } from "../kernel/dato.ts";

const liste = (navn: readonly string[]): string => navn.map((n) => `«${n}»`).join(", ");

export const MERKNAD = {
  oppholdskostnad:
    "Kostnaden for oppholdet er ikke oppgitt. Egenandelen kan aldri være høyere enn den. Kontroller mot institusjonens kostnad uten kapitalkostnader.",
  maksimalEgenandel:
    "Kommunens egen øvre grense er ikke oppgitt. Har kommunen vedtatt en lavere grense, må den brukes.",
  bareManuelle:
    "Beregningen bygger bare på beløp som er oppgitt for hånd, ikke på skatteoppgjøret. Kontroller beløpene mot dokumentasjon.",
  skattIkkeOppgitt:
    "Det er ikke oppgitt skatt, så ingen skatt er trukket fra. Betaler beboeren skatt, er egenandelen for høy.",
  uklassifisert: (navn: readonly string[]) =>
    `Oppslaget har poster som ikke er vurdert og ikke er regnet med: ${liste(navn)}. Vurder dem, og legg dem til som manuelle poster hvis de er inntekt.`,
  skattevirkning:
    "Skatten på gevinster og tap er anslått med satsen for alminnelig inntekt. Personfradrag, minstefradrag, trinnskatt og skattebegrensning kan gjøre den virkelige virkningen mindre. Kontroller saken for hånd.",
  skattStoppet:
    "Fratrekket i skatten ble større enn skatten, så skatten er satt til 0. Kontroller saken for hånd.",
  skattevirkningUkjent: (navn: readonly string[]) =>
    `Skattevirkningen er ikke regnet ut for: ${liste(navn)}. Rett skatten med en manuell post hvis den betyr noe.`,
  oppjustering: (aar: number, navn: readonly string[]) =>
    `Skatteoppgjøret viser ikke oppjusteringen av ${liste(navn)}. Den er regnet ut med faktoren for ${String(aar)}.`,
  svalbard:
    "Beboeren har skatt til Svalbard, der satsene er andre. Virkningen av gevinster og tap er regnet med satsen for fastlandet og må kontrolleres.",
  skattIUtlandet:
    "Den beregnede skatten er satt ned for skatt som er betalt i utlandet. Skatten i utlandet er ikke trukket fra. Vurder om den skal legges til som manuell post.",
  reduksjonForStor: (navn: string) =>
    `Reduksjonene i «${navn}» er større enn beløpet de trekkes fra. Resten er ikke brukt.`,
  skattlagtUtenfor: (navn: readonly string[]) =>
    `Skatten av disse inntektene er trukket fra, selv om inntektene ikke er regnet med: ${liste(navn)}. Rett skatten med en manuell post (reduksjon i gruppen SKATT) hvis den betyr noe.`,
  tvil: (navn: string, tvil: string) => `«${navn}»: ${tvil}`,
  ingenInntekt:
    "Skatteoppgjøret har ingen inntekt som regnes med. Kontroller at beboeren ikke har hatt inntekt.",
  ikkeHjemmeboende: (hvem: string) =>
    `Det er ikke gitt fradrag for ${hvem}, fordi personen ikke bor hjemme (§ 5 første ledd).`,
  etterlattepensjon:
    "Pensjonen som ektefelle eller barn ville hatt hvis beboeren var død, er oppgitt for hånd. Det finnes ingen avklaring av om omstillingsstønad regnes med.",
  barnOver18:
    "Det er gitt fradrag for barn over 18 år. Det krever at beboeren forsørger barnet helt eller delvis.",
  forsoergetUtenInntekt: (hvem: string) =>
    `Det er ikke oppgitt egen inntekt for ${hvem}, så fradraget er ikke redusert.`,
  forsoergetManuell: (hvem: string) =>
    `Skatteetaten har ikke gitt beløp for ${hvem}. Egen inntekt er bare det som er oppgitt for hånd.`,
  ikkeBrukt: (navn: string, hvem: string) =>
    `Den manuelle posten «${navn}» for ${hvem} virker ikke på egenandelen og er ikke brukt.`,
  skjoenn: "Skjønnsmessige fradrag er satt av kommunen. Kontroller dem mot kommunens egne regler.",
  foreloepig: (aar: number) =>
    `Inntekten er fra ${String(aar)}, mens det regnes for et annet år. Når skatteoppgjøret for riktig år kommer, skal det gjøres etteroppgjør (§ 3 sjette ledd).`,
  heleAaret:
    "Det betales bare for en del av perioden. Det er regnet med inntekten for hele året, fordelt på dagene det betales for. Forskriften sier ikke hvordan inntekten fordeles ved innflytting, utflytting eller død.",
  dobbeltrom:
    "Ufrivillig dobbeltrom gjelder en del av en måned. Fribeløpet for dobbeltrom er brukt på de dagene.",
  ingenBetaling: "Ingen dager i perioden skal betales: oppholdet har ingen betalingsdag i den.",
  foersteDag: (dag: Dato) =>
    `Første dag det kan kreves betaling for, er ${norskDatotekst(dag)} (§ 6 første ledd).`,
  periodeUtenOpphold: "Månedsbeløp er ikke regnet ut, fordi oppholdet ikke er oppgitt.",
  foreldelse: (dag: Dato) =>
    `Oppgjøret gjelder måneder før ${norskDatotekst(dag)}. Krav foreldes som regel etter tre år. Avklar det før det kreves.`,
} as const;
