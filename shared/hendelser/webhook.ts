// A municipality's webhook: where it is told that its feed has grown. What is kept is how far it has been told, not messages:
// ended anywhere, it is told again and nothing is lost.

import type { Organisasjonsnummer } from "../kernel/organisasjonsnummer.ts";

export const WEBHOOKSTATUSER = ["AKTIV", "STANSET"] as const;
export const LEVERINGSUTFALL = [
  /** Answered 2xx. */
  "LEVERT",
  /** Answered something else. */
  "AVVIST_AV_MOTTAKER",
  /** Answered with another address, which is not followed. */
  "OMDIRIGERT",
  /** Not answered in time. */
  "TIDSFRIST",
  /** Not reached, or cut off. */
  "INGEN_FORBINDELSE",
  /** Not sent: the operator has not opened the host, or does not any more. */
  "VERT_IKKE_AAPNET",
] as const;

/** What became of an attempt, and the HTTP status when there was an answer. */
export type Levering = {
  readonly utfall: (typeof LEVERINGSUTFALL)[number];
  readonly httpStatus?: number;
};

export type Webhook = {
  readonly kommune: Organisasjonsnummer;
  readonly url: string;
  readonly status: (typeof WEBHOOKSTATUSER)[number];
  /** The first number of the municipality's feed that it has not been told of. */
  readonly varslesFra: number;
  /** Failures since it was last delivered or started, and when the first of them was. */
  readonly feilPaaRad: number;
  readonly feilSiden: Date | null;
  /** Null when it need not wait. */
  readonly nesteForsoek: Date | null;
  readonly sisteForsoek: (Levering & { readonly tidspunkt: Date }) | null;
  /** What its key is made from; the key itself is kept nowhere. */
  readonly nonce: string;
  /** What earlier keys are made from, which sign along until a moment, the newest first. */
  readonly tidligere: readonly { readonly nonce: string; readonly gjelderTil: Date }[];
};

/** Why a webhook is stopped: the receiver says that it is gone (410), or nothing but failures for days. */
export type Stansaarsak = "MOTTAKER_BORTE" | "BARE_FEIL";

const MINUTT_MS = 60_000;
const DOEGN_MS = 86_400_000;
const FOERSTE_VENTETID_MS = 5 * MINUTT_MS;
const LENGSTE_VENTETID_MS = 12 * 60 * MINUTT_MS;
const STANSES_ETTER_MS = 5 * DOEGN_MS;
/** Days in which nothing could be sent say little about the receiver. */
const STANSES_ETTER_FEIL = 10;
const OVERLAPP_MS = DOEGN_MS;
const GONE = 410;
/** Whoever changes keys more often than this in a day loses the oldest before its day is over. */
const FLEST_TIDLIGERE = 4;

/** A webhook that is told of what comes from a number on. */
export function nyWebhook(fra: Pick<Webhook, "kommune" | "url" | "varslesFra" | "nonce">): Webhook {
  return {
    ...fra,
    status: "AKTIV",
    feilPaaRad: 0,
    feilSiden: null,
    nesteForsoek: null,
    sisteForsoek: null,
    tidligere: [],
  };
}

/** As one that has not failed: it waits for nothing. */
function utenFeil(webhook: Webhook): Webhook {
  return { ...webhook, feilPaaRad: 0, feilSiden: null, nesteForsoek: null };
}

/** Registered again. The same address keeps its waiting time unless it was stopped; another starts afresh from the same number. */
export function registrertPaaNytt(webhook: Webhook, url: string): Webhook {
  if (webhook.url === url && webhook.status === "AKTIV") return webhook;
  return {
    ...utenFeil(webhook),
    url,
    status: "AKTIV",
    sisteForsoek: webhook.url === url ? webhook.sisteForsoek : null,
  };
}

/**
 * With a new key. Those before it sign along for a day: an answer that was lost must not cost the receiver the one it has. What
 * failed may have failed for want of it, and is forgotten.
 */
export function medNyNoekkel(webhook: Webhook, nonce: string, naa: Date): Webhook {
  const forrige = { nonce: webhook.nonce, gjelderTil: new Date(naa.getTime() + OVERLAPP_MS) };
  const gjeldende = webhook.tidligere.filter(({ gjelderTil }) => naa < gjelderTil);
  return { ...utenFeil(webhook), nonce, tidligere: [forrige, ...gjeldende].slice(0, FLEST_TIDLIGERE) };
}

/** After a trial that was delivered: the receiver is there again. One that is stopped is started by its municipality alone. */
export function etterLevertProeve(webhook: Webhook): Webhook {
  return webhook.status === "STANSET" || webhook.feilPaaRad === 0 ? webhook : utenFeil(webhook);
}

/** What the keys that sign at a moment are made from, the newest first. */
export function gjeldendeNoncer({ nonce, tidligere }: Webhook, naa: Date): readonly string[] {
  return [nonce, ...tidligere.filter(({ gjelderTil }) => naa < gjelderTil).map((en) => en.nonce)];
}

/** Whether it may be tried at a moment. */
export function erForfall({ status, nesteForsoek }: Webhook, naa: Date): boolean {
  return status === "AKTIV" && (nesteForsoek === null || naa >= nesteForsoek);
}

/** What an HTTP status means. */
export function tolkStatus(httpStatus: number): Levering {
  if (httpStatus >= 200 && httpStatus < 300) return { utfall: "LEVERT", httpStatus };
  return { utfall: httpStatus >= 300 && httpStatus < 400 ? "OMDIRIGERT" : "AVVIST_AV_MOTTAKER", httpStatus };
}

/** How long to wait after so many failures in a row: twice as long each time, and never all at once (`tilfeldig` in [0, 1)). */
export function ventetidMs(feilPaaRad: number, tilfeldig: number): number {
  const ventetid = Math.min(FOERSTE_VENTETID_MS * 2 ** (feilPaaRad - 1), LENGSTE_VENTETID_MS);
  return Math.round(ventetid * (0.8 + 0.4 * tilfeldig));
}

/** Why a webhook should be stopped after an attempt that failed; undefined when it should not. */
function stansaarsak(
  { httpStatus }: Levering,
  feilPaaRad: number,
  feilSidenMs: number,
): Stansaarsak | undefined {
  if (httpStatus === GONE) return "MOTTAKER_BORTE";
  return feilPaaRad >= STANSES_ETTER_FEIL && feilSidenMs >= STANSES_ETTER_MS ? "BARE_FEIL" : undefined;
}

export type Forsoek = {
  readonly levering: Levering;
  /** The first number the message does not tell of. */
  readonly neste: number;
  readonly naa: Date;
  readonly tilfeldig: number;
};

/** The webhook after an attempt to tell of its feed, and why it was stopped if it was. */
export function etterForsoek(
  webhook: Webhook,
  { levering, neste, naa, tilfeldig }: Forsoek,
): { readonly webhook: Webhook; readonly stanset?: Stansaarsak } {
  const forsoekt = { ...webhook, sisteForsoek: { ...levering, tidspunkt: naa }, nesteForsoek: null };
  if (levering.utfall === "LEVERT") {
    return { webhook: { ...forsoekt, varslesFra: neste, feilPaaRad: 0, feilSiden: null } };
  }
  const feilPaaRad = webhook.feilPaaRad + 1;
  const feilSiden = webhook.feilSiden ?? naa;
  const stanset = stansaarsak(levering, feilPaaRad, naa.getTime() - feilSiden.getTime());
  if (stanset !== undefined) {
    return { webhook: { ...forsoekt, status: "STANSET", feilPaaRad, feilSiden }, stanset };
  }
  const nesteForsoek = new Date(naa.getTime() + ventetidMs(feilPaaRad, tilfeldig));
  return { webhook: { ...forsoekt, feilPaaRad, feilSiden, nesteForsoek } };
}
