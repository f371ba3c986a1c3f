// What events add up to.

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  anvend,
  avgjoerelseAv,
  erNytt,
  gjeldendeErklaering,
  type Tilkoblingshendelse,
} from "../../shared/tilkobling/hendelse.ts";
import type { Signaturdom, Tilkobling } from "../../shared/tilkobling/tilkobling.ts";
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
  TOM,
  UTILGJENGELIG,
  utfall,
} from "./sak.ts";

function etter(...hendelser: readonly Tilkoblingshendelse[]): Tilkobling {
  return hendelser.reduce(anvend, TOM);
}

function gjelder(...hendelser: readonly Tilkoblingshendelse[]) {
  const e = gjeldendeErklaering(etter(...hendelser).erklaeringer);
  return e === undefined ? undefined : [Number(e.sha256), avgjoerelseAv(e)];
}

describe("the declaration that counts", () => {
  test.each<[string, readonly Tilkoblingshendelse[], unknown]>([
    ["is none before one is received", [], undefined],
    ["is the one with the municipality's own seal", [mottatt(1, EGET_SEGL)], [1, "GODKJENT"]],
    [
      "is not undone by a later upload to assess",
      [mottatt(1, EGET_SEGL), mottatt(2, SKANNET)],
      [1, "GODKJENT"],
    ],
    [
      "is not undone by a later upload that is refused",
      [mottatt(1, EGET_SEGL), mottatt(2, ENDRET)],
      [1, "GODKJENT"],
    ],
    [
      "is the one awaiting a person rather than a refused one",
      [mottatt(1, SKANNET), mottatt(2, ENDRET)],
      [1, "TIL_VURDERING"],
    ],
    ["is the newest refused when all are", [mottatt(1, ENDRET), mottatt(2, ENDRET)], [2, "AVVIST"]],
    ["follows the operator's yes", [mottatt(1, SKANNET), avgjort(1, "GODKJENT")], [1, "GODKJENT"]],
    ["follows the operator's no", [mottatt(1, SKANNET), avgjort(1, "AVVIST")], [1, "AVVIST"]],
    [
      "follows the operator's last word",
      [mottatt(1, SKANNET), avgjort(1, "AVVIST"), avgjort(1, "GODKJENT")],
      [1, "GODKJENT"],
    ],
    [
      "keeps the operator's word when the same file comes again",
      [mottatt(1, SKANNET), avgjort(1, "GODKJENT"), mottatt(1, SKANNET)],
      [1, "GODKJENT"],
    ],
  ])("%s", (_, hendelser, forventet) => {
    expect(gjelder(...hendelser)).toEqual(forventet);
  });

  test("a decision on a declaration never received changes nothing", () => {
    expect(etter(mottatt(1, SKANNET), avgjort(2, "GODKJENT"))).toEqual(etter(mottatt(1, SKANNET)));
  });

  test("the same content again renews the verdict and keeps its day", () => {
    const [erklaering] = etter(mottatt(1, SKANNET, "20"), mottatt(1, EGET_SEGL, "22")).erklaeringer;
    expect(erklaering).toMatchObject({ mottatt: "2026-11-20T10:00:00.000Z", dom: EGET_SEGL });
  });

  test("twenty are kept, and the one that counts is never pushed out", () => {
    const mange = Array.from({ length: 40 }, (_, i) => mottatt(i + 2, SKANNET));
    const { erklaeringer } = etter(mottatt(1, EGET_SEGL), ...mange);
    expect(erklaeringer).toHaveLength(20);
    expect(gjeldendeErklaering(erklaeringer)?.dom).toBe(EGET_SEGL);
    expect(Number(erklaeringer[0]?.sha256)).toBe(41);
  });
});

describe("answers about access and delegation", () => {
  test("a check without an answer leaves the last one standing, with its time", () => {
    const foerst = etter(sjekket(utfall(BEGGE_OK), "2026-11-24T02:00:00.000Z"));
    const igjen = anvend(foerst, sjekket(utfall(UTILGJENGELIG), "2026-11-25T02:00:00.000Z"));
    expect(igjen.apier).toEqual(foerst.apier);
    expect(igjen.sjekket).toBe("2026-11-25T02:00:00.000Z");
  });

  test("a check that asked before another and came after it changes nothing", () => {
    const nyest = etter(sjekket(utfall(BEGGE_OK), "2026-11-24T02:00:05.000Z"));
    const sen = sjekket(utfall(IKKE_DELEGERT), "2026-11-24T02:00:00.000Z");
    expect([anvend(nyest, sen), erNytt(nyest, sen)]).toEqual([nyest, false]);
  });

  test("a withdrawn delegation is told, and access that it hides keeps its last answer", () => {
    const { apier } = etter(
      sjekket(utfall(BEGGE_OK)),
      sjekket(utfall(IKKE_DELEGERT), "2026-11-25T02:00:00.000Z"),
    );
    expect(apier.BEREGNET_SKATT.delegering?.status).toBe("MANGLER");
    expect(apier.BEREGNET_SKATT.tilgang).toEqual({
      status: "OK",
      aarsakskode: null,
      tidspunkt: "2026-11-24T02:00:00.000Z",
    });
  });
});

describe("the history takes", () => {
  test.each<[string, readonly Tilkoblingshendelse[], Tilkoblingshendelse, boolean]>([
    ["a declaration the first time", [], mottatt(1, SKANNET), true],
    ["not the same declaration with the same verdict", [mottatt(1, SKANNET)], mottatt(1, SKANNET), false],
    ["the same declaration with another verdict", [mottatt(1, SKANNET)], mottatt(1, EGET_SEGL), true],
    [
      "every decision, also a repeated one",
      [mottatt(1, SKANNET), avgjort(1, "GODKJENT")],
      avgjort(1, "GODKJENT"),
      true,
    ],
    ["every registration", [], registrert("TJENESTEVEDLEGG", "OK"), true],
    ["the first answers", [], sjekket(utfall(BEGGE_OK)), true],
    ["not the same answers again", [sjekket(utfall(BEGGE_OK))], sjekket(utfall(BEGGE_OK)), false],
    [
      "an answer that changed",
      [sjekket(utfall(BEGGE_OK))],
      sjekket(utfall(BEGGE_OK, { AVREGNING: IKKE_GITT })),
      true,
    ],
    ["not a check without answers", [sjekket(utfall(BEGGE_OK))], sjekket(utfall(UTILGJENGELIG)), false],
  ])("%s", (_, foer, hendelse, forventet) => {
    expect(erNytt(etter(...foer), hendelse)).toBe(forventet);
  });

  test("whatever the order, what the history leaves out changes neither declarations, registrations nor answers", () => {
    const dom = fc.constantFrom<Signaturdom>(EGET_SEGL, SKANNET, ENDRET);
    const hendelse = fc.oneof(
      fc.tuple(fc.integer({ min: 1, max: 3 }), dom).map(([nr, d]) => mottatt(nr, d)),
      fc.constantFrom(avgjort(1, "GODKJENT"), avgjort(2, "AVVIST"), registrert("TJENESTEVEDLEGG", "OK")),
      fc.constantFrom(BEGGE_OK, IKKE_DELEGERT, IKKE_GITT, UTILGJENGELIG).map((u) => sjekket(utfall(u))),
    );
    fc.assert(
      fc.property(fc.array(hendelse, { maxLength: 12 }), (hendelser) => {
        let alle = TOM;
        let historien = TOM;
        for (const h of hendelser) {
          if (erNytt(alle, h)) historien = anvend(historien, h);
          alle = anvend(alle, h);
        }
        expect({ ...historien, sjekket: null }).toEqual({ ...alle, sjekket: null });
      }),
      { numRuns: 1_000 },
    );
  });
});
