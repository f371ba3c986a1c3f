// A counterpart that is slow: a case in bulk must not time out on the queue it stands in itself. Time is not waited for here.

import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { antallPersoner } from "../../functions/http/utfoer-sak.ts";
import { createSkattekilde } from "../../shared/adapters/skatteetaten/skattekilde.ts";
import { createBehandleJobb } from "../../shared/etteroppgjoer/behandle-jobb.ts";
import { delIBunker, type Jobb } from "../../shared/etteroppgjoer/jobb.ts";
import type { Jobblager, Lest } from "../../shared/etteroppgjoer/lager.ts";
import type { Kall, Send } from "../../shared/kernel/http.ts";
import { err, ok } from "../../shared/kernel/result.ts";
import { createUtfoerOppslag, type UtfoerOppslag } from "../../shared/oppslag/utfoer-oppslag.ts";
import { orgnr, person } from "../hendelser/eksempel.ts";

const KOMMUNE = orgnr("313876144");
const FRIST_MS = 20_000;
const ANSVAR = { leverandoer: null, clientId: "klient", jti: "jti", korrelasjonsid: "id" };
const NEDE = err({ kode: "motpart-utilgjengelig", motpart: "SKATTEETATEN" } as const);
const INGEN_OPPGJOER = { summert: "SSG-007", beregnet: "BSA-009", avregning: "AR-009" } as const;

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

function nyFrist(): AbortSignal {
  const avbryt = new AbortController();
  setTimeout(() => {
    avbryt.abort();
  }, FRIST_MS);
  return avbryt.signal;
}

/** Answers after so many ms that there is no settlement, or when the deadline is out that nobody did. */
function tregMotpart(ms: number): Send {
  return ({ url, frist }: Kall) =>
    new Promise((svar) => {
      const gittOpp = (): void => {
        svar(NEDE);
      };
      if (frist?.aborted === true) gittOpp();
      frist?.addEventListener("abort", gittOpp);
      const kode = INGEN_OPPGJOER[url.hostname as keyof typeof INGEN_OPPGJOER];
      setTimeout(() => {
        svar(ok({ status: 404, mediatype: "application/json", tekst: JSON.stringify({ kode }) }));
      }, ms);
    });
}

function lagOppslag(ms: number): UtfoerOppslag {
  return createUtfoerOppslag({
    kilde: createSkattekilde({
      send: tregMotpart(ms),
      nyId: () => "id",
      hentToken: () => Promise.resolve(ok("token")),
      forkastToken: () => undefined,
      rettighetspakke: "pakke",
      adresser: {
        SUMMERT_SKATTEGRUNNLAG: new URL("https://summert"),
        BEREGNET_SKATT: new URL("https://beregnet"),
        AVREGNING: new URL("https://avregning"),
        SISTE: new URL("https://siste"),
      },
    }),
    logg: {
      skriv: () => Promise.resolve(ok({ partitionKey: "", rowKey: "" })),
      fullfoer: () => Promise.resolve(ok(undefined)),
    },
    segl: {
      klargjoer: () => Promise.resolve(ok(() => Promise.resolve("segl"))),
      kontroller: () => Promise.reject(new Error("nothing is calculated here")),
    },
    now: () => new Date(),
    nyId: () => "id",
    nyFrist,
  });
}

function husstand(antall: number) {
  return Array.from({ length: antall }, (_, i) => ({
    rolle: i === 0 ? ("BEBOER" as const) : i === 1 ? ("EKTEFELLE" as const) : ("BARN" as const),
    personidentifikator: person(String(10_000_000_000 + i)),
  }));
}

/** A job in memory, of which only the cases matter. */
function lagLager(saker: readonly unknown[]): Jobblager {
  const bunker = delIBunker(saker);
  const jobb: Jobb = {
    kommune: KOMMUNE,
    jobbId: "jobb",
    mappe: "mappe",
    antall: saker.length,
    mottatt: new Date().toISOString(),
    endret: new Date().toISOString(),
    ansvar: ANSVAR,
    bunker: bunker.map((b) => ({ igjen: b.length, beregnet: 0, feilet: 0 })),
    stanset: false,
  };
  const skrevet = () => Promise.resolve(ok("SKREVET" as const));
  const ingen: Lest<never> = { liste: [], merke: undefined };
  return {
    opprett: () => Promise.reject(new Error("it is there")),
    hent: () => Promise.resolve(ok({ jobb, merke: "" })),
    lagre: (_, til) => Promise.resolve(ok({ jobb: til, merke: "" })),
    hentSaker: (_, nr) => Promise.resolve(ok({ liste: bunker[nr] ?? [], merke: "" })),
    lagreSaker: skrevet,
    hentResultater: () => Promise.resolve(ok(ingen)),
    lagreResultater: skrevet,
  };
}

test.each([
  [1, 6_000],
  [2, 3_000],
  [2, 6_000],
  [4, 3_000],
  [12, 5_000],
])(
  "households of %i with calls of %i ms get their answers in bulk as they do alone",
  async (personer, ms) => {
    const oppslag = lagOppslag(ms);
    const antall = 60;
    let feilet = 0;
    const behandle = createBehandleJobb({
      lager: lagLager(Array.from({ length: antall }, () => ({ personer: husstand(personer) }))),
      laaser: { ta: () => Promise.resolve(ok({ tapt: () => false, slipp: () => Promise.resolve() })) },
      koe: { send: () => Promise.resolve(ok(undefined)) },
      utfoerSak: async () => {
        const forespoersel = { inntektsaar: 2024, saksreferanse: undefined, personer: husstand(personer) };
        const svar = await oppslag(forespoersel, { kommune: KOMMUNE, ...ANSVAR });
        if (!svar.ok) feilet += 1;
        return { status: svar.ok ? "BEREGNET" : "FEILET", innhold: {}, forbigaaende: !svar.ok };
      },
      antallPersoner,
      now: () => new Date(),
      nyFrist: () => new AbortController().signal,
    });
    const start = Date.now();
    let brukt = 0;
    const arbeid = behandle({ kommune: KOMMUNE, jobbId: "jobb" }).finally(() => (brukt = Date.now() - start));
    await vi.runAllTimersAsync();
    expect(await arbeid).toEqual(ok({ utfall: "FERDIG", behandlet: antall, feilet: 0 }));
    expect(feilet).toBe(0);
    // Five calls are under way all the time, save at the end of a household that goes alone.
    const runder = personer <= 4 ? (antall * personer) / 5 : antall * Math.ceil(personer / 5);
    expect(brukt).toBeLessThanOrEqual(runder * ms * 1.1);
  },
);
