// Files that ask for more work than one declaration may cost: the count stops them, at the same place every time.

import { deflateSync } from "node:zlib";
import { expect, test } from "vitest";
import { nyttBudsjett } from "../../shared/signatur/arbeid.ts";
import { lesVerdi } from "../../shared/signatur/fil/les-verdi.ts";
import { pakkUt } from "../../shared/signatur/fil/pakk-ut.ts";
import { leserAv } from "../../shared/signatur/fil/tegn.ts";
import { lesSertifikat } from "../../shared/signatur/sertifikat.ts";
import { cpuMs } from "./cpu.ts";
import { seq, tlv } from "./der.ts";
import { signertAvLike } from "./like-sertifikater.ts";
import { rsaMedEksponent } from "./lang-eksponent.ts";
import { bytesAv, KATALOG, revisjon, signer, stroem } from "./pdf-bygger.ts";
import { CN, ecPar, lagCrl, rsaPar, utsted, type Noekkelpar } from "./pki.ts";
import { BESTAATT, cms, dom, segl, usignert, utsteder, vurder } from "./scene.ts";

const HODE = "%PDF-1.7\n";
const UTEN = "NO-SIGNATURE NONE";
const FOR_KREVENDE = "INDETERMINATE / GENERIC";
const bitlengde = (n: bigint): number => n.toString(2).length;

test("keys whose exponent is as long as the modulus are not read, so that no signature is tried with them", async () => {
  const par = rsaMedEksponent(3072, 3071);
  const pdf = signertAvLike(par, 1);
  const fra = cpuMs();
  expect(await dom(pdf)).toBe("INDETERMINATE / NO_SIGNING_CERTIFICATE_FOUND");
  expect(cpuMs() - fra).toBeLessThan(1000);
});

test.each<[string, () => Noekkelpar, boolean]>([
  ["an exponent of 32 bits", () => rsaMedEksponent(2048, 32), true],
  ["an exponent of 33 bits", () => rsaMedEksponent(2048, 33), false],
  ["the usual exponent", () => rsaPar(2048), true],
])("an RSA key of %s", (_, par, lesbar) => {
  const { der } = utsted({ navn: [[CN, "Nøkkel"]], par: par() });
  expect(lesSertifikat(der, nyttBudsjett()) !== undefined).toBe(lesbar);
});

test("the key of the test has the exponent it says", () => {
  const { e = "" } = rsaMedEksponent(3072, 3071).offentlig.export({ format: "jwk" });
  expect(bitlengde(BigInt(`0x${Buffer.from(e, "base64url").toString("hex")}`))).toBe(3071);
});

test("signatures that can be tried in hundreds of ways are left for a person when the work is used up", async () => {
  const par = ecPar("secp521r1");
  expect(await dom(signertAvLike(par, 1))).toBe("INDETERMINATE / NO_CERTIFICATE_CHAIN_FOUND");
  const pdf = signertAvLike(par, 16);
  const svar = await vurder(pdf);
  expect(svar).toMatchObject({
    indikasjon: "INDETERMINATE",
    subindikasjon: "GENERIC",
    binding: "NONE",
    avgjoerelse: "TIL_VURDERING",
    signaturer: [],
  });
  expect(svar.forklaring).toContain("tok for lang tid");
  expect(await vurder(pdf)).toEqual(svar);
});

/** A seal in a file whose DSS lists revocation data. */
function medLister(lister: readonly Uint8Array[], pekere: readonly number[]): Buffer {
  const andre = Object.fromEntries(lister.map((der, i) => [60 + i, stroem(der)]));
  const katalog = `/DSS << /CRLs [${pekere.map((i) => `${60 + i} 0 R`).join(" ")}] >>`;
  return signer(revisjon(usignert, andre), { lag: cms(segl), katalog });
}

const tom = seq();
const mangeVerdier = (antall: number): Uint8Array =>
  tlv(0x30, Buffer.concat(Array<Uint8Array>(antall).fill(tom)));

test.each<[string, () => Buffer, string]>([
  ["one list of 200 000 values", () => medLister([mangeVerdier(200_000)], [0]), FOR_KREVENDE],
  [
    "one list named 64 times",
    () => medLister([mangeVerdier(4_000)], Array<number>(64).fill(0)),
    FOR_KREVENDE,
  ],
  ["one list of a few thousand values", () => medLister([mangeVerdier(4_000)], [0]), BESTAATT],
  [
    "the list of an authority that has revoked five thousand certificates",
    () => {
      const tilbakekalte = Array.from({ length: 5000 }, (_, i) => ({
        part: { ...segl, serie: 2_000_000 + i },
        fra: "2026-01-01T00:00:00Z",
      }));
      return medLister([lagCrl(utsteder, { tilbakekalte })], [0]);
    },
    BESTAATT,
  ],
])("revocation data of %s", async (_, pdf, ventet) => {
  expect(await dom(pdf())).toBe(ventet);
});

/** A form whose fields are each in an object stream of their own, and every stream too large to be unpacked. */
function medStoreStroemmer(antall: number): Buffer {
  const pakket = deflateSync(Buffer.alloc(17_000_000), { level: 9 });
  const beholder = stroem(pakket, " /Type /ObjStm /N 1 /First 4 /Filter /FlateDecode");
  const felt = Array.from({ length: antall }, (_, i) => `${2000 + i} 0 R`).join(" ");
  const objekter: [number, string][] = [
    [1, `<< ${KATALOG} /AcroForm << /Fields [${felt}] >> >>`],
    ...Array.from({ length: antall }, (_, i): [number, string] => [1000 + i, beholder]),
  ];
  const rader: number[][] = [];
  const deler = [bytesAv(HODE)];
  let posisjon = HODE.length;
  for (const [nummer, innhold] of objekter) {
    const del = bytesAv(`${nummer} 0 obj\n${innhold}\nendobj\n`);
    rader.push([1, posisjon >> 16, (posisjon >> 8) & 255, posisjon & 255, 0]);
    deler.push(del);
    posisjon += del.length;
  }
  for (let i = 0; i < antall; i += 1) rader.push([2, 0, (1000 + i) >> 8, (1000 + i) & 255, 0]);
  const indeks = `/Index [1 1 1000 ${antall} 2000 ${antall}]`;
  const ordbok = ` /Type /XRef /Size 3000 /Root 1 0 R /W [1 3 1] ${indeks}`;
  const hale = `999 0 obj\n${stroem(Buffer.from(rader.flat()), ordbok)}\nendobj\nstartxref\n${posisjon}\n%%EOF\n`;
  return Buffer.concat([...deler, bytesAv(hale)]);
}

test("300 object streams that each unpack to more than is allowed cost no more than three of them", async () => {
  const pdf = medStoreStroemmer(300);
  const fra = cpuMs();
  expect(await dom(pdf)).toBe(UTEN);
  expect(cpuMs() - fra).toBeLessThan(3000);
});

test.each([
  ["too large", deflateSync(Buffer.alloc(17 * 1024 * 1024)), 16 * 1024 * 1024],
  ["broken", Buffer.from("ikke pakket"), 16 * 1024 * 1024],
  ["whole", deflateSync(Buffer.alloc(1000)), 1000],
])("a stream that is %s counts as much as it may have cost", (_, data, pris) => {
  const budsjett = { igjen: 20 * 1024 * 1024 };
  const ordbok = lesVerdi(leserAv(bytesAv("<< /Filter /FlateDecode >>"), 0, 100));
  if (ordbok?.type !== "ordbok") throw new Error("not a dictionary");
  pakkUt({ type: "stroem", ordbok, data }, budsjett);
  expect(budsjett.igjen).toBe(20 * 1024 * 1024 - pris);
});
