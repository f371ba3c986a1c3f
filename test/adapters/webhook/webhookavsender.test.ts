// What arrives at a receiver, verified with the official library of Standard Webhooks; and what is told of a receiver that does
// not take it.

import { randomBytes } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { Webhook, WebhookVerificationError } from "standardwebhooks";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { createSend } from "../../../shared/adapters/http/send.ts";
import { lesPepper } from "../../../shared/adapters/storage/personhash.ts";
import {
  createWebhookavsender,
  type WebhookavsenderDeps,
} from "../../../shared/adapters/webhook/webhookavsender.ts";
import { err, ok } from "../../../shared/kernel/result.ts";
import { orgnr } from "../../hendelser/eksempel.ts";
import {
  BRUDD,
  HENGER,
  omdiriger,
  startMottaker,
  type Mottaker,
  type Mottakersvar,
} from "../../standins/webhook/mottaker.ts";

const KOMMUNE = orgnr("313876144");
const PEPPER = randomBytes(32).toString("base64url");
const MELDING = { id: "endringer-313876144-17-20", kropp: '{"type":"endringer.nye"}' };
const [NONCE, FORRIGE] = ["AAAAAAAAAAAAAAAAAAAAAA", "BBBBBBBBBBBBBBBBBBBBBB"];

let mottaker: Mottaker;
beforeAll(async () => {
  mottaker = await startMottaker();
});
afterAll(() => mottaker.close());
beforeEach(() => {
  mottaker.mottatt.length = 0;
  mottaker.svar(204);
});

function avsender(endring: Partial<WebhookavsenderDeps> = {}) {
  return createWebhookavsender({
    send: createSend<"MOTTAKER">({ fetch, tilfeldig: () => 0, vent: () => Promise.resolve() }),
    pepper: () => Promise.resolve(ok(PEPPER)),
    lesPepper,
    now: () => new Date(),
    ...endring,
  });
}

function lever(endring: Partial<WebhookavsenderDeps> = {}, noncer: readonly string[] = [NONCE]) {
  return avsender(endring).lever({ adresse: new URL(mottaker.url), kommune: KOMMUNE, noncer }, MELDING);
}

async function hemmelighet(nonce: string, kommune = KOMMUNE): Promise<string> {
  const noekkel = await avsender().lagNoekkel(kommune, nonce);
  if (!noekkel.ok) throw new Error(noekkel.feil.kode);
  return noekkel.value;
}

/** The last that came, as the library takes it. */
function kommet(): { kropp: string; hoder: Record<string, string> } {
  const { kropp = "", headers = {} } = mottaker.mottatt.at(-1) ?? {};
  const hoder = Object.fromEntries(Object.entries(headers).map(([navn, verdi]) => [navn, String(verdi)]));
  return { kropp, hoder };
}

describe("a message", () => {
  test("is one that the official library verifies, with its id and as JSON", async () => {
    expect(await lever()).toEqual({ ok: true, value: { utfall: "LEVERT", httpStatus: 204 } });
    const { kropp, hoder } = kommet();
    expect(new Webhook(await hemmelighet(NONCE)).verify(kropp, hoder)).toEqual({ type: "endringer.nye" });
    expect(mottaker.mottatt).toMatchObject([{ method: "POST", sti: "/hemmelig-sti", kropp: MELDING.kropp }]);
    expect(hoder).toMatchObject({ "content-type": "application/json", "webhook-id": MELDING.id });
  });

  test.each<[string, (m: ReturnType<typeof kommet>) => ReturnType<typeof kommet>]>([
    ["body", ({ kropp, hoder }) => ({ kropp: `${kropp} `, hoder })],
    ["id", ({ kropp, hoder }) => ({ kropp, hoder: { ...hoder, "webhook-id": "endringer-313876144-17-21" } })],
    [
      "time",
      ({ kropp, hoder }) => ({
        kropp,
        hoder: { ...hoder, "webhook-timestamp": String(Number(hoder["webhook-timestamp"]) + 1) },
      }),
    ],
  ])("with another %s is not verified", async (_, endre) => {
    await lever();
    const { kropp, hoder } = endre(kommet());
    const webhook = new Webhook(await hemmelighet(NONCE));
    expect(() => webhook.verify(kropp, hoder)).toThrow(WebhookVerificationError);
  });

  test("is signed with every key that counts, so that a receiver may have either", async () => {
    await lever({}, [NONCE, FORRIGE]);
    const { kropp, hoder } = kommet();
    for (const nonce of [NONCE, FORRIGE]) {
      expect(new Webhook(await hemmelighet(nonce)).verify(kropp, hoder)).toBeDefined();
    }
    const annen = new Webhook(await hemmelighet("CCCCCCCCCCCCCCCCCCCCCC"));
    expect(() => annen.verify(kropp, hoder)).toThrow(WebhookVerificationError);
    expect(hoder["webhook-signature"]).toMatch(/^v1,[\w+/]{43}= v1,[\w+/]{43}=$/);
  });

  test("is verified by the lines of docs/epj.md too, and with anything changed it is not", async () => {
    const [, kode = ""] = /```js\n(.*?)```/s.exec(readFileSync("docs/epj.md", "utf8")) ?? [];
    const mappe = mkdtempSync(join(tmpdir(), "egenandel-epj-"));
    writeFileSync(join(mappe, "er-ekte.mjs"), kode);
    type ErEkte = (noekkel: string, hoder: Record<string, string>, kropp: string) => boolean;
    const { erEkte } = (await import(pathToFileURL(join(mappe, "er-ekte.mjs")).href)) as { erEkte: ErEkte };
    rmSync(mappe, { recursive: true });
    await lever({}, [NONCE, FORRIGE]);
    const { kropp, hoder } = kommet();
    const noekkel = await hemmelighet(FORRIGE);
    expect(erEkte(noekkel, hoder, kropp)).toBe(true);
    expect(erEkte(noekkel, hoder, `${kropp} `)).toBe(false);
    expect(erEkte(noekkel, { ...hoder, "webhook-id": "annen" }, kropp)).toBe(false);
    const usignert = Object.entries(hoder).filter(([navn]) => navn !== "webhook-signature");
    expect(erEkte(noekkel, Object.fromEntries(usignert), kropp)).toBe(false);
    expect(erEkte(await hemmelighet("CCCCCCCCCCCCCCCCCCCCCC"), hoder, kropp)).toBe(false);
    await lever({ now: () => new Date(Date.now() - 301_000) }, [FORRIGE]);
    expect(erEkte(noekkel, kommet().hoder, kommet().kropp)).toBe(false);
  });

  test("tells when it is sent, not when it was made", async () => {
    await lever({ now: () => new Date("2026-11-23T10:00:00.999Z") });
    expect(kommet().hoder["webhook-timestamp"]).toBe("1795428000");
  });
});

describe("a key", () => {
  test("is 32 bytes, the same each time, and another for another municipality, nonce or pepper", async () => {
    const noekkel = await hemmelighet(NONCE);
    expect(noekkel).toMatch(/^whsec_[\w+/]{43}=$/);
    expect(await hemmelighet(NONCE)).toBe(noekkel);
    expect(await hemmelighet(FORRIGE)).not.toBe(noekkel);
    expect(await hemmelighet(NONCE, orgnr("310827002"))).not.toBe(noekkel);
    const annetPepper = avsender({ pepper: () => Promise.resolve(ok("A".repeat(43))) });
    expect(await annetPepper.lagNoekkel(KOMMUNE, NONCE)).not.toEqual(ok(noekkel));
  });

  const UTILGJENGELIG = { kode: "motpart-utilgjengelig", motpart: "KEY_VAULT" } as const;
  test.each([
    ["cannot be had", err(UTILGJENGELIG), UTILGJENGELIG],
    [
      "is none",
      ok("for kort"),
      { kode: "tilkobling-feilkonfigurert", aarsakskode: "PEPPER_UGYLDIG" } as const,
    ],
  ])("is not made, and nothing is sent, when the pepper %s", async (_, svar, feil) => {
    const pepper = () => Promise.resolve(svar);
    expect(await avsender({ pepper }).lagNoekkel(KOMMUNE, NONCE)).toEqual({ ok: false, feil });
    expect(await lever({ pepper })).toEqual({ ok: false, feil });
    expect(mottaker.mottatt).toEqual([]);
  });
});

describe("a receiver that", () => {
  test.each<[string, Mottakersvar, object]>([
    ["answers 500", 500, { utfall: "AVVIST_AV_MOTTAKER", httpStatus: 500 }],
    ["answers 429", 429, { utfall: "AVVIST_AV_MOTTAKER", httpStatus: 429 }],
    ["answers 410", 410, { utfall: "AVVIST_AV_MOTTAKER", httpStatus: 410 }],
    ["cuts the connection", BRUDD, { utfall: "INGEN_FORBINDELSE" }],
    ["hangs", HENGER, { utfall: "TIDSFRIST" }],
  ])("%s is told so, and called once", async (_, svar, levering) => {
    mottaker.svar(svar);
    expect(await lever({ fristMs: 300 })).toEqual(ok(levering));
    expect(mottaker.mottatt.length).toBe(1);
  });

  test("points elsewhere is not followed", async () => {
    const annen = await startMottaker();
    mottaker.svar(omdiriger(annen.url));
    expect(await lever()).toEqual(ok({ utfall: "OMDIRIGERT", httpStatus: 307 }));
    expect(annen.mottatt).toEqual([]);
    await annen.close();
  });

  test("is not there is told so", async () => {
    const borte = await startMottaker();
    await borte.close();
    const til = { adresse: new URL(borte.url), kommune: KOMMUNE, noncer: [NONCE] };
    expect(await avsender().lever(til, MELDING)).toEqual(ok({ utfall: "INGEN_FORBINDELSE" }));
  });

  test("never ends its answer has answered", async () => {
    mottaker.svar((res) => {
      res.writeHead(200).write("x");
    });
    expect(await lever({ fristMs: 2_000 })).toEqual(ok({ utfall: "LEVERT", httpStatus: 200 }));
  });
});
