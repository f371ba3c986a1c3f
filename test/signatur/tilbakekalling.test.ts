// What revocation lists and OCSP answers say, and which of them are believed.

import { expect, test } from "vitest";
import { BRUK, CN, crlPunkt, lagCrl, lagOcsp, OCSP_SIGNERING, utsted, utvidelse, type Part } from "./pki.ts";
import { BESTAATT, crl, dom, rot, rotcrl, segl, signert, utsteder, virksomhet } from "./scene.ts";

const SENERE = "INDETERMINATE / TRY_LATER";
const TRUKKET = "INDETERMINATE / REVOKED_NO_POE";

const annen = utsted({ navn: [[CN, "Testutsteder"]], bruk: BRUK.utstede, ca: {} });
const ocsp = (svarer: Part, valg: object = {}) => [
  Buffer.concat([lagOcsp(segl, utsteder, { svarer, ...valg })]),
];
const medOcsp = (svar: readonly Uint8Array[]) => ({
  crls: [rotcrl, ...svar.map((s) => ri(s))],
});

/** OtherRevocationInfoFormat with an OCSP answer (RFC 5940). */
function ri(svar: Uint8Array): Uint8Array {
  const oid = Buffer.from([0x06, 0x08, 0x2b, 6, 1, 5, 5, 7, 16, 2]);
  const lengde = oid.length + svar.length;
  return Buffer.concat([Buffer.from([0xa1, 0x82, lengde >> 8, lengde & 255]), oid, svar]);
}

const utenNoCheck = utsted({ navn: [[CN, "OCSP"]], bruk: BRUK.signatur, eku: [OCSP_SIGNERING] }, utsteder);
const idp = (innhold: number[]) =>
  lagCrl(utsteder, {
    andre: [utvidelse("2.5.29.28", Buffer.from([0x30, innhold.length, ...innhold]), true)],
  });

test.each<[string, Parameters<typeof signert>[1], string]>([
  ["there is no revocation list", { crls: [] }, SENERE],
  ["there is none for the authority", { crls: [crl] }, SENERE],
  [
    "the list is out of date",
    { crls: [rotcrl, lagCrl(utsteder, { nextUpdate: "2026-06-02T00:00:00Z" })] },
    SENERE,
  ],
  [
    "the list is from the future",
    {
      crls: [
        rotcrl,
        lagCrl(utsteder, { thisUpdate: "2026-07-01T00:00:00Z", nextUpdate: "2026-08-01T00:00:00Z" }),
      ],
    },
    SENERE,
  ],
  ["the list is signed with another key", { crls: [rotcrl, lagCrl(annen)] }, SENERE],
  ["the list is for authorities only", { crls: [rotcrl, idp([0x82, 1, 0xff])] }, SENERE],
  ["the list gives some reasons only", { crls: [rotcrl, idp([0x83, 2, 6, 0x40])] }, SENERE],
  [
    "the list is a delta",
    { crls: [rotcrl, lagCrl(utsteder, { andre: [utvidelse("2.5.29.27", Buffer.from([2, 1, 1]), true)] })] },
    SENERE,
  ],
  ["the list is for end users only", { crls: [rotcrl, idp([0x81, 1, 0xff])] }, BESTAATT],
  [
    "an old list says it is revoked",
    {
      crls: [
        rotcrl,
        crl,
        lagCrl(utsteder, {
          tilbakekalte: [{ part: segl, fra: "2026-01-01T00:00:00Z" }],
          thisUpdate: "2026-01-02T00:00:00Z",
          nextUpdate: "2026-01-09T00:00:00Z",
        }),
      ],
    },
    TRUKKET,
  ],
  [
    "it is listed as revoked from a later day",
    { crls: [rotcrl, lagCrl(utsteder, { tilbakekalte: [{ part: segl, fra: "2026-07-01T00:00:00Z" }] })] },
    TRUKKET,
  ],
  [
    "the authority is revoked",
    { crls: [crl, lagCrl(rot, { tilbakekalte: [{ part: utsteder, fra: "2026-01-01T00:00:00Z" }] })] },
    "INDETERMINATE / REVOKED_CA_NO_POE",
  ],
  ["the issuer answers that it is good", medOcsp(ocsp(utsteder)), BESTAATT],
  [
    "the issuer answers that it is revoked",
    medOcsp(ocsp(utsteder, { tilbakekaltFra: "2026-01-01T00:00:00Z" })),
    TRUKKET,
  ],
  ["the issuer answers that it does not know", medOcsp(ocsp(utsteder, { ukjent: true })), SENERE],
  ["the answer is out of date", medOcsp(ocsp(utsteder, { nextUpdate: "2026-06-02T00:00:00Z" })), SENERE],
  ["the answer is by a certificate not meant for it", medOcsp(ocsp(posteraktig())), SENERE],
  ["the answer is by a delegate that would have to be checked itself", medOcsp(ocsp(utenNoCheck)), SENERE],
  ["the answer is by another authority", medOcsp(ocsp(annen)), SENERE],
])("when %s", async (_, valg, ventet) => {
  expect(await dom(signert(segl, valg))).toBe(ventet);
});

test.each([
  "http://127.0.0.1/ca.crl",
  "http://[::1]/ca.crl",
  "http://localhost/ca.crl",
  "http://2130706433/ca.crl",
  "http://169.254.169.254/metadata/identity/oauth2/token",
  "http://168.63.129.16/machine",
  "http://crl.example.test@127.0.0.1/ca.crl",
  "http://crl.example.test.annen.test/ca.crl",
  "file://crl.example.test/etc/passwd",
  "ldap://crl.example.test/cn=ca",
])("a certificate whose list is said to be at %s makes no request", async (adresse) => {
  const navn = virksomhet("OSLO KOMMUNE", "NTRNO-958935420");
  const part = utsted({ navn, andre: [crlPunkt(adresse)] }, utsteder);
  const spurt: string[] = [];
  const svar = await dom(signert(part, { crls: [rotcrl] }), {
    listeverter: ["crl.example.test"],
    hentListe: (url) => {
      spurt.push(url.href);
      return Promise.resolve(crl);
    },
  });
  expect(spurt).toEqual([]);
  expect(svar).toBe(SENERE);
});

function posteraktig(): Part {
  const andre = [utvidelse("1.3.6.1.5.5.7.48.1.5", Buffer.from([5, 0]))];
  return utsted({ navn: [[CN, "Ikke svarer"]], bruk: BRUK.signatur, andre }, utsteder);
}
