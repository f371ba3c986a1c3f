import fc from "fast-check";
import {
  CompactSign,
  decodeProtectedHeader,
  importJWK,
  type CompactJWSHeaderParameters,
  type JWK,
} from "jose";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { createCredential } from "../../../shared/adapters/identity/credential.ts";
import { createHemmeligheter } from "../../../shared/adapters/key-vault/secrets.ts";
import { createSegl } from "../../../shared/adapters/key-vault/segl.ts";
import { createSeglnoekler } from "../../../shared/adapters/key-vault/seglnoekler.ts";
import { lesOrganisasjonsnummer } from "../../../shared/kernel/organisasjonsnummer.ts";
import type { Oppslagsinnhold, Oppslagssvar } from "../../../shared/oppslag/oppslagssvar.ts";
import type { Segl } from "../../../shared/oppslag/segl.ts";
import { startAzure, type Azure } from "../../standins/azure/start.ts";
import { nyEcJwk } from "./noekler.ts";

const DAG_MS = 86_400_000;
const START = Date.parse("2026-11-23T10:00:00Z");
const UGYLDIG = { ok: false, feil: { kode: "segl-ugyldig" } };
const GYLDIG = { ok: true, value: undefined };

function kommune(nummer: string) {
  const lest = lesOrganisasjonsnummer(nummer);
  if (lest === undefined) throw new Error("not an organisasjonsnummer");
  return lest;
}

const ASKOEY = kommune("964338531");
const OSLO = kommune("958935420");

const INNHOLD: Oppslagsinnhold = {
  oppslagId: "6f0f7c3e-8f2b-4d4c-9b55-0c8d2a1f7e11",
  inntektsaar: 2024,
  tidspunkt: "2026-11-23T10:00:00.000Z",
  regelsett: { id: "langtidsopphold-2024", versjon: "1" },
  personer: [
    { rolle: "BEBOER", status: "FUNNET", skatteoppgjoersdato: "2025-04-03" },
    { rolle: "EKTEFELLE", status: "SKJERMET" },
  ],
  grupper: [
    {
      gruppe: "FOLKETRYGD",
      tekst: "Ytelser fra folketrygden",
      fortegn: "+",
      beloep: { beboer: 301_200, husholdning: null },
      poster: [
        {
          tekniskNavn: "alderspensjonFraFolketrygden",
          tekst: "Alderspensjon",
          kilde: "SUMMERT_SKATTEGRUNNLAG",
          hjemmel: "§ 3 fjerde ledd",
          beloep: { beboer: 301_200, barnHverForSeg: [null, 4], husholdning: null },
        },
      ],
    },
  ],
  uklassifisert: [
    { tekniskNavn: "nyPost", kategori: "INNTEKT", kilde: "BEREGNET_SKATT", beloep: { husholdning: 7 } },
  ],
  sum: {
    inntekt: { beboer: 301_200, husholdning: null },
    fradrag: { beboer: 0, husholdning: null },
    grunnlag: { beboer: 301_200, husholdning: null },
  },
  merknader: [{ kode: "SKJERMET", tekst: "Beløp for ektefellen må innhentes på annen måte." }],
};

let azure: Azure;
let jwk: JWK;
let naaMs: number;
let segl: Segl;
let svar: Oppslagssvar;

beforeAll(async () => {
  jwk = await nyEcJwk();
  azure = await startAzure({ storage: false, secrets: { segl: JSON.stringify(jwk) } });
  Object.assign(process.env, azure.env);
});
afterAll(() => azure.close());

function nyttSegl(): Segl {
  const hemmeligheter = createHemmeligheter({
    vaultUrl: new URL(azure.keyVault.url),
    credential: createCredential(azure.identity.clientId),
    loopbackCa: azure.certificates.caPem,
    now: () => new Date(naaMs),
  });
  const now = (): Date => new Date(naaMs);
  return createSegl({ noekler: createSeglnoekler({ hemmeligheter, navn: "segl", now }), now });
}

async function forsegl(innhold: Oppslagsinnhold): Promise<Oppslagssvar> {
  const forsegle = await segl.klargjoer();
  if (!forsegle.ok) throw new Error("not sealed");
  return { ...innhold, segl: await forsegle.value(innhold, ASKOEY) };
}

beforeEach(async () => {
  naaMs = START;
  segl = nyttSegl();
  svar = await forsegl(INNHOLD);
});

describe("a sealed lookup", () => {
  it("is accepted for the municipality it was made for", async () => {
    expect(await segl.kontroller(svar, ASKOEY)).toEqual(GYLDIG);
    expect(decodeProtectedHeader(svar.segl)).toEqual({
      alg: "ES256",
      kid: "segl-1",
      typ: "egenandel-oppslag+jwt",
    });
  });

  it("is accepted by another instance, with its members in another order", async () => {
    const snudd = { ...svar, ...Object.fromEntries(Object.entries(svar).reverse()) };
    expect(await nyttSegl().kontroller(snudd, ASKOEY)).toEqual(GYLDIG);
  });

  it("is not accepted for another municipality", async () => {
    expect(await segl.kontroller(svar, OSLO)).toEqual(UGYLDIG);
  });

  it("holds for 90 days", async () => {
    naaMs = START + 90 * DAG_MS - 1;
    expect(await nyttSegl().kontroller(svar, ASKOEY)).toEqual(GYLDIG);
    naaMs += 1;
    expect(await nyttSegl().kontroller(svar, ASKOEY)).toEqual(UGYLDIG);
  });

  it("may be a minute ahead of our clock, not more", async () => {
    naaMs = START - 60_000;
    expect(await segl.kontroller(svar, ASKOEY)).toEqual(GYLDIG);
    naaMs -= 1_000;
    expect(await segl.kontroller(svar, ASKOEY)).toEqual(UGYLDIG);
  });

  it("is broken by any change to any field of the answer", async () => {
    const stier = bladstier(INNHOLD);
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...stier), fc.constantFrom("ENDRET", "FJERNET"), async (sti, slag) => {
        const endret = medEndring(svar, sti, slag);
        expect(await segl.kontroller(endret, ASKOEY)).toEqual(UGYLDIG);
      }),
      { numRuns: 4 * stier.length },
    );
    for (const sti of stier) {
      expect(await segl.kontroller(medEndring(svar, sti, "ENDRET"), ASKOEY)).toEqual(UGYLDIG);
    }
  });

  it("is broken by a field that was not there", async () => {
    const medTillegg = { ...svar, rabatt: 1 };
    expect(await segl.kontroller(medTillegg, ASKOEY)).toEqual(UGYLDIG);
  });

  it("has the seal of another lookup", async () => {
    const annen = await forsegl({ ...INNHOLD, oppslagId: "0c8d2a1f-8f2b-4d4c-9b55-6f0f7c3e7e11" });
    expect(await segl.kontroller({ ...svar, segl: annen.segl }, ASKOEY)).toEqual(UGYLDIG);
  });
});

describe("a seal that somebody made", () => {
  const header = { alg: "ES256", kid: "segl-1", typ: "egenandel-oppslag+jwt" };
  const payload = (): Record<string, unknown> => {
    const del = svar.segl.split(".")[1] ?? "";
    const lest: unknown = JSON.parse(Buffer.from(del, "base64url").toString("utf8"));
    return { ...(typeof lest === "object" ? lest : {}) };
  };

  async function signer(
    innhold: string | Record<string, unknown>,
    hode: CompactJWSHeaderParameters = header,
    noekkel: JWK = jwk,
  ): Promise<string> {
    const key = await importJWK(noekkel, hode.alg);
    const tekst = typeof innhold === "string" ? innhold : JSON.stringify(innhold);
    return new CompactSign(new TextEncoder().encode(tekst)).setProtectedHeader(hode).sign(key);
  }

  it("with our key and the right content is the seal itself", async () => {
    expect(await segl.kontroller({ ...svar, segl: await signer(payload()) }, ASKOEY)).toEqual(GYLDIG);
  });

  it.each<[string, () => string | Promise<string>]>([
    ["is empty", () => ""],
    ["is not a JWS", () => "a.b"],
    ["has lost its signature", () => `${svar.segl.split(".").slice(0, 2).join(".")}.`],
    [
      "has another signature",
      () => svar.segl.replace(/\.(.)(?=[^.]*$)/, (_, c) => (c === "A" ? ".B" : ".A")),
    ],
    ["is longer than any seal", () => signer(JSON.stringify(payload()) + " ".repeat(2_048))],
    [
      "is unsigned",
      () =>
        `${Buffer.from(JSON.stringify({ ...header, alg: "none" })).toString("base64url")}.${svar.segl.split(".")[1] ?? ""}.`,
    ],
    ["is signed by another key with our kid", async () => signer(payload(), header, await nyEcJwk())],
    [
      "is an HMAC with our public key",
      () => signer(payload(), { ...header, alg: "HS256" }, { kty: "oct", k: jwk.x ?? "" }),
    ],
    ["has another typ", () => signer(payload(), { ...header, typ: "JWT" })],
    ["has no typ", () => signer(payload(), { alg: "ES256", kid: "segl-1" })],
    ["names another key", () => signer(payload(), { ...header, kid: "segl-2" })],
    ["has more in its header", () => signer(payload(), { ...header, cty: "json" })],
    ["lasts longer", () => signer({ ...payload(), exp: START / 1000 + 91 * 86_400 })],
    ["lasts for ever", () => signer({ ...payload(), exp: undefined })],
    ["says more than a seal", () => signer({ ...payload(), admin: true })],
    ["is for nobody", () => signer({ ...payload(), kommune: null })],
    ["is not JSON inside", () => signer("tekst")],
  ])("is refused when it %s", async (_, lag) => {
    expect(await segl.kontroller({ ...svar, segl: await lag() }, ASKOEY)).toEqual(UGYLDIG);
  });
});

describe("a seal while the key cannot be had", () => {
  it("is neither made nor judged", async () => {
    azure.keyVault.fault.sett({ type: "BRUDD" });
    const uten = nyttSegl();
    const nede = { ok: false, feil: { kode: "motpart-utilgjengelig", motpart: "KEY_VAULT" } };
    expect(await uten.klargjoer()).toEqual(nede);
    expect(await uten.kontroller(svar, ASKOEY)).toEqual(nede);
    azure.keyVault.fault.frisk();
  });
});

type Sti = readonly (string | number)[];

/** The path of every value in the answer that holds no other values. */
function bladstier(verdi: unknown, til: Sti = []): Sti[] {
  if (Array.isArray(verdi)) return verdi.flatMap((v, nr) => bladstier(v, [...til, nr]));
  if (typeof verdi !== "object" || verdi === null) return [til];
  return Object.entries(verdi).flatMap(([navn, v]) => bladstier(v, [...til, navn]));
}

function endret(blad: unknown): unknown {
  if (typeof blad === "number") return blad + 1;
  return typeof blad === "string" ? `${blad} ` : 0;
}

function medlem(av: object, ledd: string | number): object {
  const verdi: unknown = Reflect.get(av, ledd);
  if (typeof verdi !== "object" || verdi === null) throw new Error("no such path");
  return verdi;
}

/** A copy with one value changed, or taken away. */
function medEndring(fra: Oppslagssvar, sti: Sti, slag: "ENDRET" | "FJERNET"): Oppslagssvar {
  const kopi = structuredClone(fra);
  let her: object = kopi;
  for (const ledd of sti.slice(0, -1)) her = medlem(her, ledd);
  const sist = sti.at(-1) ?? "";
  if (slag === "ENDRET") Reflect.set(her, sist, endret(Reflect.get(her, sist)));
  else if (Array.isArray(her)) her.splice(Number(sist), 1);
  else Reflect.deleteProperty(her, sist);
  return kopi;
}
