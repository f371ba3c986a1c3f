// The request and the answers of webhooks, and what a webhook is sent.

import { z } from "zod";
import { LENGSTE_ADRESSE, lesMottaker, type Adressefeil } from "../../shared/hendelser/mottaker.ts";
import { LEVERINGSUTFALL, WEBHOOKSTATUSER } from "../../shared/hendelser/webhook.ts";
import { MELDINGSTYPER } from "../../shared/hendelser/webhookmelding.ts";
import { tekstUtenNummerSchema } from "./felles-schema.ts";

const MELDINGER: Readonly<Record<Adressefeil, string>> = {
  UGYLDIG: `må være en adresse som begynner med https://, på høyst ${LENGSTE_ADRESSE} tegn, uten brukernavn, passord og #`,
  UAAPNET_VERT: "går til en vert som ikke er åpnet for webhooks; be den som driver tjenesten, om å åpne den",
};
const INGEN_WEBHOOKS =
  "kan ikke registreres, for denne tjenesten sender ikke webhooks; les endringene jevnlig i stedet";

/** The schema, given the hosts that are open; undefined when the service has no webhooks. */
export function webhookSchema(verter: readonly string[] | undefined) {
  return z.strictObject({
    url: tekstUtenNummerSchema(LENGSTE_ADRESSE).superRefine((url, ctx) => {
      const lest = lesMottaker(url, verter ?? []);
      if (verter === undefined) ctx.addIssue({ code: "custom", message: INGEN_WEBHOOKS });
      else if (!lest.ok) ctx.addIssue({ code: "custom", message: MELDINGER[lest.feil] });
    }),
    nyNoekkel: z.boolean().exactOptional(),
  });
}

const levering = { utfall: z.enum(LEVERINGSUTFALL), httpStatus: z.int().exactOptional() };
const sisteForsoek = z.strictObject({ tidspunkt: z.iso.datetime(), ...levering });
const webhook = z.strictObject({
  url: z.url(),
  status: z.enum(WEBHOOKSTATUSER),
  varslesFra: z.int(),
  sisteForsoek: sisteForsoek.nullable(),
  nesteForsoek: z.iso.datetime().nullable(),
});

/** What is answered, for the document of the API. */
export const WEBHOOKSVAR = {
  webhook,
  registrert: z.strictObject({ ...webhook.shape, noekkel: z.string().exactOptional() }),
  sisteForsoek,
  proeve: z.strictObject(levering),
};

const endringsdata = z.strictObject({
  organisasjonsnummer: z.string(),
  fraSekvensnummer: z.int(),
  tilSekvensnummer: z.int(),
});
const proevedata = z.strictObject({ organisasjonsnummer: z.string() });

/** What is sent, for the same document. */
export const WEBHOOKMELDING = {
  endringer: z.strictObject({
    type: z.literal(MELDINGSTYPER.endringer),
    timestamp: z.iso.datetime(),
    data: endringsdata,
  }),
  endringsdata,
  proeve: z.strictObject({
    type: z.literal(MELDINGSTYPER.proeve),
    timestamp: z.iso.datetime(),
    data: proevedata,
  }),
  proevedata,
};
