// The rules of subscriptions and changes, without storage or network.

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { gjelder, senesteUtloep, vanligUtloep } from "../../shared/hendelser/abonnement.ts";
import { endringstype, type Endring, type Endringstype, type Treff } from "../../shared/hendelser/endring.ts";
import { finnTreff, ordne } from "../../shared/hendelser/finn-treff.ts";
import type { Hendelsetype, Kildehendelse } from "../../shared/hendelser/hendelseskilde.ts";
import { nesteTreff, planlegg, TOM_FEED, treffnoekkel, type Merke } from "../../shared/hendelser/planlegg.ts";
import { datoAv } from "../../shared/kernel/dato.ts";
import { abonnement, orgnr, person, treff } from "./eksempel.ts";

const IDAG = datoAv("2026-11-23");

describe("a subscription", () => {
  test("lasts fifteen months, and at most three years", () => {
    expect(vanligUtloep(datoAv("2026-11-30"))).toBe("2028-02-29");
    expect(senesteUtloep(datoAv("2026-11-30"))).toBe("2029-11-30");
  });

  test.each<[string, number | null, string, boolean]>([
    ["the first year it is for", 2024, "2026-11-24", true],
    ["a later year", 2025, "2026-11-24", true],
    ["a year before", 2023, "2026-11-24", false],
    ["an event without a year", null, "2026-11-24", true],
    ["the day it expires", 2024, "2026-11-23", false],
  ])("concerns %s: %s", (_, aar, utloeper, venter) => {
    expect(gjelder(abonnement(1, { utloeper: datoAv(utloeper) }), aar, IDAG)).toBe(venter);
  });
});

test.each<[Hendelsetype | null, Endringstype | undefined, Endringstype]>([
  ["NY", undefined, "NYTT_OPPGJOER"],
  ["NY", "NYTT_OPPGJOER", "ENDRET_OPPGJOER"],
  ["NY", "ENDRET_OPPGJOER", "ENDRET_OPPGJOER"],
  ["NY", "SLETTET", "NYTT_OPPGJOER"],
  ["ENDRET", undefined, "ENDRET_OPPGJOER"],
  ["SLETTET", undefined, "SLETTET"],
  ["SLETTET", "SLETTET", "SLETTET"],
  [null, undefined, "ENDRET_OPPGJOER"],
  [null, "SLETTET", "ENDRET_OPPGJOER"],
])("%s after %s is %s", (hendelsetype, forrige, venter) => {
  expect(endringstype(hendelsetype, forrige)).toBe(venter);
});

describe("a page", () => {
  const hendelse = (sekvensnummer: number): Kildehendelse => ({
    sekvensnummer,
    person: person("17865131208"),
    inntektsaar: 2025,
    hendelsetype: "NY",
  });

  test("is put in order, each number once, and what lies before the start is counted and left out", () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: 50 })),
        fc.integer({ min: 1, max: 50 }),
        (numre, fra) => {
          const { hendelser, baklengs } = ordne(numre.map(hendelse), fra);
          expect(hendelser.map((h) => h.sekvensnummer)).toEqual(
            [...new Set(numre.filter((n) => n >= fra))].sort((a, b) => a - b),
          );
          expect(baklengs).toBe(numre.filter((n) => n < fra).length);
        },
      ),
    );
  });

  test("gives each municipality its hits in order of number and then of subscription", () => {
    const [a, b] = [abonnement(2), abonnement(1)];
    const annen = abonnement(3, { kommune: orgnr("310827002") });
    const utenPerson: Kildehendelse = { ...hendelse(3), person: undefined };
    const funnet = finnTreff([hendelse(9), hendelse(4), utenPerson], () => [a, b, annen], IDAG);
    expect([...funnet.keys()]).toEqual([a.kommune, annen.kommune]);
    expect(funnet.get(a.kommune)?.map((t) => [t.kildenummer, t.abonnement])).toEqual([
      [4, b],
      [4, a],
      [9, b],
      [9, a],
    ]);
  });
});

describe("writing hits", () => {
  type Tilstand = { hode: typeof TOM_FEED; endringer: Endring[]; merker: Map<string, Merke> };

  /** One transaction on what is kept; false when there was nothing left. */
  function skriv(tilstand: Tilstand, alle: readonly Treff[], omgang = 1): boolean {
    const neste = nesteTreff(alle, omgang, tilstand.hode);
    if (neste.length === 0) return false;
    const plan = planlegg(neste, tilstand.hode, tilstand.merker, {
      omgang,
      tidspunkt: "2026-11-23T10:00:00.000Z",
    });
    tilstand.hode = plan.hode;
    tilstand.endringer.push(...plan.endringer);
    for (const [noekkel, merke] of plan.merker) tilstand.merker.set(noekkel, merke);
    return true;
  }
  const tom = (): Tilstand => ({ hode: TOM_FEED, endringer: [], merker: new Map() });

  const vilkaarlige = fc
    .array(fc.tuple(fc.integer({ min: 1, max: 400 }), fc.integer({ min: 1, max: 5 })), { maxLength: 300 })
    .map((par) =>
      [...new Map(par.map(([nummer, nr]) => [`${nummer}.${nr}`, treff(nummer, nr)])).values()].sort((x, y) =>
        treffnoekkel(1, x) < treffnoekkel(1, y) ? -1 : 1,
      ),
    );

  test("in pages that are repeated from anywhere adds each exactly once, numbered from 1", () => {
    fc.assert(
      fc.property(vilkaarlige, fc.array(fc.integer({ min: 0, max: 300 })), (alle, avbrudd) => {
        const tilstand = tom();
        // Each time only some transactions get done, and then everything is tried again from the start.
        for (const antall of avbrudd) for (let i = 0; i < antall % 3; i++) skriv(tilstand, alle);
        while (skriv(tilstand, alle));
        expect(tilstand.endringer.map((e) => e.abonnementId)).toEqual(
          alle.map((t) => t.abonnement.abonnementId),
        );
        expect(tilstand.endringer.map((e) => e.sekvensnummer)).toEqual(alle.map((_, i) => i + 1));
      }),
    );
  });

  test("takes at most as many as one transaction holds, also when one event concerns more", () => {
    const alle = Array.from({ length: 120 }, (_, i) => treff(7, i));
    const tilstand = tom();
    const stoerrelser = [];
    for (let foer = 0; skriv(tilstand, alle); foer = tilstand.endringer.length) {
      stoerrelser.push(tilstand.endringer.length - foer);
    }
    expect(stoerrelser).toEqual([49, 49, 22]);
  });

  test("tells a year of a subscription as new once, within a transaction and across", () => {
    const tilstand = tom();
    skriv(tilstand, [treff(1, 1), treff(2, 1)]);
    skriv(tilstand, [treff(3, 1), treff(4, 1, { inntektsaar: 2024 })]);
    expect(tilstand.endringer.map((e) => e.type)).toEqual([
      "NYTT_OPPGJOER",
      "ENDRET_OPPGJOER",
      "ENDRET_OPPGJOER",
      "NYTT_OPPGJOER",
    ]);
  });

  test("tells it as new again when the id has been given to another person", () => {
    const tilstand = tom();
    skriv(tilstand, [treff(1, 1)]);
    skriv(tilstand, [treff(2, 1, { abonnement: abonnement(1, { personnoekkel: "en annen" }) })]);
    expect(tilstand.endringer.map((e) => e.type)).toEqual(["NYTT_OPPGJOER", "NYTT_OPPGJOER"]);
  });

  test("takes lower numbers when the source has begun a new round", () => {
    const tilstand = tom();
    skriv(tilstand, [treff(900, 1)]);
    expect(skriv(tilstand, [treff(1, 1)])).toBe(false);
    expect(skriv(tilstand, [treff(1, 1)], 2)).toBe(true);
    expect(tilstand.endringer.map((e) => e.sekvensnummer)).toEqual([1, 2]);
  });
});
