// POST /api/v1/beregning over HTTP: published results to the krone, and every fault a request can have.

import { readFileSync } from "node:fs";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Beregningsresultat } from "../../shared/beregning/resultat.ts";
import { startTjeneste, type Svar, type Tjeneste } from "./tjeneste.ts";

type Eksempel = {
  readonly title: string;
  readonly hjemmel: string;
  readonly inn: {
    readonly beregningsdato: string;
    readonly beloep: Readonly<Record<string, number>>;
    readonly avrunding?: string;
  };
  readonly ut: Partial<Beregningsresultat["egenandel"]>;
};
const eksempler = JSON.parse(
  readFileSync("test/golden/http/publiserte-eksempler.json", "utf8"),
) as Eksempel[];

let tjeneste: Tjeneste;
beforeAll(async () => {
  tjeneste = await startTjeneste({ storage: false });
});
afterAll(() => tjeneste.close());

function manuellPost(endring: object = {}): object {
  return {
    rolle: "BEBOER",
    gruppe: "FOLKETRYGD",
    retning: "OEKNING",
    beloep: 300_000,
    tekst: "Alderspensjon",
    begrunnelse: "Oppgitt av beboer",
    ...endring,
  };
}
const GYLDIG = { manuellePoster: [manuellPost()], beregningsdato: "2026-06-01" };

function spoer(body: unknown): Promise<Svar> {
  return tjeneste.post("/api/v1/beregning", body);
}

/** Where the faults are. */
function stier(svar: Svar): string[] {
  const felt = svar.json?.felt;
  if (!Array.isArray(felt)) throw new Error("no felt");
  return (felt as { sti: string; melding: string }[]).map((f) => f.sti);
}

test.each(eksempler)("$title ($hjemmel)", async ({ inn, ut }) => {
  const svar = await spoer({
    beregningsdato: inn.beregningsdato,
    manuellePoster: Object.entries(inn.beloep).map(([gruppe, beloep]) => manuellPost({ gruppe, beloep })),
    ...(inn.avrunding === undefined ? {} : { praksis: { avrunding: inn.avrunding } }),
  });
  expect(svar.status).toBe(200);
  expect(svar.json?.egenandel).toMatchObject(ut);
});

test("the same request gives the same resultatId, another date another", async () => {
  const [en, to, annen] = await Promise.all([
    spoer(GYLDIG),
    spoer(GYLDIG),
    spoer({ ...GYLDIG, beregningsdato: "2026-06-02" }),
  ]);
  expect(en.json?.resultatId).toMatch(/^sha256:[0-9a-f]{64}$/);
  expect(to.json?.resultatId).toBe(en.json?.resultatId);
  expect(annen.json?.resultatId).not.toBe(en.json?.resultatId);
});

test("defaults left out and defaults written out are the same request", async () => {
  const praksis = { avrunding: "NED", maanedsdeling: "FAKTISKE_DAGER", maksimalEgenandelPerAar: null };
  const [uten, med] = await Promise.all([spoer(GYLDIG), spoer({ ...GYLDIG, praksis, forsoergelse: [] })]);
  expect(med.json?.resultatId).toBe(uten.json?.resultatId);
});

test("the last step is the exact egenandel", async () => {
  const { json } = await spoer(GYLDIG);
  const { steg, egenandel } = json as unknown as Beregningsresultat;
  expect(steg.at(-1)?.beloep).toBe(egenandel.eksaktPerAar);
});

test("the Korrelasjonsid of the request comes back, in the header and in the answer", async () => {
  const id = "8B7A2C1E-6f0d-4a55-9c3e-0d2b1f4a9e77";
  const svar = await tjeneste.post("/api/v1/beregning", GYLDIG, { headers: { Korrelasjonsid: id } });
  expect(svar.headers.get("korrelasjonsid")).toBe(id);
  expect(svar.json?.korrelasjonsid).toBe(id);
});

test("without one the service makes one, also for a fault", async () => {
  const svar = await spoer({});
  expect(svar.headers.get("korrelasjonsid")).toMatch(/^[0-9a-f-]{36}$/);
  expect(svar.json?.korrelasjonsid).toBe(svar.headers.get("korrelasjonsid"));
});

test("a Korrelasjonsid that is no UUID is a fault and is not repeated", async () => {
  const svar = await tjeneste.post("/api/v1/beregning", GYLDIG, {
    headers: { Korrelasjonsid: "13097248022" },
  });
  expect(svar.status).toBe(400);
  expect(stier(svar)).toEqual(["Korrelasjonsid"]);
  expect(svar.tekst).not.toContain("13097248022");
});

test("every answer has the security headers and is not kept", async () => {
  for (const svar of [await spoer(GYLDIG), await spoer({}), await tjeneste.anrop("/nowhere")]) {
    expect(svar.headers.get("x-content-type-options")).toBe("nosniff");
    expect(svar.headers.get("content-security-policy")).toContain("default-src 'none'");
    expect(svar.headers.get("cache-control")).toBe("no-store");
  }
});

test.each<[string, unknown, string[]]>([
  ["an unknown field", { ...GYLDIG, kommune: "313876144" }, ["kommune"]],
  [
    "an unknown field inside",
    { ...GYLDIG, manuellePoster: [manuellPost({ belop: 1 })] },
    ["manuellePoster[0].belop"],
  ],
  ["no date", { manuellePoster: [manuellPost()] }, ["beregningsdato"]],
  ["no income", { beregningsdato: "2026-06-01" }, ["oppslag"]],
  ["a date that does not exist", { ...GYLDIG, beregningsdato: "2026-02-29" }, ["beregningsdato"]],
  ["a date in another form", { ...GYLDIG, beregningsdato: "01.06.2026" }, ["beregningsdato"]],
  [
    "a number as text",
    { ...GYLDIG, manuellePoster: [manuellPost({ beloep: "1" })] },
    ["manuellePoster[0].beloep"],
  ],
  [
    "half a krone",
    { ...GYLDIG, manuellePoster: [manuellPost({ beloep: 0.5 })] },
    ["manuellePoster[0].beloep"],
  ],
  [
    "a negative amount",
    { ...GYLDIG, manuellePoster: [manuellPost({ beloep: -1 })] },
    ["manuellePoster[0].beloep"],
  ],
  [
    "an amount beyond reason",
    { ...GYLDIG, manuellePoster: [manuellPost({ beloep: 100_000_000 })] },
    ["manuellePoster[0].beloep"],
  ],
  [
    "no reason",
    { ...GYLDIG, manuellePoster: [manuellPost({ begrunnelse: "" })] },
    ["manuellePoster[0].begrunnelse"],
  ],
  [
    "a group that does not exist",
    { ...GYLDIG, manuellePoster: [manuellPost({ gruppe: "ARV" })] },
    ["manuellePoster[0].gruppe"],
  ],
  ["an unknown praksis", { ...GYLDIG, praksis: { avrunding: "OPP" } }, ["praksis.avrunding"]],
  [
    "control characters",
    { ...GYLDIG, manuellePoster: [manuellPost({ tekst: "a\u0007" })] },
    ["manuellePoster[0].tekst"],
  ],
  ["a list instead of an object", [], [""]],
  ["null", null, [""]],
])("%s is a fault that names the field and never the value", async (_, body, sti) => {
  const svar = await spoer(body);
  expect(svar.status).toBe(400);
  expect(svar.json).toMatchObject({
    kode: "ugyldig-forespoersel",
    type: "/feil/ugyldig-forespoersel",
    status: 400,
  });
  expect(stier(svar)).toEqual(sti);
});

test("a field named by a person's number is not repeated", async () => {
  const svar = await spoer({ ...GYLDIG, "13097248022": 1 });
  expect(svar.status).toBe(400);
  expect(svar.tekst).not.toContain("13097248022");
});

test("several faults are all named", async () => {
  const svar = await spoer({ beregningsdato: "x", manuellePoster: [manuellPost({ beloep: -1, tekst: 1 })] });
  expect(stier(svar).sort()).toEqual([
    "beregningsdato",
    "manuellePoster[0].beloep",
    "manuellePoster[0].tekst",
  ]);
});

test.each([
  ["text that is not JSON", "{", "application/json", 400, "ugyldig-forespoersel"],
  ["no body", undefined, "application/json", 400, "ugyldig-forespoersel"],
  [
    "bytes that are not UTF-8",
    new Uint8Array([0x22, 0xff, 0x22]),
    "application/json",
    400,
    "ugyldig-forespoersel",
  ],
  ["another media type", "a=b", "application/x-www-form-urlencoded", 415, "feil-medietype"],
  ["more than 256 KiB", `{"a":"${"x".repeat(256 * 1024)}"}`, "application/json", 413, "for-stor"],
] as const)("%s is answered by name", async (_, body, mediatype, status, kode) => {
  const svar = await tjeneste.anrop("/api/v1/beregning", {
    method: "POST",
    token: await tjeneste.system.hentEpjToken(),
    headers: { "content-type": mediatype },
    body,
  });
  expect([svar.status, svar.json?.kode]).toEqual([status, kode]);
});

test("a date without enacted rates names the date, and no rate is assumed", async () => {
  const svar = await spoer({ ...GYLDIG, beregningsdato: "2027-01-01" });
  expect(svar.status).toBe(422);
  expect(svar.json).toMatchObject({ kode: "satser-mangler", dato: "2027-01-01" });
});

test.each(["/api/v1/finnesikke", "/", "/api", "/api/v1/beregning/", "/api/v1/oppslag/13097248022"])(
  "%s is not found",
  async (sti) => {
    const svar = await tjeneste.anrop(sti);
    expect(svar.status).toBe(404);
    expect(svar.json).toMatchObject({ kode: "ikke-funnet" });
  },
);

test.each(["GET", "PUT", "DELETE"])("%s is not a method of a calculation", async (method) => {
  expect((await tjeneste.anrop("/api/v1/beregning", { method })).json).toMatchObject({ kode: "ikke-funnet" });
});

test("the service answers how it is without calling anybody", async () => {
  tjeneste.system.maskinporten.nullstillLogg();
  const svar = await tjeneste.anrop("/api/helse");
  expect(svar.json).toEqual({
    status: "OK",
    versjon: expect.stringMatching(/^[0-9]+\.[0-9]+\.[0-9]+$/) as unknown,
  });
  expect(tjeneste.system.maskinporten.logg().jwksHentinger).toBe(0);
});

test("the document of the same request is a PDF with a name that is nobody's number", async () => {
  const svar = await tjeneste.post("/api/v1/beregning/pdf", {
    ...GYLDIG,
    dokument: { beboerNavn: "Kari Eksempel" },
  });
  expect(svar.status).toBe(200);
  expect(svar.headers.get("content-type")).toBe("application/pdf");
  expect(svar.headers.get("content-disposition")).toMatch(
    /^attachment; filename="egenandel-2026-06-01-[0-9a-f]{8}\.pdf"$/,
  );
  expect(new TextDecoder("latin1").decode(svar.bytes.slice(0, 8))).toBe("%PDF-1.7");
});

test("a character the font lacks is named, and nothing is drawn", async () => {
  const svar = await tjeneste.post("/api/v1/beregning/pdf", {
    ...GYLDIG,
    dokument: { beboerNavn: "Kari 😀" },
  });
  expect(svar.status).toBe(422);
  expect(stier(svar)).toEqual(["dokument.beboerNavn"]);
});
