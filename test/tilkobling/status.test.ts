// A connection as people read it: the contract's steps in their order, one thing to do, and unknown never shown as missing.

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { anvend, type Tilkoblingshendelse } from "../../shared/tilkobling/hendelse.ts";
import { visTilkobling, type Utfall } from "../../shared/tilkobling/status.ts";
import {
  BERGEN,
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

function vis(hendelser: readonly Tilkoblingshendelse[], naa?: Utfall) {
  return visTilkobling(BERGEN, hendelser.reduce(anvend, TOM), naa);
}

const ALT = [
  mottatt(1, EGET_SEGL),
  registrert("PAAKOBLINGSFORESPOERSEL", "OK"),
  sjekket(utfall(BEGGE_OK)),
  registrert("TJENESTEVEDLEGG", "OK"),
];

test("the steps stand in the order of the contract", () => {
  expect(vis([]).steg.map(({ steg, api }) => [steg, api ?? null])).toEqual([
    ["TILSLUTNINGSERKLAERING", null],
    ["PAAKOBLINGSFORESPOERSEL", null],
    ["TILGANG", "SUMMERT_SKATTEGRUNNLAG"],
    ["TILGANG", "BEREGNET_SKATT"],
    ["TILGANG", "AVREGNING"],
    ["DELEGERING", "SUMMERT_SKATTEGRUNNLAG"],
    ["DELEGERING", "BEREGNET_SKATT"],
    ["DELEGERING", "AVREGNING"],
    ["TJENESTEVEDLEGG", null],
  ]);
});

test("of a municipality nobody has heard of, only the declaration is known to be missing", () => {
  const { steg, klar, sjekket: naar } = vis([]);
  expect(steg.map(({ status }) => status)).toEqual(["MANGLER", ...Array<string>(8).fill("UKJENT")]);
  expect([klar, naar]).toEqual([false, null]);
});

describe("a municipality is ready", () => {
  test.each<[string, readonly Tilkoblingshendelse[], boolean]>([
    ["when everything is in order", ALT, true],
    ["without the paper steps", [mottatt(1, EGET_SEGL), sjekket(utfall(BEGGE_OK))], true],
    [
      "without Avregning",
      [mottatt(1, EGET_SEGL), sjekket(utfall(BEGGE_OK, { AVREGNING: IKKE_DELEGERT }))],
      true,
    ],
    [
      "not without beregnet skatt",
      [mottatt(1, EGET_SEGL), sjekket(utfall(BEGGE_OK, { BEREGNET_SKATT: IKKE_DELEGERT }))],
      false,
    ],
    [
      "not without access",
      [mottatt(1, EGET_SEGL), sjekket(utfall(BEGGE_OK, { SUMMERT_SKATTEGRUNNLAG: IKKE_GITT }))],
      false,
    ],
    ["not with a declaration to assess", [mottatt(1, SKANNET), sjekket(utfall(BEGGE_OK))], false],
    [
      "with a declaration an operator has accepted",
      [mottatt(1, SKANNET), avgjort(1, "GODKJENT"), sjekket(utfall(BEGGE_OK))],
      true,
    ],
    ["not when nothing has been checked", [mottatt(1, EGET_SEGL)], false],
  ])("%s", (_, hendelser, klar) => {
    expect(vis(hendelser).klar).toBe(klar);
  });
});

describe("one next step", () => {
  test.each<[string, readonly Tilkoblingshendelse[], RegExp]>([
    ["sign, when nothing is sent", [], /^Signer tilslutningserklæringen og last den opp/],
    ["sign again, when it was refused", [mottatt(1, ENDRET)], /^Signer tilslutningserklæringen på nytt/],
    [
      "delegate, when that is all that is missing",
      [...ALT, sjekket(utfall(BEGGE_OK, { BEREGNET_SKATT: IKKE_DELEGERT }))],
      /^Deleger «Beregnet skatt API/,
    ],
    [
      "ask for access, when it is not granted",
      [...ALT, sjekket(utfall(IKKE_GITT))],
      /^Be Skatteetaten om tilgang til «Summert/,
    ],
    [
      "what can be done comes before what others must assess",
      [mottatt(1, SKANNET), sjekket(utfall(IKKE_DELEGERT))],
      /^Deleger «Summert/,
    ],
    [
      "wait, when only others have something to do",
      [mottatt(1, SKANNET), sjekket(utfall(BEGGE_OK))],
      /^Vent til en saksbehandler/,
    ],
    [
      "check, when nothing is known of access",
      [mottatt(1, EGET_SEGL), registrert("PAAKOBLINGSFORESPOERSEL", "OK")],
      /^Kontroller/,
    ],
    ["nothing, when all is in order", ALT, /^Kommunen er klar til å slå opp skatteopplysninger\.$/],
    [
      "what remains, when it is ready without Avregning",
      [...ALT, sjekket(utfall(BEGGE_OK, { AVREGNING: IKKE_DELEGERT }))],
      /^Kommunen er klar .* Dette gjenstår: Deleger «Avregning/,
    ],
  ])("%s", (_, hendelser, forventet) => {
    expect(vis(hendelser).nesteSteg).toMatch(forventet);
  });
});

describe("what could not be checked just now", () => {
  test("is UKJENT although it was in order before, and says so", () => {
    const status = vis(ALT, utfall(UTILGJENGELIG));
    const delegering = status.steg.find(({ steg }) => steg === "DELEGERING");
    expect(delegering).toMatchObject({ status: "UKJENT", aarsakskode: "UTILGJENGELIG" });
    expect(delegering?.detalj).toMatch(/fikk ikke svar.*var i orden 24\.11\.2026/);
    expect(status.klar).toBe(false);
  });

  test("keeps its last answer for whoever asks later", () => {
    const status = vis([...ALT, sjekket(utfall(UTILGJENGELIG), "2026-11-25T02:00:00.000Z")]);
    expect([status.klar, status.sjekket]).toEqual([true, "2026-11-25T02:00:00.000Z"]);
  });

  test("is never shown as missing, whatever came before", () => {
    const proeve = fc.constantFrom(BEGGE_OK, IKKE_DELEGERT, IKKE_GITT, UTILGJENGELIG);
    fc.assert(
      fc.property(
        fc.array(
          proeve.map((p) => sjekket(utfall(p))),
          { maxLength: 4 },
        ),
        (foer) => {
          const apisteg = vis(foer, utfall(UTILGJENGELIG)).steg.filter(({ api }) => api !== undefined);
          expect(apisteg.every(({ status }) => status === "UKJENT")).toBe(true);
        },
      ),
    );
  });
});

test("access that a missing delegation hides says what hides it", () => {
  const tilgang = vis([sjekket(utfall(IKKE_DELEGERT))]).steg.find(({ steg }) => steg === "TILGANG");
  expect(tilgang).toMatchObject({ status: "UKJENT", aarsakskode: "MP-251", tiltak: null });
  expect(tilgang?.detalj).toBe("Kan først kontrolleres når delegeringen i Altinn er på plass.");
});

test("a refused declaration tells the operator's reason, an accepted one does not", () => {
  const detalj = (avgjoerelse: "GODKJENT" | "AVVIST") =>
    vis([mottatt(1, SKANNET), avgjort(1, avgjoerelse, "Feil skjema")]).steg[0]?.detalj;
  expect(detalj("AVVIST")).toBe("Erklæringen er vurdert og avvist 23.11.2026: Feil skjema");
  expect(detalj("GODKJENT")).toBe("Erklæringen er vurdert og godkjent 23.11.2026.");
});

test("a newer declaration to assess is told beside the accepted one", () => {
  const { detalj, status } = vis([mottatt(1, EGET_SEGL), mottatt(2, SKANNET, "22")]).steg[0] ?? {};
  expect(status).toBe("OK");
  expect(detalj).toMatch(/En nyere erklæring, mottatt 22\.11\.2026, venter på vurdering/);
});

test("days are days in Norway", () => {
  const sent = { ...mottatt(1, EGET_SEGL), tidspunkt: "2026-11-20T23:30:00.000Z" };
  expect(vis([sent]).steg[0]?.detalj).toMatch(/Mottatt 21\.11\.2026\.$/);
});

test("every text a step has is a whole sentence", () => {
  const alle = [
    [],
    ALT,
    [mottatt(1, ENDRET), registrert("TJENESTEVEDLEGG", "MANGLER"), sjekket(utfall(IKKE_GITT))],
    [sjekket(utfall(IKKE_DELEGERT))],
  ];
  for (const hendelser of alle) {
    for (const { detalj, tiltak } of vis(hendelser).steg) {
      expect(detalj).toMatch(/^\p{Lu}.*[.:]/u);
      if (tiltak !== null) expect(tiltak).toMatch(/^\p{Lu}.*\.$/u);
    }
  }
});
