// Certificates, chains, revocation and time: what is wrong with each, and that nothing wrong is accepted.

import { expect, test } from "vitest";
import { attributt, lagStempel, signaturstempel } from "./cms-bygger.ts";
import { tid } from "./der.ts";
import {
  BRUK,
  CN,
  lagCrl,
  rsaPar,
  TIDSSTEMPLING,
  utsted,
  utvidelse,
  type Part,
  type Utstedelse,
} from "./pki.ts";
import {
  BESTAATT,
  cms,
  crl,
  dom,
  rot,
  rotcrl,
  segl,
  signert,
  tilbakekalt,
  tsa,
  usignert,
  utsteder,
  virksomhet,
} from "./scene.ts";
import { signer } from "./pdf-bygger.ts";

const oslo = virksomhet("OSLO KOMMUNE", "NTRNO-958935420");
const lag = (u: Partial<Utstedelse>, av: Part | undefined = utsteder) => utsted({ navn: oslo, ...u }, av);
const ca = (u: Partial<Utstedelse>, av: Part | undefined = rot) =>
  utsted({ navn: [[CN, "Annen utsteder"]], bruk: BRUK.utstede, ca: {}, ...u }, av);

const INGEN_KJEDE = "INDETERMINATE / NO_CERTIFICATE_CHAIN_FOUND";
const KJEDEBRUDD = "INDETERMINATE / CHAIN_CONSTRAINTS_FAILURE";
const SVAKT = "INDETERMINATE / CRYPTO_CONSTRAINTS_FAILURE_NO_POE";
const SENERE = "INDETERMINATE / TRY_LATER";
const TRUKKET = "INDETERMINATE / REVOKED_NO_POE";

/** Signed by a certificate under an authority of its own, whose lists are all there. */
function under(av: Part, u: Partial<Utstedelse> = {}): Buffer {
  const loev = lag(u, av);
  return signert(loev, { sertifikater: [loev.der, av.der], crls: [lagCrl(av), rotcrl, crl] });
}

const falskRot = utsted({ navn: [[CN, "Testrot"]], bruk: BRUK.utstede, ca: {} });
const falsktLoev = lag({}, falskRot);

test.each<[string, () => Buffer, string]>([
  ["is self-signed with the municipality's name", () => signert(utsted({ navn: oslo })), INGEN_KJEDE],
  [
    "comes from a root with the same name and another key",
    () => signert(falsktLoev, { sertifikater: [falsktLoev.der, falskRot.der] }),
    INGEN_KJEDE,
  ],
  [
    "is issued by a certificate that is not an authority",
    () => {
      const loev = lag({}, segl);
      return signert(loev, { sertifikater: [loev.der, segl.der, utsteder.der] });
    },
    KJEDEBRUDD,
  ],
  ["is for web servers only", () => signert(lag({ eku: ["1.3.6.1.5.5.7.3.1"] })), KJEDEBRUDD],
  ["is for encryption only", () => signert(lag({ bruk: BRUK.kryptere })), KJEDEBRUDD],
  ["says nothing about key usage", () => signert(lag({ bruk: 0 })), KJEDEBRUDD],
  ["is an authority itself", () => signert(lag({ ca: {}, bruk: BRUK.utstede | BRUK.signere })), KJEDEBRUDD],
  [
    "has a critical extension nobody knows",
    () => signert(lag({ andre: [utvidelse("1.2.3.4.5", Buffer.from([5, 0]), true)] })),
    KJEDEBRUDD,
  ],
  [
    "is under an authority with name constraints",
    () => under(ca({ andre: [utvidelse("2.5.29.30", Buffer.from([0x30, 0]))] })),
    KJEDEBRUDD,
  ],
  ["is under an authority without keyCertSign", () => under(ca({ bruk: BRUK.bareCrl })), KJEDEBRUDD],
  [
    "is under one that may sign certificates by its key usage only",
    () => under(utsted({ navn: [[CN, "Ikke utsteder"]], bruk: BRUK.utstede }, rot)),
    KJEDEBRUDD,
  ],
  [
    "is under an authority that may not sign lists",
    () => under(ca({ bruk: BRUK.bareUtstede })),
    "INDETERMINATE / TRY_LATER",
  ],
  [
    "is under an authority too deep",
    () => {
      const mellom = ca({}, utsteder);
      const loev = lag({}, mellom);
      return signert(loev, { sertifikater: [loev.der, mellom.der, utsteder.der] });
    },
    KJEDEBRUDD,
  ],
  [
    "has the same extension twice",
    () =>
      signert(
        lag({
          andre: [utvidelse("1.2.3.4", Buffer.from([5, 0])), utvidelse("1.2.3.4", Buffer.from([5, 0]))],
        }),
      ),
    "INDETERMINATE / NO_SIGNING_CERTIFICATE_FOUND",
  ],
  ["has a key of RSA-1024", () => signert(lag({ par: rsaPar(1024) })), SVAKT],
  ["is signed with SHA-1", () => signert(lag({ hash: "sha1" })), SVAKT],
  ["is under an authority signed with SHA-1", () => under(ca({ hash: "sha1" })), SVAKT],
  [
    "has expired",
    () => signert(lag({ til: "2026-05-01T00:00:00Z" })),
    "INDETERMINATE / OUT_OF_BOUNDS_NO_POE",
  ],
  [
    "is not valid yet",
    () => signert(lag({ fra: "2027-01-01T00:00:00Z" })),
    "INDETERMINATE / OUT_OF_BOUNDS_NO_POE",
  ],
  [
    "is under an authority that has expired",
    () => under(ca({ til: "2026-05-01T00:00:00Z" })),
    "INDETERMINATE / OUT_OF_BOUNDS_NO_POE",
  ],
  ["is good, under another authority", () => under(ca({})), BESTAATT],
])("a certificate that %s", async (_, pdf, ventet) => {
  expect(await dom(pdf())).toBe(ventet);
});

const medStempel = (naar: string, stempler = tsa) => ({ usignerteAv: signaturstempel(stempler, naar) });
const utloept = lag({ til: "2026-05-01T00:00:00Z" });
const tidligere = lagCrl(utsteder, {
  thisUpdate: "2026-04-01T00:00:00Z",
  nextUpdate: "2026-04-20T00:00:00Z",
});
const tsaUten = (u: Partial<Utstedelse>, av: Part | undefined = utsteder) =>
  utsted({ navn: [[CN, "TSA"]], bruk: BRUK.signatur, eku: [TIDSSTEMPLING], ekuKritisk: true, ...u }, av);
const innholdsstempel = (naar: string) => (innhold: readonly Uint8Array[]) =>
  cms(tilbakekalt, {
    ekstraAttributter: [attributt("1.2.840.113549.1.9.16.2.20", lagStempel(tsa, innhold, naar))],
  })(innhold);

test.each<[string, () => Buffer, string]>([
  [
    "an expired certificate, stamped while it was valid",
    () => signert(utloept, { crls: [tidligere, rotcrl], ...medStempel("2026-04-10T00:00:00Z") }),
    BESTAATT,
  ],
  [
    "an expired certificate whose list was made after it expired",
    () => signert(utloept, { crls: [crl, rotcrl], ...medStempel("2026-04-10T00:00:00Z") }),
    SENERE,
  ],
  [
    "a certificate stamped before it was valid",
    () => signert(lag({ fra: "2026-05-20T00:00:00Z" }), medStempel("2026-05-01T00:00:00Z")),
    "TOTAL-FAILED / NOT_YET_VALID",
  ],
  ["a revoked certificate", () => signert(tilbakekalt), TRUKKET],
  [
    "a revoked certificate, the signer's own times set back to before",
    () =>
      signert(
        tilbakekalt,
        { ekstraAttributter: [attributt("1.2.840.113549.1.9.5", tid("2026-02-01T00:00:00Z"))] },
        { ordbok: (o) => o.replace("/Contents", "/M (D:20260201000000Z) /Contents") },
      ),
    TRUKKET,
  ],
  [
    "a revoked certificate, stamped afterwards",
    () => signert(tilbakekalt, medStempel("2026-04-01T00:00:00Z")),
    TRUKKET,
  ],
  [
    "a revoked certificate, stamped before",
    () => signert(tilbakekalt, medStempel("2026-02-01T00:00:00Z")),
    BESTAATT,
  ],
  [
    "a revoked certificate, its content stamped after",
    () => signer(usignert, { lag: innholdsstempel("2026-04-01T00:00:00Z") }),
    "TOTAL-FAILED / REVOKED",
  ],
  [
    "a revoked certificate, its content stamped before",
    () => signer(usignert, { lag: innholdsstempel("2026-02-01T00:00:00Z") }),
    TRUKKET,
  ],
  [
    "a stamp over another signature",
    () =>
      signert(tilbakekalt, {
        usignerte: [
          attributt(
            "1.2.840.113549.1.9.16.2.14",
            lagStempel(tsa, [Buffer.from("annet")], "2026-02-01T00:00:00Z"),
          ),
        ],
      }),
    TRUKKET,
  ],
  [
    "a stamp by one not meant for stamping",
    () => signert(tilbakekalt, medStempel("2026-02-01T00:00:00Z", segl)),
    TRUKKET,
  ],
  [
    "a stamp whose purpose is not critical",
    () => signert(tilbakekalt, medStempel("2026-02-01T00:00:00Z", tsaUten({ ekuKritisk: false }))),
    TRUKKET,
  ],
  [
    "a stamp by one nobody knows",
    () => signert(tilbakekalt, medStempel("2026-02-01T00:00:00Z", tsaUten({}, falskRot))),
    TRUKKET,
  ],
  [
    "a stamp by one who has expired",
    () => signert(tilbakekalt, medStempel("2026-02-01T00:00:00Z", tsaUten({ til: "2026-05-01T00:00:00Z" }))),
    TRUKKET,
  ],
  [
    "a stamp from the future",
    () => signert(lag({ fra: "2026-12-01T00:00:00Z" }), medStempel("2027-01-01T00:00:00Z")),
    "INDETERMINATE / OUT_OF_BOUNDS_NO_POE",
  ],
  [
    "a stamp without its certificate named",
    () =>
      signert(tilbakekalt, { usignerteAv: signaturstempel(tsa, "2026-02-01T00:00:00Z", { ess: "ingen" }) }),
    TRUKKET,
  ],
  [
    "a stamp whose content was changed",
    () =>
      signert(tilbakekalt, { usignerteAv: signaturstempel(tsa, "2026-02-01T00:00:00Z", { feilSum: true }) }),
    TRUKKET,
  ],
])("%s", async (_, pdf, ventet) => {
  expect(await dom(pdf())).toBe(ventet);
});

test("a chain of two authorities that issue each other ends", async () => {
  const a = ca({ navn: [[CN, "A"]] }, utsted({ navn: [[CN, "B"]], bruk: BRUK.utstede, ca: {} }));
  const loev = lag({}, a);
  const b = ca({ navn: [[CN, "B"]] }, a);
  expect(await dom(signert(loev, { sertifikater: [loev.der, a.der, b.der] }))).toBe(INGEN_KJEDE);
});
