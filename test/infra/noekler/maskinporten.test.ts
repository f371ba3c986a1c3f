// The rotation of the key at Maskinporten, with the service's own token client looking on: it must get tokens all the way.

import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { createSend } from "../../../shared/adapters/http/send.ts";
import { createGrantnoekler } from "../../../shared/adapters/key-vault/grantnoekler.ts";
import { createHemmeligheter } from "../../../shared/adapters/key-vault/secrets.ts";
import { createTokenClient } from "../../../shared/adapters/maskinporten/token-client.ts";
import { lesOrganisasjonsnummer } from "../../../shared/kernel/organisasjonsnummer.ts";
import { LEVERANDOER, NAVN, START, startNoekkelrigg, SUMMERT, type Noekkelrigg } from "./rigg.ts";

const MINUTT = 60_000;
const DAG = 24 * 60 * MINUTT;
const VALG = { straks: false, forHaand: false };
const KOMMUNE = "313876144";

let rigg: Noekkelrigg;
beforeAll(async () => {
  rigg = await startNoekkelrigg();
  rigg.maskinporten.register.giTilgang(KOMMUNE, SUMMERT);
  rigg.maskinporten.register.deleger(KOMMUNE, LEVERANDOER, SUMMERT);
});
beforeEach(() => {
  rigg.nullstill();
});
afterAll(() => rigg.close());

function orgnr(tekst: string) {
  const lest = lesOrganisasjonsnummer(tekst);
  if (lest === undefined) throw new Error("not an organisasjonsnummer");
  return lest;
}

/** An instance of the service that asks for a token with whatever key it reads from the vault. */
function tjeneste(): () => Promise<boolean> {
  const hemmeligheter = createHemmeligheter(rigg.somTjenesten);
  const hent = createTokenClient({
    send: createSend({ fetch, tilfeldig: () => 0, vent: () => Promise.resolve() }),
    issuer: rigg.maskinporten.issuer,
    tokenUrl: new URL("token", rigg.maskinporten.issuer),
    clientId: rigg.clientId(),
    leverandoer: orgnr(LEVERANDOER),
    noekkel: createGrantnoekler({ hemmeligheter, navn: NAVN, now: rigg.now }),
    now: rigg.now,
    nyId: () => randomUUID(),
  });
  return async () => (await hent("SUMMERT_SKATTEGRUNNLAG", orgnr(KOMMUNE))).ok;
}

/** The whole way from nothing to a key in use. */
async function tattIBruk(): Promise<void> {
  const { opprett, registrer, verifiser, bytt } = await rigg.medAdmin();
  for (const steg of [opprett, registrer, verifiser, bytt])
    expect(await steg(VALG)).toMatchObject({ ok: true });
}

async function kidAv(navn: string): Promise<string | undefined> {
  return (await rigg.hvelv.gjeldende(navn))?.kid;
}

describe("the first key", () => {
  test("is made, registered, tried and taken into use", async () => {
    await tattIBruk();
    expect(rigg.registrerte()).toEqual([await kidAv(NAVN)]);
    expect(await tjeneste()()).toBe(true);
  });

  test("is told to expire a year after it was registered, as it does at Digdir", async () => {
    await tattIBruk();
    expect((await rigg.hvelv.gjeldende(NAVN))?.utloeper).toEqual(new Date(START + 365 * DAG));
    const bruk = tjeneste();
    rigg.gaaFrem(365 * DAG - 1_000);
    expect(await bruk()).toBe(true);
    rigg.gaaFrem(2_000);
    expect(await tjeneste()()).toBe(false);
  });

  test("can be registered by hand: what to paste is shown, and holds no private half", async () => {
    const { opprett, registrer, verifiser, bytt } = rigg.steg();
    await opprett(VALG);
    const vist = await registrer(VALG);
    const json = vist.ok ? (vist.value.at(-1) ?? "") : "";
    const noekler = JSON.parse(json) as Record<string, string>[];
    expect(noekler.map((noekkel) => Object.keys(noekkel).sort())).toEqual([
      ["alg", "e", "kid", "kty", "n", "use"],
    ]);
    rigg.maskinporten.register.settNoekler(rigg.clientId(), noekler);
    expect(await verifiser(VALG)).toMatchObject({ ok: true });
    expect(await bytt(VALG)).toMatchObject({ ok: true });
    expect(await tjeneste()()).toBe(true);
  });
});

describe("a rotation", () => {
  test("never leaves the service without a key that Maskinporten knows", async () => {
    await tattIBruk();
    const gammel = await kidAv(NAVN);
    const fersk = (): Promise<boolean> => tjeneste()();
    const varm = tjeneste();
    const begge = async (): Promise<boolean[]> => [await varm(), await fersk()];
    const { opprett, registrer, verifiser, bytt, fjern } = await rigg.medAdmin();
    rigg.selvbetjening.settForplantning(2 * MINUTT);
    rigg.gaaFrem(DAG);

    for (const steg of [opprett, registrer, verifiser, bytt]) {
      expect(await steg(VALG)).toMatchObject({ ok: true });
      expect(await begge()).toEqual([true, true]);
    }
    const ny = await kidAv(NAVN);
    expect(ny).not.toBe(gammel);
    expect(rigg.registrerte()).toEqual([gammel, ny]);

    rigg.gaaFrem(DAG);
    expect(await fjern(VALG)).toMatchObject({ ok: true });
    rigg.gaaFrem(2 * MINUTT);
    expect(rigg.registrerte()).toEqual([ny]);
    expect(await begge()).toEqual([true, true]);
    expect((await rigg.hvelv.versjoner(NAVN)).map(({ aktiv }) => aktiv)).toEqual([true, false]);
  });

  test("waits for a change that is on its way to Maskinporten, and not longer than five minutes", async () => {
    const { opprett, registrer, verifiser } = await rigg.medAdmin();
    rigg.selvbetjening.settForplantning(95_000);
    await opprett(VALG);
    await registrer(VALG);
    expect(await verifiser(VALG)).toMatchObject({ ok: true });
    expect(rigg.ventet()).toBe(100_000);

    rigg.nullstill();
    await rigg.steg().opprett(VALG);
    expect(await rigg.steg().verifiser(VALG)).toEqual({
      ok: false,
      feil: expect.stringContaining("på fem minutter") as string,
    });
    expect(rigg.ventet()).toBe(290_000);
  });

  test("tries again while Maskinporten is away, and stops at once when it says no for another reason", async () => {
    const { opprett, registrer, verifiser } = await rigg.medAdmin();
    await opprett(VALG);
    await registrer(VALG);
    rigg.maskinporten.settTokenFeil({ type: "UTILGJENGELIG" }, { antall: 2 });
    rigg.maskinporten.settTokenFeil({ type: "SOEPPEL" }, { antall: 1 });
    expect(await verifiser(VALG)).toMatchObject({ ok: true });
    expect(rigg.ventet()).toBe(30_000);
    rigg.gaaFrem(366 * DAG);
    expect(await verifiser(VALG)).toEqual({
      ok: false,
      feil: expect.stringContaining("MP-121") as string,
    });
    expect(rigg.ventet()).toBe(30_000);
  });

  test("counts a key as known although the organisation itself has no access to the scope", async () => {
    rigg.maskinporten.register.trekkTilgang(LEVERANDOER, SUMMERT);
    const { opprett, registrer, verifiser } = await rigg.medAdmin();
    await opprett(VALG);
    await registrer(VALG);
    const utfall = await verifiser(VALG);
    expect(utfall.ok && utfall.value[0]).toContain("MP-250");
  });

  test("does not switch to a key that Maskinporten does not know", async () => {
    await tattIBruk();
    const gammel = await kidAv(NAVN);
    const { opprett, bytt } = rigg.steg();
    await opprett(VALG);
    expect(await bytt(VALG)).toMatchObject({ ok: false });
    expect(await kidAv(NAVN)).toBe(gammel);
    expect(await tjeneste()()).toBe(true);
  });

  test("can be taken up again where it broke off", async () => {
    await tattIBruk();
    const { opprett, registrer, bytt } = await rigg.medAdmin();
    await opprett(VALG);
    await registrer(VALG);
    await registrer(VALG);
    const ny = await rigg.hvelv.gjeldende(`${NAVN}-ny`);
    // The switch itself was done, and then the machine went away.
    await rigg.hvelv.sett(NAVN, ny?.verdi ?? "", { kid: ny?.kid ?? "" });
    expect(await bytt(VALG)).toMatchObject({ ok: true });
    expect(await rigg.hvelv.gjeldende(`${NAVN}-ny`)).toBe(undefined);
    expect(await rigg.hvelv.versjoner(NAVN)).toHaveLength(2);
  });

  test("keeps keys of the client that it knows nothing about, and never takes more than five", async () => {
    const andre = await Promise.all(
      [1, 2, 3, 4, 5].map(() => rigg.maskinporten.createClient({ orgnr: LEVERANDOER, scopes: [] })),
    );
    const fremmede = andre.flatMap(({ clientId }) => rigg.maskinporten.register.postede(clientId));
    // They were made for others so as to be real keys; there they are taken away again, since a kid is nobody else's.
    for (const { clientId, kid } of andre) rigg.maskinporten.register.trekkNoekkel(clientId, kid);
    rigg.maskinporten.register.settNoekler(rigg.clientId(), fremmede.slice(0, 4));
    const { opprett, registrer } = await rigg.medAdmin();
    await opprett(VALG);
    expect(await registrer(VALG)).toMatchObject({ ok: true });
    expect(rigg.registrerte()).toEqual([
      ...fremmede.slice(0, 4).map(({ kid }) => kid),
      await kidAv(`${NAVN}-ny`),
    ]);
    rigg.maskinporten.register.settNoekler(rigg.clientId(), fremmede);
    expect(await registrer(VALG)).toEqual({ ok: false, feil: expect.stringContaining("6 nøkler") as string });
    expect(rigg.registrerte()).toEqual(fremmede.map(({ kid }) => kid));
  });

  test("renews the key in use for a year when there is no new one", async () => {
    await tattIBruk();
    rigg.gaaFrem(300 * DAG);
    const { registrer } = await rigg.medAdmin();
    expect(await registrer(VALG)).toMatchObject({ ok: true });
    rigg.gaaFrem(364 * DAG);
    expect(await tjeneste()()).toBe(true);
  });
});

describe("the old key", () => {
  async function rotert(): Promise<void> {
    await tattIBruk();
    rigg.gaaFrem(DAG);
    await tattIBruk();
  }

  test("is kept for a day, for instances that cannot reach the vault", async () => {
    await rotert();
    const { fjern } = await rigg.medAdmin();
    rigg.gaaFrem(DAG - 1_000);
    expect(await fjern(VALG)).toMatchObject({ ok: false });
    expect(rigg.registrerte()).toHaveLength(2);
    rigg.gaaFrem(1_000);
    expect(await fjern(VALG)).toMatchObject({ ok: true });
    expect(rigg.registrerte()).toEqual([await kidAv(NAVN)]);
  });

  test("is taken away at once when it is in wrong hands, and an instance that used it a moment ago goes on", async () => {
    await tattIBruk();
    const varm = tjeneste();
    expect(await varm()).toBe(true);
    rigg.gaaFrem(MINUTT);
    await tattIBruk();
    expect(await (await rigg.medAdmin()).fjern({ ...VALG, straks: true })).toMatchObject({ ok: true });
    expect(rigg.registrerte()).toEqual([await kidAv(NAVN)]);
    expect(await varm()).toBe(true);
  });

  test("is turned off in the vault first when it is gone from Digdir, where somebody must do it by hand", async () => {
    await rotert();
    rigg.gaaFrem(DAG);
    const nei = await rigg.steg().fjern(VALG);
    expect(nei).toEqual({ ok: false, feil: expect.stringContaining(rigg.registrerte()[0] ?? "") as string });
    expect((await rigg.hvelv.versjoner(NAVN)).map(({ aktiv }) => aktiv)).toEqual([true, true]);
    expect(await rigg.steg().fjern({ ...VALG, forHaand: true })).toMatchObject({ ok: true });
    expect((await rigg.hvelv.versjoner(NAVN)).map(({ aktiv }) => aktiv)).toEqual([true, false]);
  });
});

describe("what is in the way is told and nothing is changed:", () => {
  test("a new key that is already under way", async () => {
    const { opprett } = rigg.steg();
    await opprett(VALG);
    const kid = await kidAv(`${NAVN}-ny`);
    expect(await opprett(VALG)).toMatchObject({ ok: false });
    expect(await kidAv(`${NAVN}-ny`)).toBe(kid);
  });

  test.each(["registrer", "verifiser", "bytt", "fjern"] as const)(
    "%s before there is a key",
    async (navn) => {
      expect(await (await rigg.medAdmin())[navn](VALG)).toMatchObject({ ok: false });
    },
  );

  test("a secret that is no key", async () => {
    await rigg.hvelv.sett(`${NAVN}-ny`, "ikke en nøkkel", {});
    const steg = await rigg.medAdmin();
    for (const navn of ["registrer", "verifiser", "bytt"] as const) {
      const utfall = await steg[navn](VALG);
      expect(utfall.ok).toBe(false);
      expect(JSON.stringify(utfall)).not.toContain("ikke en nøkkel");
    }
  });

  test.each([
    ["503", { status: 503, body: "" }, "svarte ikke"],
    ["a page", { status: 200, body: "<html>" }, "noe annet enn nøkler"],
    ["403", { status: 403, body: "{}" }, "ikke lov"],
  ])("a self-service API that answers %s", async (_, svar, tekst) => {
    const { opprett, registrer } = await rigg.medAdmin();
    await opprett(VALG);
    rigg.selvbetjening.settFeil(svar);
    expect(await registrer(VALG)).toEqual({ ok: false, feil: expect.stringContaining(tekst) as string });
    expect(rigg.registrerte()).toEqual([]);
  });
});
