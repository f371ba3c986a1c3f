// Settlements in bulk as blobs: a folder per key with the job itself, and in it one per order with a blob of cases per stack
// until it has been handled, and one of results. The cases hold numbers of persons; nothing else here does. Storage removes a
// blob thirty days after it was last written, and keeps what is removed for the week it can be undone (infra/modules/lager.bicep).

import { createHmac } from "node:crypto";
import { z } from "zod";
import { lesOrganisasjonsnummer, type Organisasjonsnummer } from "../../kernel/organisasjonsnummer.ts";
import type { Feil } from "../../kernel/feil.ts";
import { err, ok, type Result } from "../../kernel/result.ts";
import { delIBunker, type Jobb, type Sak } from "../../etteroppgjoer/jobb.ts";
import type { Bestilling, Jobblager, Lest, LestJobb, Skrevet } from "../../etteroppgjoer/lager.ts";
import { fortalt, type Hendelselageraarsak, type Utfall } from "./hendelseskall.ts";
import { createJsonblober, type Blobadgang } from "./jsonblob.ts";
import { lesPepper } from "./personhash.ts";

export type JobblagerDeps = Blobadgang & {
  /** The text of the pepper secret: content and keys are kept as hashes with it. */
  readonly pepper: () => Promise<Result<string, Feil>>;
  readonly now: () => Date;
  readonly nyId: () => string;
  /** Hears why storage failed. */
  readonly meld: (aarsak: Hendelselageraarsak) => void;
  /** What a call may take, in ms. Fifteen seconds unless told: some hundred blobs are written for a large job. */
  readonly fristMs?: number;
};

export const ETTEROPPGJOERCONTAINER = "etteroppgjoer";

const FRIST_MS = 15_000;
const VARIGHET_MS = 30 * 86_400_000;
/** Stacks written at a time: each has a connection of its own, and to open many costs more than it gains. */
const SAMTIDIGE = 10;
/** How often an order that somebody else also makes is looked at again: begun, whole, and once more. */
const FLEST_FORSOEK = 4;

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
  /** The folder of its stacks. */
  mappe: z.uuid(),
  /** False until every stack has been kept. */
  hel: z.boolean(),
  antall: tall,
  mottatt: z.iso.datetime(),
  endret: z.iso.datetime(),
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
  const { meld, fristMs = FRIST_MS, now, nyId } = deps;
  const blober = createJsonblober(deps, ETTEROPPGJOERCONTAINER);
  const jobbnavn = (kommune: string, jobbId: string): string => `${kommune}/${jobbId}/jobb.json`;
  const bunkenavn = (
    jobb: Pick<Jobb, "kommune" | "jobbId" | "mappe">,
    slag: "saker" | "resultater",
    nr: number,
  ): string => `${jobb.kommune}/${jobb.jobbId}/${jobb.mappe}/${slag}/${String(nr).padStart(4, "0")}.json`;
  /** The hashes outlive a removed job: they are forgotten with it. */
  const innholdAv = new WeakMap<Jobb, string>();

  function somJobb(kommune: Organisasjonsnummer, jobbId: string, lest: Jobbinnhold): Jobb {
    const { mappe, antall, mottatt, endret, ansvar, bunker, stanset } = lest;
    const jobb = { kommune, jobbId, mappe, antall, mottatt, endret, ansvar, bunker, stanset };
    innholdAv.set(jobb, lest.innhold);
    return jobb;
  }

  async function hentPepper(): Promise<Utfall<Uint8Array>> {
    const pepper = await deps.pepper();
    if (!pepper.ok) return err({ kode: "PEPPER_UTILGJENGELIG", feil: pepper.feil });
    const byte = lesPepper(pepper.value);
    return byte === undefined ? err({ kode: "PEPPER_UGYLDIG" }) : ok(byte);
  }

  /** What lies under a name: the job, undefined when there is none or its time is out. */
  type Plass = { readonly innhold: Jobbinnhold | undefined; readonly etag: string | undefined };

  async function hentPlass(navn: string, frist: AbortSignal): Promise<Utfall<Plass>> {
    const blob = await blober.les(navn, frist);
    if (blob === undefined) return ok({ innhold: undefined, etag: undefined });
    const lest = jobbSchema.safeParse(blob.json);
    if (!lest.success) return ULESELIG;
    // Storage removes by the day; a job is gone when its time is out.
    const utloept = now().getTime() - Date.parse(lest.data.mottatt) >= VARIGHET_MS;
    return ok({ innhold: utloept ? undefined : lest.data, etag: blob.etag });
  }

  /** Does something with each stack of a job, so many at a time. */
  async function forHverBunke(antall: number, gjoer: (nr: number) => Promise<void>): Promise<void> {
    for (let fra = 0; fra < antall; fra += SAMTIDIGE) {
      const til = Math.min(antall, fra + SAMTIDIGE);
      await Promise.all(Array.from({ length: til - fra }, (_, i) => gjoer(fra + i)));
    }
  }

  /** An order that is being kept: where, and as what. */
  type Ordre = {
    readonly id: Pick<Jobb, "kommune" | "jobbId">;
    readonly ny: Jobbinnhold;
    readonly bunker: readonly (readonly Sak[])[];
    bunkerSkrevet: boolean;
  };

  /** Removes the cases an order has written: they hold numbers of persons. */
  function fjernSaker({ id }: Ordre, { mappe, bunker }: Jobbinnhold, frist: AbortSignal): Promise<void> {
    return forHverBunke(bunker.length, (nr) => blober.fjern(bunkenavn({ ...id, mappe }, "saker", nr), frist));
  }

  /** Makes an order a whole job where there is none, or one that never became whole. */
  async function gjoerHel(
    ordre: Ordre,
    navn: string,
    { innhold: funnet, etag }: Plass,
    frist: AbortSignal,
  ): Promise<Skrevet> {
    const { id, ny, bunker } = ordre;
    // The name is taken first, so that what a call that ended in between has left can be found and removed.
    const begynt = funnet === undefined ? await blober.skrivHvis(navn, ny, etag, frist) : { etag };
    if (begynt === "ENDRET") return "ENDRET";
    if (!ordre.bunkerSkrevet) {
      await forHverBunke(bunker.length, (nr) =>
        blober.skriv(bunkenavn({ ...id, mappe: ny.mappe }, "saker", nr), bunker[nr], frist),
      );
      ordre.bunkerSkrevet = true;
    }
    // The stacks before the job is whole: nobody works on it until it is.
    const helt = await blober.skrivHvis(navn, { ...ny, hel: true }, begynt.etag, frist);
    if (helt === "ENDRET") return "ENDRET";
    if (funnet !== undefined && funnet.mappe !== ny.mappe) await fjernSaker(ordre, funnet, frist);
    return "SKREVET";
  }

  /**
   * Two may come with the same order at once, and one that ended in between is made again. Each keeps the stacks in a folder
   * of its own; the one whose folder the whole job names has won, and the other removes its own.
   */
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
    const bunker = delIBunker(bestilling.saker);
    const mottatt = bestilling.mottatt.toISOString();
    const ny: Jobbinnhold = {
      innhold: hash(bestilling.kanonisk).toString("base64url"),
      mappe: nyId(),
      hel: false,
      antall: bestilling.saker.length,
      mottatt,
      endret: mottatt,
      ansvar: bestilling.ansvar,
      bunker: bunker.map((b) => ({ igjen: b.length, beregnet: 0, feilet: 0 })),
      stanset: false,
    };
    const ordre: Ordre = { id: { kommune, jobbId }, ny, bunker, bunkerSkrevet: false };
    for (let forsoek = 0; forsoek < FLEST_FORSOEK; forsoek++) {
      const plass = await hentPlass(navn, frist);
      if (!plass.ok) return plass;
      const funnet = plass.value.innhold;
      if (funnet !== undefined && (funnet.hel || funnet.innhold !== ny.innhold)) {
        // It may be this one: written, and the answer lost.
        if (ordre.bunkerSkrevet && funnet.mappe !== ny.mappe) await fjernSaker(ordre, ny, frist);
        return ok(funnet.innhold === ny.innhold ? somJobb(kommune, jobbId, funnet) : "ANNET_INNHOLD");
      }
      const gjort = await gjoerHel(ordre, navn, plass.value, frist);
      if (gjort === "SKREVET") return ok(somJobb(kommune, jobbId, ny));
    }
    return err({ kode: "KONFLIKT" });
  }

  async function hentListe<T>(
    navn: string,
    schema: z.ZodType<readonly T[]>,
    frist: AbortSignal,
  ): Promise<Utfall<Lest<T>>> {
    const blob = await blober.les(navn, frist);
    if (blob === undefined) return ok({ liste: [], merke: undefined });
    const lest = schema.safeParse(blob.json);
    return lest.success ? ok({ liste: lest.data, merke: blob.etag }) : ULESELIG;
  }

  async function lagreListe(
    navn: string,
    { liste, merke }: Lest<unknown>,
    frist: AbortSignal,
  ): Promise<Utfall<Skrevet>> {
    const skrevet = await blober.skrivHvis(navn, liste, merke, frist);
    return ok(skrevet === "ENDRET" ? "ENDRET" : "SKREVET");
  }

  return {
    opprett: (kommune, bestilling) => fortalt(fristMs, meld, (frist) => opprett(kommune, bestilling, frist)),

    hent: (kommune, jobbId) =>
      fortalt(fristMs, meld, async (frist): Promise<Utfall<LestJobb | undefined>> => {
        const lest = await hentPlass(jobbnavn(kommune, jobbId), frist);
        if (!lest.ok) return lest;
        const { innhold, etag } = lest.value;
        if (innhold?.hel !== true || etag === undefined) return ok(undefined);
        return ok({ jobb: somJobb(kommune, jobbId, innhold), merke: etag });
      }),

    lagre: (fra, til) =>
      fortalt(fristMs, meld, async (frist): Promise<Utfall<LestJobb | "ENDRET">> => {
        const innhold = innholdAv.get(fra.jobb);
        if (innhold === undefined) throw new Error("a job that was not read here");
        const { kommune, jobbId, ...resten } = til;
        const endret = now().toISOString();
        const nytt: Jobbinnhold = { ...resten, bunker: [...til.bunker], innhold, hel: true, endret };
        const skrevet = await blober.skrivHvis(jobbnavn(kommune, jobbId), nytt, fra.merke, frist);
        if (skrevet === "ENDRET") return ok("ENDRET");
        return ok({ jobb: somJobb(kommune, jobbId, nytt), merke: skrevet.etag });
      }),

    hentSaker: (jobb, nr) =>
      fortalt(fristMs, meld, (frist) => hentListe(bunkenavn(jobb, "saker", nr), sakerSchema, frist)),

    lagreSaker: (jobb, nr, saker) =>
      fortalt(fristMs, meld, async (frist): Promise<Utfall<Skrevet>> => {
        const navn = bunkenavn(jobb, "saker", nr);
        if (saker.liste.length > 0) return lagreListe(navn, saker, frist);
        await blober.fjern(navn, frist);
        return ok("SKREVET");
      }),

    hentResultater: (jobb, nr) =>
      fortalt(fristMs, meld, (frist) =>
        hentListe(bunkenavn(jobb, "resultater", nr), resultaterSchema, frist),
      ),

    lagreResultater: (jobb, nr, resultater) =>
      fortalt(fristMs, meld, (frist) => lagreListe(bunkenavn(jobb, "resultater", nr), resultater, frist)),
  };
}
