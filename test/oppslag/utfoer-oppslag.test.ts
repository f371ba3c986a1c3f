// What must hold however the sources, the log and the seal behave: nothing is released without its entry.

import { expect, test } from "vitest";
import { lesOrganisasjonsnummer } from "../../shared/kernel/organisasjonsnummer.ts";
import { Personidentifikator } from "../../shared/kernel/personidentifikator.ts";
import { err, ok } from "../../shared/kernel/result.ts";
import type { Loggutfall } from "../../shared/oppslag/oppslagslogg.ts";
import type { Forsegle, Segl } from "../../shared/oppslag/segl.ts";
import { createUtfoerOppslag, type OppslagDeps } from "../../shared/oppslag/utfoer-oppslag.ts";

function finnes<T>(verdi: T | undefined): T {
  if (verdi === undefined) throw new Error("test data");
  return verdi;
}
const person = finnes(Personidentifikator.av("17865131208"));
const kommune = finnes(lesOrganisasjonsnummer("313876144"));

function medSegl(forsegle: Forsegle): Segl {
  return { klargjoer: () => Promise.resolve(ok(forsegle)), kontroller: () => Promise.resolve(ok(undefined)) };
}

const LOGG_NEDE = err({ kode: "logg-utilgjengelig" } as const);

function utfoer(endring: Partial<OppslagDeps> = {}) {
  const hendt: string[] = [];
  const utfall: Loggutfall[] = [];
  const deps: OppslagDeps = {
    kilde: {
      hent: () => {
        hendt.push("hent");
        return Promise.resolve(ok({ status: "INGEN_OPPGJOER" }));
      },
      hentSisteInntektsaar: () => Promise.resolve(ok(2024)),
    },
    logg: {
      skriv: () => {
        hendt.push("skriv");
        return Promise.resolve(ok({ partitionKey: "p", rowKey: "r" }));
      },
      fullfoer: (_, hvordan) => {
        utfall.push(hvordan);
        return Promise.resolve(ok(undefined));
      },
    },
    segl: medSegl(() => Promise.resolve("segl")),
    now: () => new Date("2026-11-23T10:00:00Z"),
    nyId: () => "00000000-0000-4000-8000-000000000000",
    nyFrist: () => new AbortController().signal,
    ...endring,
  };
  const svar = createUtfoerOppslag(deps)(
    {
      inntektsaar: 2024,
      personer: [{ rolle: "BEBOER", personidentifikator: person }],
      saksreferanse: undefined,
    },
    { kommune, leverandoer: null, clientId: "c", jti: "j", korrelasjonsid: "k" },
  );
  return { svar, hendt, utfall };
}

test("the entry is written before anybody is looked up, and its outcome before the answer", async () => {
  const { svar, hendt, utfall } = utfoer();
  expect(await svar).toMatchObject({ ok: true, value: { segl: "segl" } });
  expect(hendt).toEqual(["skriv", "hent", "hent", "hent"]);
  expect(utfall).toEqual([{ utfall: "UTLEVERT", inntektsaar: 2024, statuser: ["INGEN_OPPGJOER"] }]);
});

test("without an entry nobody is looked up", async () => {
  const { svar, hendt } = utfoer({
    logg: { skriv: () => Promise.resolve(LOGG_NEDE), fullfoer: () => Promise.resolve(ok(undefined)) },
  });
  expect(await svar).toEqual(LOGG_NEDE);
  expect(hendt).toEqual([]);
});

test("when the outcome cannot be written the answer is held back", async () => {
  const { svar } = utfoer({
    logg: {
      skriv: () => Promise.resolve(ok({ partitionKey: "p", rowKey: "r" })),
      fullfoer: () => Promise.resolve(LOGG_NEDE),
    },
  });
  expect(await svar).toEqual(LOGG_NEDE);
});

test("a fault of a source is the outcome in the entry", async () => {
  const nede = err({ kode: "motpart-utilgjengelig", motpart: "SKATTEETATEN" } as const);
  const { svar, utfall } = utfoer({
    kilde: { hent: () => Promise.resolve(nede), hentSisteInntektsaar: () => Promise.resolve(nede) },
  });
  expect(await svar).toEqual(nede);
  expect(utfall).toEqual([{ utfall: "IKKE_UTLEVERT", feilkode: "motpart-utilgjengelig" }]);
});

test("when nothing can be sealed nobody is looked up, and the entry says so", async () => {
  const nede = err({ kode: "motpart-utilgjengelig", motpart: "KEY_VAULT" } as const);
  const { svar, hendt, utfall } = utfoer({
    segl: { klargjoer: () => Promise.resolve(nede), kontroller: () => Promise.resolve(ok(undefined)) },
  });
  expect(await svar).toEqual(nede);
  expect(hendt).toEqual(["skriv"]);
  expect(utfall).toEqual([{ utfall: "IKKE_UTLEVERT", feilkode: "motpart-utilgjengelig" }]);
});

test("a bug is written as the outcome too, and goes on as a bug", async () => {
  const { svar, utfall } = utfoer({ segl: medSegl(() => Promise.reject(new TypeError("bug"))) });
  await expect(svar).rejects.toBeInstanceOf(TypeError);
  expect(utfall).toEqual([{ utfall: "IKKE_UTLEVERT", feilkode: "intern-feil" }]);
});
