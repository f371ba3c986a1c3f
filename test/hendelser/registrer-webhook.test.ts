// A webhook that is registered, and registered again: its key, and that nothing is lost between it and a run.

import { Webhook as Bibliotek } from "standardwebhooks";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Webhooklager } from "../../shared/hendelser/lager.ts";
import { registrerWebhook } from "../../shared/hendelser/registrer-webhook.ts";
import { err, ok } from "../../shared/kernel/result.ts";
import { KOMMUNE, startWebhookrigg, TIME, type Webhookrigg } from "./webhook-rigg.ts";

const NONCE = "N".repeat(22);

let rigg: Webhookrigg;
beforeAll(async () => {
  rigg = await startWebhookrigg();
});
afterAll(() => rigg.close());
beforeEach(() => rigg.nullstill());

describe("a new key", () => {
  async function signert(noekkel = ""): Promise<boolean> {
    await rigg.skjer(1);
    await rigg.varsle();
    const { headers, kropp = "" } = rigg.mottaker.mottatt.at(-1) ?? {};
    // The library verifies against the clock of the machine; what it signs at a moment is the same.
    const riktig = new Bibliotek(noekkel).sign(String(headers?.["webhook-id"]), rigg.now(), kropp);
    return String(headers?.["webhook-signature"]).split(" ").includes(riktig);
  }

  test("signs together with the old one for a day, and then alone", async () => {
    const { noekkel: gammel } = await rigg.registrer();
    expect(await signert(gammel)).toBe(true);
    const { noekkel: ny, ...byttet } = await rigg.registrer(KOMMUNE, rigg.mottaker.url, true);
    expect([byttet.ny, ny === gammel]).toEqual([false, false]);
    rigg.vent(24 * TIME - 1);
    expect([await signert(gammel), await signert(ny)]).toEqual([true, true]);
    rigg.vent(1);
    expect([await signert(gammel), await signert(ny)]).toEqual([false, true]);
  });
});

describe("a registration", () => {
  type Lagre = Webhooklager["lagre"];
  async function medLagre(lagre: Lagre, nyNoekkel = false) {
    const deps = {
      ...rigg.registreringsdeps,
      webhooker: { ...rigg.webhooker, lagre },
      nyNonce: () => NONCE,
    };
    return registrerWebhook(deps, { kommune: KOMMUNE, url: rigg.mottaker.url, nyNoekkel });
  }
  /** Keeps it, and says what storage says when it does so a second time since the first answer was lost. */
  const svarTapt: Lagre = async (fra, til) => {
    await rigg.webhooker.lagre(fra, til);
    return rigg.webhooker.lagre(fra, til);
  };

  test.each([false, true])(
    "whose answer from storage was lost shows its key all the same",
    async (fantes) => {
      if (fantes) await rigg.registrer();
      const svar = await medLagre(svarTapt, fantes);
      const noekkel = await rigg.registreringsdeps.lagNoekkel(KOMMUNE, NONCE);
      expect(svar).toMatchObject({ ok: true, value: { ny: !fantes, noekkel: noekkel.ok && noekkel.value } });
      expect((await rigg.kjent()).nonce).toBe(NONCE);
    },
  );

  test("beside a run that keeps what became of its own loses nothing of either", async () => {
    const { webhook } = await rigg.registrer();
    await rigg.skjer(1);
    let nr = 0;
    const svar = await medLagre(async (fra, til) => {
      if (nr++ === 0) await rigg.varsle();
      return rigg.webhooker.lagre(fra, til);
    }, true);
    expect(svar).toMatchObject({ ok: true, value: { ny: false } });
    expect(await rigg.kjent()).toMatchObject({ varslesFra: webhook.varslesFra + 1, nonce: NONCE });
  });

  test("that never gets to write says so", async () => {
    expect(await medLagre(() => Promise.resolve(ok("ENDRET")))).toEqual({
      ok: false,
      feil: { kode: "motpart-utilgjengelig", motpart: "STORAGE" },
    });
  });

  test("that changes nothing writes nothing", async () => {
    await rigg.registrer();
    expect(await medLagre(() => Promise.reject(new Error("written")))).toMatchObject({
      ok: true,
      value: { ny: false, noekkel: undefined },
    });
  });

  test("whose key cannot be made keeps nothing", async () => {
    const feil = { kode: "motpart-utilgjengelig", motpart: "KEY_VAULT" } as const;
    const deps = { ...rigg.registreringsdeps, lagNoekkel: () => Promise.resolve(err(feil)) };
    const svar = await registrerWebhook(deps, { kommune: KOMMUNE, url: rigg.mottaker.url, nyNoekkel: false });
    expect(svar).toEqual({ ok: false, feil });
    expect(await rigg.webhooker.hent(KOMMUNE)).toEqual(ok(undefined));
  });
});
