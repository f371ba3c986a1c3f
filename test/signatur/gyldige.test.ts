// What is accepted, and for whom a valid signature speaks.

import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import { attributt, lagStempel, signaturstempel, type Cmsvalg } from "./cms-bygger.ts";
import { octet, seq, set } from "./der.ts";
import { GRUNNLAG, KATALOG, revisjon, signer, stroem, stroemrevisjon, type Objekter } from "./pdf-bygger.ts";
import { BRUK, CN, ecPar, lagCrl, lagOcsp, OCSP_SIGNERING, ORGID, rsaPar, utsted, utvidelse } from "./pki.ts";
import { erPdf } from "../../shared/signatur/filtype.ts";
import {
  BESTAATT,
  cms,
  crl,
  dom,
  OSLO,
  person,
  posten,
  rot,
  rotcrl,
  segl,
  signert,
  tsa,
  usignert,
  utsteder,
  virksomhet,
  vurder,
} from "./scene.ts";

const oslo = virksomhet("OSLO KOMMUNE", "NTRNO-958935420");
const rsa = utsted({ navn: oslo, par: rsaPar(2048) }, utsteder);
const seid1 = utsted(
  {
    navn: [
      [CN, "OSLO KOMMUNE"],
      ["2.5.4.5", "958935420"],
    ],
  },
  utsteder,
);
const epost = utsted({ navn: oslo, eku: ["1.3.6.1.5.5.7.3.4"] }, utsteder);
const autentisering = utsted({ navn: oslo, bruk: BRUK.signatur | BRUK.kryptere }, utsteder);
const ec384 = utsted({ navn: oslo, par: ecPar("secp384r1") }, utsteder);
const svarer = utsted(
  {
    navn: [[CN, "OCSP"]],
    bruk: BRUK.signatur,
    eku: [OCSP_SIGNERING],
    andre: [utvidelse("1.3.6.1.5.5.7.48.1.5", Buffer.from([5, 0]))],
  },
  utsteder,
);
const adobe = attributt("1.2.840.113583.1.1.8", seq(seqKtx(0, crl, rotcrl)));

function seqKtx(nummer: number, ...verdier: Uint8Array[]): Uint8Array {
  const liste = seq(...verdier);
  return Buffer.concat([Buffer.from([0xa0 | nummer, 0x82, liste.length >> 8, liste.length & 255]), liste]);
}

/** A revision with a DSS that holds revocation lists and OCSP answers as streams. */
function dss(
  pdf: Uint8Array,
  lister: readonly Uint8Array[],
  svar: readonly Uint8Array[] = [],
  andre: Objekter = {},
) {
  const objekter: Record<number, string> = {};
  const legg = (fra: number, rad: readonly Uint8Array[]) => {
    rad.forEach((der, i) => (objekter[fra + i] = stroem(der)));
    return rad.map((_, i) => `${fra + i} 0 R`).join(" ");
  };
  const ordbok = `/DSS << /Type /DSS /CRLs [${legg(60, lister)}] /OCSPs [${legg(70, svar)}] /VRI 80 0 R >>`;
  const vri = "<< /0123456789ABCDEF << /CRL [60 0 R] /TU (D:20260602) >> >>";
  return revisjon(pdf, {
    1: `<< ${KATALOG} ${ordbok} /AcroForm << /SigFlags 3 /Fields [10 0 R] >> >>`,
    80: vri,
    ...objekter,
    ...andre,
  });
}

const uten: Cmsvalg = { crls: [] };

test.each<[string, () => Buffer, string]>([
  ["a seal of P-256", () => signert(segl), BESTAATT],
  ["a seal of P-384 with SHA-384", () => signert(ec384, { hash: "sha384" }), BESTAATT],
  ["a seal of RSA-2048 with PSS", () => signert(rsa, { pss: "sha256" }), BESTAATT],
  [
    "PSS with SHA-1 in its mask",
    () => signert(rsa, { pss: "sha1" }),
    "INDETERMINATE / CRYPTO_CONSTRAINTS_FAILURE_NO_POE",
  ],
  ["a seal of RSA-2048", () => signert(rsa), BESTAATT],
  [
    "a seal with a time-stamp",
    () => signert(segl, { usignerteAv: signaturstempel(tsa, "2026-06-01T10:00:00Z") }),
    BESTAATT,
  ],
  [
    "adbe.pkcs7.detached without ESS",
    () => signert(segl, { ess: "ingen" }, { underfilter: "adbe.pkcs7.detached" }),
    BESTAATT,
  ],
  ["ESS version 1", () => signert(segl, { ess: "v1" }), BESTAATT],
  ["a signer named by key identifier", () => signert(segl, { medNoekkelId: true }), BESTAATT],
  ["an older seal with the number in serialNumber", () => signert(seid1), BESTAATT],
  ["a seal with the e-mail purpose", () => signert(epost), BESTAATT],
  ["the authentication half of a pair", () => signert(autentisering), BESTAATT],
  ["revocation in Adobe's attribute", () => signert(segl, { ...uten, ekstraAttributter: [adobe] }), BESTAATT],
  ["revocation lists in a DSS added afterwards", () => dss(signert(segl, uten), [crl, rotcrl]), BESTAATT],
  [
    "an OCSP answer by a delegate in the DSS",
    () => dss(signert(segl, uten), [rotcrl], [lagOcsp(segl, utsteder, { svarer })]),
    BESTAATT,
  ],
  [
    "an OCSP answer by the issuer itself",
    () => dss(signert(segl, uten), [rotcrl], [lagOcsp(segl, utsteder, { svarer: utsteder })]),
    BESTAATT,
  ],
  [
    "a file of object streams, with the signature in the file itself",
    () => signer(stroemrevisjon(Buffer.alloc(0), GRUNNLAG, 30), { lag: cms(segl), iStroem: true }),
    BESTAATT,
  ],
  [
    "an invisible seal by Posten on top",
    () => signer(signert(segl), { lag: cms(posten), felt: 20, tidligereFelt: [10] }),
    BESTAATT,
  ],
  [
    "a document time-stamp on top",
    () =>
      signer(signert(segl), {
        lag: (innhold) => lagStempel(tsa, innhold, "2026-06-01T10:00:00Z"),
        underfilter: "ETSI.RFC3161",
        type: "DocTimeStamp",
        felt: 20,
        tidligereFelt: [10],
      }),
    BESTAATT,
  ],
  ["a person", () => signert(person), "TOTAL-PASSED NATURAL_PERSON_AUTHORITY_UNPROVEN"],
  ["Posten", () => signert(posten), "TOTAL-PASSED THIRD_PARTY_SEAL"],
  ["nobody", () => usignert, "NO-SIGNATURE NONE"],
  [
    "nobody, but a document time-stamp",
    () =>
      signer(usignert, {
        lag: (innhold) => lagStempel(tsa, innhold, "2026-06-01T10:00:00Z"),
        underfilter: "ETSI.RFC3161",
      }),
    "NO-SIGNATURE NONE",
  ],
])("a PDF signed by %s", async (_, lag, ventet) => {
  expect(await dom(lag())).toBe(ventet);
});

test.each<[string, readonly (readonly [string, string])[], string]>([
  ["another municipality", virksomhet("BERGEN KOMMUNE", "NTRNO-964338531"), "ORG_SEAL_MISMATCH"],
  ["a foreign organisation", virksomhet("Firma AB", "NTRSE-958935420"), "THIRD_PARTY_SEAL"],
  ["a number with a wrong check digit", virksomhet("OSLO KOMMUNE", "NTRNO-958935421"), "THIRD_PARTY_SEAL"],
  ["a number without its prefix", virksomhet("OSLO KOMMUNE", "958935420"), "THIRD_PARTY_SEAL"],
  ["a number given twice", [...oslo, [ORGID, "NTRNO-958935420"]], "THIRD_PARTY_SEAL"],
  ["a number only in its name", [[CN, "OSLO KOMMUNE 958935420"]], "THIRD_PARTY_SEAL"],
  [
    "a person employed by the municipality",
    [...oslo, ["2.5.4.42", "Kari"]],
    "NATURAL_PERSON_AUTHORITY_UNPROVEN",
  ],
])("a certificate of %s never counts as the municipality's seal", async (_, navnet, binding) => {
  const svar = await vurder(signert(utsted({ navn: navnet }, utsteder)));
  expect(svar.binding).toBe(binding);
  expect(svar.indikasjon).toBe("TOTAL-PASSED");
  expect(svar.avgjoerelse).toBe(binding === "ORG_SEAL_MISMATCH" ? "AVVIST" : "TIL_VURDERING");
});

test("an issuing authority may be the anchor, and then needs no revocation list of its own", async () => {
  const pdf = signert(segl, { crls: [crl], sertifikater: [segl.der] });
  expect(await dom(pdf, { ankere: [utsteder.der] })).toBe(BESTAATT);
});

test("the answer holds what the contract says", async () => {
  const naar = "2026-06-01T10:00:00.000Z";
  const pdf = signert(segl, { usignerteAv: signaturstempel(tsa, naar) });
  const { sha256, forklaring, ...resten } = await vurder(pdf);
  expect(sha256).toBe(createHash("sha256").update(pdf).digest("hex"));
  expect(forklaring).toContain("kommunens eget virksomhetssertifikat");
  expect(resten).toEqual({
    indikasjon: "TOTAL-PASSED",
    subindikasjon: null,
    binding: "ORG_SEAL_MATCH",
    avgjoerelse: "GODKJENT",
    signaturer: [
      {
        navn: "OSLO KOMMUNE",
        organisasjonsnummer: OSLO,
        utsteder: "Testutsteder",
        tidspunkt: naar,
        tidspunktKilde: "TIDSSTEMPEL",
        indikasjon: "TOTAL-PASSED",
        subindikasjon: null,
      },
    ],
  });
});

test("the signer's own time is shown as said, not as proven", async () => {
  const oppgitt = attributt("1.2.840.113549.1.9.5", Buffer.from("\x17\x0d260601080000Z", "latin1"));
  const svar = await vurder(signert(segl, { ekstraAttributter: [oppgitt] }));
  expect(svar.signaturer[0]).toMatchObject({
    tidspunkt: "2026-06-01T08:00:00.000Z",
    tidspunktKilde: "OPPGITT",
  });
});

test("neither a person's serial number nor an eleven-digit name is shown", async () => {
  const med = utsted(
    {
      navn: [
        [CN, "Kari 12345678901"],
        ["2.5.4.42", "Kari"],
        ["2.5.4.5", "UN:NO-9578-4050-77"],
      ],
    },
    utsteder,
  );
  const { signaturer } = await vurder(signert(med));
  expect(JSON.stringify(signaturer)).not.toMatch(/[0-9]{11}|9578-4050/);
  expect(signaturer[0]?.navn).toBeNull();
});

test("a revocation list is fetched only from the hosts allowed", async () => {
  const pdf = signert(segl, { crls: [rotcrl] });
  const spurt: string[] = [];
  const hentListe = (adresse: URL) => {
    spurt.push(adresse.href);
    return Promise.resolve<Uint8Array | undefined>(crl);
  };
  expect(await dom(pdf, { hentListe })).toBe("INDETERMINATE / TRY_LATER");
  expect(spurt).toEqual([]);
  expect(await dom(pdf, { hentListe, listeverter: ["crl.example.test"] })).toBe(BESTAATT);
  expect(spurt).toEqual(["http://crl.example.test/ca.crl"]);
});

test("a fetched list that is somebody else's leaves the answer open", async () => {
  const annen = utsted({ navn: [[CN, "Testutsteder"]], bruk: BRUK.utstede, ca: {} });
  const valg = {
    hentListe: () => Promise.resolve(lagCrl(annen)),
    listeverter: ["crl.example.test"],
  };
  expect(await dom(signert(segl, { crls: [rotcrl] }), valg)).toBe("INDETERMINATE / TRY_LATER");
});

test("an anchor that is not a certificate is our fault and throws", async () => {
  await expect(vurder(signert(segl), { ankere: [octet(set())] })).rejects.toThrow("trust anchor");
});

test.each([
  ["a PDF", usignert, true],
  ["a cut PDF", usignert.subarray(0, 40), true],
  ["nothing", Buffer.alloc(0), false],
  ["text", Buffer.from("Tilslutningserklæring"), false],
  ["a PDF with bytes before it", Buffer.concat([Buffer.from("GIF89a"), usignert]), false],
])("%s is told by how it begins", (_, bytes, ventet) => {
  expect(erPdf(bytes)).toBe(ventet);
});

test("anchors are used for time-stamps only when they are meant for them", async () => {
  const sent = "2036-01-01T00:00:00Z";
  const pdf = signert(segl, { usignerteAv: signaturstempel(tsa, "2026-06-01T10:00:00Z") });
  expect((await vurder(pdf, { tidsstempelankere: [] })).signaturer[0]?.tidspunktKilde).toBeNull();
  expect((await vurder(pdf, { tidsstempelankere: [rot.der] })).signaturer[0]?.tidspunktKilde).toBe(
    "TIDSSTEMPEL",
  );
  expect(await dom(pdf, { now: new Date(sent) })).toBe("INDETERMINATE / OUT_OF_BOUNDS_NO_POE");
});
