// GET /api/openapi.json: valid, complete, and with every fault of the contract.

import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { PROBLEMSCHEMA } from "../../functions/http/problem-schema.ts";
import { createOpenapi } from "../../functions/openapi.ts";
import { PROBLEMER } from "../../functions/openapi/problemer.ts";
import { hentBeskrivelse, ugyldigOpenapi, type Beskrivelse } from "./openapi-rigg.ts";
import { startTjeneste, type Tjeneste } from "./tjeneste.ts";

let tjeneste: Tjeneste;
let beskrivelse: Beskrivelse;
beforeAll(async () => {
  tjeneste = await startTjeneste({ storage: false });
  beskrivelse = await hentBeskrivelse(tjeneste);
});
afterAll(async () => {
  beskrivelse.fjern();
  await tjeneste.close();
});

/** The contract: every kode with its status. */
const FEILTABELL = {
  "ugyldig-forespoersel": 400,
  "ikke-autentisert": 401,
  "ikke-tilgang": 403,
  "delegering-mangler": 403,
  "tilgang-mangler": 403,
  "ikke-funnet": 404,
  "noekkel-i-bruk": 409,
  "for-stor": 413,
  "feil-medietype": 415,
  "satser-mangler": 422,
  "tegn-mangler": 422,
  "segl-ugyldig": 422,
  "tilkobling-feilkonfigurert": 502,
  "ugyldig-svar": 502,
  "motpart-utilgjengelig": 503,
  "logg-utilgjengelig": 503,
  // Beside the contract's own.
  opptatt: 503,
  "intern-feil": 500,
};

describe("the document", () => {
  test("is public and may be kept for five minutes", async () => {
    const svar = await tjeneste.anrop("/api/openapi.json");
    expect(svar.status).toBe(200);
    expect(svar.headers.get("content-type")).toBe("application/json; charset=utf-8");
    expect(svar.headers.get("cache-control")).toBe("public, max-age=300");
  });

  test("is the same each time", async () => {
    const [en, to] = [await tjeneste.anrop("/api/openapi.json"), await tjeneste.anrop("/api/openapi.json")];
    expect(to.tekst).toBe(en.tekst);
  });

  test("is valid OpenAPI 3.1", async () => {
    expect(beskrivelse.dokument.openapi).toBe("3.1.0");
    expect(await ugyldigOpenapi(beskrivelse.dokument)).toEqual([]);
  });

  test.each([
    ["an answer has no description", '"200":{"description":"Den svarer.",', '"200":{'],
    ["a type does not exist", '"type":"integer"', '"type":"tall"'],
    ["a parameter is nowhere", '"in":"header"', '"in":"kropp"'],
  ])("would not be valid if %s", async (_, riktig, galt) => {
    const tekst = JSON.stringify(beskrivelse.dokument);
    expect(tekst).toContain(riktig);
    expect(await ugyldigOpenapi(JSON.parse(tekst.replace(riktig, galt)))).not.toEqual([]);
  });

  test("has something at the end of every reference", () => {
    const dokument = beskrivelse.dokument as unknown;
    const referanser = [...JSON.stringify(dokument).matchAll(/"\$ref":"#\/([^"]+)"/g)].map((m) => m[1] ?? "");
    const finnes = (sti: string): boolean =>
      sti
        .split("/")
        .reduce<unknown>((her, navn) => (her as Record<string, unknown> | undefined)?.[navn], dokument) !==
      undefined;
    expect(referanser.length).toBeGreaterThan(100);
    expect(referanser.filter((sti) => !finnes(sti))).toEqual([]);
  });

  test("describes every field of every component", () => {
    const uten = Object.entries(beskrivelse.dokument.components.schemas).flatMap(
      ([navn, { properties = {} }]) =>
        Object.keys(properties)
          .filter((felt) => (properties[felt]?.description ?? "") === "")
          .map((felt) => `${navn}.${felt}`),
    );
    expect(uten).toEqual([]);
  });

  test("says what is sent where the service reads it with code", () => {
    const { Oppslagsperson, Opphold, Oppslagsforespoersel } = beskrivelse.dokument.components.schemas;
    expect(Oppslagsperson?.properties?.personidentifikator).toMatchObject({
      type: "string",
      pattern: "^[0-9]{11}$",
    });
    expect(Opphold?.properties?.innflytting).toMatchObject({ type: "string", format: "date" });
    expect(Oppslagsforespoersel?.properties?.inntektsaar).toMatchObject({
      anyOf: [{ const: "SISTE" }, { type: "integer", minimum: 2021, maximum: new Date().getFullYear() - 1 }],
    });
  });

  test("is made again when a new inntektsaar may be asked for, and only then", async () => {
    const laget: number[] = [];
    let naa = new Date("2026-12-31T22:59:00Z");
    const spoer = createOpenapi({
      now: () => naa,
      hentDokument: (aar) => Promise.resolve({ aar: laget.push(aar) }),
    });
    await spoer();
    await spoer();
    naa = new Date("2026-12-31T23:00:00Z");
    await spoer();
    expect(laget).toEqual([2025, 2026]);
  });
});

describe("the fault table", () => {
  test("has every kode of the contract with its status, and no other", () => {
    expect(Object.fromEntries(PROBLEMER.map(({ kode, status }) => [kode, status]))).toEqual(FEILTABELL);
  });

  test.each(PROBLEMER)("a problem of kode $kode is what its schema says", ({ kode, eksempel }) => {
    expect(PROBLEMSCHEMA[kode].safeParse(eksempel).error).toBe(undefined);
  });

  test("is in the document: every kode but that of an unknown address belongs to an operation", () => {
    const operasjoner = Object.values(beskrivelse.dokument.paths).flatMap((sti) => Object.values(sti));
    const par = operasjoner.flatMap(({ responses }) =>
      Object.entries(responses).flatMap(([status, { content }]) =>
        Object.keys(content?.["application/problem+json"]?.examples ?? {}).map((kode) => [
          kode,
          Number(status),
        ]),
      ),
    );
    expect({ ...Object.fromEntries(par), "ikke-funnet": 404 }).toEqual(FEILTABELL);
  });
});
