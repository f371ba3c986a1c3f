// The rotation of the seal key, with look-ups that were sealed before it.

import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { lagSeglnoekkel } from "../../../infra/noekler/lag-noekkel.ts";
import { createPeppersteg } from "../../../infra/noekler/pepper.ts";
import { createSeglsteg } from "../../../infra/noekler/segl.ts";
import { createHemmeligheter } from "../../../shared/adapters/key-vault/secrets.ts";
import { createSegl } from "../../../shared/adapters/key-vault/segl.ts";
import { createSeglnoekler } from "../../../shared/adapters/key-vault/seglnoekler.ts";
import { lesPepper } from "../../../shared/adapters/storage/personhash.ts";
import { lesOrganisasjonsnummer } from "../../../shared/kernel/organisasjonsnummer.ts";
import type { Oppslagsinnhold, Oppslagssvar } from "../../../shared/oppslag/oppslagssvar.ts";
import type { Segl } from "../../../shared/oppslag/segl.ts";
import { START, startNoekkelrigg, type Noekkelrigg } from "./rigg.ts";

const DAG = 24 * 60 * 60_000;
const NAVN = "segl-noekkel";
const VALG = { straks: false };
const UGYLDIG = { ok: false, feil: { kode: "segl-ugyldig" } };

const nummer = lesOrganisasjonsnummer("964338531");
if (nummer === undefined) throw new Error("not an organisasjonsnummer");
const kommune = nummer;

const INNHOLD: Oppslagsinnhold = {
  oppslagId: "6f0f7c3e-8f2b-4d4c-9b55-0c8d2a1f7e11",
  inntektsaar: 2025,
  tidspunkt: "2026-11-23T10:00:00.000Z",
  regelsett: { id: "langtidsopphold-2025", versjon: "1" },
  personer: [{ rolle: "BEBOER", status: "SKJERMET" }],
  grupper: [],
  uklassifisert: [],
  sum: { inntekt: { husholdning: null }, fradrag: { husholdning: null }, grunnlag: { husholdning: null } },
  merknader: [],
};

let rigg: Noekkelrigg;
let steg: ReturnType<typeof createSeglsteg>;
beforeAll(async () => {
  rigg = await startNoekkelrigg();
  const { hvelv, somTjenesten, now } = rigg;
  steg = createSeglsteg({ hvelv, navn: NAVN, somTjenesten, now });
});
beforeEach(() => {
  rigg.nullstill();
});
afterAll(() => rigg.close());

function tjeneste(): Segl {
  const { now, somTjenesten } = rigg;
  const hemmeligheter = createHemmeligheter(somTjenesten);
  return createSegl({ noekler: createSeglnoekler({ hemmeligheter, navn: NAVN, now }), now });
}

async function oppslag(): Promise<Oppslagssvar> {
  const forsegle = await tjeneste().klargjoer();
  if (!forsegle.ok) throw new Error("not sealed");
  return { ...INNHOLD, segl: await forsegle.value(INNHOLD, kommune) };
}

function kontroller(svar: Oppslagssvar) {
  return tjeneste().kontroller(svar, kommune);
}

const GYLDIG = { ok: true, value: undefined };

describe("a rotation of the seal key", () => {
  test("leaves look-ups from before usable for the rest of their 90 days, and no longer", async () => {
    expect(await steg.opprett(VALG)).toMatchObject({ ok: true });
    expect(await steg.verifiser(VALG)).toMatchObject({ ok: true });
    const fraFoer = await oppslag();
    rigg.gaaFrem(60_000);
    expect(await steg.bytt(VALG)).toMatchObject({ ok: true });
    const fraEtter = await oppslag();
    rigg.gaaFrem(90 * DAG - 61_000);
    expect(await kontroller(fraFoer)).toEqual(GYLDIG);
    expect(await kontroller(fraEtter)).toEqual(GYLDIG);
    rigg.gaaFrem(1_000);
    expect(await kontroller(fraFoer)).toEqual(UGYLDIG);
    expect(await kontroller(fraEtter)).toEqual(GYLDIG);
  });

  test("gives the old key an end a day after its last seal, and the new one a year", async () => {
    await steg.opprett(VALG);
    rigg.gaaFrem(60_000);
    await steg.bytt(VALG);
    const utloep = (await rigg.hvelv.versjoner(NAVN)).map(({ utloeper }) => utloeper?.getTime());
    expect(utloep).toEqual([START + 60_000 + 365 * DAG, START + 60_000 + 91 * DAG]);
  });

  test("late in the life of a key lets the look-ups of its last day hold their 90 days too", async () => {
    await steg.opprett(VALG);
    rigg.gaaFrem(364 * DAG);
    const fraSisteDag = await oppslag();
    rigg.gaaFrem(60_000);
    expect(await steg.bytt(VALG)).toMatchObject({ ok: true });
    const [, gammel] = await rigg.hvelv.versjoner(NAVN);
    expect(gammel?.utloeper).toEqual(new Date(START + 364 * DAG + 60_000 + 91 * DAG));
    rigg.gaaFrem(90 * DAG - 61_000);
    expect(await kontroller(fraSisteDag)).toEqual(GYLDIG);
    rigg.gaaFrem(1_000);
    expect(await kontroller(fraSisteDag)).toEqual(UGYLDIG);
  });

  test("after the key has expired makes the look-ups of its last days usable again, for the rest of their 90", async () => {
    await steg.opprett(VALG);
    rigg.gaaFrem(365 * DAG - 1_000);
    const fraSlutten = await oppslag();
    rigg.gaaFrem(5 * DAG);
    expect(await tjeneste().klargjoer()).toMatchObject({ ok: false });
    expect(await steg.bytt(VALG)).toMatchObject({ ok: true });
    expect(await kontroller(fraSlutten)).toEqual(GYLDIG);
    expect(await kontroller(await oppslag())).toEqual(GYLDIG);
    const [, gammel] = await rigg.hvelv.versjoner(NAVN);
    expect(gammel?.utloeper).toEqual(new Date(START + 365 * DAG + 91 * DAG));
  });

  test("long after the key has expired, or when it was withdrawn, leaves it be", async () => {
    await steg.opprett(VALG);
    rigg.gaaFrem(500 * DAG);
    expect(await steg.bytt(VALG)).toMatchObject({ ok: true });
    const [, utloept] = await rigg.hvelv.versjoner(NAVN);
    expect(utloept?.utloeper).toEqual(new Date(START + 365 * DAG));
    const [nyeste] = await rigg.hvelv.versjoner(NAVN);
    if (nyeste === undefined) throw new Error("no version");
    await rigg.hvelv.slaaAv(nyeste);
    rigg.gaaFrem(60_000);
    expect(await steg.bytt(VALG)).toMatchObject({ ok: true });
    const versjoner = await rigg.hvelv.versjoner(NAVN);
    expect(versjoner.map(({ aktiv }) => aktiv)).toEqual([true, false, true]);
    expect(versjoner[1]?.utloeper).toEqual(new Date(START + 865 * DAG));
  });

  test("can be done again where it broke off, and no key ends before its last seal", async () => {
    await steg.opprett(VALG);
    rigg.gaaFrem(300 * DAG);
    const fraFoer = await oppslag();
    // A rotation that made the new key and got no further.
    await rigg.hvelv.sett(NAVN, (await lagSeglnoekkel()).tekst, {});
    rigg.gaaFrem(60_000);
    await steg.bytt(VALG);
    expect((await rigg.hvelv.versjoner(NAVN))[2]?.utloeper).toEqual(new Date(START + 391 * DAG));
    rigg.gaaFrem(90 * DAG - 61_000);
    expect(await kontroller(fraFoer)).toEqual(GYLDIG);
  });

  test("makes no new key when the old one cannot be given its end", async () => {
    await steg.opprett(VALG);
    const { hvelv, somTjenesten, now } = rigg;
    const settUtloep = (): Promise<void> => Promise.reject(new Error("away"));
    const avbrutt = createSeglsteg({ hvelv: { ...hvelv, settUtloep }, navn: NAVN, somTjenesten, now });
    await expect(avbrutt.bytt(VALG)).rejects.toThrow("away");
    expect(await hvelv.versjoner(NAVN)).toHaveLength(1);
  });

  test("is refused when the service would no longer read the oldest key in use", async () => {
    await steg.opprett(VALG);
    for (let nr = 0; nr < 4; nr++) {
      rigg.gaaFrem(DAG);
      expect(await steg.bytt(VALG)).toMatchObject({ ok: true });
    }
    rigg.gaaFrem(DAG);
    expect(await steg.bytt(VALG)).toEqual({
      ok: false,
      feil: expect.stringContaining("5 versjoner") as string,
    });
    expect(await rigg.hvelv.versjoner(NAVN)).toHaveLength(5);
    rigg.gaaFrem(90 * DAG);
    expect(await steg.bytt(VALG)).toMatchObject({ ok: true });
  });
});

describe("old seal keys", () => {
  test("are turned off when they have expired", async () => {
    await steg.opprett(VALG);
    rigg.gaaFrem(DAG);
    await steg.bytt(VALG);
    expect(await steg.fjern(VALG)).toMatchObject({
      ok: true,
      value: ["0 eldre versjoner av segl-noekkel er slått av."],
    });
    rigg.gaaFrem(91 * DAG);
    expect(await steg.fjern(VALG)).toMatchObject({ ok: true });
    expect((await rigg.hvelv.versjoner(NAVN)).map(({ aktiv }) => aktiv)).toEqual([true, false]);
  });

  test("are turned off at once when they are in wrong hands: their look-ups are worth nothing then", async () => {
    await steg.opprett(VALG);
    const svar = await oppslag();
    rigg.gaaFrem(DAG);
    await steg.bytt(VALG);
    expect(await kontroller(svar)).toEqual(GYLDIG);
    expect(await steg.fjern({ straks: true })).toMatchObject({ ok: true });
    expect(await kontroller(svar)).toEqual(UGYLDIG);
    expect(await kontroller(await oppslag())).toEqual(GYLDIG);
  });
});

test("a first key is not made where there is one, and nothing is rotated where there is none", async () => {
  expect(await steg.bytt(VALG)).toMatchObject({ ok: false });
  expect(await steg.fjern(VALG)).toMatchObject({ ok: false });
  await steg.opprett(VALG);
  expect(await steg.opprett(VALG)).toMatchObject({ ok: false });
  expect(await rigg.hvelv.versjoner(NAVN)).toHaveLength(1);
});

test("a seal key is registered nowhere, and that is said", async () => {
  expect(await steg.registrer(VALG)).toMatchObject({ ok: false });
});

test("a key that does not work is told by its code alone", async () => {
  await rigg.hvelv.sett(NAVN, "hemmelig", {});
  const utfall = await steg.verifiser(VALG);
  expect(utfall).toEqual({ ok: false, feil: expect.stringContaining("NOEKKEL_UGYLDIG") as string });
  expect(JSON.stringify(utfall)).not.toContain("hemmelig");
});

test("a key without an end is told of, since no alarm will", async () => {
  await steg.opprett(VALG);
  const gjeldende = await rigg.hvelv.gjeldende(NAVN);
  rigg.gaaFrem(1_000);
  await rigg.hvelv.sett(NAVN, gjeldende?.verdi ?? "", {});
  const utfall = await steg.verifiser(VALG);
  expect(utfall.ok && utfall.value.at(-1)).toContain("ingen utløpsdato");
});

test("the pepper is made once, is one the service can use, and never expires", async () => {
  const pepper = createPeppersteg(rigg.hvelv, "logg-pepper");
  expect(await pepper.verifiser({})).toMatchObject({ ok: false });
  expect(await pepper.opprett({})).toMatchObject({ ok: true });
  expect(await pepper.verifiser({})).toMatchObject({ ok: true });
  const laget = await rigg.hvelv.gjeldende("logg-pepper");
  expect([lesPepper(laget?.verdi ?? "")?.length, laget?.utloeper]).toEqual([32, undefined]);
  expect(await pepper.opprett({})).toMatchObject({ ok: false });
  expect((await rigg.hvelv.gjeldende("logg-pepper"))?.verdi).toBe(laget?.verdi);
  await rigg.hvelv.sett("logg-pepper", "kort", {});
  expect(await pepper.verifiser({})).toMatchObject({ ok: false });
});
