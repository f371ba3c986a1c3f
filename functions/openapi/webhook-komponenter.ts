// Webhooks, with their texts: what is asked for and answered, and what is sent.

import { WEBHOOKMELDING, WEBHOOKSVAR, webhookSchema } from "../http/webhook-schema.ts";
import { komponent, type Komponenter } from "./komponent.ts";

const URL_TEKST =
  "Adressen det sendes til. https, på en vert den som driver tjenesten, har åpnet. Skriv ikke fødselsnummer eller navn i den.";

export const WEBHOOKFORESPOERSLER: Komponenter = {
  Webhookforespoersel: komponent(webhookSchema([]), "Hvor det skal sendes.", {
    url: URL_TEKST,
    nyNoekkel:
      "true: lag en ny nøkkel. De som er fra før, signerer også i 24 timer. En webhook som venter etter en feil, venter ikke lenger.",
  }),
};

const WEBHOOK = {
  url: URL_TEKST,
  status:
    "AKTIV, eller STANSET: mottakeren svarte 410, eller ingenting er tatt imot på fem døgn og minst ti forsøk. Registrer på nytt for å starte.",
  varslesFra: "Det første nummeret i endringene som det ikke er varslet om: neste melding begynner der.",
  sisteForsoek: "Det siste forsøket på å varsle. null: det er ikke gjort noe ennå.",
  nesteForsoek: "Når det tidligst prøves igjen etter en feil, i UTC. null: det venter ikke.",
};
const LEVERING = {
  utfall:
    "LEVERT: svarte 2xx. AVVIST_AV_MOTTAKER: svarte noe annet. OMDIRIGERT: svarte med en annen adresse, som ikke følges. TIDSFRIST: svarte ikke i tide. INGEN_FORBINDELSE: ble ikke nådd. VERT_IKKE_AAPNET: ikke sendt; verten er ikke åpnet for webhooks.",
  httpStatus: "HTTP-statusen mottakeren svarte med. Mangler når den ikke svarte.",
};
const MELDING = {
  type: "Hva meldingen gjelder.",
  timestamp: "Når meldingen ble laget, i UTC.",
  data: "Hva som har skjedd.",
};
const KOMMUNE = "Kommunen det gjelder.";

export const WEBHOOKSVAR_KOMPONENTER: Komponenter = {
  Webhook: komponent(WEBHOOKSVAR.webhook, "Kommunens webhook.", WEBHOOK),
  Webhookregistrering: komponent(WEBHOOKSVAR.registrert, "Kommunens webhook etter registrering.", {
    ...WEBHOOK,
    noekkel:
      "Nøkkelen meldingene signeres med, whsec_ og base64. Den vises bare når den er laget. Mangler når nøkkelen er den samme.",
  }),
  Webhookforsoek: komponent(WEBHOOKSVAR.sisteForsoek, "Et forsøk på å varsle.", {
    tidspunkt: "Når det var ferdig, i UTC.",
    ...LEVERING,
  }),
  Webhookproeve: komponent(WEBHOOKSVAR.proeve, "Hvordan det gikk å sende en prøvemelding.", LEVERING),
  Endringsvarsel: komponent(
    WEBHOOKMELDING.endringer,
    "Meldingen om at det er kommet endringer. Les dem med GET /api/v1/endringer.",
    MELDING,
  ),
  Endringsvarseldata: komponent(WEBHOOKMELDING.endringsdata, "Hvilke numre som er kommet.", {
    organisasjonsnummer: KOMMUNE,
    fraSekvensnummer: "Det første nye nummeret.",
    tilSekvensnummer: "Det siste. Noen av numrene kan mangle.",
  }),
  Proevevarsel: komponent(WEBHOOKMELDING.proeve, "En prøvemelding. Den betyr ingenting.", MELDING),
  Proevevarseldata: komponent(WEBHOOKMELDING.proevedata, "Innholdet i en prøvemelding.", {
    organisasjonsnummer: KOMMUNE,
  }),
};
