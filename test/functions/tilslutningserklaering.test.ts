// A signed declaration over HTTP: taken, judged and kept, and what an operator may do about it.

import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { signertAvLike } from "../signatur/like-sertifikater.ts";
import { ecPar } from "../signatur/pki.ts";
import { ANNEN_KOMMUNE, KOMMUNE } from "../standins/system.ts";
import { stier } from "./oppslag-rigg.ts";
import {
  adresse,
  EGET_SEGL,
  forfalsket,
  FREMMED_SEGL,
  sha256,
  skannet,
  startTilkobling,
  statuser,
  type Tilkoblingsrigg,
} from "./tilkobling-rigg.ts";
import type { Svar, Tjeneste } from "./tjeneste.ts";

const BERGEN = "964338531";
const MIB = 1024 * 1024;

let rigg: Tilkoblingsrigg;
let tjeneste: Tjeneste;
beforeAll(async () => {
  rigg = await startTilkobling();
  ({ tjeneste } = rigg);
});
afterAll(() => rigg.close());

describe("a declaration", () => {
  test("with the municipality's own seal is accepted without a person, and kept as it came", async () => {
    const svar = await rigg.lastOpp(EGET_SEGL);
    expect(svar.status).toBe(200);
    expect(svar.json).toMatchObject({
      sha256: sha256(EGET_SEGL),
      indikasjon: "TOTAL-PASSED",
      subindikasjon: null,
      binding: "ORG_SEAL_MATCH",
      avgjoerelse: "GODKJENT",
      signaturer: [{ organisasjonsnummer: KOMMUNE, indikasjon: "TOTAL-PASSED" }],
    });
    expect(statuser(await tjeneste.anrop(adresse(KOMMUNE)))).toMatchObject({ TILSLUTNINGSERKLAERING: "OK" });
  });

  test("sent again answers the same", async () => {
    const [en, to] = [await rigg.lastOpp(EGET_SEGL), await rigg.lastOpp(EGET_SEGL)];
    expect(to.tekst).toBe(en.tekst);
  });

  test("makes a municipality with access and delegations ready", async () => {
    await rigg.lastOpp(EGET_SEGL);
    const svar = await rigg.sjekk();
    expect([svar.json?.klar, svar.json?.nesteSteg]).toEqual([
      true,
      expect.stringMatching(/^Kommunen er klar til å slå opp skatteopplysninger/),
    ]);
  });

  test.each<[string, Uint8Array, Record<string, unknown>]>([
    ["with another's seal is refused", FREMMED_SEGL, { binding: "ORG_SEAL_MISMATCH", avgjoerelse: "AVVIST" }],
    [
      "changed after signing is refused",
      forfalsket(EGET_SEGL),
      { indikasjon: "TOTAL-FAILED", avgjoerelse: "AVVIST" },
    ],
    [
      "signed with ink waits for a person",
      skannet(1),
      { indikasjon: "NO-SIGNATURE", avgjoerelse: "TIL_VURDERING" },
    ],
    [
      "that is encrypted waits for a person",
      Buffer.from(skannet(4).toString("latin1").replace("/Root", "/Encrypt 5 0 R /Root"), "latin1"),
      { indikasjon: "INDETERMINATE", avgjoerelse: "TIL_VURDERING" },
    ],
    [
      "that is too dear to check waits for a person",
      signertAvLike(ecPar("secp521r1"), 16),
      { indikasjon: "INDETERMINATE", subindikasjon: "GENERIC", avgjoerelse: "TIL_VURDERING" },
    ],
    [
      "that is damaged is a verdict, not a fault",
      Buffer.from("%PDF-1.7\nresten mangler"),
      { indikasjon: "TOTAL-FAILED" },
    ],
  ])("%s", async (_, pdf, forventet) => {
    const svar = await rigg.lastOpp(pdf);
    expect(svar.status).toBe(200);
    expect(svar.json).toMatchObject(forventet);
    expect(String(svar.json?.forklaring)).toMatch(/\.$/);
  });

  test.each<[string, Uint8Array | string, string, number, string]>([
    ["that is not a PDF", "dette er en tekst", "application/pdf", 400, "ugyldig-forespoersel"],
    ["of nothing at all", new Uint8Array(), "application/pdf", 400, "ugyldig-forespoersel"],
    ["one byte over 10 MiB", new Uint8Array(10 * MIB + 1), "application/pdf", 413, "for-stor"],
    ["sent as something else", EGET_SEGL, "application/octet-stream", 415, "feil-medietype"],
  ])("%s is answered as the contract says", async (_, pdf, type, status, kode) => {
    const svar = await rigg.lastOpp(pdf, { type });
    expect([svar.status, svar.json?.kode]).toEqual([status, kode]);
  });

  test("of 10 MiB to the byte is taken", async () => {
    const svar = await rigg.lastOpp(
      Buffer.concat([Buffer.from("%PDF-1.7\n"), Buffer.alloc(10 * MIB - 9, " ")]),
    );
    expect([svar.status, svar.json?.indikasjon]).toEqual([200, "TOTAL-FAILED"]);
  });

  test("sent twice at once is one declaration with one answer", async () => {
    const svar = await Promise.all([1, 2, 3].map(() => rigg.lastOpp(skannet(7))));
    expect(new Set(svar.map(({ tekst }) => tekst)).size).toBe(1);
  });

  test("that is a signed package and no PDF is told so", async () => {
    const asic = Buffer.concat([Buffer.from("PK\u0003\u0004"), Buffer.alloc(200)]);
    expect((await rigg.lastOpp(asic)).status).toBe(400);
  });

  test("sent by two at once is kept from both", async () => {
    const to = [skannet(2), skannet(3)];
    const svar = await Promise.all(
      to.map((pdf) => rigg.lastOpp(pdf, { kommune: ANNEN_KOMMUNE, medToken: rigg.operatoer })),
    );
    expect(svar.map(({ status }) => status)).toEqual([200, 200]);
    for (const pdf of to) {
      const avgjort = await rigg.avgjoer(
        { sha256: sha256(pdf), avgjoerelse: "AVVIST", begrunnelse: "Feil skjema" },
        { kommune: ANNEN_KOMMUNE },
      );
      expect(avgjort.status).toBe(200);
    }
  });
});

describe("an operator", () => {
  test("accepts a declaration signed with ink, with a reason", async () => {
    await rigg.lastOpp(skannet(9), { kommune: BERGEN, medToken: rigg.operatoer });
    const svar = await rigg.avgjoer(
      { sha256: sha256(skannet(9)), avgjoerelse: "GODKJENT", begrunnelse: "Ordføreren har signert" },
      { kommune: BERGEN },
    );
    expect(statuser(svar)).toMatchObject({ TILSLUTNINGSERKLAERING: "OK" });
    expect(svar.json?.navn).toBe("Bergen");
  });

  test.each<[string, () => Promise<Svar>, string[]]>([
    [
      "decides on a declaration nobody sent",
      () => rigg.avgjoer({ sha256: "0".repeat(64), avgjoerelse: "GODKJENT", begrunnelse: "x" }),
      ["sha256"],
    ],
    [
      "gives no reason",
      () => rigg.avgjoer({ sha256: sha256(skannet(1)), avgjoerelse: "AVVIST", begrunnelse: " " }),
      ["begrunnelse"],
    ],
    [
      "writes a person's number",
      () =>
        rigg.avgjoer({
          sha256: sha256(skannet(1)),
          avgjoerelse: "AVVIST",
          begrunnelse: "Signert av 13097248022",
        }),
      ["begrunnelse"],
    ],
    [
      "registers a step that is none",
      () => rigg.registrer({ steg: "TILGANG", status: "OK", dato: "2026-10-05" }),
      ["steg"],
    ],
    [
      "registers a day to come",
      () => rigg.registrer({ steg: "TJENESTEVEDLEGG", status: "OK", dato: "2099-01-01" }),
      ["dato"],
    ],
    [
      "registers a day that is none",
      () => rigg.registrer({ steg: "TJENESTEVEDLEGG", status: "OK", dato: "2026-02-29" }),
      ["dato"],
    ],
    [
      "sends a field that is unknown",
      () => rigg.registrer({ steg: "TJENESTEVEDLEGG", status: "OK", dato: "2026-10-05", hvem: "meg" }),
      ["hvem"],
    ],
  ])("who %s is told which field is wrong", async (_, gjoer, felt) => {
    const svar = await gjoer();
    expect([svar.status, stier(svar)]).toEqual([400, felt]);
  });

  test("cannot accept what the check has refused", async () => {
    await rigg.lastOpp(FREMMED_SEGL);
    const svar = await rigg.avgjoer({
      sha256: sha256(FREMMED_SEGL),
      avgjoerelse: "GODKJENT",
      begrunnelse: "Vi kjenner dem",
    });
    expect([svar.status, stier(svar)]).toEqual([400, ["avgjoerelse"]]);
  });

  test("registers the paper steps, and they stand with their day", async () => {
    for (const steg of ["PAAKOBLINGSFORESPOERSEL", "TJENESTEVEDLEGG"]) {
      const svar = await rigg.registrer({ steg, status: "OK", dato: "2026-10-05", merknad: "Bekreftet" });
      expect(statuser(svar)).toMatchObject({ [steg]: "OK" });
      expect(svar.tekst).toContain("05.10.2026");
      expect(svar.tekst).not.toContain("Bekreftet");
    }
  });
});
