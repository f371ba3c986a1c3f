// What becomes of seals when their key is rotated or withdrawn.

import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { createCredential } from "../../../shared/adapters/identity/credential.ts";
import { createHemmeligheter } from "../../../shared/adapters/key-vault/secrets.ts";
import { createSegl } from "../../../shared/adapters/key-vault/segl.ts";
import { createSeglnoekler } from "../../../shared/adapters/key-vault/seglnoekler.ts";
import { lesOrganisasjonsnummer } from "../../../shared/kernel/organisasjonsnummer.ts";
import type { Oppslagsinnhold, Oppslagssvar } from "../../../shared/oppslag/oppslagssvar.ts";
import type { Segl } from "../../../shared/oppslag/segl.ts";
import { startAzure, type Azure } from "../../standins/azure/start.ts";
import { nyEcJwk } from "./noekler.ts";

const START = Date.parse("2026-11-23T10:00:00Z");
const MINUTT = 60_000;
const DAG = 24 * 60 * MINUTT;
const GYLDIG = { ok: true, value: undefined };
const UGYLDIG = { ok: false, feil: { kode: "segl-ugyldig" } };
const NEDE = { ok: false, feil: { kode: "motpart-utilgjengelig", motpart: "KEY_VAULT" } };

function feilkonfigurert(aarsakskode: string) {
  return { ok: false, feil: { kode: "tilkobling-feilkonfigurert", aarsakskode } };
}

const ASKOEY = lesOrganisasjonsnummer("964338531");
if (ASKOEY === undefined) throw new Error("not an organisasjonsnummer");
const kommune = ASKOEY;

const INNHOLD: Oppslagsinnhold = {
  oppslagId: "6f0f7c3e-8f2b-4d4c-9b55-0c8d2a1f7e11",
  inntektsaar: 2024,
  tidspunkt: "2026-11-23T10:00:00.000Z",
  regelsett: { id: "langtidsopphold-2024", versjon: "1" },
  personer: [{ rolle: "BEBOER", status: "FUNNET", skatteoppgjoersdato: "2025-04-03" }],
  grupper: [],
  uklassifisert: [],
  sum: {
    inntekt: { husholdning: 0 },
    fradrag: { husholdning: 0 },
    grunnlag: { husholdning: 0 },
  },
  merknader: [],
};

let azure: Azure;
let naaMs = START;
beforeAll(async () => {
  azure = await startAzure({ storage: false, vaultNow: () => new Date(naaMs) });
  Object.assign(process.env, azure.env);
});
afterAll(() => azure.close());
beforeEach(async () => {
  naaMs = START;
  await nyVersjon("segl-1");
});
afterEach(() => {
  azure.keyVault.fault.frisk();
  azure.keyVault.secrets.fjern("segl");
});

function nyVersjon(kid: string, egenskaper = {}) {
  return nyEcJwk().then((jwk) =>
    azure.keyVault.secrets.sett("segl", JSON.stringify({ ...jwk, kid }), egenskaper),
  );
}

/** The seal of one instance of the service, which has its own memory. */
function instans(): Segl {
  const now = (): Date => new Date(naaMs);
  const hemmeligheter = createHemmeligheter({
    vaultUrl: new URL(azure.keyVault.url),
    credential: createCredential(azure.identity.clientId),
    loopbackCa: azure.certificates.caPem,
    now,
  });
  return createSegl({ noekler: createSeglnoekler({ hemmeligheter, navn: "segl", now }), now });
}

async function forsegl(segl: Segl): Promise<Oppslagssvar> {
  const forsegle = await segl.klargjoer();
  if (!forsegle.ok) throw new Error("not sealed");
  return { ...INNHOLD, segl: await forsegle.value(INNHOLD, kommune) };
}

function kidAv({ segl }: Oppslagssvar): unknown {
  const hode: unknown = JSON.parse(Buffer.from(segl.split(".")[0] ?? "", "base64url").toString());
  return typeof hode === "object" && hode !== null ? Reflect.get(hode, "kid") : undefined;
}

describe("after the seal key has been rotated", () => {
  it("new seals are made with the new key, and those of the old one hold their 90 days out", async () => {
    const gammelt = await forsegl(instans());
    naaMs += DAG;
    await nyVersjon("segl-2");
    naaMs += MINUTT;
    const nytt = await forsegl(instans());
    expect([kidAv(gammelt), kidAv(nytt)]).toEqual(["segl-1", "segl-2"]);
    naaMs = START + 90 * DAG - 1_000;
    expect(await instans().kontroller(gammelt, kommune)).toEqual(GYLDIG);
    expect(await instans().kontroller(nytt, kommune)).toEqual(GYLDIG);
    naaMs = START + 90 * DAG;
    expect(await instans().kontroller(gammelt, kommune)).toEqual(UGYLDIG);
  });

  it("an instance that has not heard of the new key asks for it when it meets one", async () => {
    const uvitende = instans();
    expect(await uvitende.kontroller(await forsegl(uvitende), kommune)).toEqual(GYLDIG);
    naaMs += MINUTT;
    await nyVersjon("segl-2");
    const nytt = await forsegl(instans());
    expect(await uvitende.kontroller(nytt, kommune)).toEqual(GYLDIG);
  });

  it("an instance that cannot ask says so, and does not call a seal invalid that may be newer than it knows", async () => {
    const uvitende = instans();
    const gammelt = await forsegl(uvitende);
    await uvitende.kontroller(gammelt, kommune);
    naaMs += MINUTT;
    await nyVersjon("segl-2");
    const nytt = await forsegl(instans());
    azure.keyVault.fault.sett({ type: "BRUDD" });
    expect(await uvitende.kontroller(gammelt, kommune)).toEqual(GYLDIG);
    expect(await uvitende.kontroller(nytt, kommune)).toEqual(NEDE);
  });

  it("keys are fetched once for many seals, and once more in half a minute for kids that are made up", async () => {
    const segl = instans();
    const svar = await forsegl(segl);
    await Promise.all(Array.from({ length: 50 }, () => segl.kontroller(svar, kommune)));
    expect(azure.keyVault.antallListinger("segl")).toBe(1 + listingerFoer);
    const oppdiktet = svar.segl.split(".");
    for (let nr = 0; nr < 50; nr++) {
      const hode = { alg: "ES256", kid: `finnes-ikke-${nr}`, typ: "egenandel-oppslag+jwt" };
      const falskt = [Buffer.from(JSON.stringify(hode)).toString("base64url"), ...oppdiktet.slice(1)];
      const tekst = falskt.join(".");
      expect(await segl.kontroller({ ...svar, segl: tekst }, kommune)).toEqual(UGYLDIG);
    }
    expect(azure.keyVault.antallListinger("segl")).toBe(2 + listingerFoer);
    naaMs += 30_000;
    const hode = { alg: "ES256", kid: "finnes-fortsatt-ikke", typ: "egenandel-oppslag+jwt" };
    const tekst = [Buffer.from(JSON.stringify(hode)).toString("base64url"), ...oppdiktet.slice(1)].join(".");
    expect(await segl.kontroller({ ...svar, segl: tekst }, kommune)).toEqual(UGYLDIG);
    expect(azure.keyVault.antallListinger("segl")).toBe(3 + listingerFoer);
  });

  let listingerFoer = 0;
  beforeEach(() => {
    listingerFoer = azure.keyVault.antallListinger("segl");
  });
});

describe("a seal key that has been withdrawn", () => {
  it("checks no seals from then on when its version is disabled; the others do", async () => {
    const gammelt = await forsegl(instans());
    azure.keyVault.secrets.finn("segl")?.settAktiv(false);
    await nyVersjon("segl-2");
    const nytt = await forsegl(instans());
    expect(await instans().kontroller(gammelt, kommune)).toEqual(UGYLDIG);
    expect(await instans().kontroller(nytt, kommune)).toEqual(GYLDIG);
  });

  it("checks no seals when its version has expired", async () => {
    const gammelt = await forsegl(instans());
    azure.keyVault.secrets.finn("segl")?.endre({ exp: (START + DAG) / 1_000 });
    naaMs += MINUTT;
    await nyVersjon("segl-2");
    expect(await instans().kontroller(gammelt, kommune)).toEqual(GYLDIG);
    naaMs = START + DAG;
    expect(await instans().kontroller(gammelt, kommune)).toEqual(UGYLDIG);
  });

  it("seals nothing when it is the newest, although an older one is enabled", async () => {
    (await nyVersjon("segl-2")).settAktiv(false);
    expect(await instans().klargjoer()).toEqual(feilkonfigurert("KEY_VAULT_SECRET_MANGLER"));
    azure.keyVault.secrets.finn("segl")?.endre({ enabled: true, exp: START / 1_000 });
    expect(await instans().klargjoer()).toEqual(feilkonfigurert("KEY_VAULT_SECRET_UTLOEPT"));
  });

  it("leaves seals neither valid nor invalid when no other key can be used", async () => {
    const svar = await forsegl(instans());
    azure.keyVault.secrets.finn("segl")?.settAktiv(false);
    expect(await instans().kontroller(svar, kommune)).toEqual(feilkonfigurert("KEY_VAULT_SECRET_MANGLER"));
  });
});

describe("a version of the secret that is no key", () => {
  it("is in the way of the seals of unknown keys alone", async () => {
    const svar = await forsegl(instans());
    azure.keyVault.secrets.sett("segl", "ikke en noekkel");
    expect(await instans().kontroller(svar, kommune)).toEqual(GYLDIG);
    azure.keyVault.secrets.fjern("segl");
    azure.keyVault.secrets.sett("segl", "ikke en noekkel");
    expect(await instans().kontroller(svar, kommune)).toEqual(feilkonfigurert("NOEKKEL_UGYLDIG"));
  });
});

it("a kid in two versions is one key with two lives: the one that fits decides", async () => {
  const svar = await forsegl(instans());
  naaMs += MINUTT;
  await nyVersjon("segl-1");
  const nytt = await forsegl(instans());
  expect(await instans().kontroller(nytt, kommune)).toEqual(GYLDIG);
  expect(await instans().kontroller(svar, kommune)).toEqual(UGYLDIG);
});
