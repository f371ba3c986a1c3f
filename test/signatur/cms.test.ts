// The signature value itself: attributes, digests, certificates and what else can be wrong inside it.

import { expect, test } from "vitest";
import { attributt, lagCms, type Cmsvalg } from "./cms-bygger.ts";
import { octet, seq, oid as oidDer, tlv } from "./der.ts";
import { signer, type Signering } from "./pdf-bygger.ts";
import { utsted } from "./pki.ts";
import {
  BESTAATT,
  cms,
  crl,
  dom,
  FORMATFEIL,
  rotcrl,
  segl,
  signert,
  usignert,
  utsteder,
  virksomhet,
} from "./scene.ts";

const HASHFEIL = "TOTAL-FAILED / HASH_FAILURE";
const SIGNATURFEIL = "TOTAL-FAILED / SIG_CRYPTO_FAILURE";
const SVAKT = "INDETERMINATE / CRYPTO_CONSTRAINTS_FAILURE_NO_POE";
const UTEN_SERTIFIKAT = "INDETERMINATE / NO_SIGNING_CERTIFICATE_FOUND";
const snu = (i: number) => (b: Uint8Array) => Uint8Array.from(b, (v, j) => (j === i ? v ^ 1 : v));
const tvilling = utsted({ navn: virksomhet("OSLO KOMMUNE", "NTRNO-958935420") }, utsteder);

/** Another certificate with the signer's issuer and serial number. */
function dobbeltgjenger(): Uint8Array {
  const der = Buffer.from(tvilling.der);
  const serie = Buffer.from([2, 2, tvilling.serie >> 8, tvilling.serie & 255]);
  der.set([2, 2, segl.serie >> 8, segl.serie & 255], der.indexOf(serie));
  return der;
}

test.each<[string, Cmsvalg, string]>([
  ["names another certificate in ESS", { ess: "feil" }, UTEN_SERTIFIKAT],
  ["has no ESS although it calls itself CAdES", { ess: "ingen" }, "INDETERMINATE / SIG_CONSTRAINTS_FAILURE"],
  ["has no signed attributes", { utenAttributter: true }, FORMATFEIL],
  ["holds the content inside", { innkapslet: Buffer.from("innhold") }, FORMATFEIL],
  ["has the same signer twice", { antallSignere: 2 }, FORMATFEIL],
  ["has no signer", { antallSignere: 0 }, FORMATFEIL],
  ["uses SHA-1", { hash: "sha1" }, SVAKT],
  ["says one digest and signs with another", { signaturhash: "sha384" }, FORMATFEIL],
  ["has no certificates", { sertifikater: [] }, UTEN_SERTIFIKAT],
  ["has only another certificate", { sertifikater: [utsteder.der] }, UTEN_SERTIFIKAT],
  [
    "has two certificates it could mean",
    { sertifikater: [segl.der, dobbeltgjenger(), utsteder.der] },
    UTEN_SERTIFIKAT,
  ],
  ["has the signer's certificate twice", { sertifikater: [segl.der, segl.der, utsteder.der] }, BESTAATT],
  ["is over something else", { feilSum: true }, HASHFEIL],
  ["has a bit turned in the value", { endreSignatur: snu(20) }, SIGNATURFEIL],
  ["has an empty value", { endreSignatur: () => new Uint8Array() }, SIGNATURFEIL],
  [
    "has the digest twice",
    { ekstraAttributter: [attributt("1.2.840.113549.1.9.4", octet(Buffer.alloc(32)))] },
    FORMATFEIL,
  ],
  [
    "has ESS twice, the right one first",
    { ekstraAttributter: [attributt("1.2.840.113549.1.9.16.2.47", seq(seq(seq(octet(Buffer.alloc(32))))))] },
    FORMATFEIL,
  ],
  ["is said to be of another type", { innholdstype: "1.2.840.113549.1.9.16.1.4" }, FORMATFEIL],
  ["says in its attributes that it is of another type", { attributtype: "1.2.3" }, FORMATFEIL],
  ["has 33 certificates", { sertifikater: [segl.der, ...Array<Uint8Array>(32).fill(seq())] }, FORMATFEIL],
  [
    "has 32 certificates",
    { sertifikater: [segl.der, utsteder.der, ...Array<Uint8Array>(30).fill(seq())] },
    BESTAATT,
  ],
  [
    "has unsigned attributes that claim another digest",
    { usignerte: [attributt("1.2.840.113549.1.9.4", octet(Buffer.alloc(32)))] },
    BESTAATT,
  ],
  ["has unsigned attributes that are rubbish", { usignerte: [octet(Buffer.from("x"))] }, BESTAATT],
  [
    "has a certificate that is rubbish besides",
    { sertifikater: [segl.der, utsteder.der, seq(octet(Buffer.from("x")))] },
    BESTAATT,
  ],
])("a signature that %s", async (_, valg, ventet) => {
  expect(await dom(signert(segl, valg))).toBe(ventet);
});

const kuttet: Signering["lag"] = (innhold) => {
  const der = Buffer.from(cms(segl)(innhold));
  return der.subarray(0, der.length - 10);
};
const halvert: Signering["lag"] = (innhold) => {
  const der = Buffer.from(cms(segl)(innhold));
  return der.subarray(0, der.length / 2);
};
const forLang: Signering["lag"] = (innhold) => {
  const der = Buffer.from(cms(segl)(innhold));
  der.writeUInt16BE(60_000, 2);
  return der;
};
const brutt: Signering["lag"] = (innhold) => {
  const der = Buffer.from(cms(segl)(innhold));
  der.fill(0xff, 4, 30);
  return der;
};
const endretAttributt: Signering["lag"] = (innhold) => {
  const tid = attributt("1.2.840.113549.1.9.5", tlv(0x17, Buffer.from("260601080000Z")));
  const der = Buffer.from(cms(segl, { ekstraAttributter: [tid] })(innhold));
  der.write("260501080000Z", der.indexOf("260601080000Z"), "latin1");
  return der;
};
const medHale: Signering["lag"] = (innhold) => Buffer.concat([cms(segl)(innhold), Buffer.from([0, 0, 1, 2])]);
const annenType: Signering["lag"] = (innhold) => {
  const der = Buffer.from(cms(segl)(innhold));
  der.set(oidDer("1.2.840.113549.1.7.3"), der.indexOf(oidDer("1.2.840.113549.1.7.2")));
  return der;
};
const replay = Buffer.from(
  lagCms(segl, [Buffer.from("en annen fil")], {
    sertifikater: [segl.der, utsteder.der],
    crls: [crl, rotcrl],
  }),
);

test.each<[string, Signering["lag"], string]>([
  ["whose last bytes are zeroes", kuttet, SIGNATURFEIL],
  ["cut in the middle", halvert, FORMATFEIL],
  ["that says it is longer than the room for it", forLang, FORMATFEIL],
  ["broken inside", brutt, FORMATFEIL],
  ["with a signed attribute changed afterwards", endretAttributt, SIGNATURFEIL],
  ["with bytes after it", medHale, FORMATFEIL],
  ["of another content type", annenType, FORMATFEIL],
  ["taken from another file", () => replay, HASHFEIL],
  ["of nothing but zeroes", () => Buffer.alloc(50), FORMATFEIL],
  ["of indefinite length", () => Buffer.from([0x30, 0x80, 0, 0]), FORMATFEIL],
])("a value %s", async (_, lag, ventet) => {
  expect(await dom(signer(usignert, { lag }))).toBe(ventet);
});
