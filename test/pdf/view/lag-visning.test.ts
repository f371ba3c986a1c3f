// What the paper says of the cases where something is missing, changed by hand, or several of a kind.

import { describe, expect, test } from "vitest";
import { lagVisning } from "../../../shared/pdf/view/lag-visning.ts";
import type { Celle, Tabell } from "../../../shared/pdf/view/visning.ts";
import {
  ALLE_POSTER,
  BARE_MANUELT,
  ENSLIG,
  KOSTNADEN_SETTER_GRENSEN,
  PAR,
  PAR_MED_TRE_BARN,
  PAR_NYNORSK,
  SKJERMET,
} from "../saker.ts";

/** The cells of the row that has a text in some column. */
function rad(tabell: Tabell, tekst: string): readonly Celle[] | undefined {
  return [...tabell.rader, ...tabell.summer].find((r) => r.celler.some((c) => tekstAv(c) === tekst))?.celler;
}

function tekstAv(celle: Celle): string {
  return typeof celle === "string" ? celle : celle.text;
}

const NB = "\u00a0";

describe("the household", () => {
  test("has a column per kind of person, an empty cell where a person has nothing, and its own", () => {
    const { tabell } = lagVisning(PAR).husholdning;
    expect(tabell.hoder).toEqual(["Tegn", "Gruppe", "Beboer", "Ektefelle", "Husholdning"]);
    expect(rad(tabell, "Renteinntekter")).toEqual([
      "+",
      "Renteinntekter",
      `12${NB}640`,
      `3${NB}105`,
      `15${NB}745`,
    ]);
    expect(rad(tabell, "Gjeldsrenter")).toEqual(["\u2212", "Gjeldsrenter", `6${NB}218`, "", `6${NB}218`]);
  });

  test("shows what the caseworker entered in rows of its own", () => {
    const { tabell } = lagVisning(PAR).husholdning;
    expect(rad(tabell, "Andre inntekter, lagt inn av saksbehandleren")).toEqual([
      "+",
      "Andre inntekter, lagt inn av saksbehandleren",
      `12${NB}000`,
      "",
      `12${NB}000`,
    ]);
  });

  test("says that an amount is unknown, never zero, and explains the word", () => {
    const { tabell, tegnforklaring } = lagVisning(SKJERMET).husholdning;
    expect(tabell.hoder).toEqual(["Tegn", "Gruppe", "Beboer", "Samboer", "Barn", "Husholdning"]);
    expect(rad(tabell, "Skatt")).toEqual(["\u2212", "Skatt", `78${NB}904`, "ukjent", "ukjent", "ukjent"]);
    expect(tegnforklaring).toContain("Ukjent betyr");
    expect(lagVisning(ENSLIG).husholdning.tegnforklaring).not.toContain("Ukjent");
  });

  test("has no sum for groups whose posts do not add up", () => {
    const { tabell } = lagVisning(ALLE_POSTER).husholdning;
    expect(rad(tabell, "Gevinster og tap")).toEqual(["i", "Gevinster og tap", "", "ingen sum"]);
  });
});

describe("the head of the letter", () => {
  test("names the persons and when their settlement was made", () => {
    expect(lagVisning(PAR).fakta.rader).toEqual([
      ["Gjelder", "Kari Nordmann"],
      ["Inntektsår", "2024"],
      ["Skatteoppgjør", "beboer 03.04.2025, ektefelle 14.05.2025"],
      ["Satser per", "01.06.2026"],
      ["Saksreferanse", "2026/1234"],
    ]);
  });

  test("says why a person has no settlement", () => {
    expect(lagVisning(SKJERMET).fakta.rader[2]).toEqual([
      "Skatteoppgjør",
      "beboer 03.04.2025, samboer (skjermet, ingen opplysninger), barn (skatteoppgjøret er ikke klart)",
    ]);
  });

  test("says that everything was entered by hand", () => {
    expect(lagVisning(BARE_MANUELT).fakta.rader).toEqual([
      ["Gjelder", "Beboeren"],
      ["Inntektsår", "Inntekter lagt inn av saksbehandleren"],
      ["Satser per", "01.06.2026"],
    ]);
  });
});

describe("the summary", () => {
  test("says what the stay costs per month and per day where the cost sets the limit, in both languages", () => {
    const kostnad = `15${NB}875`;
    expect(lagVisning(KOSTNADEN_SETTER_GRENSEN).sammendrag).toContain(
      `satt ned til det oppholdet koster. Oppholdet koster ${kostnad} kroner i måneden, eller 521 kroner i døgnet.`,
    );
    const { dokument } = KOSTNADEN_SETTER_GRENSEN;
    const nynorsk = { ...KOSTNADEN_SETTER_GRENSEN, dokument: { ...dokument, maalform: "nn" as const } };
    expect(lagVisning(nynorsk).sammendrag).toContain(
      `Opphaldet kostar ${kostnad} kroner i månaden, eller 521 kroner i døgnet.`,
    );
  });

  test("says nothing of the cost where the percentages give the egenandel", () => {
    expect(lagVisning(ENSLIG).sammendrag).toMatch(/til egen disposisjon\.$/);
  });
});

describe("the specifications", () => {
  test("are one per person, children numbered when there are several", () => {
    expect(lagVisning(PAR_MED_TRE_BARN).spesifikasjoner.map((s) => s.overskrift)).toEqual([
      "Spesifikasjon: beboer",
      "Spesifikasjon: ektefelle",
      "Spesifikasjon: barn 1",
      "Spesifikasjon: barn 2",
      "Spesifikasjon: barn 3",
    ]);
  });

  test("give a post by hand to the child it is about", () => {
    const manuelle = lagVisning(PAR_MED_TRE_BARN).spesifikasjoner.map((s) => s.manuelle?.tabell.rader.length);
    expect(manuelle).toEqual([undefined, undefined, undefined, 1, undefined]);
  });

  test("name Skatteetaten's own post, and the caseworker's reason", () => {
    const [beboer] = lagVisning(PAR).spesifikasjoner;
    expect(beboer?.poster?.rader[1]?.celler).toEqual([
      {
        text: "Alderspensjon fra folketrygden",
        under: "Skatteetaten, summert skattegrunnlag: alderspensjonFraFolketrygden",
      },
      `§${NB}3 fjerde ledd`,
      `301${NB}200`,
    ]);
    expect(beboer?.manuelle?.tabell.rader[0]?.celler).toEqual([
      {
        text: "Leie, muntlig opplyst",
        under: "Begrunnelse: Sønnen leier hytta om sommeren og betaler kontant. Avtalen er lagt ved saken.",
      },
      "Øker «Andre inntekter»",
      `12${NB}000`,
    ]);
  });

  test("list posts the rule set does not know", () => {
    const [beboer] = lagVisning(ENSLIG).spesifikasjoner;
    expect(beboer?.poster?.rader.at(-2)?.celler).toEqual([`i${NB}Poster som ikke er vurdert`, "", ""]);
  });

  test("say what became of a person without posts", () => {
    expect(lagVisning(SKJERMET).spesifikasjoner[1]).toMatchObject({
      innledning: "Skjermet, ingen opplysninger.",
      poster: null,
      manuelle: null,
    });
  });
});

describe("the arithmetic", () => {
  test("shows each part with its sign, share and source", () => {
    const { tabell } = lagVisning(PAR).utregning;
    const rader = tabell.rader.map((r) => r.celler.map(tekstAv));
    expect(rader).toContainEqual(["", `\u2212${NB}Skatt på formue`, "Steg 8", `2${NB}310,00`, ""]);
    expect(rader).toContainEqual(["", `50${NB}% av tjenestepensjon`, "Steg 2", `88${NB}412,00`, ""]);
    expect(rader).toContainEqual(["", "Boutgifter", "Saksbehandleren", `36${NB}000,00`, ""]);
  });

  test("tells the children apart", () => {
    const navn = lagVisning(PAR_MED_TRE_BARN).utregning.tabell.rader.map((r) => tekstAv(r.celler[1] ?? ""));
    expect(navn.filter((n) => n === "Fradrag for barn 2").length).toBe(2);
  });

  test("does not list more parts than a reader can follow", () => {
    const rader = lagVisning(ALLE_POSTER).utregning.tabell.rader.map((r) => r.celler[1] ?? "");
    const under = rader.map((celle) => (typeof celle === "string" ? "" : celle.under));
    expect(under.filter((tekst) => tekst.startsWith("Summen av ")).length).toBeGreaterThan(0);
  });
});

test("an etteroppgjoer says in words who owes whom", () => {
  expect(lagVisning(PAR).etteroppgjoer?.utfall).toBe(
    `Det er krevd for mye i perioden. Beboeren skal ha 8${NB}794 kroner tilbake.`,
  );
});

test("nynorsk gives the same numbers in nynorsk words", () => {
  const [bokmaal, nynorsk] = [lagVisning(PAR), lagVisning(PAR_NYNORSK)];
  expect(nynorsk.noekkeltall.verdi).toBe(bokmaal.noekkeltall.verdi);
  expect(nynorsk.hovedsteg.tabell.rader.map((r) => r.celler[3])).toEqual(
    bokmaal.hovedsteg.tabell.rader.map((r) => r.celler[3]),
  );
  expect(nynorsk.hovedsteg.tabell.summer[0]?.celler[1]).toBe("Eigendel per år");
});
