// The nightly check: started as the host starts a timer, and stopped by counterparts that are away.

import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createTilkoblingKontroll } from "../../functions/tilkobling-kontroll.ts";
import type { Bakgrunnslinje } from "../../functions/bakgrunn.ts";
import { err, ok } from "../../shared/kernel/result.ts";
import { anvend } from "../../shared/tilkobling/hendelse.ts";
import type { SjekkTilkobling } from "../../shared/tilkobling/sjekk.ts";
import type { Utfall } from "../../shared/tilkobling/status.ts";
import { KOMMUNE } from "../standins/system.ts";
import { BEGGE_OK, IKKE_DELEGERT, sjekket, TOM, UTILGJENGELIG, utfall } from "../tilkobling/sak.ts";
import { adresse, startTilkobling, statuser, type Tilkoblingsrigg } from "./tilkobling-rigg.ts";

const NOON = new Date("2026-11-25T12:00:00Z");
const I_ORDEN = anvend(TOM, sjekket(utfall(BEGGE_OK), "2026-11-24T01:00:00.000Z"));
const AVVIST = { status: "UKJENT", aarsakskode: "MP-121" } as const;
const VAAR_FEIL = { tilgang: AVVIST, delegering: AVVIST };
const BORTE = { kode: "motpart-utilgjengelig", motpart: "STORAGE" } as const;

/** One run by hand over so many municipalities, each with the same outcome. */
async function kjoer(
  antall: number,
  naa: Utfall,
  valg: { readonly lagerBorte?: "LES" | "SKRIV"; readonly gaarMs?: number } = {},
) {
  const linjer: Bakgrunnslinje[] = [];
  let ms = NOON.getTime();
  let sjekker = 0;
  let pauser = 0;
  const sjekk: SjekkTilkobling = () => {
    sjekker += 1;
    ms += valg.gaarMs ?? 0;
    if (valg.lagerBorte === "SKRIV") return Promise.resolve(err(BORTE));
    const tilkobling = anvend(I_ORDEN, sjekket(naa, NOON.toISOString()));
    return Promise.resolve(ok({ tilkobling, utfall: naa }));
  };
  const alle = Array.from({ length: antall }, () => I_ORDEN);
  const kontroll = createTilkoblingKontroll({
    lager: { lesAlle: () => Promise.resolve(valg.lagerBorte === "LES" ? err(BORTE) : ok(alle)) },
    sjekk,
    now: () => new Date(ms),
    vent: () => {
      pauser += 1;
      return Promise.resolve();
    },
  });
  const skriv = (linje: Bakgrunnslinje): void => {
    linjer.push(linje);
  };
  await kontroll({}, { info: skriv, feil: skriv });
  return { linjer, sjekker, pauser };
}

describe("a run", () => {
  test("says how many it asked about, and names those whose answer has changed", async () => {
    const { linjer } = await kjoer(3, utfall(BEGGE_OK, { AVREGNING: IKKE_DELEGERT }));
    const endret = { kode: "TILKOBLING_ENDRET", organisasjonsnummer: TOM.organisasjonsnummer };
    expect(linjer).toEqual([
      endret,
      endret,
      endret,
      { kode: "TILKOBLINGER_KONTROLLERT", antall: 3, endret: 3, stanset: null },
    ]);
  });

  test("rests between two municipalities, and not before the first", async () => {
    const { sjekker, pauser } = await kjoer(3, utfall(BEGGE_OK));
    expect([sjekker, pauser]).toEqual([3, 2]);
  });

  test("goes on when only one of the three is not answered", async () => {
    const { linjer } = await kjoer(3, utfall(BEGGE_OK, { AVREGNING: UTILGJENGELIG }));
    expect(linjer.at(-1)).toMatchObject({ antall: 3, stanset: null });
  });

  test.each<[string, Parameters<typeof kjoer>, Partial<Bakgrunnslinje>]>([
    [
      "the counterparts are away, after one try",
      [5, utfall(UTILGJENGELIG)],
      { antall: 1, endret: 0, stanset: "UTILGJENGELIG" },
    ],
    [
      "storage is away",
      [5, utfall(BEGGE_OK), { lagerBorte: "LES" }],
      { antall: 0, stanset: "motpart-utilgjengelig" },
    ],
    [
      "storage goes away on the way",
      [5, utfall(BEGGE_OK), { lagerBorte: "SKRIV" }],
      { antall: 0, stanset: "motpart-utilgjengelig" },
    ],
    [
      "its time is up, and leaves the rest to the next",
      [5, utfall(BEGGE_OK), { gaarMs: 40_000 }],
      { antall: 3, stanset: null },
    ],
    ["our own key is refused", [5, utfall(VAAR_FEIL)], { antall: 1, stanset: "MP-121" }],
  ])("stops when %s", async (_, argumenter, forventet) => {
    const { linjer } = await kjoer(...argumenter);
    expect(linjer.at(-1)).toMatchObject(forventet);
  });
});

describe("in the host", () => {
  let rigg: Tilkoblingsrigg;
  beforeAll(async () => {
    rigg = await startTilkobling();
  });
  afterAll(() => rigg.close());

  test("the timer checks a municipality of which something is kept", async () => {
    await rigg.registrer({ steg: "PAAKOBLINGSFORESPOERSEL", status: "OK", dato: "2026-10-05" });
    const start = await rigg.tjeneste.anrop("/admin/functions/tilkobling-kontroll", {
      method: "POST",
      body: {},
    });
    expect(start.status).toBe(202);
    await expect
      .poll(async () => statuser(await rigg.tjeneste.anrop(adresse(KOMMUNE))), { timeout: 10_000 })
      .toMatchObject({ "DELEGERING BEREGNET_SKATT": "OK" });
    await expect.poll(() => rigg.tjeneste.logg(), { timeout: 5_000 }).toContain("TILKOBLINGER_KONTROLLERT");
  });
});
