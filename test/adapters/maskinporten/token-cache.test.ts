import { expect, test } from "vitest";
import { createTokenCache } from "../../../shared/adapters/maskinporten/token-cache.ts";
import type { Token } from "../../../shared/adapters/maskinporten/hent-for-scope.ts";
import type { Feil, SkatteApi } from "../../../shared/kernel/feil.ts";
import {
  lesOrganisasjonsnummer,
  type Organisasjonsnummer,
} from "../../../shared/kernel/organisasjonsnummer.ts";
import { err, ok, type Result } from "../../../shared/kernel/result.ts";
import type { Telling } from "../../../shared/kernel/sporing.ts";

function orgnr(tekst: string): Organisasjonsnummer {
  const lest = lesOrganisasjonsnummer(tekst);
  if (lest === undefined) throw new Error("not an organisasjonsnummer");
  return lest;
}
const A = orgnr("958935420");
const B = orgnr("964338531");

function oppsett(levetidSekunder = 120) {
  let naaMs = 0;
  const spurt: [SkatteApi, string][] = [];
  const telt: Telling[] = [];
  let svar: ((nr: number) => Result<Token, Feil>) | undefined;
  const cache = createTokenCache({
    issuer: "https://test.maskinporten.no/",
    clientId: "klient",
    now: () => new Date(naaMs),
    tell: (telling) => telt.push(telling),
    hentToken: async (api, kommune) => {
      spurt.push([api, kommune]);
      const nr = spurt.length;
      await Promise.resolve();
      return svar?.(nr) ?? ok({ accessToken: `token-${nr}`, levetidSekunder });
    },
  });
  return {
    cache,
    spurt,
    /** Where each answer came from, in order. */
    kilder: () => telt.map((telling) => ("kilde" in telling ? telling.kilde : telling.navn)),
    gaa: (sekunder: number) => {
      naaMs += sekunder * 1000;
    },
    svarMed: (s: (nr: number) => Result<Token, Feil>) => {
      svar = s;
    },
  };
}

test("a hundred at the same time ask once", async () => {
  const { cache, spurt } = oppsett();
  const svar = await Promise.all(Array.from({ length: 100 }, () => cache.hent("AVREGNING", A)));
  expect(new Set(svar.map((s) => s.ok && s.value))).toEqual(new Set(["token-1"]));
  expect(spurt).toEqual([["AVREGNING", A]]);
});

test("a token of one municipality or API is never given to another", async () => {
  const { cache } = oppsett();
  const tokens = await Promise.all([
    cache.hent("AVREGNING", A),
    cache.hent("AVREGNING", B),
    cache.hent("BEREGNET_SKATT", A),
  ]);
  expect(new Set(tokens.map((t) => t.ok && t.value)).size).toBe(3);
});

test("a token is renewed before it expires", async () => {
  const { cache, spurt, gaa } = oppsett(120);
  await cache.hent("AVREGNING", A);
  gaa(95);
  await cache.hent("AVREGNING", A);
  expect(spurt.length).toBe(1);
  gaa(1);
  await cache.hent("AVREGNING", A);
  expect(spurt.length).toBe(2);
});

test("while Maskinporten is away a token that still holds is used, but not one that has expired", async () => {
  const { cache, gaa, svarMed } = oppsett(120);
  await cache.hent("AVREGNING", A);
  svarMed(() => err({ kode: "motpart-utilgjengelig", motpart: "MASKINPORTEN" }));
  gaa(110);
  expect(await cache.hent("AVREGNING", A)).toEqual(ok("token-1"));
  gaa(10);
  expect(await cache.hent("AVREGNING", A)).toMatchObject({ ok: false });
});

test("a refusal is remembered for half a minute, then asked again", async () => {
  const { cache, spurt, gaa, svarMed } = oppsett();
  svarMed(() => err({ kode: "delegering-mangler", api: "AVREGNING", aarsakskode: "MP-251" }));
  await cache.hent("AVREGNING", A);
  gaa(29);
  expect(await cache.hent("AVREGNING", A)).toMatchObject({ feil: { kode: "delegering-mangler" } });
  expect(spurt.length).toBe(1);
  gaa(1);
  await cache.hent("AVREGNING", A);
  expect(spurt.length).toBe(2);
});

test("a passing fault is not remembered", async () => {
  const { cache, spurt, svarMed } = oppsett();
  svarMed((nr) =>
    nr === 1
      ? err({ kode: "motpart-utilgjengelig", motpart: "MASKINPORTEN" })
      : ok({ accessToken: "b", levetidSekunder: 100 }),
  );
  await cache.hent("AVREGNING", A);
  expect(await cache.hent("AVREGNING", A)).toEqual(ok("b"));
  expect(spurt.length).toBe(2);
});

test("a token that was refused is forgotten, but not one that has taken its place", async () => {
  const { cache, spurt } = oppsett();
  await cache.hent("AVREGNING", A);
  cache.forkast("AVREGNING", A, "another");
  await cache.hent("AVREGNING", A);
  expect(spurt.length).toBe(1);
  cache.forkast("AVREGNING", A, "token-1");
  expect(await cache.hent("AVREGNING", A)).toEqual(ok("token-2"));
});

test("every need is counted, and told apart by whether Maskinporten was asked", async () => {
  const { cache, spurt, kilder, gaa } = oppsett();
  await Promise.all([cache.hent("AVREGNING", A), cache.hent("AVREGNING", A)]);
  await cache.hent("AVREGNING", A);
  await cache.hent("AVREGNING", B);
  gaa(120);
  await cache.hent("AVREGNING", A);
  expect(kilder()).toEqual(["MASKINPORTEN", "MELLOMLAGER", "MELLOMLAGER", "MASKINPORTEN", "MASKINPORTEN"]);
  expect(spurt.length).toBe(3);
});

test("a refusal that is remembered was not asked for again", async () => {
  const { cache, kilder, svarMed } = oppsett();
  svarMed(() => err({ kode: "tilgang-mangler", api: "AVREGNING", aarsakskode: "MP-250" }));
  await cache.hent("AVREGNING", A);
  await cache.hent("AVREGNING", A);
  expect(kilder()).toEqual(["MASKINPORTEN", "MELLOMLAGER"]);
});
