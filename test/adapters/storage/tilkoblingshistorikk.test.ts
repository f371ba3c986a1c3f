// The history is whole, and what is kept always fits.

import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { ok } from "../../../shared/kernel/result.ts";
import { anvend, erNytt, type Tilkoblingshendelse } from "../../../shared/tilkobling/hendelse.ts";
import { tomTilkobling, type Signaturdom, type Tilkobling } from "../../../shared/tilkobling/tilkobling.ts";
import {
  avgjort,
  BEGGE_OK,
  EGET_SEGL,
  ENDRET,
  IKKE_DELEGERT,
  IKKE_GITT,
  mottatt,
  registrert,
  sjekket,
  SKANNET,
  UTILGJENGELIG,
  utfall,
} from "../../tilkobling/sak.ts";
import { etter, startLagerrigg, type Lagerrigg } from "./lager-rigg.ts";

let rigg: Lagerrigg;
beforeAll(async () => {
  rigg = await startLagerrigg();
});
afterAll(() => rigg.close());

const proeve = fc.constantFrom(BEGGE_OK, IKKE_DELEGERT, IKKE_GITT, UTILGJENGELIG);
const dag = fc.integer({ min: 1, max: 28 }).map((d) => `2026-11-${String(d).padStart(2, "0")}T02:00:00.000Z`);
const nummer = fc.integer({ min: 1, max: 4 });

/** Events in any order, also those that happened before the one ahead of them. */
const hendelse: fc.Arbitrary<Tilkoblingshendelse> = fc.oneof(
  fc
    .tuple(nummer, fc.constantFrom<Signaturdom>(EGET_SEGL, SKANNET, ENDRET), dag)
    .map(([nr, dom, tidspunkt]) => ({ ...mottatt(nr, dom), tidspunkt })),
  fc
    .tuple(nummer, fc.constantFrom("GODKJENT", "AVVIST"), fc.string({ unit: "grapheme", maxLength: 40 }), dag)
    .map(([nr, avgjoerelse, begrunnelse, tidspunkt]) => ({
      ...avgjort(nr, avgjoerelse, begrunnelse),
      tidspunkt,
    })),
  fc
    .tuple(
      fc.constantFrom("PAAKOBLINGSFORESPOERSEL", "TJENESTEVEDLEGG"),
      fc.constantFrom("OK", "MANGLER"),
      fc.option(fc.string({ unit: "binary", maxLength: 40 })),
      dag,
    )
    .map(([steg, status, merknad, tidspunkt]) => ({ ...registrert(steg, status), merknad, tidspunkt })),
  fc.tuple(proeve, proeve, proeve, dag).map(([a, b, c, tidspunkt]) => ({
    type: "SJEKKET" as const,
    tidspunkt,
    utfall: { SUMMERT_SKATTEGRUNNLAG: a, BEREGNET_SKATT: b, AVREGNING: c },
  })),
);

/** A connection without the times that a check without news renews. */
function utenKontrolltid(tilkobling: Tilkobling): unknown {
  const tekst = JSON.stringify(tilkobling.apier, (navn, verdi: unknown) =>
    navn === "tidspunkt" ? undefined : verdi,
  );
  return { ...tilkobling, apier: JSON.parse(tekst) as unknown, sjekket: null };
}

test("whatever happens, the state is what it should be, and the history alone leads to it", async () => {
  const lager = rigg.lager();
  await fc.assert(
    fc.asyncProperty(fc.array(hendelse, { minLength: 1, maxLength: 20 }), async (hendelser) => {
      const kommune = rigg.nyKommune();
      let tilstand = tomTilkobling(kommune);
      const nye: Tilkoblingshendelse[] = [];
      for (const h of hendelser) {
        if (erNytt(tilstand, h)) nye.push(h);
        tilstand = anvend(tilstand, h);
        expect(await lager.registrer(kommune, h)).toEqual(ok(tilstand));
      }
      expect(await lager.les(kommune)).toEqual(ok(tilstand));
      const historikk = await lager.historikk(kommune, 100);
      expect(historikk).toEqual(ok(nye.toReversed()));
      const fraHistorien = etter(kommune, ...nye);
      expect(utenKontrolltid(fraHistorien)).toEqual(utenKontrolltid(tilstand));
    }),
    { numRuns: 25 },
  );
});

const LENGST = 7_000;
/** Becomes six characters in JSON. */
const SKILLE = "\u2028";

function lengde(verdi: unknown): number {
  return JSON.stringify(verdi).replaceAll(SKILLE, "123456").length;
}

/** As long an event as is taken, filled by `lag` with a text. */
function lengst<H extends Tilkoblingshendelse>(lag: (tekst: string) => H): H {
  const ledig = LENGST - lengde(lag(""));
  return lag(SKILLE.repeat(Math.floor(ledig / 6)) + "x".repeat(ledig % 6));
}

const LANG_KODE = { status: "MANGLER", aarsakskode: SKILLE.repeat(100) } as const;

test("the largest state there can be is kept, each column within what storage takes", async () => {
  const lager = rigg.lager();
  const kommune = rigg.nyKommune();
  const lange = [
    ...Array.from({ length: 20 }, (_, nr) => [
      lengst((forklaring) => mottatt(nr, { ...SKANNET, forklaring })),
      lengst((begrunnelse) => avgjort(nr, "AVVIST", begrunnelse)),
    ]).flat(),
    ...(["PAAKOBLINGSFORESPOERSEL", "TJENESTEVEDLEGG"] as const).map((steg) =>
      lengst((merknad) => ({ ...registrert(steg, "MANGLER"), merknad })),
    ),
  ];
  expect(new Set(lange.map(lengde))).toEqual(new Set([LENGST]));
  const hendelser = [...lange, sjekket(utfall({ tilgang: LANG_KODE, delegering: LANG_KODE }))];
  for (const h of hendelser) expect(await lager.registrer(kommune, h)).toMatchObject({ ok: true });
  expect(await lager.les(kommune)).toEqual(ok(etter(kommune, ...hendelser)));
  const rad = await rigg.tabell.getEntity("tilkobling", `s_${kommune}`);
  const lengder = Object.values(rad).map((verdi) => (typeof verdi === "string" ? verdi.length : 0));
  expect(Math.max(...lengder)).toBeGreaterThan(2 * LENGST);
  expect(Math.max(...lengder)).toBeLessThanOrEqual(32_768);
});

test("a text as long as an operator may write it is kept, whatever it is made of", async () => {
  const kommune = rigg.nyKommune();
  for (const tegn of [SKILLE, '"', "å", "ﷺ"]) {
    const avgjoerelse = avgjort(1, "AVVIST", tegn.repeat(1_000));
    expect(await rigg.lager().registrer(kommune, avgjoerelse)).toMatchObject({ ok: true });
  }
});

test.each<[string, Tilkoblingshendelse]>([
  ["a longer event", { ...registrert("TJENESTEVEDLEGG", "OK"), merknad: "x".repeat(7_000) }],
  [
    "a code that is a text",
    sjekket(utfall({ ...BEGGE_OK, tilgang: { status: "MANGLER", aarsakskode: "x".repeat(101) } })),
  ],
  ["a time that is none", { ...registrert("TJENESTEVEDLEGG", "OK"), tidspunkt: "i går" }],
  ["a SHA-256 that is none", { ...avgjort(1, "AVVIST"), sha256: "../andre" }],
])("%s is never sent to storage", async (_, ugyldig) => {
  const kommune = rigg.nyKommune();
  await expect(rigg.lager().registrer(kommune, ugyldig)).rejects.toThrow(RangeError);
  expect(await rigg.lager().les(kommune)).toEqual(ok(undefined));
});
