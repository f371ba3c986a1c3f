// POST /api/v1/beregning/pdf over HTTP: whatever is written in a request, the answer is a document or a fault that names the
// field, and never a 500.

import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { readWithPdfjs } from "../pdf/pdfjs/read-document.ts";
import { funnet, KS, stier } from "./oppslag-rigg.ts";
import { startTjeneste, type Svar, type Tjeneste } from "./tjeneste.ts";

const STI = "/api/v1/beregning/pdf";
const NORMALT_LENGST = 500;

let tjeneste: Tjeneste;
beforeAll(async () => {
  tjeneste = await startTjeneste();
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

function forespoersel(dokument: object, endring: object = {}): object {
  return { manuellePoster: [manuellPost()], beregningsdato: "2026-06-01", dokument, ...endring };
}

function spoer(body: unknown): Promise<Svar> {
  return tjeneste.post(STI, body);
}

async function lest(svar: Svar) {
  expect([svar.status, svar.headers.get("content-type")]).toEqual([200, "application/pdf"]);
  return readWithPdfjs(svar.bytes);
}

describe("what a request may not hold is a fault that names the field and repeats nothing", () => {
  test.each<[string, object, string[]]>([
    ["a kommune too long", forespoersel({ kommune: "K".repeat(101) }), ["dokument.kommune"]],
    [
      "a saksreferanse too long",
      forespoersel({ saksreferanse: "1".repeat(101) }),
      ["dokument.saksreferanse"],
    ],
    ["a name too long", forespoersel({ beboerNavn: "N".repeat(201) }), ["dokument.beboerNavn"]],
    [
      "a text of a post too long",
      forespoersel({}, { manuellePoster: [manuellPost({ tekst: "T".repeat(201) })] }),
      ["manuellePoster[0].tekst"],
    ],
    [
      "a reason too long",
      forespoersel({}, { manuellePoster: [manuellPost({ begrunnelse: "B".repeat(1_001) })] }),
      ["manuellePoster[0].begrunnelse"],
    ],
    ["a control character", forespoersel({ beboerNavn: "Kari\u0007" }), ["dokument.beboerNavn"]],
    ["a zero", forespoersel({ beboerNavn: "Kari\u0000" }), ["dokument.beboerNavn"]],
    ["a line break", forespoersel({ kommune: "Askøy\nkommune" }), ["dokument.kommune"]],
    ["half a surrogate pair", forespoersel({ beboerNavn: "Kari \ud83d" }), ["dokument.beboerNavn"]],
    ["a name of spaces", forespoersel({ beboerNavn: "   " }), ["dokument.beboerNavn"]],
    ["an unknown maalform", forespoersel({ maalform: "se" }), ["dokument.maalform"]],
    ["no maalform", forespoersel({ maalform: null }), ["dokument.maalform"]],
    ["an attachment of another kind", forespoersel({ vedlegg: "xml" }), ["dokument.vedlegg"]],
    ["a wish that does not exist", forespoersel({ farge: "roed" }), ["dokument.farge"]],
    ["a wish that is a text", forespoersel({}, { dokument: "nb" }), ["dokument"]],
    [
      "one post by hand more than allowed",
      forespoersel({}, { manuellePoster: Array(NORMALT_LENGST + 1).fill(manuellPost()) }),
      ["manuellePoster"],
    ],
  ])("%s", async (_, body, felt) => {
    const svar = await spoer(body);
    expect([svar.status, svar.json?.kode]).toEqual([400, "ugyldig-forespoersel"]);
    expect(stier(svar)).toEqual(felt);
    expect(svar.tekst).not.toMatch(/Kari|Askøy|KKK|NNN|TTT|BBB|roed/);
  });

  test("2 000 posts by hand are more than a request may weigh", async () => {
    const svar = await spoer(forespoersel({}, { manuellePoster: Array(2_000).fill(manuellPost()) }));
    expect([svar.status, svar.json?.kode]).toEqual([413, "for-stor"]);
  });
});

describe("what the fonts cannot show is refused by field and character, and nothing is drawn", () => {
  test.each([
    ["an emoji", "Kari 😀", "U+1F600"],
    ["Hebrew", "שלום", "U+05E9, U+05DC, U+05D5, U+05DD"],
    ["Arabic", "علي", "U+0639, U+0644, U+064A"],
    ["text turned to run from right to left", "Kari \u202enamdroN", "U+202E"],
    ["a mark that joins no letter", "q\u0301", "U+0301"],
  ])("%s", async (_, beboerNavn, tegn) => {
    const svar = await spoer(forespoersel({ beboerNavn }));
    expect([svar.status, svar.json?.kode]).toEqual([422, "tegn-mangler"]);
    expect(svar.json?.felt).toEqual([
      { sti: "dokument.beboerNavn", melding: `har tegn som dokumentet ikke kan vise: ${tegn}` },
    ]);
    expect(svar.tekst).not.toContain("Kari");
  });

  test("in a post by hand too", async () => {
    const manuellePoster = [manuellPost(), manuellPost({ tekst: "🙂", begrunnelse: "王" })];
    expect(stier(await spoer(forespoersel({}, { manuellePoster })))).toEqual([
      "manuellePoster[1].tekst",
      "manuellePoster[1].begrunnelse",
    ]);
  });
});

test.each([
  ["&<> and quotes", `Ola & Kari <"Nordmann">`],
  ["Northern Sami", "Áile Čáhppe Đorvvut Ŋállá Šiega Ŧávvit Žuhlle"],
  ["Southern Sami", "Åanna Gaebpien-Jåma Ïsbrænna"],
  ["Polish", "Łucja Brzęczyszczykiewicz-Żółć"],
  ["Vietnamese", "Nguyễn Thị Ánh Tuyết Đặng"],
  ["Greek", "Ελένη Παπαδοπούλου"],
  ["Serbian", "Ђорђе Њежић"],
  ["backslashes and parentheses", "Kari \\(Nordmann) %PDF"],
])("a name with %s stands on the paper as it was written", async (_, beboerNavn) => {
  const { blocks } = await lest(await spoer(forespoersel({ beboerNavn })));
  expect(blocks.map((b) => b.text)).toContain(beboerNavn);
});

test("letters and marks written apart, and spaces nobody sees, are set as the letters they mean", async () => {
  const { blocks } = await lest(await spoer(forespoersel({ beboerNavn: "A\u030ase Tho\u0302\u200b" })));
  expect(blocks.map((b) => b.text)).toContain("Åse Thô");
});

test("texts as long as they may be, and as many posts as there may be, become a document", async () => {
  const lang = "Langt ord ".repeat(100).trim();
  const manuellePoster = Array.from({ length: NORMALT_LENGST }, (_, i) =>
    manuellPost({ beloep: i, ...(i === 0 ? { tekst: "W".repeat(200), begrunnelse: lang } : {}) }),
  );
  const dokument = { kommune: "K".repeat(100), saksreferanse: "1".repeat(100), beboerNavn: "W".repeat(200) };
  const { blocks, pageCount } = await lest(await spoer(forespoersel(dokument, { manuellePoster })));
  expect(blocks.filter((b) => b.text.startsWith("Alderspensjon Begrunnelse")).length).toBe(
    NORMALT_LENGST - 1,
  );
  expect(blocks.map((b) => b.text)).toContain("W".repeat(200));
  expect(pageCount).toBeGreaterThan(20);
});

test("a resident alone has no column and no page of a spouse", async () => {
  const oppslag = await funnet(tjeneste, 2023, ...KS.slice(0, 1));
  const body = { oppslag, beregningsdato: "2023-06-01" };
  const tekster = (await lest(await spoer(body))).blocks.map((b) => b.text);
  expect(tekster).toContain("Spesifikasjon: beboer");
  expect(tekster.filter((t) => /ektefelle$/i.test(t))).toEqual([]);
});

test("without a word about the document it is in bokmaal, and in nynorsk when asked for", async () => {
  expect((await lest(await spoer(forespoersel({}, { dokument: undefined })))).language).toBe("nb-NO");
  expect((await lest(await spoer(forespoersel({ maalform: "nn" })))).language).toBe("nn-NO");
});

describe("for a household that was looked up", () => {
  const dokument = { kommune: "Askøy kommune", beboerNavn: "Kari Nordmann", vedlegg: "json" };
  let body: object;
  beforeAll(async () => {
    body = { oppslag: await funnet(tjeneste, 2023, ...KS), beregningsdato: "2023-06-01" };
  });

  test("the same request gives the same bytes", async () => {
    const [en, to] = [await spoer({ ...body, dokument }), await spoer({ ...body, dokument })];
    expect(en.status).toBe(200);
    expect(Buffer.from(en.bytes).equals(to.bytes)).toBe(true);
  });

  test("what is attached is the answer of the calculation", async () => {
    const { attachments } = await lest(await spoer({ ...body, dokument }));
    const { korrelasjonsid, ...svar } = (await tjeneste.post("/api/v1/beregning", body)).json ?? {};
    expect(korrelasjonsid).toBeTypeOf("string");
    expect([...attachments.keys()]).toEqual(["egenandel.json"]);
    expect(JSON.parse(new TextDecoder().decode(attachments.get("egenandel.json")))).toEqual(svar);
  });

  test("nothing is attached when nobody asks for it", async () => {
    expect((await lest(await spoer(body))).attachments.size).toBe(0);
  });

  test("the number of nobody stands on the paper or in what is attached", async () => {
    const { attachments, blocks } = await lest(await spoer({ ...body, dokument }));
    const alt = [...blocks.map((b) => b.text), new TextDecoder().decode(attachments.get("egenandel.json"))];
    for (const [, nummer] of KS) expect(alt.join("\n")).not.toContain(nummer);
  });

  test("an answer that has been changed makes no document", async () => {
    const { oppslag } = body as { oppslag: object };
    const svar = await spoer({ ...body, oppslag: { ...oppslag, inntektsaar: 2022 } });
    expect([svar.status, svar.json?.kode]).toEqual([422, "segl-ugyldig"]);
  });
});
