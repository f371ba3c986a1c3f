import { describe, expect, it } from "vitest";
import { GRUPPER, type Fortegn, type Gruppe } from "../../../shared/oppslag/oppslagssvar.ts";
import { finnPostregel, POSTRADER, postregler } from "../../../shared/oppslag/poster/finn-postregel.ts";
import { FORTEGN, GRUPPETEKST } from "../../../shared/oppslag/poster/gruppetekster.ts";
import eksempler from "./eksempler.json" with { type: "json" };
import { ENDRINGER, NAVN } from "./skatteetatens-lister.ts";

const AAR = [2021, 2022, 2023, 2024, 2025];
const SUMMERTE = POSTRADER.filter((rad) => !rad.regel.tekniskNavn.startsWith("/"));
const usikre = new Set(
  POSTRADER.filter((rad) => rad.aarSikkerhet !== undefined).map((rad) => rad.regel.tekniskNavn),
);
const kategoriAv = new Map(NAVN.map((navn) => [navn.tekniskNavn, navn.kategori]));

function aarMedRegel(tekniskNavn: string): number[] {
  return AAR.filter((aar) => finnPostregel(tekniskNavn, aar) !== undefined);
}

function navnMedKategori(kategori: string): string[] {
  return NAVN.filter((navn) => navn.kategori === kategori).map((navn) => navn.tekniskNavn);
}

function fortegnFor(navn: readonly string[]): Set<Fortegn> {
  return new Set(
    navn.flatMap((n) => AAR.flatMap((aar) => finnPostregel(n, aar) ?? [])).map((regel) => regel.fortegn),
  );
}

describe("every name Skatteetaten lists", () => {
  it("counts 290 names for 2025", () => {
    expect(NAVN.filter((navn) => navn.inntektsaar.includes(2025))).toHaveLength(290);
  });

  it("has exactly one class in every year that lists it", () => {
    for (const { tekniskNavn, inntektsaar } of NAVN) {
      for (const aar of inntektsaar) {
        const treff = postregler(aar).filter((regel) => regel.tekniskNavn === tekniskNavn);
        expect(treff, `${tekniskNavn} ${aar}`).toHaveLength(1);
        expect(finnPostregel(tekniskNavn, aar), `${tekniskNavn} ${aar}`).toBe(treff[0]);
      }
    }
  });

  it("has no class in a year that does not list it, unless the years are said to be uncertain", () => {
    const avvik = NAVN.filter(({ tekniskNavn }) => !usikre.has(tekniskNavn)).filter(
      ({ tekniskNavn, inntektsaar }) => aarMedRegel(tekniskNavn).join() !== inntektsaar.join(),
    );
    expect(avvik).toEqual([]);
  });

  it("is the only source of names, save for the change lists", () => {
    const kjente = new Set([...NAVN, ...ENDRINGER].map((navn) => navn.tekniskNavn));
    expect(SUMMERTE.map((rad) => rad.regel.tekniskNavn).filter((navn) => !kjente.has(navn))).toEqual([]);
  });
});

describe("a change between years", () => {
  const nye = ENDRINGER.filter(({ endring }) => endring === "ny");
  const utgaatte = ENDRINGER.filter(({ endring }) => endring === "utgaar");

  it("covers the 87 published changes", () => {
    expect(nye.length + utgaatte.length).toBe(86);
    expect(ENDRINGER).toHaveLength(87);
  });

  it.each(nye)("makes $tekniskNavn valid from $inntektsaar", ({ tekniskNavn, inntektsaar }) => {
    expect(finnPostregel(tekniskNavn, inntektsaar)).toBeDefined();
    if (!usikre.has(tekniskNavn)) expect(finnPostregel(tekniskNavn, inntektsaar - 1)).toBeUndefined();
  });

  it.each(utgaatte)("ends $tekniskNavn before $inntektsaar", ({ tekniskNavn, inntektsaar }) => {
    expect(finnPostregel(tekniskNavn, inntektsaar - 1)).toBeDefined();
    if (tekniskNavn === "samletSkattefriDelAvFormue") {
      expect(finnPostregel(tekniskNavn, 2025), "still in the list of 2025").toBeDefined();
    } else {
      expect(finnPostregel(tekniskNavn, inntektsaar)).toBeUndefined();
    }
  });
});

describe("a year without rules", () => {
  it.each([2020, 2026, 2027])("classifies nothing in %i, tax included", (aar) => {
    expect(postregler(aar)).toEqual([]);
    const navn = POSTRADER.map((rad) => rad.regel.tekniskNavn);
    expect(navn.filter((n) => finnPostregel(n, aar) !== undefined)).toEqual([]);
  });

  it("is every year that no row reaches", () => {
    expect(Math.min(...POSTRADER.map((rad) => rad.fra))).toBe(2021);
    expect(Math.max(...POSTRADER.map((rad) => rad.til))).toBe(2025);
  });
});

describe("the sign of a post", () => {
  it("follows its group as the contract has it", () => {
    const inntekt: Gruppe[] = GRUPPER.slice(0, 9);
    const fradrag: Gruppe[] = ["SKATT", "GJELDSRENTER"];
    for (const gruppe of GRUPPER) {
      const ventet = inntekt.includes(gruppe) ? "+" : fradrag.includes(gruppe) ? "-" : "i";
      expect(FORTEGN[gruppe], gruppe).toBe(ventet);
      expect(GRUPPETEKST[gruppe]).not.toBe("");
    }
    for (const { regel } of POSTRADER) expect(regel.fortegn).toBe(FORTEGN[regel.gruppe]);
  });

  it("is i for every sum of kategori - and for every post of wealth, debt, rabatt and oppjustering", () => {
    for (const kategori of [
      "-",
      "",
      "formue",
      "formuesfradrag",
      "verdsettingsrabattSomGirGjeldsreduksjon",
      "oppjusteringAvEierinntekter",
    ]) {
      const navn = navnMedKategori(kategori);
      expect(navn.length, kategori).toBeGreaterThan(0);
      expect([...fortegnFor(navn)], kategori).toEqual(["i"]);
    }
  });

  it("is never + for an inntektsfradrag, and - only for debt interest", () => {
    const regler = navnMedKategori("inntektsfradrag").flatMap((n) =>
      AAR.flatMap((aar) => finnPostregel(n, aar) ?? []),
    );
    expect(regler.filter((regel) => regel.fortegn === "+")).toEqual([]);
    expect(regler.filter((regel) => regel.fortegn === "-" && regel.gruppe !== "GJELDSRENTER")).toEqual([]);
  });

  it("is never - for an inntekt", () => {
    expect([...fortegnFor(navnMedKategori("inntekt"))].sort()).toEqual(["+", "i"]);
  });

  it("is i for skjermingsfradrag, minstefradrag, underskudd and personinntekt, whatever their kategori", () => {
    expect(aarMedRegel("skjermingsfradrag")).toEqual(AAR);
    for (const del of [/skjermingsfradrag/i, /minstefradrag/i, /underskudd/i, /personinntekt/i]) {
      const navn = SUMMERTE.map((rad) => rad.regel.tekniskNavn).filter((n) => del.test(n));
      expect(navn.length, String(del)).toBeGreaterThan(0);
      expect([...fortegnFor(navn)], String(del)).toEqual(["i"]);
    }
  });

  it("is - for tax only as a whole, with formuesskatt and credits for foreign tax apart", () => {
    const skatt = postregler(2025).filter((regel) => regel.gruppe === "SKATT");
    expect(skatt.map((regel) => regel.tekniskNavn).sort()).toEqual(
      ["Fastland", "KildeskattPaaLoenn", "Svalbard"].flatMap((blokk) => [
        `/beregnetSkatt${blokk}/beregnetSkatt`,
        `/beregnetSkatt${blokk}/informasjonTilSkattelister/beregnetSkatt`,
      ]),
    );
    const resten = postregler(2025).filter(
      (regel) => regel.tekniskNavn.startsWith("/") && regel.gruppe !== "SKATT",
    );
    expect(new Set(resten.map((regel) => regel.gruppe))).toEqual(new Set(["AVREGNING", "SUMMER"]));
  });
});

describe("the reason of a post", () => {
  it("is the paragraph for a post that counts, and words of its own for one that does not", () => {
    for (const { regel } of POSTRADER) {
      if (regel.fortegn === "i") {
        expect(regel.hjemmel, regel.tekniskNavn).not.toMatch(/^§/);
        expect(regel.hjemmel.split(" ").length, regel.tekniskNavn).toBeGreaterThan(3);
      } else expect(regel.hjemmel, regel.tekniskNavn).toBe("§ 3 fjerde ledd");
    }
  });

  it("and its doubt are plain sentences", () => {
    for (const { regel, aarSikkerhet } of POSTRADER) {
      for (const setning of [regel.tvil, aarSikkerhet]) {
        if (setning !== undefined) expect(setning, regel.tekniskNavn).toMatch(/^\p{Lu}[^\n]+\.$/u);
      }
      for (const tekst of [regel.tekst, regel.hjemmel]) {
        expect(tekst, regel.tekniskNavn).toBe(tekst.trim().replaceAll(/\s+/g, " "));
        expect(tekst, regel.tekniskNavn).not.toContain("|");
      }
    }
  });
});

describe("a gain or a loss", () => {
  const realisasjoner = POSTRADER.filter((rad) => rad.regel.gruppe === "GEVINST_TAP");

  it("has its facts, and nothing else has", () => {
    expect(POSTRADER.filter((rad) => rad.regel.gevinstTap !== undefined)).toEqual(realisasjoner);
    expect(realisasjoner.length).toBeGreaterThan(60);
  });

  it("is a GEVINST when it is an inntekt and a TAP when it is an inntektsfradrag", () => {
    const ventet: Record<string, string> = { inntekt: "GEVINST", inntektsfradrag: "TAP" };
    for (const { regel } of realisasjoner) {
      const kategori = kategoriAv.get(regel.tekniskNavn);
      if (kategori !== undefined) {
        expect(regel.gevinstTap?.type, regel.tekniskNavn).toBe(ventet[kategori]);
      } else expect(usikre.has(regel.tekniskNavn), regel.tekniskNavn).toBe(true);
    }
  });

  it("names an oppjustering that has a rule in every year it holds for itself", () => {
    for (const { regel, fra, til } of realisasjoner) {
      const navn = regel.gevinstTap?.oppjustering ?? null;
      if (navn === null) continue;
      for (let aar = fra; aar <= til; aar++) {
        expect(finnPostregel(navn, aar)?.gruppe, `${navn} ${aar}`).toBe("SUMMER");
      }
    }
  });

  it("is named by every oppjustering of a gain or loss", () => {
    for (const aar of AAR) {
      const nevnt = new Set(postregler(aar).map((regel) => regel.gevinstTap?.oppjustering));
      const tillegg = postregler(aar)
        .map((regel) => regel.tekniskNavn)
        .filter((navn) => /^oppjustertTilleggTil(Gevinst|Tap|Latent|AndelIFellesTap)/.test(navn));
      expect(tillegg.filter((navn) => !nevnt.has(navn))).toEqual([]);
    }
  });
});

describe("a reserve for another post", () => {
  it("names a post of the same group in the same years that is no reserve itself", () => {
    const reserver = POSTRADER.filter((rad) => rad.regel.reserveFor !== undefined);
    expect(reserver).toHaveLength(3);
    for (const { regel, fra, til } of reserver) {
      const hoved = POSTRADER.find((rad) => rad.regel.tekniskNavn === regel.reserveFor);
      expect(hoved).toMatchObject({ fra, til, regel: { gruppe: regel.gruppe } });
      expect(hoved?.regel.reserveFor).toBeUndefined();
    }
  });
});

describe("the class of a post", () => {
  it.each(eksempler)("$title", ({ hjemmel, inn, ut }) => {
    for (const navn of inn.tekniskNavn) {
      const { gruppe, fortegn } = finnPostregel(navn, inn.inntektsaar) ?? {};
      expect({ gruppe, fortegn }, `${navn}: ${hjemmel}`).toEqual(ut);
    }
  });
});
