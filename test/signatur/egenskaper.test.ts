// Whatever is done to a signed file, it never throws, never hangs, and signed bytes never change unnoticed.

import fc from "fast-check";
import { expect, test } from "vitest";
import { signaturstempel } from "./cms-bygger.ts";
import { GRUNNLAG, revisjon, signer, stroem, stroemrevisjon } from "./pdf-bygger.ts";
import { cms, crl, posten, rotcrl, segl, signert, tsa, vurder } from "./scene.ts";

const enkel = signert(segl);
const MED_ALT = signer(
  revisjon(signert(segl, { crls: [], usignerteAv: signaturstempel(tsa, "2026-06-01T10:00:00Z") }), {
    60: stroem(crl),
    61: stroem(rotcrl),
    1: "<< /Type /Catalog /Pages 2 0 R /DSS << /CRLs [60 0 R 61 0 R] >> /AcroForm << /SigFlags 3 /Fields [10 0 R] >> >>",
  }),
  { lag: cms(posten), felt: 20, tidligereFelt: [10], katalog: "/DSS << /CRLs [60 0 R 61 0 R] >>" },
);
const STROEMMER = signer(stroemrevisjon(Buffer.alloc(0), GRUNNLAG, 30), { lag: cms(segl), iStroem: true });
const FILER = [enkel, MED_ALT, STROEMMER];

const GAP_START = enkel.lastIndexOf("/Contents <") + 10;
const GAP_SLUTT = enkel.indexOf(">", GAP_START) + 1;

function endret(pdf: Buffer, endringer: readonly (readonly [number, number])[]): Buffer {
  const ut = Buffer.from(pdf);
  for (const [sted, xor] of endringer) {
    const i = sted % ut.length;
    ut[i] = (ut[i] ?? 0) ^ xor;
  }
  return ut;
}

test("the files are accepted as they are", async () => {
  for (const pdf of FILER) expect((await vurder(pdf)).avgjoerelse).toBe("GODKJENT");
});

test("random changes of one to three bytes are accepted only inside the signature value", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(fc.nat(enkel.length - 1), fc.integer({ min: 1, max: 255 })), {
        minLength: 1,
        maxLength: 3,
      }),
      async (endringer) => {
        const ny = endret(enkel, endringer);
        const svar = await vurder(ny);
        const signertEndret =
          !ny.subarray(0, GAP_START).equals(enkel.subarray(0, GAP_START)) ||
          !ny.subarray(GAP_SLUTT).equals(enkel.subarray(GAP_SLUTT));
        expect(svar.indikasjon === "TOTAL-PASSED" && signertEndret).toBe(false);
      },
    ),
    { numRuns: 4000 },
  );
});

test("a richer file with random changes never throws and is never accepted with another signed byte", async () => {
  const innenfor = MED_ALT.lastIndexOf("/Contents <");
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(MED_ALT, STROEMMER),
      fc.array(fc.tuple(fc.nat(), fc.integer({ min: 1, max: 255 })), { minLength: 1, maxLength: 8 }),
      async (pdf, endringer) => {
        const ny = endret(pdf, endringer);
        const svar = await vurder(ny);
        const foerVerdien = ny.subarray(0, 600).equals(pdf.subarray(0, 600));
        expect(svar.avgjoerelse === "GODKJENT" && !foerVerdien).toBe(false);
      },
    ),
    { numRuns: 1000 },
  );
  expect(innenfor).toBeGreaterThan(600);
});

test("no cut file is accepted, wherever it is cut", async () => {
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...FILER), fc.nat(), async (pdf, n) => {
      const kuttet = pdf.subarray(0, n % pdf.length);
      const svar = await vurder(kuttet);
      // What ends where an earlier revision ends is that revision, whole and as it was signed.
      const helRevisjon = /%%EOF\s*$/.test(kuttet.subarray(-8).toString("latin1"));
      expect(svar.indikasjon === "TOTAL-PASSED" && !helRevisjon).toBe(false);
    }),
    { numRuns: 700 },
  );
});

test("pieces of a signed file put together in any order never throw and are never accepted", async () => {
  const bit = fc.tuple(fc.nat(enkel.length), fc.nat(400)).map(([i, n]) => enkel.subarray(i, i + n));
  await fc.assert(
    fc.asyncProperty(fc.array(bit, { maxLength: 12 }), fc.boolean(), async (biter, medHale) => {
      const pdf = Buffer.concat([
        Buffer.from("%PDF-1.7\n"),
        ...biter,
        ...(medHale ? [enkel.subarray(-700)] : []),
      ]);
      expect((await vurder(pdf)).indikasjon).not.toBe("TOTAL-PASSED");
    }),
    { numRuns: 500 },
  );
});

test("the same file gives the same answer", async () => {
  expect(await vurder(MED_ALT)).toEqual(await vurder(Buffer.from(MED_ALT)));
});
