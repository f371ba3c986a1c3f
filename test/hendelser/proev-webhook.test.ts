// A trial beside what else happens to its webhook, and faults of our own.

import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { proevWebhook, type ProevWebhookDeps } from "../../shared/hendelser/proev-webhook.ts";
import { err, ok } from "../../shared/kernel/result.ts";
import { KOMMUNE, startWebhookrigg, type Webhookrigg } from "./webhook-rigg.ts";

const FEIL = { kode: "motpart-utilgjengelig", motpart: "STORAGE" } as const;
const LEVERT = { utfall: "LEVERT", httpStatus: 204 } as const;

let rigg: Webhookrigg;
beforeAll(async () => {
  rigg = await startWebhookrigg();
});
afterAll(() => rigg.close());
beforeEach(async () => {
  await rigg.nullstill();
  await rigg.registrer();
  await rigg.skjer(1);
  rigg.mottaker.svar(500);
  await rigg.varsle();
});

function proev(endring: Partial<ProevWebhookDeps> = {}) {
  const { webhooker, now } = rigg;
  const lever = () => Promise.resolve(ok(LEVERT));
  const deps = { webhooker, now, lever, verter: [rigg.mottaker.vert], nyId: () => "en-id", ...endring };
  return proevWebhook(deps, KOMMUNE);
}

test("what has become of the webhook while it was tried stands", async () => {
  const lever = async () => {
    await rigg.registrer(KOMMUNE, `${rigg.mottaker.url}/ny`);
    return ok(LEVERT);
  };
  expect(await proev({ lever })).toEqual(ok(LEVERT));
  expect((await rigg.kjent()).url).toBe(`${rigg.mottaker.url}/ny`);
});

test("one that is removed while it was tried stays removed", async () => {
  const lever = async () => {
    await rigg.webhooker.slett(KOMMUNE);
    return ok(LEVERT);
  };
  expect(await proev({ lever })).toEqual(ok(LEVERT));
  expect(await rigg.webhooker.hent(KOMMUNE)).toEqual(ok(undefined));
});

test("storage that fails is told", async () => {
  const feilet = () => Promise.resolve(err(FEIL));
  expect(await proev({ webhooker: { ...rigg.webhooker, hent: feilet } })).toEqual(err(FEIL));
  expect(await proev({ webhooker: { ...rigg.webhooker, lagre: feilet } })).toEqual(err(FEIL));
});

test("one that has not failed is not written", async () => {
  await rigg.registrer(KOMMUNE, rigg.mottaker.url, true);
  const lagre = () => Promise.reject(new Error("written"));
  expect(await proev({ webhooker: { ...rigg.webhooker, lagre } })).toEqual(ok(LEVERT));
});

test("when no host is open nothing is sent, and one that waits goes on waiting", async () => {
  const foer = await rigg.kjent();
  const lever = () => Promise.reject(new Error("sent"));
  expect(await proev({ verter: [], lever })).toEqual(ok({ utfall: "VERT_IKKE_AAPNET" }));
  expect(await rigg.kjent()).toEqual(foer);
});
