// The operations of webhooks, and what a receiver is called with.

import type { Problemkode } from "../http/problem-schema.ts";
import type { Eksempler } from "./eksempler.ts";
import { jsonInnhold, problemsvarAv, svar200, svarMed } from "./svar.ts";
import * as eksempler from "./webhook-eksempler.ts";

const LAGER: readonly Problemkode[] = [
  "ugyldig-forespoersel",
  "ikke-autentisert",
  "ikke-tilgang",
  "motpart-utilgjengelig",
  "ugyldig-svar",
  "intern-feil",
];
/** What a key is made from may be out of reach or set up wrongly. */
const MED_NOEKKEL: readonly Problemkode[] = [...LAGER, "tilkobling-feilkonfigurert"];

const parameters = [{ $ref: "#/components/parameters/Korrelasjonsid" }];
const tags = ["Endringer"];

export const WEBHOOKSTIER = {
  "/api/v1/webhook": {
    put: {
      operationId: "webhookLagre",
      tags,
      summary: "Bli varslet når det er kommet endringer",
      description:
        "Én for hver kommune: en annen adresse tar over for den som står der, også en annen leverandørs. Se etter med GET først. Det varsles om det som kommer fra nå av. Ny adresse: det varsles videre fra der den gamle slapp. En ny leverandør ber om ny nøkkel samtidig. En som er stanset, starter igjen.",
      parameters,
      requestBody: {
        required: true,
        content: jsonInnhold("Webhookforespoersel", eksempler.WEBHOOK_FORESPOERSLER),
      },
      responses: {
        ...svar200(
          "Webhooken fantes og er som ønsket. Nøkkelen er med når det er laget en ny.",
          jsonInnhold("Webhookregistrering", eksempler.WEBHOOK),
          "Cache-Control",
        ),
        ...svarMed(
          201,
          "Webhooken er laget. Ta vare på nøkkelen; den vises ikke igjen.",
          jsonInnhold("Webhookregistrering", eksempler.WEBHOOK_REGISTRERT),
          "Cache-Control",
        ),
        ...problemsvarAv(...MED_NOEKKEL, "for-stor", "feil-medietype"),
      },
    },
    get: {
      operationId: "webhook",
      tags,
      summary: "Kommunens webhook, og hvordan det går",
      parameters,
      responses: {
        ...svar200("Webhooken.", jsonInnhold("Webhook", eksempler.WEBHOOK), "Cache-Control"),
        ...problemsvarAv(...LAGER, "ikke-funnet"),
      },
    },
    delete: {
      operationId: "webhookSlett",
      tags,
      summary: "Slutt å varsle",
      description: "Webhooken og nøkkelen slettes. Det samme om den ikke finnes.",
      parameters,
      responses: {
        ...svarMed(204, "Webhooken finnes ikke lenger.", undefined, "Cache-Control"),
        ...problemsvarAv(...LAGER),
      },
    },
  },
  "/api/v1/webhook/proeve": {
    post: {
      operationId: "webhookProeve",
      tags,
      summary: "Send en prøvemelding nå",
      description:
        "Svaret sier hvordan det gikk. Blir den levert, venter en webhook som har feilet, ikke lenger; en som er stanset, forblir stanset. Ellers endres ingenting. Kan ta ti sekunder.",
      parameters,
      responses: {
        ...svar200("Det er prøvd.", jsonInnhold("Webhookproeve", eksempler.WEBHOOK_PROEVE), "Cache-Control"),
        ...problemsvarAv(...MED_NOEKKEL, "ikke-funnet", "opptatt"),
      },
    },
  },
};

function hode(name: string, description: string) {
  return { name, in: "header", required: true, description, schema: { type: "string" } };
}

const HODER = [
  hode("webhook-id", "Meldingens id. Den samme meldingen kan komme flere ganger, med samme id."),
  hode("webhook-timestamp", "Når den ble sendt, i sekunder siden 1970."),
  hode("webhook-signature", "Én eller flere signaturer (v1, HMAC-SHA256) med mellomrom mellom."),
];

type Melding = {
  readonly operationId: string;
  readonly summary: string;
  readonly description: string;
  readonly komponent: string;
  readonly innhold: Eksempler;
};

function melding({ operationId, summary, description, komponent, innhold }: Melding) {
  return {
    post: {
      operationId,
      tags,
      summary,
      description,
      // The receiver knows the service by its signature.
      security: [],
      parameters: HODER,
      requestBody: { required: true, content: jsonInnhold(komponent, innhold) },
      responses: { "2XX": { description: "Meldingen er tatt imot." } },
    },
  };
}

/** The messages, by their type. */
export const WEBHOOKMELDINGER = {
  "endringer.nye": melding({
    operationId: "endringerNye",
    summary: "Det er kommet endringer",
    description:
      "Signert etter Standard Webhooks. Svar 2xx med en gang; ellers sendes den igjen senere. Svar 410 stanser webhooken.",
    komponent: "Endringsvarsel",
    innhold: eksempler.ENDRINGSVARSEL,
  }),
  "webhook.proeve": melding({
    operationId: "webhookProevemelding",
    summary: "En prøvemelding",
    description:
      "Signert etter Standard Webhooks. Sendes én gang, når noen ber om det; den som ba, får vite hva mottakeren svarte. 410 stanser ingenting.",
    komponent: "Proevevarsel",
    innhold: eksempler.PROEVEVARSEL,
  }),
};
