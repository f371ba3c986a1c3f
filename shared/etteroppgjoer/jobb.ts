// A settlement in bulk: many cases of one municipality, taken in stacks that are finished one by one.

import { norskDato, type Dato } from "../kernel/dato.ts";
import type { Organisasjonsnummer } from "../kernel/organisasjonsnummer.ts";

/** Cases in one job. */
export const FLEST_SAKER = 2_000;
/**
 * Cases that are kept together: the persons of a stack are removed when the whole of it has been handled, and a stack that
 * was under way when everything stopped is handled again.
 */
const SAKER_I_BUNKE = 20;

/** Who asked: what the access log must know of each lookup. */
export type Ansvar = {
  readonly leverandoer: Organisasjonsnummer | null;
  readonly clientId: string;
  readonly jti: string;
  readonly korrelasjonsid: string;
};

/** How a stack stands. */
export type Bunke = { readonly igjen: number; readonly beregnet: number; readonly feilet: number };

export type Jobb = {
  readonly kommune: Organisasjonsnummer;
  readonly jobbId: string;
  /** Drawn when it came: its stacks are kept apart from those of any other order, also one with the same key. */
  readonly mappe: string;
  readonly antall: number;
  /** ISO 8601 in UTC. */
  readonly mottatt: string;
  /** When a worker last wrote how it stands; as `mottatt` until one has. */
  readonly endret: string;
  readonly ansvar: Ansvar;
  readonly bunker: readonly Bunke[];
  /** Taken out of the queue after too many failed tries; somebody must put it back. */
  readonly stanset: boolean;
};

/** A case that waits: its number in the job from 1, how often it has been tried, and the request as it was sent. */
export type Sak = { readonly nr: number; readonly forsoek: number; readonly innhold: unknown };

export type Saksresultat = {
  readonly nr: number;
  readonly status: "BEREGNET" | "FEILET";
  /** What is answered besides: case reference, lookup and calculation, or the fault. No person's number. */
  readonly innhold: Readonly<Record<string, unknown>>;
};

/** The cases in stacks, numbered from 1. */
export function delIBunker(saker: readonly unknown[]): Sak[][] {
  const bunker: Sak[][] = [];
  saker.forEach((innhold, i) => {
    const sak = { nr: i + 1, forsoek: 0, innhold };
    const siste = bunker.at(-1);
    if (siste === undefined || siste.length === SAKER_I_BUNKE) bunker.push([sak]);
    else siste.push(sak);
  });
  return bunker;
}

/** The stack that a case is in. */
export function bunkeFor(nr: number): number {
  return Math.floor((nr - 1) / SAKER_I_BUNKE);
}

export type Framdrift = {
  readonly status: "VENTER" | "PAAGAAR" | "FERDIG" | "STANSET";
  readonly beregnet: number;
  readonly feilet: number;
  readonly igjen: number;
};

export function framdrift({ bunker, stanset }: Jobb): Framdrift {
  const sum = (antall: (bunke: Bunke) => number): number => bunker.reduce((s, b) => s + antall(b), 0);
  const [igjen, beregnet, feilet] = [sum((b) => b.igjen), sum((b) => b.beregnet), sum((b) => b.feilet)];
  const underveis = beregnet + feilet === 0 ? "VENTER" : "PAAGAAR";
  const status = igjen === 0 ? "FERDIG" : stanset ? "STANSET" : underveis;
  return { status, beregnet, feilet, igjen };
}

/** The day a job and its results are gone: thirty days after it came, counted as storage does, a day at a time. */
export function slettes(mottatt: Date): Dato {
  const dager = 30;
  return norskDato(new Date(mottatt.getTime() + dager * 86_400_000));
}
