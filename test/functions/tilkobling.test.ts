// The connection of a municipality over HTTP: checked, and shown to everybody, against real storage and counterparts that
// answer, refuse and fail.

import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { KOMMUNE, ANNEN_KOMMUNE, LEVERANDOER } from "../standins/system.ts";
import { stier } from "./oppslag-rigg.ts";
import {
  adresse,
  EGET_SEGL,
  sha256,
  skannet,
  startTilkobling,
  statuser,
  type Tilkoblingsrigg,
} from "./tilkobling-rigg.ts";
import type { Svar, Tjeneste } from "./tjeneste.ts";

const BEREGNET_SKATT = "skatteetaten:beregnetskatt";
const SUMMERT = "skatteetaten:summertskattegrunnlag";

let rigg: Tilkoblingsrigg;
let tjeneste: Tjeneste;
beforeAll(async () => {
  rigg = await startTilkobling();
  ({ tjeneste } = rigg);
});
afterAll(() => rigg.close());
afterEach(() => {
  tjeneste.system.maskinporten.fjernFeil();
});

describe("a check", () => {
  test("finds access and delegation in order, and it is remembered", async () => {
    const naa = await rigg.sjekk();
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
      const svar = await rigg.sjekk();
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
    expect(statuser(await rigg.sjekk())).toMatchObject({ "DELEGERING BEREGNET_SKATT": "OK" });
  });

  test("with Maskinporten away is unknown and never missing, and the last answers stand", async () => {
    await rigg.sjekk();
    tjeneste.system.maskinporten.settTokenFeil({ type: "UTILGJENGELIG" });
    const naa = statuser(await rigg.sjekk());
    const apisteg = Object.entries(naa).filter(([steg]) => steg.includes(" "));
    expect(apisteg.map(([, status]) => status)).toEqual(Array(6).fill("UKJENT UTILGJENGELIG"));
    expect(statuser(await tjeneste.anrop(adresse(KOMMUNE)))).toMatchObject({ "DELEGERING AVREGNING": "OK" });
  });

  test("may be asked for by an operator, for any municipality", async () => {
    const svar = await rigg.sjekk(ANNEN_KOMMUNE, rigg.operatoer);
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
    ["another municipality's address", () => rigg.sjekk(ANNEN_KOMMUNE), 403, "ikke-tilgang"],
    [
      "an upload to another municipality",
      () => rigg.lastOpp(EGET_SEGL, { kommune: ANNEN_KOMMUNE }),
      403,
      "ikke-tilgang",
    ],
    [
      "a token for lookups only",
      async () => rigg.sjekk(KOMMUNE, await tjeneste.system.hentEpjToken()),
      403,
      "ikke-tilgang",
    ],
    [
      "a municipality that decides for itself",
      () => rigg.avgjoer({}, { medToken: rigg.token }),
      401,
      "ikke-autentisert",
    ],
    [
      "an operator without the role",
      async () => rigg.avgjoer({}, { medToken: await tjeneste.system.hentOperatoerToken({ roller: [] }) }),
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
    await rigg.lastOpp(skannet(1));
    await rigg.avgjoer({
      sha256: sha256(skannet(1)),
      avgjoerelse: "GODKJENT",
      begrunnelse: "Hemmelig grunn",
    });
    const { tekst } = await tjeneste.anrop(adresse(KOMMUNE));
    expect(tekst).not.toMatch(/Hemmelig grunn|operatoer|avsender/);
  });
});
