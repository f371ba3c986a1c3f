// The rotation where people do what the steps usually do: keys registered on Digdir's page, and secrets set with az, which
// knows of no tags.

import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { lagGrantnoekkel, offentligHalvdel } from "../../../infra/noekler/lag-noekkel.ts";
import { NAVN, START, startNoekkelrigg, type Noekkelrigg } from "./rigg.ts";

const MINUTT = 60_000;
const DAG = 24 * 60 * MINUTT;
const VALG = { straks: false, forHaand: false };
const GJORT = { ...VALG, forHaand: true };
const STRAKS = { ...VALG, straks: true };

let rigg: Noekkelrigg;
beforeAll(async () => {
  rigg = await startNoekkelrigg();
});
beforeEach(() => {
  rigg.nullstill();
});
afterAll(() => rigg.close());

/** Posts the key set on Digdir's page, in force after a while. */
function paaSiden(tekster: readonly string[], forplantningMs = 0): void {
  const noekler = tekster.map((tekst) => {
    const offentlig = offentligHalvdel(tekst);
    if (offentlig === undefined) throw new Error("no key");
    return offentlig;
  });
  rigg.maskinporten.register.settNoekler(rigg.clientId(), noekler, forplantningMs);
}

/** A key set with az: nothing is said of it but its value. */
async function medAz(navn = NAVN): Promise<{ kid: string; tekst: string }> {
  const noekkel = await lagGrantnoekkel();
  await rigg.hvelv.sett(navn, noekkel.tekst, {});
  rigg.gaaFrem(MINUTT);
  return noekkel;
}

/** A key that was made and registered by hand a year ago, and has expired both at Digdir and in the vault. */
async function utloept(): Promise<string> {
  const { kid, tekst } = await lagGrantnoekkel();
  await rigg.hvelv.sett(NAVN, tekst, { kid, utloeper: new Date(START + 365 * DAG) });
  paaSiden([tekst]);
  rigg.gaaFrem(366 * DAG);
  return tekst;
}

function aktive(): Promise<boolean[]> {
  return rigg.hvelv.versjoner(NAVN).then((alle) => alle.map(({ aktiv }) => aktiv));
}

describe("a key that is renewed by hand", () => {
  test("is used again when it is posted and said to be, and its new end is in the vault", async () => {
    const tekst = await utloept();
    expect(await rigg.tjeneste()()).toBe(false);
    paaSiden([tekst], 90_000);
    expect(await rigg.steg().registrer(GJORT)).toMatchObject({ ok: true });
    expect(rigg.ventet()).toBe(90_000);
    const slutt = rigg.now().getTime() + 365 * DAG;
    expect((await rigg.hvelv.gjeldende(NAVN))?.utloeper).toEqual(new Date(slutt));
    expect(await rigg.tjeneste()()).toBe(true);
    const utfall = await rigg.steg().verifiser(VALG);
    expect(utfall.ok && utfall.value.at(-1)).toBe("I hvelvet utløper den 23.11.2028.");
  });

  test("is not given a new end when it was not posted, nor by being shown, nor by being tried", async () => {
    const tekst = await utloept();
    const foer = new Date(START + 365 * DAG);
    const slutt = async () => (await rigg.hvelv.gjeldende(NAVN))?.utloeper;
    const vist = await rigg.steg().registrer(VALG);
    expect(vist.ok && vist.value.join(" ")).toContain("registrer --for-haand");
    expect(await slutt()).toEqual(foer);
    expect(await rigg.steg().registrer(GJORT)).toEqual({
      ok: false,
      feil: expect.stringContaining("ikke fornyet") as string,
    });
    expect(await slutt()).toEqual(foer);
    paaSiden([tekst]);
    expect(await rigg.steg().verifiser(VALG)).toEqual({
      ok: false,
      feil: expect.stringMatching(/utløp 23\.11\.2027 i hvelvet.*registrer --for-haand/u) as string,
    });
    expect(await slutt()).toEqual(foer);
  });

  test("is the new one where there is one; the old keeps its end, for nobody posted it again", async () => {
    const tekst = await utloept();
    const ny = await medAz(`${NAVN}-ny`);
    paaSiden([tekst, ny.tekst]);
    expect(await rigg.steg().registrer(GJORT)).toMatchObject({ ok: true });
    expect((await rigg.hvelv.gjeldende(NAVN))?.utloeper).toEqual(new Date(START + 365 * DAG));
    const slutt = (await rigg.hvelv.gjeldende(`${NAVN}-ny`))?.utloeper;
    expect(slutt).toEqual(new Date(rigg.now().getTime() + 365 * DAG));
    expect(await rigg.steg().bytt(VALG)).toMatchObject({ ok: true });
    expect((await rigg.hvelv.gjeldende(NAVN))?.utloeper).toEqual(slutt);
    expect(await rigg.tjeneste()()).toBe(true);
  });

  test("is not taken into use when its end in the vault has passed", async () => {
    const gammel = await medAz();
    const ny = await lagGrantnoekkel();
    await rigg.hvelv.sett(`${NAVN}-ny`, ny.tekst, { utloeper: rigg.now() });
    paaSiden([gammel.tekst, ny.tekst]);
    expect(await rigg.steg().bytt(VALG)).toEqual({
      ok: false,
      feil: expect.stringContaining("ikke tatt i bruk") as string,
    });
    expect((await rigg.hvelv.gjeldende(NAVN))?.verdi).toBe(gammel.tekst);
  });
});

describe("keys without tags", () => {
  test("are switched: the key tells which it is", async () => {
    const gammel = await medAz();
    const ny = await medAz(`${NAVN}-ny`);
    paaSiden([gammel.tekst, ny.tekst]);
    expect(await rigg.steg().bytt(VALG)).toMatchObject({ ok: true });
    expect(await rigg.hvelv.gjeldende(NAVN)).toMatchObject({ verdi: ny.tekst, kid: ny.kid });
  });

  test("are switched also where the secret is empty", async () => {
    const ny = await medAz(`${NAVN}-ny`);
    paaSiden([ny.tekst]);
    expect(await rigg.steg().bytt(VALG)).toMatchObject({ ok: true });
    expect((await rigg.hvelv.gjeldende(NAVN))?.verdi).toBe(ny.tekst);
  });

  test("are taken away from Digdir, and the one in use is not, whatever the tags say", async () => {
    const lekket = await medAz();
    const iBruk = await medAz();
    // The same key once more, and a tag that lies.
    await rigg.hvelv.sett(NAVN, iBruk.tekst, { kid: lekket.kid });
    rigg.gaaFrem(MINUTT);
    paaSiden([lekket.tekst, iBruk.tekst]);
    expect(await (await rigg.medAdmin()).fjern(STRAKS)).toMatchObject({ ok: true });
    expect(rigg.registrerte()).toEqual([iBruk.kid]);
    expect(await aktive()).toEqual([true, false, false]);
  });

  test("are named to who must take them away by hand", async () => {
    const lekket = await medAz();
    const iBruk = await medAz();
    paaSiden([lekket.tekst, iBruk.tekst]);
    const utfall = await rigg.steg().fjern(STRAKS);
    expect(utfall).toEqual({
      ok: false,
      feil: expect.stringMatching(
        new RegExp(`gamle er ${lekket.kid}\\..*Behold ${iBruk.kid}\\.$`, "u"),
      ) as string,
    });
    expect(await aktive()).toEqual([true, true]);
  });
});

describe("an old version that does not tell which key it was", () => {
  async function avslaatt(): Promise<{ lekket: string; iBruk: string; versjon: string }> {
    const lekket = await medAz();
    const [gammel] = await rigg.hvelv.versjoner(NAVN);
    if (gammel === undefined) throw new Error("no version");
    await rigg.hvelv.slaaAv(gammel);
    const iBruk = await medAz();
    paaSiden([lekket.tekst, iBruk.tekst]);
    return { lekket: lekket.kid, iBruk: iBruk.kid, versjon: gammel.versjon };
  }

  test("is named, with the keys at Digdir that may be it; what is known is taken away all the same", async () => {
    const { lekket, versjon } = await avslaatt();
    const kjent = await medAz();
    const iBruk = await medAz();
    const { register } = rigg.maskinporten;
    const foer = register.postede(rigg.clientId());
    const nye = [kjent.tekst, iBruk.tekst].flatMap((tekst) => offentligHalvdel(tekst) ?? []);
    register.settNoekler(rigg.clientId(), [...foer, ...nye]);
    const utfall = await (await rigg.medAdmin()).fjern(STRAKS);
    const feil = utfall.ok ? "" : utfall.feil;
    expect(feil).toContain(lekket);
    expect(feil).toContain(`${NAVN}/${versjon}`);
    expect(rigg.registrerte()).toEqual([lekket, iBruk.kid]);
    expect(await rigg.steg().fjern({ ...STRAKS, forHaand: true })).toMatchObject({ ok: true });
  });

  test("is named to who must take keys away by hand", async () => {
    const { versjon } = await avslaatt();
    const utfall = await rigg.steg().fjern(STRAKS);
    expect(utfall.ok ? "" : utfall.feil).toContain(`${NAVN}/${versjon}`);
  });

  test("is nothing to ask about when Digdir has no key but the one in use", async () => {
    const { lekket, iBruk } = await avslaatt();
    rigg.maskinporten.register.trekkNoekkel(rigg.clientId(), lekket);
    expect(await (await rigg.medAdmin()).fjern(STRAKS)).toMatchObject({ ok: true });
    expect(rigg.registrerte()).toEqual([iBruk]);
  });
});
