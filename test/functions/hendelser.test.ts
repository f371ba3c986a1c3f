// The feed reader and the municipality's own feed, over HTTP against the running service.

import { randomUUID } from "node:crypto";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { SITUASJONER } from "../standins/skatteetaten/personer.ts";
import { startHendelserigg, type Hendelserigg } from "./hendelser-rigg.ts";
import { stier } from "./oppslag-rigg.ts";

let rigg: Hendelserigg;
beforeAll(async () => {
  rigg = await startHendelserigg();
});
afterAll(() => rigg.tjeneste.close());
afterEach(() => {
  rigg.tjeneste.system.skatteetaten.fjernFeil();
});

describe("the reader", () => {
  test("tells each municipality what concerns its own, once, and nobody of the others", async () => {
    const [egen, annens] = [randomUUID(), randomUUID()];
    await rigg.abonner(egen, SITUASJONER.pensjonistBeboer, { saksreferanse: "2026/8" });
    await rigg.abonner(annens, SITUASJONER.pensjonistBeboer, {}, rigg.annetToken);
    rigg.skjer(rigg.hendelse(SITUASJONER.finnesIkke), rigg.hendelse(SITUASJONER.pensjonistBeboer));
    expect(await rigg.les()).toMatchObject({
      kode: "HENDELSER_LEST",
      utfall: "A_JOUR",
      hendelser: 2,
      endringer: 2,
    });
    expect((await rigg.endringer()).filter((e) => e.abonnementId === egen)).toMatchObject([
      { saksreferanse: "2026/8", inntektsaar: 2025, type: "NYTT_OPPGJOER" },
    ]);
    expect(await rigg.om(annens)).toEqual([]);
    expect((await rigg.endringer("", rigg.annetToken)).map((e) => e.abonnementId)).toContain(annens);
    expect(await rigg.les()).toMatchObject({ hendelser: 0, endringer: 0 });
    expect(await rigg.om(egen)).toEqual(["2025 NYTT_OPPGJOER"]);
  });

  test("never fetches tax data by itself", () => {
    expect(rigg.tjeneste.system.skatteetaten.kall().filter(({ api }) => api !== "HENDELSER")).toEqual([]);
  });

  test("tells a correction, an unknown type, a deletion and a new settlement after it by what they are", async () => {
    const id = randomUUID();
    await rigg.abonner(id, SITUASJONER.pensjonistEktefelle);
    const om1 = (hendelsetype: string | null) =>
      rigg.hendelse(SITUASJONER.pensjonistEktefelle, { hendelsetype });
    rigg.skjer(om1("ny"), om1("NY"), om1(null), om1("Slettet"), om1("ny"), om1("noe annet"));
    await rigg.les();
    expect(await rigg.om(id)).toEqual([
      "2025 NYTT_OPPGJOER",
      "2025 ENDRET_OPPGJOER",
      "2025 ENDRET_OPPGJOER",
      "2025 SLETTET",
      "2025 NYTT_OPPGJOER",
      "2025 ENDRET_OPPGJOER",
    ]);
  });

  test("leaves years before the subscription's out, and tells an event without a year", async () => {
    const id = randomUUID();
    await rigg.abonner(id, SITUASJONER.skjermet, { inntektsaarFra: 2025 });
    rigg.skjer(
      rigg.hendelse(SITUASJONER.skjermet, { gjelderPeriode: "2024" }),
      rigg.hendelse(SITUASJONER.skjermet, { gjelderPeriode: "2025-05" }),
      rigg.hendelse(SITUASJONER.skjermet),
    );
    await rigg.les();
    expect(await rigg.om(id)).toEqual(["? NYTT_OPPGJOER", "2025 NYTT_OPPGJOER"]);
  });

  test("takes an event that stands twice, and a page in disorder, once each", async () => {
    const id = randomUUID();
    await rigg.abonner(id, SITUASJONER.nyttNummer);
    const { skatteetaten } = rigg.tjeneste.system;
    for (const vrang of ["DUBLETTER", "UORDNET"] as const) {
      skatteetaten.settFeil({ type: "VRANG_FEED", vrang }, { api: "HENDELSER", antall: 1 });
      rigg.skjer(rigg.hendelse(SITUASJONER.nyttNummer), rigg.hendelse(SITUASJONER.nyttNummer));
      expect(await rigg.les()).toMatchObject({ utfall: "A_JOUR", hendelser: 2, endringer: 2, baklengs: 0 });
    }
    expect((await rigg.om(id)).length).toBe(4);
  });

  test("says so when the feed goes backwards, and takes nothing twice", async () => {
    const id = randomUUID();
    await rigg.abonner(id, SITUASJONER.ukjentPost);
    rigg.skjer(rigg.hendelse(SITUASJONER.ukjentPost));
    rigg.tjeneste.system.skatteetaten.settFeil(
      { type: "VRANG_FEED", vrang: "BAKLENGS" },
      { api: "HENDELSER", antall: 1 },
    );
    expect(await rigg.les()).toMatchObject({ kode: "HENDELSER_IKKE_LEST", utfall: "BAKLENGS", baklengs: 1 });
    expect(await rigg.om(id)).toEqual([]);
    expect(await rigg.les()).toMatchObject({ kode: "HENDELSER_LEST", endringer: 1 });
    expect(await rigg.om(id)).toEqual(["2025 NYTT_OPPGJOER"]);
  });

  test.each([
    ["a page from the gateway", { type: "HTML", status: 503 }, "motpart-utilgjengelig"],
    ["something that is not JSON", { type: "SOEPPEL" }, "ugyldig-svar"],
    ["another shape", { type: "FEIL_JSON" }, "ugyldig-svar"],
    ["a temporary fault", { type: "KODE", feiltype: "MIDLERTIDIG" }, "motpart-utilgjengelig"],
    ["a refusal of the token", { type: "KODE", feiltype: "IKKE_AUTENTISERT" }, "tilkobling-feilkonfigurert"],
    ["a refusal of everybody", { type: "KODE", feiltype: "IKKE_AUTORISERT" }, "tilgang-mangler"],
  ] as const)("stops where it is on %s, and goes on from there afterwards", async (_, feil, feilkode) => {
    const id = randomUUID();
    await rigg.abonner(id, SITUASJONER.slettet);
    rigg.skjer(rigg.hendelse(SITUASJONER.slettet));
    rigg.tjeneste.system.skatteetaten.settFeil(feil, { api: "HENDELSER" });
    expect(await rigg.les()).toMatchObject({ kode: "HENDELSER_IKKE_LEST", utfall: "FEILET", feilkode });
    rigg.tjeneste.system.skatteetaten.fjernFeil();
    expect(await rigg.les()).toMatchObject({ utfall: "A_JOUR" });
    expect(await rigg.om(id)).toEqual(["2025 NYTT_OPPGJOER"]);
    await rigg.slett(id);
  });

  test("catches up with thousands of events in pages after a time away", async () => {
    const id = randomUUID();
    await rigg.abonner(id, SITUASJONER.gammeltNummer);
    rigg.skjer(...Array.from({ length: 2_500 }, () => rigg.hendelse(SITUASJONER.finnesIkke)));
    rigg.skjer(rigg.hendelse(SITUASJONER.gammeltNummer));
    expect(await rigg.les()).toMatchObject({ utfall: "A_JOUR", sider: 3, hendelser: 2_501, endringer: 1 });
    expect(await rigg.om(id)).toEqual(["2025 NYTT_OPPGJOER"]);
  });

  test("takes FA-005 for the end", async () => {
    rigg.tjeneste.system.skatteetaten.feed.settSlutt("FA-005");
    expect(await rigg.les()).toMatchObject({ utfall: "A_JOUR", hendelser: 0 });
    rigg.tjeneste.system.skatteetaten.feed.settSlutt("TOM_LISTE");
  });

  test("asks on behalf of another municipality when the first has no access", async () => {
    const id = randomUUID();
    await rigg.abonner(id, SITUASJONER.utenSkatteoppgjoer);
    const { skatteetaten } = rigg.tjeneste.system;
    skatteetaten.nullstillLogg();
    skatteetaten.settFeil({ type: "KODE", feiltype: "IKKE_AUTORISERT" }, { api: "HENDELSER", antall: 1 });
    rigg.skjer(rigg.hendelse(SITUASJONER.utenSkatteoppgjoer));
    expect(await rigg.les()).toMatchObject({ utfall: "A_JOUR", endringer: 1 });
    const [foerste, ...resten] = skatteetaten.kall().map(({ consumer }) => consumer);
    expect(resten.length).toBeGreaterThan(0);
    expect(resten).not.toContain(foerste);
    expect(await rigg.om(id)).toEqual(["2025 NYTT_OPPGJOER"]);
  });

  test("says so when the feed has begun anew", async () => {
    rigg.tjeneste.system.skatteetaten.feed.toem();
    expect(await rigg.les()).toMatchObject({ kode: "HENDELSER_IKKE_LEST", utfall: "UTENFOR_SLUTTEN" });
  });
});

describe("the municipality's own feed", () => {
  test("is numbered from 1 without gaps of its own, and read from a number on", async () => {
    const alle = await rigg.endringer();
    expect(alle.length).toBeGreaterThan(5);
    const numre = alle.map((e) => e.sekvensnummer);
    expect(numre).toEqual([...numre].sort((a, b) => a - b));
    expect(new Set(numre).size).toBe(numre.length);
    expect(await rigg.endringer(`?fraSekvensnummer=${numre[2] ?? 0}&antall=2`)).toEqual(alle.slice(2, 4));
    expect(await rigg.endringer(`?fraSekvensnummer=${(numre.at(-1) ?? 0) + 1}`)).toEqual([]);
  });

  test("forgets a subscription that is deleted", async () => {
    const id = (await rigg.endringer())[0]?.abonnementId ?? "";
    await rigg.slett(id);
    expect(await rigg.om(id)).toEqual([]);
  });

  test("is rid of what is out of date every night", async () => {
    const sti = "/admin/functions/hendelser-opprydding";
    expect((await rigg.tjeneste.anrop(sti, { method: "POST" })).status).toBe(202);
    await expect
      .poll(() => rigg.tjeneste.logg(), { timeout: 20_000 })
      .toMatch(/\{"kode":"HENDELSER_RYDDET","abonnementer":0,"spor":[0-9]+,"ferdig":true\}/);
  });

  test.each(["fraSekvensnummer=0", "fraSekvensnummer=x", "antall=0", "antall=1001", "antall=-1"])(
    "is not read with %s",
    async (query) => {
      const svar = await rigg.tjeneste.anrop(`/api/v1/endringer?${query}`, { token: rigg.token });
      expect([svar.status, stier(svar)]).toEqual([400, [query.split("=")[0]]]);
    },
  );

  test("is not read with a parameter that is not known", async () => {
    const svar = await rigg.tjeneste.anrop("/api/v1/endringer?fra=1", { token: rigg.token });
    expect([svar.status, stier(svar)]).toEqual([400, ["fra"]]);
  });
});
