// Settlements in bulk as blobs: a folder per job with the job itself, a blob of cases per stack until it has been handled, and
// one of results. The cases hold numbers of persons; nothing else here does. Storage removes it all after thirty days.

import { createHmac } from "node:crypto";
import { z } from "zod";
import { lesOrganisasjonsnummer, type Organisasjonsnummer } from "../../kernel/organisasjonsnummer.ts";
import type { Feil } from "../../kernel/feil.ts";
import { err, ok, type Result } from "../../kernel/result.ts";
import { delIBunker, type Jobb } from "../../etteroppgjoer/jobb.ts";
import type { Bestilling, Jobblager, LestJobb } from "../../etteroppgjoer/lager.ts";
import { fortalt, type Hendelselageraarsak, type Utfall } from "./hendelseskall.ts";
import { createJsonblober, type Blobadgang } from "./jsonblob.ts";
import { lesPepper } from "./personhash.ts";

export type JobblagerDeps = Blobadgang & {
  /** The text of the pepper secret: content and keys are kept as hashes with it. */
  readonly pepper: () => Promise<Result<string, Feil>>;
  readonly now: () => Date;
  /** Hears why storage failed. */
  readonly meld: (aarsak: Hendelselageraarsak) => void;
  /** What a call may take, in ms. Fifteen seconds unless told: some hundred blobs are written for a large job. */
  readonly fristMs?: number;
};

export const ETTEROPPGJOERCONTAINER = "etteroppgjoer";

const FRIST_MS = 15_000;
const VARIGHET_MS = 30 * 86_400_000;
/** Stacks written at a time. */
const SAMTIDIGE = 25;

const ULESELIG = err({ kode: "ULESELIG", tabell: ETTEROPPGJOERCONTAINER } as const);

const orgnr = z.string().transform((tekst, ctx) => {
  const lest = lesOrganisasjonsnummer(tekst);
  if (lest !== undefined) return lest;
  ctx.addIssue({ code: "custom" });
  return z.NEVER;
});
const tall = z.int().min(0);
const jobbSchema = z.strictObject({
  /** Hash of what was ordered. */
  innhold: z.string(),
  /** False until every stack has been kept. */
  hel: z.boolean(),
  antall: tall,
  mottatt: z.iso.datetime(),
  ansvar: z.strictObject({
    leverandoer: orgnr.nullable(),
    clientId: z.string(),
    jti: z.string(),
    korrelasjonsid: z.string(),
  }),
  bunker: z.array(z.strictObject({ igjen: tall, beregnet: tall, feilet: tall })),
  stanset: z.boolean(),
});
type Jobbinnhold = z.infer<typeof jobbSchema>;

const sakerSchema = z.array(z.strictObject({ nr: tall, forsoek: tall, innhold: z.unknown() }));
const resultaterSchema = z.array(
  z.strictObject({
    nr: tall,
    status: z.enum(["BEREGNET", "FEILET"]),
    innhold: z.record(z.string(), z.unknown()),
  }),
);

/** A UUID (RFC 9562, version 8) that is the same for the same text and cannot be made without the pepper. */
function somUuid(hash: Buffer): string {
  const byte = Buffer.from(hash.subarray(0, 16));
  byte[6] = ((byte[6] ?? 0) & 0x0f) | 0x80;
  byte[8] = ((byte[8] ?? 0) & 0x3f) | 0x80;
  const hex = byte.toString("hex");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

/** Creates the store; nothing is loaded or sent before it is used. Throws as `createJsonblober`. */
export function createJobblager(deps: JobblagerDeps): Jobblager {
  const { meld, fristMs = FRIST_MS, now } = deps;
  const blober = createJsonblober(deps, ETTEROPPGJOERCONTAINER);
  const mappe = (kommune: string, jobbId: string): string => `${kommune}/${jobbId}`;
  const jobbnavn = (kommune: string, jobbId: string): string => `${mappe(kommune, jobbId)}/jobb.json`;
  const bunkenavn = ({ kommune, jobbId }: Jobb, slag: "saker" | "resultater", nr: number): string =>
    `${mappe(kommune, jobbId)}/${slag}/${String(nr).padStart(4, "0")}.json`;
  /** The hashes outlive a removed job: they are forgotten with it. */
  const innholdAv = new WeakMap<Jobb, string>();

  function somJobb(kommune: Organisasjonsnummer, jobbId: string, lest: Jobbinnhold): Jobb {
    const { antall, mottatt, ansvar, bunker, stanset } = lest;
    const jobb = { kommune, jobbId, antall, mottatt, ansvar, bunker, stanset };
    innholdAv.set(jobb, lest.innhold);
    return jobb;
  }

  async function hentPepper(): Promise<Utfall<Uint8Array>> {
    const pepper = await deps.pepper();
    if (!pepper.ok) return err({ kode: "PEPPER_UTILGJENGELIG", feil: pepper.feil });
    const byte = lesPepper(pepper.value);
    return byte === undefined ? err({ kode: "PEPPER_UGYLDIG" }) : ok(byte);
  }

  type Lest = { readonly innhold: Jobbinnhold; readonly etag: string } | undefined;

  async function hentInnhold(navn: string, frist: AbortSignal): Promise<Utfall<Lest>> {
    const blob = await blober.les(navn, frist);
    if (blob === undefined) return ok(undefined);
    const lest = jobbSchema.safeParse(blob.json);
    if (!lest.success) return ULESELIG;
    // Storage removes by the day; a job is gone when its time is out.
    const utloept = now().getTime() - Date.parse(lest.data.mottatt) >= VARIGHET_MS;
    return ok(utloept ? undefined : { innhold: lest.data, etag: blob.etag });
  }

  async function skrivBunker(jobb: Jobb, bestilling: Bestilling, frist: AbortSignal): Promise<void> {
    const bunker = delIBunker(bestilling.saker);
    for (let i = 0; i < bunker.length; i += SAMTIDIGE) {
      await Promise.all(
        bunker
          .slice(i, i + SAMTIDIGE)
          .map((saker, j) => blober.skriv(bunkenavn(jobb, "saker", i + j), saker, frist)),
      );
    }
  }

  async function opprett(
    kommune: Organisasjonsnummer,
    bestilling: Bestilling,
    frist: AbortSignal,
  ): Promise<Utfall<Jobb | "ANNET_INNHOLD">> {
    const pepper = await hentPepper();
    if (!pepper.ok) return pepper;
    const hash = (tekst: string): Buffer => createHmac("sha256", pepper.value).update(tekst, "utf8").digest();
    const jobbId = somUuid(hash(`etteroppgjoer ${kommune} ${bestilling.noekkel}`));
    const navn = jobbnavn(kommune, jobbId);
    const nytt: Jobbinnhold = {
      innhold: hash(bestilling.kanonisk).toString("base64url"),
      hel: false,
      antall: bestilling.saker.length,
      mottatt: bestilling.mottatt.toISOString(),
      ansvar: bestilling.ansvar,
      bunker: delIBunker(bestilling.saker).map((b) => ({ igjen: b.length, beregnet: 0, feilet: 0 })),
      stanset: false,
    };
    const lest = await hentInnhold(navn, frist);
    if (!lest.ok) return lest;
    let etag = lest.value?.etag;
    const gjeldende = lest.value?.innhold ?? nytt;
    if (gjeldende.innhold !== nytt.innhold) return ok("ANNET_INNHOLD");
    const jobb = somJobb(kommune, jobbId, gjeldende);
    if (gjeldende.hel) return ok(jobb);
    if (lest.value === undefined) {
      // A job whose time is out may still lie there: it is written over.
      const gammel = await blober.les(navn, frist);
      const skrevet = await blober.skrivHvis(navn, nytt, gammel?.etag, frist);
      if (skrevet === "ENDRET") return err({ kode: "KONFLIKT" });
      ({ etag } = skrevet);
    }
    // The stacks before the job is whole: nobody works on it until it is. A call that ended in between is made again.
    await skrivBunker(jobb, bestilling, frist);
    const helt = await blober.skrivHvis(navn, { ...gjeldende, hel: true }, etag, frist);
    return helt === "ENDRET" ? err({ kode: "KONFLIKT" }) : ok(jobb);
  }

  async function hentListe<T>(
    navn: string,
    schema: z.ZodType<readonly T[]>,
    frist: AbortSignal,
  ): Promise<Utfall<readonly T[]>> {
    const blob = await blober.les(navn, frist);
    if (blob === undefined) return ok([]);
    const lest = schema.safeParse(blob.json);
    return lest.success ? ok(lest.data) : ULESELIG;
  }

  return {
    opprett: (kommune, bestilling) => fortalt(fristMs, meld, (frist) => opprett(kommune, bestilling, frist)),

    hent: (kommune, jobbId) =>
      fortalt(fristMs, meld, async (frist): Promise<Utfall<LestJobb | undefined>> => {
        const lest = await hentInnhold(jobbnavn(kommune, jobbId), frist);
        if (!lest.ok) return lest;
        if (lest.value?.innhold.hel !== true) return ok(undefined);
        return ok({ jobb: somJobb(kommune, jobbId, lest.value.innhold), merke: lest.value.etag });
      }),

    lagre: (fra, til) =>
      fortalt(fristMs, meld, async (frist): Promise<Utfall<LestJobb | "ENDRET">> => {
        const innhold = innholdAv.get(fra.jobb);
        if (innhold === undefined) throw new Error("a job that was not read here");
        const { kommune, jobbId, ...resten } = til;
        const nytt: Jobbinnhold = { ...resten, bunker: [...til.bunker], innhold, hel: true };
        const skrevet = await blober.skrivHvis(jobbnavn(kommune, jobbId), nytt, fra.merke, frist);
        if (skrevet === "ENDRET") return ok("ENDRET");
        return ok({ jobb: somJobb(kommune, jobbId, nytt), merke: skrevet.etag });
      }),

    hentSaker: (jobb, nr) =>
      fortalt(fristMs, meld, (frist) => hentListe(bunkenavn(jobb, "saker", nr), sakerSchema, frist)),

    lagreSaker: (jobb, nr, saker) =>
      fortalt(fristMs, meld, async (frist) => {
        const navn = bunkenavn(jobb, "saker", nr);
        if (saker.length === 0) await blober.fjern(navn, frist);
        else await blober.skriv(navn, saker, frist);
        return ok(undefined);
      }),

    hentResultater: (jobb, nr) =>
      fortalt(fristMs, meld, (frist) =>
        hentListe(bunkenavn(jobb, "resultater", nr), resultaterSchema, frist),
      ),

    lagreResultater: (jobb, nr, resultater) =>
      fortalt(fristMs, meld, async (frist) => {
        await blober.skriv(bunkenavn(jobb, "resultater", nr), resultater, frist);
        return ok(undefined);
      }),
  };
}
