// The row of a municipality's webhook: how it is named and what it holds. No key is kept, only what keys are made from.

import { z } from "zod";
import { lesOrganisasjonsnummer } from "../../kernel/organisasjonsnummer.ts";
import { LEVERINGSUTFALL, WEBHOOKSTATUSER, type Webhook } from "../../hendelser/webhook.ts";
import type { Rad } from "./hendelserad.ts";

/** A partition of their own in the table of changes, which sorts after every municipality: read by itself, and by nobody else. */
export const WEBHOOKER = "webhook";

const tidspunkt = z.iso.datetime().transform((tekst) => new Date(tekst));
const NONCE = /^[\w-]{22}$/;
const nonce = z.string().regex(NONCE);
/** `<nonce>@<time>` for each, with spaces between; empty for none. */
const tidligere = z.string().transform((tekst, ctx) => {
  const lest = (tekst === "" ? [] : tekst.split(" ")).map((en) => {
    const [denne = "", gjelderTil] = en.split("@");
    return { nonce: denne, gjelderTil: tidspunkt.safeParse(gjelderTil).data };
  });
  const gyldige = lest.flatMap(({ gjelderTil, ...en }) =>
    NONCE.test(en.nonce) && gjelderTil !== undefined ? [{ ...en, gjelderTil }] : [],
  );
  if (gyldige.length === lest.length) return gyldige;
  ctx.addIssue({ code: "custom" });
  return z.NEVER;
});

const radSchema = z.object({
  rowKey: z.string().transform((tekst, ctx) => {
    const lest = lesOrganisasjonsnummer(tekst);
    if (lest !== undefined) return lest;
    ctx.addIssue({ code: "custom" });
    return z.NEVER;
  }),
  url: z.string(),
  status: z.enum(WEBHOOKSTATUSER),
  /** As text: beyond 32 bits a number is not one in a table. */
  varslesFra: z
    .string()
    .regex(/^[0-9]{1,16}$/)
    .transform(Number),
  feilPaaRad: z.number().int().min(0),
  feilSiden: tidspunkt.optional(),
  nesteForsoek: tidspunkt.optional(),
  sistTidspunkt: tidspunkt.optional(),
  sistUtfall: z.enum(LEVERINGSUTFALL).optional(),
  sistHttpStatus: z.number().int().optional(),
  nonce,
  tidligere,
});

function sisteForsoek({
  sistTidspunkt,
  sistUtfall,
  sistHttpStatus,
}: z.infer<typeof radSchema>): Webhook["sisteForsoek"] {
  if (sistTidspunkt === undefined || sistUtfall === undefined) return null;
  const status = sistHttpStatus === undefined ? {} : { httpStatus: sistHttpStatus };
  return { tidspunkt: sistTidspunkt, utfall: sistUtfall, ...status };
}

/** Undefined when the row is not one that was written here. */
export function lesWebhook(rad: object): Webhook | undefined {
  const lest = radSchema.safeParse(rad).data;
  if (lest === undefined) return undefined;
  const { url, status, varslesFra, feilPaaRad } = lest;
  return {
    kommune: lest.rowKey,
    url,
    status,
    varslesFra,
    feilPaaRad,
    feilSiden: lest.feilSiden ?? null,
    nesteForsoek: lest.nesteForsoek ?? null,
    sisteForsoek: sisteForsoek(lest),
    nonce: lest.nonce,
    tidligere: lest.tidligere,
  };
}

export function webhookrad(webhook: Webhook): Rad {
  const { feilSiden, nesteForsoek, sisteForsoek: sist } = webhook;
  return {
    partitionKey: WEBHOOKER,
    rowKey: webhook.kommune,
    url: webhook.url,
    status: webhook.status,
    varslesFra: String(webhook.varslesFra),
    feilPaaRad: webhook.feilPaaRad,
    ...(feilSiden === null ? {} : { feilSiden: feilSiden.toISOString() }),
    ...(nesteForsoek === null ? {} : { nesteForsoek: nesteForsoek.toISOString() }),
    ...(sist === null ? {} : { sistTidspunkt: sist.tidspunkt.toISOString(), sistUtfall: sist.utfall }),
    ...(sist?.httpStatus === undefined ? {} : { sistHttpStatus: sist.httpStatus }),
    nonce: webhook.nonce,
    tidligere: webhook.tidligere.map((en) => `${en.nonce}@${en.gjelderTil.toISOString()}`).join(" "),
  };
}
