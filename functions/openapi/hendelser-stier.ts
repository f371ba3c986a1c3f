// The operations of subscriptions, changes and settlements in bulk.

import { ENDRINGSPARAMETRE } from "../endringer.ts";
import { RESULTATPARAMETRE } from "../etteroppgjoer-status.ts";
import type { Heltall } from "../http/les-query.ts";
import type { Problemkode } from "../http/problem-schema.ts";
import * as eksempler from "./hendelser-eksempler.ts";
import { jsonInnhold, problemsvarAv, svar200, svarMed } from "./svar.ts";

/** Storage, and for persons the key of the hash, may be out of reach or set up wrongly. */
const LAGER: readonly Problemkode[] = [
  "ugyldig-forespoersel",
  "ikke-autentisert",
  "ikke-tilgang",
  "motpart-utilgjengelig",
  "ugyldig-svar",
  "intern-feil",
];
const MED_PERSON: readonly Problemkode[] = [
  ...LAGER,
  "for-stor",
  "feil-medietype",
  "tilkobling-feilkonfigurert",
];

const KORRELASJONSID = { $ref: "#/components/parameters/Korrelasjonsid" };
const tags = ["Endringer"];

function iSti(name: string, description: string) {
  return { name, in: "path", required: true, description, schema: { type: "string", format: "uuid" } };
}

function iQuery(name: string, description: string, { min, max, uten }: Heltall) {
  const schema = { type: "integer", minimum: min, maximum: max, default: uten };
  return { name, in: "query", description, schema };
}

const ABONNEMENT_ID = iSti("abonnementId", "Deres egen id for abonnementet.");

export const HENDELSESSTIER = {
  "/api/v1/abonnementer": {
    get: {
      operationId: "abonnementer",
      tags,
      summary: "Kommunens abonnementer",
      description: "Personene står ikke i svaret; de er ikke lagret annet enn som nøklet hash.",
      parameters: [KORRELASJONSID],
      responses: {
        ...svar200("Abonnementene.", jsonInnhold("Abonnementer", eksempler.ABONNEMENTER), "Cache-Control"),
        ...problemsvarAv(...LAGER),
      },
    },
  },
  "/api/v1/abonnementer/{abonnementId}": {
    put: {
      operationId: "abonnementLagre",
      tags,
      summary: "Følg skatteoppgjørene til en person",
      description:
        "Lager abonnementet, eller erstatter og fornyer det. Høyst 10 000 for hver kommune. Det varsles om det som skjer fra nå av: slå opp det som alt finnes.",
      parameters: [KORRELASJONSID, ABONNEMENT_ID],
      requestBody: {
        required: true,
        content: jsonInnhold("Abonnementsforespoersel", eksempler.ABONNEMENT_FORESPOERSLER),
      },
      responses: {
        ...svar200(
          "Abonnementet er erstattet.",
          jsonInnhold("Abonnement", eksempler.ABONNEMENT),
          "Cache-Control",
        ),
        ...svarMed(
          201,
          "Abonnementet er laget.",
          jsonInnhold("Abonnement", eksempler.ABONNEMENT),
          "Cache-Control",
        ),
        ...problemsvarAv(...MED_PERSON),
      },
    },
    delete: {
      operationId: "abonnementSlett",
      tags,
      summary: "Slutt å følge",
      description: "Abonnementet og det som er varslet om det, slettes. Det samme om det ikke finnes.",
      parameters: [KORRELASJONSID, ABONNEMENT_ID],
      responses: {
        ...svarMed(204, "Abonnementet finnes ikke lenger.", undefined, "Cache-Control"),
        ...problemsvarAv(...LAGER),
      },
    },
  },
  "/api/v1/endringer": {
    get: {
      operationId: "endringer",
      tags,
      summary: "Hva som har skjedd med skatteoppgjørene kommunen følger",
      description:
        "Les videre fra det siste nummeret pluss én, til listen er tom. Endringer slettes etter 15 måneder, og når abonnementet slettes.",
      parameters: [
        KORRELASJONSID,
        iQuery("fraSekvensnummer", "Det første nummeret dere vil ha.", ENDRINGSPARAMETRE.fraSekvensnummer),
        iQuery("antall", "Hvor mange dere vil ha.", ENDRINGSPARAMETRE.antall),
      ],
      responses: {
        ...svar200("Endringene.", jsonInnhold("Endringer", eksempler.ENDRINGER), "Cache-Control"),
        ...problemsvarAv(...LAGER),
      },
    },
  },
  "/api/v1/etteroppgjoer": {
    post: {
      operationId: "etteroppgjoer",
      tags,
      summary: "Gjør opp mange saker",
      description:
        "Hver sak slås opp og regnes ut som enkeltvis, med innslag i loggen over oppslag. Kontrolleres nå, utføres etterpå. Alt slettes etter 30 dager.",
      parameters: [KORRELASJONSID],
      requestBody: {
        required: true,
        content: jsonInnhold("Etteroppgjoersforespoersel", eksempler.ETTEROPPGJOER_FORESPOERSLER),
      },
      responses: {
        ...svarMed(
          202,
          "Mottatt.",
          jsonInnhold("Etteroppgjoersmottak", eksempler.ETTEROPPGJOER_MOTTATT),
          "Location",
          "Cache-Control",
        ),
        ...problemsvarAv(...MED_PERSON, "noekkel-i-bruk"),
      },
    },
  },
  "/api/v1/etteroppgjoer/{id}": {
    get: {
      operationId: "etteroppgjoerStatus",
      tags,
      summary: "Hvor langt et etteroppgjør er kommet, og resultatene",
      parameters: [
        KORRELASJONSID,
        iSti("id", "Etteroppgjørets id."),
        iQuery("fraSak", "Den første saken dere vil ha resultatet av.", RESULTATPARAMETRE.fraSak),
        iQuery(
          "antall",
          "Hvor mange saker dere vil ha. Med 0 kommer bare framdriften.",
          RESULTATPARAMETRE.antall,
        ),
      ],
      responses: {
        ...svar200(
          "Etteroppgjøret.",
          jsonInnhold("Etteroppgjoerssvar", eksempler.ETTEROPPGJOER_SVAR),
          "Cache-Control",
        ),
        ...problemsvarAv(...LAGER, "ikke-funnet"),
      },
    },
  },
};
