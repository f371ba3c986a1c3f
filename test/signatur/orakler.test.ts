// The same files judged by OpenSSL and poppler, where they are installed: neither shares code with the verifier.

import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { signaturstempel } from "./cms-bygger.ts";
import { KATALOG, revisjon, signer, stroem } from "./pdf-bygger.ts";
import { rsaPar, utsted } from "./pki.ts";
import { BESTAATT, cms, crl, dom, rot, segl, signert, tsa, usignert, utsteder, virksomhet } from "./scene.ts";

const mappe = mkdtempSync(join(tmpdir(), "signatur-"));
afterAll(() => {
  rmSync(mappe, { recursive: true });
});

const finnes = (program: string, valg: string) => spawnSync(program, [valg]).error === undefined;
const OPENSSL = finnes("openssl", "version");
const PDFSIG = finnes("pdfsig", "-v");

function fil(navn: string, innhold: Uint8Array | string): string {
  const sti = join(mappe, navn);
  writeFileSync(sti, innhold);
  return sti;
}

function pem(der: Uint8Array): string {
  const linjer =
    Buffer.from(der)
      .toString("base64")
      .match(/.{1,64}/g) ?? [];
  return ["-----BEGIN CERTIFICATE-----", ...linjer, "-----END CERTIFICATE-----", ""].join("\n");
}

/** Splits a signed file as its last /Contents says: the signed bytes, and the value with its padding. */
function delt(pdf: Buffer): { innhold: Buffer; verdi: Buffer } {
  const fra = pdf.lastIndexOf("/Contents <") + 10;
  const til = pdf.indexOf(">", fra) + 1;
  const verdi = Buffer.from(pdf.toString("latin1", fra + 1, til - 1), "hex");
  return { innhold: Buffer.concat([pdf.subarray(0, fra), pdf.subarray(til)]), verdi: utenFyll(verdi) };
}

function utenFyll(verdi: Buffer): Buffer {
  return verdi.subarray(0, 4 + verdi.readUInt16BE(2));
}

function opensslGodtar(pdf: Buffer): boolean {
  const { innhold, verdi } = delt(pdf);
  const deler = [
    "-in",
    fil("s.der", verdi),
    "-content",
    fil("innhold", innhold),
    "-CAfile",
    fil("rot.pem", pem(rot.der)),
  ];
  const valg = [
    "cms",
    "-verify",
    "-binary",
    "-inform",
    "DER",
    "-purpose",
    "any",
    "-cades",
    "-out",
    join(mappe, "ut"),
  ];
  return spawnSync("openssl", [...valg, ...deler]).status === 0;
}

const rsa = utsted({ navn: virksomhet("OSLO KOMMUNE", "NTRNO-958935420"), par: rsaPar(2048) }, utsteder);
const god = signert(segl);
const endret = Buffer.from(god.toString("latin1").replace("Tilslutning", "tilslutning"), "latin1");
const FILER: readonly (readonly [string, Buffer, boolean])[] = [
  ["signed with P-256", god, true],
  ["signed with RSA", signert(rsa), true],
  ["signed with SHA-384", signert(segl, { hash: "sha384" }), true],
  ["stamped", signert(segl, { usignerteAv: signaturstempel(tsa, "2026-06-01T10:00:00Z") }), true],
  ["changed", endret, false],
];

test.skipIf(!OPENSSL).each(FILER)("OpenSSL agrees about a file that is %s", async (_, pdf, ventet) => {
  expect(opensslGodtar(pdf)).toBe(ventet);
  expect((await dom(pdf)) === BESTAATT).toBe(ventet);
});

test.skipIf(!OPENSSL)("OpenSSL refuses a signature that names another certificate, as we do", async () => {
  const pdf = signert(segl, { ess: "feil" });
  expect(opensslGodtar(pdf)).toBe(false);
  expect(await dom(pdf)).toBe("INDETERMINATE / NO_SIGNING_CERTIFICATE_FOUND");
});

test.skipIf(!PDFSIG).each(FILER)("poppler agrees about the digest of a file that is %s", (_, pdf, ventet) => {
  const { stdout } = spawnSync("pdfsig", [fil("s.pdf", pdf)], { encoding: "utf8" });
  expect(stdout.includes("Signature is Valid.")).toBe(ventet);
  expect(stdout).toContain("Total document signed");
});

test.skipIf(!OPENSSL)("a signature value made by OpenSSL is accepted", async () => {
  const lag = (innhold: readonly Uint8Array[]) => {
    const noekkel = rsa.par.privat.export({ format: "pem", type: "pkcs8" }).toString();
    const valg = [
      "cms",
      "-sign",
      "-binary",
      "-cades",
      "-md",
      "sha256",
      "-outform",
      "DER",
      "-out",
      join(mappe, "o.der"),
    ];
    const deler = [
      "-in",
      fil("inn", Buffer.concat(innhold)),
      "-signer",
      fil("c.pem", pem(rsa.der)),
      "-inkey",
      fil("k.pem", noekkel),
    ];
    if (spawnSync("openssl", [...valg, ...deler]).status !== 0) throw new Error("openssl could not sign");
    return readFileSync(join(mappe, "o.der"));
  };
  const valg = {
    ankere: [utsteder.der],
    hentListe: () => Promise.resolve(crl),
    listeverter: ["crl.example.test"],
  };
  // This certificate has no address of a list; the one of the other test does not count for it.
  expect(await dom(signer(usignert, { lag }), valg)).toBe("INDETERMINATE / TRY_LATER");
  const dss = {
    60: stroem(crl),
    1: `<< ${KATALOG} /DSS << /CRLs [60 0 R] >> /AcroForm << /SigFlags 3 /Fields [10 0 R] >> >>`,
  };
  const alene = revisjon(signer(usignert, { lag }), dss);
  expect(await dom(alene, { ankere: [utsteder.der] })).toBe(BESTAATT);
  const medListe = signer(signer(usignert, { lag }), { lag: cms(segl), felt: 20, tidligereFelt: [10] });
  expect(await dom(medListe)).toBe(BESTAATT);
});
