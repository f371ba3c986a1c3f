// Files signed by another tool with a PKCS#12, which knows nothing of us: RSA, no ESS, its own attributes, and no revocation.

import { SignPdf } from "@signpdf/signpdf";
import { P12Signer } from "@signpdf/signer-p12";
import forge from "node-forge";
import { expect, test } from "vitest";
import { KATALOG, revisjon, stroem, TOM_VERDI } from "./pdf-bygger.ts";
import { BRUK, CN, lagCrl, rsaPar, utsted } from "./pki.ts";
import { BESTAATT, dom, rot, rotcrl, usignert, virksomhet } from "./scene.ts";

const PASSORD = "hemmelig";
const SKJEMA = "/AcroForm << /SigFlags 3 /Fields [10 0 R] >>";
// All in RSA: the tool reads no other certificates.
const utsteder = utsted(
  { navn: [[CN, "RSA-utsteder"]], bruk: BRUK.utstede, ca: { dybde: 0 }, par: rsaPar(2048) },
  rot,
);
const segl = utsted({ navn: virksomhet("OSLO KOMMUNE", "NTRNO-958935420"), par: rsaPar(2048) }, utsteder);

/** The seal and its issuer as a tool is given them. */
function pkcs12(): Buffer {
  const noekkel = forge.pki.privateKeyFromPem(
    segl.par.privat.export({ type: "pkcs8", format: "pem" }).toString(),
  );
  const sertifikat = (der: Uint8Array): forge.pki.Certificate =>
    forge.pki.certificateFromAsn1(forge.asn1.fromDer(Buffer.from(der).toString("latin1")));
  const p12 = forge.pkcs12.toPkcs12Asn1(noekkel, [sertifikat(segl.der)], PASSORD, { algorithm: "3des" });
  return Buffer.from(forge.asn1.toDer(p12).getBytes(), "latin1");
}

/** Room for a signature in a revision of its own, as the tool's own helper makes it. */
function medPlass(): Buffer {
  return revisjon(usignert, {
    1: `<< ${KATALOG} ${SKJEMA} >>`,
    10: "<< /Type /Annot /Subtype /Widget /FT /Sig /T (Signature1) /F 132 /Rect [0 0 0 0] /P 3 0 R /V 11 0 R >>",
    11: `<< /Type /Sig /Filter /Adobe.PPKLite /SubFilter /adbe.pkcs7.detached /ByteRange [0 /********** /********** /**********] /Contents <${TOM_VERDI}> >>`,
  });
}

/** The lists that the tool leaves out, added afterwards. */
function medLister(pdf: Buffer): Buffer {
  const dss = "/DSS << /CRLs [60 0 R 61 0 R] /Certs [62 0 R] >>";
  return revisjon(pdf, {
    1: `<< ${KATALOG} ${SKJEMA} ${dss} >>`,
    60: stroem(lagCrl(utsteder)),
    61: stroem(rotcrl),
    62: stroem(utsteder.der),
  });
}

async function signert(): Promise<Buffer> {
  return new SignPdf().sign(medPlass(), new P12Signer(pkcs12(), { passphrase: PASSORD }));
}

test("a file it has signed is accepted with the lists it leaves out, and waits for a person without them", async () => {
  const pdf = await signert();
  expect(await dom(pdf)).toMatch(/^INDETERMINATE/);
  expect(await dom(medLister(pdf))).toBe(BESTAATT);
});

test("a file it has signed is refused when its text is changed", async () => {
  const pdf = await signert();
  const sted = pdf.indexOf("Tilslutningserklaering");
  expect(sted).toBeGreaterThan(0);
  pdf.write("T1", sted, "latin1");
  expect(await dom(medLister(pdf))).toBe("TOTAL-FAILED / HASH_FAILURE");
});
