// Answers that are lost, and writes that cannot be whole: an event is kept once or not at all.

import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { ok } from "../../../shared/kernel/result.ts";
import type { Tilkoblingshendelse } from "../../../shared/tilkobling/hendelse.ts";
import type { Tilkoblingslager } from "../../../shared/tilkobling/lager.ts";
import type { Behandling, Mellomledd } from "../../standins/azure/mellomledd.ts";
import { avgjort, BEGGE_OK, mottatt, registrert, sjekket, SKANNET, utfall } from "../../tilkobling/sak.ts";
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

const TAPT = (): Behandling => "SVAR_TAPT";

describe("an answer that is lost", () => {
  test.each<[string, readonly Tilkoblingshendelse[]]>([
    ["of the first write of a municipality", []],
    ["of a later write", [mottatt(1, SKANNET)]],
  ])("%s: the event is kept once", async (_, foer) => {
    const kommune = rigg.nyKommune();
    await skriv(lager, kommune, ...foer);
    medSkriv(mellomledd, TAPT);
    const ventet = etter(kommune, ...foer, registrert("TJENESTEVEDLEGG", "OK"));
    expect(await mellom.registrer(kommune, registrert("TJENESTEVEDLEGG", "OK"))).toEqual(ok(ventet));
    expect(await lager.historikk(kommune, 10)).toEqual(
      ok([registrert("TJENESTEVEDLEGG", "OK"), ...foer.toReversed()]),
    );
    expect(rigg.meldt).toEqual([]);
  });

  test("while somebody else writes next: both are kept once, and theirs stands", async () => {
    const kommune = rigg.nyKommune();
    medSkriv(mellomledd, TAPT, async (): Promise<Behandling> => {
      await skriv(lager, kommune, registrert("TJENESTEVEDLEGG", "MANGLER"));
      return "VIDERE";
    });
    const hendelser = [registrert("TJENESTEVEDLEGG", "OK"), registrert("TJENESTEVEDLEGG", "MANGLER")];
    expect(await mellom.registrer(kommune, registrert("TJENESTEVEDLEGG", "OK"))).toEqual(
      ok(etter(kommune, ...hendelser)),
    );
    expect(await lager.historikk(kommune, 10)).toEqual(ok(hendelser.toReversed()));
  });

  test("of the last of five tries: the event is kept, and nobody is told otherwise", async () => {
    const kommune = rigg.nyKommune();
    let andre = 0;
    const foerst = async (): Promise<Behandling> => {
      await skriv(lager, kommune, mottatt((andre += 1), SKANNET));
      return "VIDERE";
    };
    medSkriv(mellomledd, foerst, foerst, foerst, foerst, TAPT);
    expect((await mellom.registrer(kommune, registrert("TJENESTEVEDLEGG", "OK"))).ok).toBe(true);
    const historikk = await lager.historikk(kommune, 10);
    expect(historikk.ok && historikk.value.map((h) => h.type)).toEqual([
      "REGISTRERT",
      ...Array<string>(4).fill("ERKLAERING_MOTTATT"),
    ]);
    expect(rigg.meldt).toEqual([]);
  });

  test("of a check without news: the time is kept, and no event", async () => {
    const kommune = rigg.nyKommune();
    const igjen = sjekket(utfall(BEGGE_OK), "2026-11-25T02:00:00.000Z");
    await skriv(lager, kommune, sjekket(utfall(BEGGE_OK)));
    medSkriv(mellomledd, TAPT);
    const ventet = etter(kommune, sjekket(utfall(BEGGE_OK)), igjen);
    expect(await mellom.registrer(kommune, igjen)).toEqual(ok(ventet));
    expect(await lager.les(kommune)).toEqual(ok(ventet));
    expect(await lager.historikk(kommune, 10)).toEqual(ok([sjekket(utfall(BEGGE_OK))]));
  });

  test("twice: told as unavailable, and the same declaration sent anew is no second event", async () => {
    const kommune = rigg.nyKommune();
    medSkriv(mellomledd, TAPT, TAPT);
    expect(await mellom.registrer(kommune, mottatt(1, SKANNET))).toEqual(UTILGJENGELIG);
    expect(rigg.meldt).toEqual([{ kode: "LAGER_UTILGJENGELIG" }]);
    expect(await mellom.registrer(kommune, mottatt(1, SKANNET))).toEqual(
      ok(etter(kommune, mottatt(1, SKANNET))),
    );
    expect(await lager.historikk(kommune, 10)).toEqual(ok([mottatt(1, SKANNET)]));
  });
});

describe("a write that cannot be whole", () => {
  test("because storage goes away after the reading leaves nothing behind", async () => {
    const kommune = rigg.nyKommune();
    await skriv(lager, kommune, mottatt(1, SKANNET));
    medSkriv(
      mellomledd,
      () => "BRUDD",
      () => "BRUDD",
    );
    expect(await mellom.registrer(kommune, avgjort(1, "GODKJENT"))).toEqual(UTILGJENGELIG);
    expect(rigg.meldt).toEqual([{ kode: "LAGER_UTILGJENGELIG" }]);
    expect(await lager.les(kommune)).toEqual(ok(etter(kommune, mottatt(1, SKANNET))));
    expect(await lager.historikk(kommune, 10)).toEqual(ok([mottatt(1, SKANNET)]));
  });

  test("because its event is refused leaves the state as it was", async () => {
    const kommune = rigg.nyKommune();
    await rigg.tabell.createEntity({ partitionKey: "tilkobling", rowKey: `h_${kommune}_00000001` });
    expect(await lager.registrer(kommune, mottatt(1, SKANNET))).toEqual(UTILGJENGELIG);
    expect(rigg.meldt).toEqual([{ kode: "KONFLIKT" }]);
    expect(await lager.les(kommune)).toEqual(ok(undefined));
  });
});
