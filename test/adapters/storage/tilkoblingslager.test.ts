// Connections in real Azurite: what is kept comes back, whoever writes at the same time.

import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { ok } from "../../../shared/kernel/result.ts";
import type { Tilkoblingshendelse } from "../../../shared/tilkobling/hendelse.ts";
import type { Tilkoblingslager } from "../../../shared/tilkobling/lager.ts";
import type { Behandling, Mellomledd } from "../../standins/azure/mellomledd.ts";
import {
  avgjort,
  BEGGE_OK,
  EGET_SEGL,
  IKKE_DELEGERT,
  IKKE_GITT,
  mottatt,
  registrert,
  sjekket,
  SKANNET,
  UTILGJENGELIG as UBESVART,
  utfall,
} from "../../tilkobling/sak.ts";
import { etter, medSkriv, skriv, startLagerrigg, UTILGJENGELIG, type Lagerrigg } from "./lager-rigg.ts";

let rigg: Lagerrigg;
let lager: Tilkoblingslager;
let mellom: Tilkoblingslager;
let mellomledd: Mellomledd;
beforeAll(async () => {
  rigg = await startLagerrigg();
  lager = rigg.lager();
  ({ lager: mellom, mellomledd } = await rigg.startMellom("tableUrl"));
});
afterAll(() => rigg.close());
afterEach(() => {
  mellomledd.behandle(() => "VIDERE");
  rigg.meldt.length = 0;
});

const ALLE_SLAG: readonly Tilkoblingshendelse[] = [
  mottatt(1, SKANNET),
  avgjort(1, "GODKJENT", "Fullmakten er kontrollert på telefon – «ordføreren» 👍\n\u2028"),
  mottatt(2, EGET_SEGL),
  registrert("PAAKOBLINGSFORESPOERSEL", "MANGLER"),
  { ...registrert("TJENESTEVEDLEGG", "OK"), merknad: "Signert på papir" },
  sjekket(utfall(BEGGE_OK, { AVREGNING: IKKE_GITT, BEREGNET_SKATT: IKKE_DELEGERT })),
];

describe("a municipality", () => {
  test("of which nothing is kept is undefined, and has no history", async () => {
    const kommune = rigg.nyKommune();
    expect(await lager.les(kommune)).toEqual(ok(undefined));
    expect(await lager.historikk(kommune, 10)).toEqual(ok([]));
  });

  test("comes back as every kind of event left it, from another store", async () => {
    const kommune = rigg.nyKommune();
    const ventet = etter(kommune, ...ALLE_SLAG);
    await skriv(lager, kommune, ...ALLE_SLAG.slice(0, -1));
    const siste = ALLE_SLAG.at(-1);
    if (siste === undefined) throw new Error("no events");
    expect(await lager.registrer(kommune, siste)).toEqual(ok(ventet));
    expect(await rigg.lager().les(kommune)).toEqual(ok(ventet));
    expect(await rigg.lager().historikk(kommune, 100)).toEqual(ok(ALLE_SLAG.toReversed()));
    expect(rigg.meldt).toEqual([]);
  });

  test("is checked again without news: the time is kept, and no event", async () => {
    const kommune = rigg.nyKommune();
    const igjen = [
      sjekket(utfall(BEGGE_OK), "2026-11-25T02:00:00.000Z"),
      sjekket(utfall(UBESVART), "2026-11-26T02:00:00.000Z"),
    ];
    await skriv(lager, kommune, sjekket(utfall(BEGGE_OK)), ...igjen);
    expect(await lager.les(kommune)).toEqual(ok(etter(kommune, sjekket(utfall(BEGGE_OK)), ...igjen)));
    expect(await lager.historikk(kommune, 100)).toEqual(ok([sjekket(utfall(BEGGE_OK))]));
  });

  test("can have its first event be no news", async () => {
    const kommune = rigg.nyKommune();
    await skriv(lager, kommune, sjekket(utfall(UBESVART)));
    expect(await lager.les(kommune)).toEqual(ok(etter(kommune, sjekket(utfall(UBESVART)))));
    expect(await lager.historikk(kommune, 100)).toEqual(ok([]));
  });

  test("has its history told from the newest, as many as are asked for", async () => {
    const kommune = rigg.nyKommune();
    const hendelser = Array.from({ length: 12 }, (_, nr) => mottatt(nr, SKANNET));
    await skriv(lager, kommune, ...hendelser);
    expect(await lager.historikk(kommune, 3)).toEqual(ok(hendelser.slice(-3).toReversed()));
    expect(await lager.historikk(kommune, 12)).toEqual(ok(hendelser.toReversed()));
    expect(await lager.historikk(kommune, 1_000)).toEqual(ok(hendelser.toReversed()));
  });

  test.each([0, 1_001, 1.5, Number.NaN])("is never asked for %s events", async (flest) => {
    await expect(lager.historikk(rigg.nyKommune(), flest)).rejects.toThrow(RangeError);
  });

  test("has twenty declarations at the most", async () => {
    const kommune = rigg.nyKommune();
    const mange = Array.from({ length: 22 }, (_, nr) => mottatt(nr, SKANNET));
    await skriv(lager, kommune, ...mange);
    expect(await lager.les(kommune)).toEqual(ok(etter(kommune, ...mange)));
    const rad = await rigg.tabell.getEntity("tilkobling", `s_${kommune}`);
    expect(Object.keys(rad).filter((navn) => /^erklaering\d/.test(navn))).toHaveLength(20);
  });
});

describe("all municipalities", () => {
  test("come in order of organisasjonsnummer, whatever the order they were written in", async () => {
    const foer = await lager.lesAlle();
    if (!foer.ok) throw new Error("not read");
    const nye = [rigg.nyKommune(), rigg.nyKommune(), rigg.nyKommune()];
    for (const kommune of [nye[1], nye[2], nye[0]]) {
      if (kommune !== undefined) await skriv(lager, kommune, registrert("TJENESTEVEDLEGG", "OK"));
    }
    const ventet = [
      ...foer.value,
      ...nye.map((kommune) => etter(kommune, registrert("TJENESTEVEDLEGG", "OK"))),
    ].sort((a, b) => a.organisasjonsnummer.localeCompare(b.organisasjonsnummer));
    expect(await lager.lesAlle()).toEqual(ok(ventet));
  });
});

describe("somebody else writing at the same time", () => {
  test("comes first: the event is applied to what they wrote, and both are kept", async () => {
    const kommune = rigg.nyKommune();
    medSkriv(mellomledd, async (): Promise<Behandling> => {
      await skriv(lager, kommune, mottatt(1, SKANNET));
      return "VIDERE";
    });
    const ventet = etter(kommune, mottatt(1, SKANNET), registrert("TJENESTEVEDLEGG", "OK"));
    expect(await mellom.registrer(kommune, registrert("TJENESTEVEDLEGG", "OK"))).toEqual(ok(ventet));
    expect(await lager.les(kommune)).toEqual(ok(ventet));
    expect(await lager.historikk(kommune, 10)).toEqual(
      ok([registrert("TJENESTEVEDLEGG", "OK"), mottatt(1, SKANNET)]),
    );
  });

  test("comes before a check without news, which leaves no event: both are kept", async () => {
    const kommune = rigg.nyKommune();
    const igjen = sjekket(utfall(BEGGE_OK), "2026-11-25T02:00:00.000Z");
    await skriv(lager, kommune, sjekket(utfall(BEGGE_OK)));
    medSkriv(mellomledd, async (): Promise<Behandling> => {
      await skriv(lager, kommune, mottatt(1, SKANNET));
      return "VIDERE";
    });
    const ventet = etter(kommune, sjekket(utfall(BEGGE_OK)), mottatt(1, SKANNET), igjen);
    expect(await mellom.registrer(kommune, igjen)).toEqual(ok(ventet));
    expect(await lager.les(kommune)).toEqual(ok(ventet));
  });

  test("says the same first: then it is no news any more", async () => {
    const kommune = rigg.nyKommune();
    await skriv(lager, kommune, registrert("TJENESTEVEDLEGG", "OK"));
    medSkriv(mellomledd, async (): Promise<Behandling> => {
      await skriv(lager, kommune, mottatt(1, SKANNET));
      return "VIDERE";
    });
    expect((await mellom.registrer(kommune, mottatt(1, SKANNET))).ok).toBe(true);
    expect(await lager.historikk(kommune, 10)).toEqual(
      ok([mottatt(1, SKANNET), registrert("TJENESTEVEDLEGG", "OK")]),
    );
  });

  test("four stores with an event each: all are kept once", async () => {
    const kommune = rigg.nyKommune();
    const hendelser = [1, 2, 3, 4].map((nr) => mottatt(nr, SKANNET));
    const svar = await Promise.all(hendelser.map((h) => rigg.lager().registrer(kommune, h)));
    expect(svar.map((s) => s.ok)).toEqual([true, true, true, true]);
    const historikk = await lager.historikk(kommune, 10);
    if (!historikk.ok) throw new Error("not read");
    expect(historikk.value).toHaveLength(4);
    expect(historikk.value).toEqual(expect.arrayContaining(hendelser));
    expect(await lager.les(kommune)).toEqual(ok(etter(kommune, ...historikk.value.toReversed())));
  });

  test("again and again: after five tries it is told, and nothing of the event is kept", async () => {
    const kommune = rigg.nyKommune();
    let andre = 0;
    const andreFoerst = async (): Promise<Behandling> => {
      await skriv(lager, kommune, mottatt((andre += 1), SKANNET));
      return "VIDERE";
    };
    medSkriv(mellomledd, ...Array.from({ length: 6 }, () => andreFoerst));
    expect(await mellom.registrer(kommune, registrert("TJENESTEVEDLEGG", "OK"))).toEqual(UTILGJENGELIG);
    expect(rigg.meldt).toEqual([{ kode: "KONFLIKT" }]);
    expect(andre).toBe(5);
    const historikk = await lager.historikk(kommune, 10);
    expect(historikk.ok && historikk.value.map((h) => h.type)).toEqual(Array(5).fill("ERKLAERING_MOTTATT"));
  });
});
