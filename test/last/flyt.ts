// What is sent under load, as an EPJ system does it: look up, calculate from the answer, now and then the document. Every answer
// is looked at, and known by its korrelasjonsid: its amounts must be the right ones, whatever happens around it.

import { randomUUID } from "node:crypto";
import type { Request } from "autocannon";
import { decodeProtectedHeader } from "jose";
import { z } from "zod";
import { forespoersel, KS, type Personer } from "../functions/oppslag-rigg.ts";
import { SITUASJONER } from "../standins/skatteetaten/personer.ts";

/** A household and what is right for it, in whole kroner. */
type Husholdning = {
  readonly inntektsaar: number;
  readonly personer: Personer;
  readonly grunnlag: number;
  readonly beregningsdato: string;
  readonly perAar: number;
};

/** The basis of the first is published; how the others follow is in the tests of the calculation. */
const HUSHOLDNINGER: readonly [Husholdning, Husholdning] = [
  { inntektsaar: 2023, personer: KS, grunnlag: 567_127, beregningsdato: "2023-06-01", perAar: 463_145 },
  {
    inntektsaar: 2024,
    personer: [["BEBOER", SITUASJONER.pensjonistBeboer]],
    grunnlag: 316_268,
    beregningsdato: "2026-06-01",
    perAar: 267_725,
  },
];

/** Where the lookup was refused, a caseworker would type: 94 199,25 + 85 % of 163 451 at the rates of the day. */
const FOR_HAAND = {
  beregningsdato: "2026-06-01",
  manuellePoster: [
    {
      ...{ rolle: "BEBOER", gruppe: "FOLKETRYGD", retning: "OEKNING", beloep: 300_000 },
      ...{ tekst: "Alderspensjon", begrunnelse: "Utbetalingsmelding" },
    },
  ],
};
const PER_AAR_FOR_HAAND = 233_132;

export const SLAG = ["oppslag", "beregning", "pdf"] as const;
export type Slag = (typeof SLAG)[number];

const STI: Readonly<Record<Slag, string>> = {
  oppslag: "/api/v1/oppslag",
  beregning: "/api/v1/beregning",
  pdf: "/api/v1/beregning/pdf",
};

/** What happened in a stretch of load. */
export type Tall = {
  /** How long each answer of 200 took. */
  readonly ms: Readonly<Record<Slag, number[]>>;
  /** korrelasjonsid of every lookup that was answered with data. */
  readonly utleverte: string[];
  /** Answers by `<status> <kode>`, and whom or what it was about where the problem says so. */
  readonly utfall: Map<string, number>;
  /** What was wrong with answers that looked right. */
  readonly galt: string[];
  /** The tokens that something was answered to with 200. */
  readonly godtatte: Set<string>;
  /** The keys that lookups were sealed with. */
  readonly seglkider: Set<string | undefined>;
};

export function nyeTall(): Tall {
  return {
    ms: { oppslag: [], beregning: [], pdf: [] },
    utleverte: [],
    utfall: new Map(),
    galt: [],
    godtatte: new Set(),
    seglkider: new Set(),
  };
}

type Sendt = {
  readonly slag: Slag;
  readonly startMs: number;
  readonly token: string;
  /** Looks at an answer of 200. */
  readonly kontroller: (body: string) => void;
};

const problemSchema = z.object({
  kode: z.string(),
  motpart: z.string().optional(),
  aarsakskode: z.string().optional(),
});
const oppslagSchema = z.looseObject({
  segl: z.string(),
  sum: z.object({ grunnlag: z.object({ beboer: z.number() }) }),
});
const beregningSchema = z.object({ egenandel: z.object({ perAar: z.number() }) });

function somJson(tekst: string): unknown {
  try {
    return JSON.parse(tekst);
  } catch {
    return undefined;
  }
}

/** How an answer is counted. */
export function utfallAv(status: number, body: string): string {
  const problem = status === 200 ? undefined : problemSchema.safeParse(somJson(body)).data;
  return [status, problem?.kode, problem?.motpart ?? problem?.aarsakskode]
    .filter((del) => del !== undefined)
    .join(" ");
}

function korrelasjonsidI(headers: Request["headers"]): string {
  const funnet = Object.entries(headers ?? {}).find(([navn]) => navn.toLowerCase() === "korrelasjonsid");
  return String(funnet?.[1]);
}

/** The requests of the flow, for autocannon to send over and over. `token` is asked for each time: it may have been replaced. */
export function lagFlyt(tall: Tall, token: () => string): Request[] {
  const sendte = new Map<string, Sendt>();
  // The lookup each connection calculates from; autocannon gives a connection a context of its own.
  const oppslagene = new WeakMap<object, { readonly svar: unknown; readonly husholdning: Husholdning }>();
  let antall = 0;

  function lag(
    slag: Slag,
    sending: (context: object) => { body: unknown; kontroller: Sendt["kontroller"] },
  ): Request {
    return {
      method: "POST",
      path: STI[slag],
      setupRequest(request, context) {
        const korrelasjonsid = randomUUID();
        const { body, kontroller } = sending(context);
        const brukt = token();
        sendte.set(korrelasjonsid, { slag, startMs: performance.now(), token: brukt, kontroller });
        const headers = {
          authorization: `Bearer ${brukt}`,
          "content-type": "application/json",
          korrelasjonsid,
        };
        return { ...request, headers, body: JSON.stringify(body) };
      },
      onResponse(status, body, _, headers) {
        const korrelasjonsid = korrelasjonsidI(headers);
        const sendt = sendte.get(korrelasjonsid);
        sendte.delete(korrelasjonsid);
        const utfall = utfallAv(status, body);
        tall.utfall.set(utfall, (tall.utfall.get(utfall) ?? 0) + 1);
        if (sendt === undefined) tall.galt.push("an answer to a question nobody asked");
        else if (status === 200) {
          sendt.kontroller(body);
          tall.godtatte.add(sendt.token);
          // What the answer is to, and not what autocannon takes it for: after a cut connection it is one behind.
          tall.ms[sendt.slag].push(performance.now() - sendt.startMs);
          if (sendt.slag === "oppslag") tall.utleverte.push(korrelasjonsid);
        }
      },
    };
  }

  const oppslag = lag("oppslag", (context) => {
    const husholdning = HUSHOLDNINGER[antall++ % 2 === 0 ? 0 : 1];
    oppslagene.delete(context);
    return {
      body: forespoersel(husholdning.inntektsaar, ...husholdning.personer),
      kontroller(body) {
        const svar = somJson(body);
        const lest = oppslagSchema.safeParse(svar).data;
        if (lest?.sum.grunnlag.beboer !== husholdning.grunnlag) tall.galt.push("a lookup with another basis");
        else tall.seglkider.add(decodeProtectedHeader(lest.segl).kid);
        oppslagene.set(context, { svar, husholdning });
      },
    };
  });

  /** From the lookup of the connection, or by hand where there is none. */
  function fraOppslag(context: object): { body: object; perAar: number } {
    const funnet = oppslagene.get(context);
    if (funnet === undefined) return { body: FOR_HAAND, perAar: PER_AAR_FOR_HAAND };
    const { beregningsdato, perAar } = funnet.husholdning;
    return { body: { oppslag: funnet.svar, beregningsdato }, perAar };
  }

  const beregning = lag("beregning", (context) => {
    const { body, perAar } = fraOppslag(context);
    return {
      body,
      kontroller(svar) {
        const lest = beregningSchema.safeParse(somJson(svar)).data;
        if (lest?.egenandel.perAar !== perAar) tall.galt.push("a calculation with another egenandel");
      },
    };
  });
  const dokument = lag("pdf", (context) => ({
    body: fraOppslag(context).body,
    kontroller(svar) {
      if (!svar.startsWith("%PDF-")) tall.galt.push("a document that is none");
    },
  }));
  return [oppslag, beregning, beregning, oppslag, beregning, oppslag, beregning, dokument];
}
