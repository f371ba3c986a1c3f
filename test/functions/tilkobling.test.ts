// The connection of a municipality over HTTP: checked, signed, assessed and registered, against real storage and
// counterparts that answer, refuse and fail.

import { createHash } from "node:crypto";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { KOMMUNE, ANNEN_KOMMUNE, LEVERANDOER } from "../standins/system.ts";
import { stier } from "./oppslag-rigg.ts";
import { EGET_SEGL, forfalsket, FREMMED_SEGL, skrivAnkere, statuser, USIGNERT } from "./tilkobling-rigg.ts";
import { startTjeneste, type Svar, type Tjeneste } from "./tjeneste.ts";

const ASKOEY = "964338531";
const BEREGNET_SKATT = "skatteetaten:beregnetskatt";
const SUMMERT = "skatteetaten:summertskattegrunnlag";
const MIB = 1024 * 1024;

const ankere = skrivAnkere();
let tjeneste: Tjeneste;
let token: string;
let operatoer: string;
beforeAll(async () => {
  tjeneste = await startTjeneste({ env: { TILLITSANKERE_FIL: ankere.fil } });
  token = await tjeneste.system.hentTilkoblingToken(KOMMUNE);
  operatoer = await tjeneste.system.hentOperatoerToken();
});
afterAll(async () => {
  ankere.fjern();
  await tjeneste.close();
});
afterEach(() => {
  tjeneste.system.maskinporten.fjernFeil();
});

function adresse(kommune: string, ende = ""): string {
  return `/api/v1/tilkoblinger/${kommune}${ende}`;
}

function sjekk(kommune = KOMMUNE, medToken = token): Promise<Svar> {
  return tjeneste.anrop(adresse(kommune, "/sjekk"), { method: "POST", token: medToken });
}

function lastOpp(
  pdf: Uint8Array | string,
  { kommune = KOMMUNE, medToken = token, type = "application/pdf" } = {},
) {
  return tjeneste.anrop(adresse(kommune, "/tilslutningserklaering"), {
    method: "PUT",
    token: medToken,
    headers: { "content-type": type },
    body: pdf,
  });
}

function avgjoer(body: unknown, { kommune = KOMMUNE, medToken = operatoer } = {}) {
  return tjeneste.anrop(adresse(kommune, "/vurdering"), { method: "POST", token: medToken, body });
}

function registrer(body: unknown, { kommune = KOMMUNE, medToken = operatoer } = {}) {
  return tjeneste.anrop(adresse(kommune, "/registrering"), { method: "POST", token: medToken, body });
}

function sha256(pdf: Uint8Array): string {
  return createHash("sha256").update(pdf).digest("hex");
}

describe("a check", () => {
  test("finds access and delegation in order, and it is remembered", async () => {
    const naa = await sjekk();
    expect(naa.status).toBe(200);
    expect(statuser(naa)).toMatchObject({
      "TILGANG SUMMERT_SKATTEGRUNNLAG": "OK",
      "DELEGERING BEREGNET_SKATT": "OK",
      "DELEGERING AVREGNING": "OK",
    });
    const siden = await tjeneste.anrop(adresse(KOMMUNE));
    expect(statuser(siden)).toEqual(statuser(naa));
    expect(siden.json?.sjekket).toBe(naa.json?.sjekket);
  });

  test("tells a missing delegation from a missing access, for each API by itself", async () => {
    const { register } = tjeneste.system.maskinporten;
    register.trekkDelegering(KOMMUNE, LEVERANDOER, BEREGNET_SKATT);
    register.trekkTilgang(KOMMUNE, SUMMERT);
    try {
      const svar = await sjekk();
      expect(statuser(svar)).toMatchObject({
        "TILGANG SUMMERT_SKATTEGRUNNLAG": "MANGLER MP-250",
        "DELEGERING BEREGNET_SKATT": "MANGLER MP-251",
        "TILGANG AVREGNING": "OK",
      });
      expect(svar.json?.klar).toBe(false);
      expect(svar.json?.nesteSteg).toMatch(/./);
    } finally {
      register.deleger(KOMMUNE, LEVERANDOER, BEREGNET_SKATT);
      register.giTilgang(KOMMUNE, SUMMERT);
    }
    expect(statuser(await sjekk())).toMatchObject({ "DELEGERING BEREGNET_SKATT": "OK" });
  });

  test("with Maskinporten away is unknown and never missing, and the last answers stand", async () => {
    await sjekk();
    tjeneste.system.maskinporten.settTokenFeil({ type: "UTILGJENGELIG" });
    const naa = statuser(await sjekk());
    const apisteg = Object.entries(naa).filter(([steg]) => steg.includes(" "));
    expect(apisteg.map(([, status]) => status)).toEqual(Array(6).fill("UKJENT UTILGJENGELIG"));
    expect(statuser(await tjeneste.anrop(adresse(KOMMUNE)))).toMatchObject({ "DELEGERING AVREGNING": "OK" });
  });

  test("may be asked for by an operator, for any municipality", async () => {
    const svar = await sjekk(ANNEN_KOMMUNE, operatoer);
    expect([svar.status, svar.json?.organisasjonsnummer]).toEqual([200, ANNEN_KOMMUNE]);
  });
});

describe("who may do what", () => {
  test.each<[string, () => Promise<Svar>, number, string]>([
    [
      "no token",
      () => tjeneste.anrop(adresse(KOMMUNE, "/sjekk"), { method: "POST" }),
      401,
      "ikke-autentisert",
    ],
    ["another municipality's address", () => sjekk(ANNEN_KOMMUNE), 403, "ikke-tilgang"],
    [
      "an upload to another municipality",
      () => lastOpp(EGET_SEGL, { kommune: ANNEN_KOMMUNE }),
      403,
      "ikke-tilgang",
    ],
    [
      "a token for lookups only",
      async () => sjekk(KOMMUNE, await tjeneste.system.hentEpjToken()),
      403,
      "ikke-tilgang",
    ],
    [
      "a municipality that decides for itself",
      () => avgjoer({}, { medToken: token }),
      401,
      "ikke-autentisert",
    ],
    [
      "an operator without the role",
      async () => avgjoer({}, { medToken: await tjeneste.system.hentOperatoerToken({ roller: [] }) }),
      403,
      "ikke-tilgang",
    ],
    ["a number that is not one", () => tjeneste.anrop(adresse("123456789")), 400, "ugyldig-forespoersel"],
    [
      "an organisation that is no municipality",
      () => tjeneste.anrop(adresse("974761076")),
      404,
      "ikke-funnet",
    ],
  ])("%s", async (_, gjoer, status, kode) => {
    const svar = await gjoer();
    expect([svar.status, svar.json?.kode]).toEqual([status, kode]);
  });
});

describe("a declaration", () => {
  test("with the municipality's own seal is accepted without a person, and kept as it came", async () => {
    const svar = await lastOpp(EGET_SEGL);
    expect(svar.status).toBe(200);
    expect(svar.json).toMatchObject({
      sha256: sha256(EGET_SEGL),
      indikasjon: "TOTAL-PASSED",
      subindikasjon: null,
      binding: "ORG_SEAL_MATCH",
      avgjoerelse: "GODKJENT",
      signaturer: [{ organisasjonsnummer: KOMMUNE, indikasjon: "TOTAL-PASSED" }],
    });
    expect(statuser(await tjeneste.anrop(adresse(KOMMUNE)))).toMatchObject({ TILSLUTNINGSERKLAERING: "OK" });
  });

  test("sent again answers the same", async () => {
    const [en, to] = [await lastOpp(EGET_SEGL), await lastOpp(EGET_SEGL)];
    expect(to.tekst).toBe(en.tekst);
  });

  test("makes a municipality with access and delegations ready", async () => {
    await lastOpp(EGET_SEGL);
    const svar = await sjekk();
    expect([svar.json?.klar, svar.json?.nesteSteg]).toEqual([
      true,
      expect.stringMatching(/^Kommunen er klar til å slå opp skatteopplysninger/),
    ]);
  });

  test.each<[string, Uint8Array, Record<string, unknown>]>([
    ["with another's seal is refused", FREMMED_SEGL, { binding: "ORG_SEAL_MISMATCH", avgjoerelse: "AVVIST" }],
    [
      "changed after signing is refused",
      forfalsket(EGET_SEGL),
      { indikasjon: "TOTAL-FAILED", avgjoerelse: "AVVIST" },
    ],
    [
      "signed with ink waits for a person",
      USIGNERT,
      { indikasjon: "NO-SIGNATURE", avgjoerelse: "TIL_VURDERING" },
    ],
    [
      "that is damaged is a verdict, not a fault",
      Buffer.from("%PDF-1.7\nresten mangler"),
      { indikasjon: "TOTAL-FAILED" },
    ],
  ])("%s", async (_, pdf, forventet) => {
    const svar = await lastOpp(pdf);
    expect(svar.status).toBe(200);
    expect(svar.json).toMatchObject(forventet);
    expect(String(svar.json?.forklaring)).toMatch(/\.$/);
  });

  test.each<[string, Uint8Array | string, string, number, string]>([
    ["that is not a PDF", "dette er en tekst", "application/pdf", 400, "ugyldig-forespoersel"],
    ["of nothing at all", new Uint8Array(), "application/pdf", 400, "ugyldig-forespoersel"],
    ["one byte over 10 MiB", new Uint8Array(10 * MIB + 1), "application/pdf", 413, "for-stor"],
    ["sent as something else", EGET_SEGL, "application/octet-stream", 415, "feil-medietype"],
  ])("%s is answered as the contract says", async (_, pdf, type, status, kode) => {
    const svar = await lastOpp(pdf, { type });
    expect([svar.status, svar.json?.kode]).toEqual([status, kode]);
  });

  test("of 10 MiB to the byte is taken", async () => {
    const svar = await lastOpp(Buffer.concat([Buffer.from("%PDF-1.7\n"), Buffer.alloc(10 * MIB - 9, " ")]));
    expect([svar.status, svar.json?.indikasjon]).toEqual([200, "TOTAL-FAILED"]);
  });

  test("sent by two at once is kept from both", async () => {
    const to = [USIGNERT, Buffer.concat([USIGNERT, Buffer.from("\n")])];
    const svar = await Promise.all(
      to.map((pdf) => lastOpp(pdf, { kommune: ANNEN_KOMMUNE, medToken: operatoer })),
    );
    expect(svar.map(({ status }) => status)).toEqual([200, 200]);
    for (const pdf of to) {
      const avgjort = await avgjoer(
        { sha256: sha256(pdf), avgjoerelse: "AVVIST", begrunnelse: "Feil skjema" },
        { kommune: ANNEN_KOMMUNE },
      );
      expect(avgjort.status).toBe(200);
    }
  });
});

describe("an operator", () => {
  const skannet = Buffer.concat([USIGNERT, Buffer.from("\n% Askøy\n")]);

  test("accepts a declaration signed with ink, with a reason", async () => {
    await lastOpp(skannet, { kommune: ASKOEY, medToken: operatoer });
    const svar = await avgjoer(
      { sha256: sha256(skannet), avgjoerelse: "GODKJENT", begrunnelse: "Ordføreren har signert" },
      { kommune: ASKOEY },
    );
    expect(statuser(svar)).toMatchObject({ TILSLUTNINGSERKLAERING: "OK" });
    expect(svar.json?.navn).toBe("Askøy");
  });

  test.each<[string, () => Promise<Svar>, string[]]>([
    [
      "decides on a declaration nobody sent",
      () => avgjoer({ sha256: "0".repeat(64), avgjoerelse: "GODKJENT", begrunnelse: "x" }),
      ["sha256"],
    ],
    [
      "gives no reason",
      () => avgjoer({ sha256: sha256(USIGNERT), avgjoerelse: "AVVIST", begrunnelse: " " }),
      ["begrunnelse"],
    ],
    [
      "writes a person's number",
      () =>
        avgjoer({ sha256: sha256(USIGNERT), avgjoerelse: "AVVIST", begrunnelse: "Signert av 13097248022" }),
      ["begrunnelse"],
    ],
    [
      "registers a step that is none",
      () => registrer({ steg: "TILGANG", status: "OK", dato: "2026-10-05" }),
      ["steg"],
    ],
    [
      "registers a day to come",
      () => registrer({ steg: "TJENESTEVEDLEGG", status: "OK", dato: "2099-01-01" }),
      ["dato"],
    ],
    [
      "registers a day that is none",
      () => registrer({ steg: "TJENESTEVEDLEGG", status: "OK", dato: "2026-02-29" }),
      ["dato"],
    ],
    [
      "sends a field that is unknown",
      () => registrer({ steg: "TJENESTEVEDLEGG", status: "OK", dato: "2026-10-05", hvem: "meg" }),
      ["hvem"],
    ],
  ])("who %s is told which field is wrong", async (_, gjoer, felt) => {
    const svar = await gjoer();
    expect([svar.status, stier(svar)]).toEqual([400, felt]);
  });

  test("cannot accept what the check has refused", async () => {
    await lastOpp(FREMMED_SEGL);
    const svar = await avgjoer({
      sha256: sha256(FREMMED_SEGL),
      avgjoerelse: "GODKJENT",
      begrunnelse: "Vi kjenner dem",
    });
    expect([svar.status, stier(svar)]).toEqual([400, ["avgjoerelse"]]);
  });

  test("registers the paper steps, and they stand with their day", async () => {
    for (const steg of ["PAAKOBLINGSFORESPOERSEL", "TJENESTEVEDLEGG"]) {
      const svar = await registrer({ steg, status: "OK", dato: "2026-10-05", merknad: "Bekreftet" });
      expect(statuser(svar)).toMatchObject({ [steg]: "OK" });
      expect(svar.tekst).toContain("05.10.2026");
      expect(svar.tekst).not.toContain("Bekreftet");
    }
  });
});

describe("everybody", () => {
  test("sees every municipality, those nobody has heard from too", async () => {
    const { json } = await tjeneste.anrop("/api/v1/tilkoblinger");
    const tilkoblinger = json?.tilkoblinger as { organisasjonsnummer: string; navn: string; klar: boolean }[];
    expect(tilkoblinger.length).toBeGreaterThanOrEqual(356);
    expect(tilkoblinger.find(({ navn }) => navn === "Alstahaug")).toMatchObject({ klar: false });
    expect(tilkoblinger.some(({ organisasjonsnummer }) => organisasjonsnummer === KOMMUNE)).toBe(true);
  });

  test("gets them as a spreadsheet", async () => {
    const svar = await tjeneste.anrop("/api/v1/tilkoblinger?format=csv");
    expect(svar.headers.get("content-type")).toBe("text/csv; charset=utf-8");
    const linjer = svar.tekst.trimEnd().split("\r\n");
    expect(linjer[0]).toMatch(
      /organisasjonsnummer;navn;klar;sjekket;TILSLUTNINGSERKLAERING;.*TILGANG_BEREGNET_SKATT/,
    );
    expect(linjer.length).toBeGreaterThan(356);
    expect(new Set(linjer.map((linje) => linje.split(";").length)).size).toBe(1);
  });

  test("is told when a format is unknown", async () => {
    expect(stier(await tjeneste.anrop("/api/v1/tilkoblinger?format=xml"))).toEqual(["format"]);
  });

  test("sees nothing of who decided, their reasons for accepting or their remarks", async () => {
    await lastOpp(USIGNERT);
    await avgjoer({ sha256: sha256(USIGNERT), avgjoerelse: "GODKJENT", begrunnelse: "Hemmelig grunn" });
    const { tekst } = await tjeneste.anrop(adresse(KOMMUNE));
    expect(tekst).not.toMatch(/Hemmelig grunn|operatoer|avsender/);
  });
});
