// A certificate authority that lives as long as the test: made in process, never written to the repository.

import { randomBytes, webcrypto } from "node:crypto";
import * as asn1js from "asn1js";
import {
  AltName,
  AttributeTypeAndValue,
  BasicConstraints,
  Certificate,
  CryptoEngine,
  ExtKeyUsage,
  Extension,
  GeneralName,
} from "pkijs";

export type CertificateAuthority = {
  /** What a client must trust. */
  readonly caPem: string;
  /** A server certificate for 127.0.0.1 and localhost, signed by the authority, and its key (PKCS #8). */
  readonly certPem: string;
  readonly keyPem: string;
};

type Noekkelpar = Awaited<ReturnType<typeof nyttNoekkelpar>>;

const EC = { name: "ECDSA", namedCurve: "P-256" } as const;
const EN_DAG_MS = 24 * 60 * 60 * 1000;
const CN = "2.5.4.3";
const BASIC_CONSTRAINTS = "2.5.29.19";
const SUBJECT_ALT_NAME = "2.5.29.17";
const EXTENDED_KEY_USAGE = "2.5.29.37";
const SERVER_AUTH = "1.3.6.1.5.5.7.3.1";

function nyttNoekkelpar() {
  return webcrypto.subtle.generateKey(EC, true, ["sign", "verify"]);
}

function pem(merkelapp: string, der: ArrayBuffer): string {
  const linjer =
    Buffer.from(der)
      .toString("base64")
      .match(/.{1,64}/g) ?? [];
  return [`-----BEGIN ${merkelapp}-----`, ...linjer, `-----END ${merkelapp}-----`, ""].join("\n");
}

function navn(tekst: string): AttributeTypeAndValue {
  return new AttributeTypeAndValue({ type: CN, value: new asn1js.Utf8String({ value: tekst }) });
}

async function utsted(
  eier: { navn: string; par: Noekkelpar; extensions: Extension[] },
  utsteder: { navn: string; par: Noekkelpar },
  now: Date,
): Promise<string> {
  const engine = new CryptoEngine({ name: "node", crypto: webcrypto });
  const cert = new Certificate();
  cert.version = 2;
  // A leading zero bit keeps the serial number positive.
  const serial = randomBytes(16);
  serial[0] = 0x40 | ((serial[0] ?? 0) & 0x3f);
  cert.serialNumber = new asn1js.Integer({ valueHex: Uint8Array.from(serial).buffer });
  cert.subject.typesAndValues.push(navn(eier.navn));
  cert.issuer.typesAndValues.push(navn(utsteder.navn));
  cert.notBefore.value = new Date(now.getTime() - EN_DAG_MS);
  cert.notAfter.value = new Date(now.getTime() + EN_DAG_MS);
  cert.extensions = eier.extensions;
  await cert.subjectPublicKeyInfo.importKey(eier.par.publicKey, engine);
  await cert.sign(utsteder.par.privateKey, "SHA-256", engine);
  return pem("CERTIFICATE", cert.toSchema(true).toBER());
}

function constraints(cA: boolean): Extension {
  const extnValue = new BasicConstraints({ cA }).toSchema().toBER();
  return new Extension({ extnID: BASIC_CONSTRAINTS, critical: true, extnValue });
}

function serverExtensions(): Extension[] {
  const loopback = new asn1js.OctetString({ valueHex: Uint8Array.from([127, 0, 0, 1]).buffer });
  const altNames = new AltName({
    altNames: [
      new GeneralName({ type: 2, value: "localhost" }),
      new GeneralName({ type: 7, value: loopback }),
    ],
  });
  const usage = new ExtKeyUsage({ keyPurposes: [SERVER_AUTH] });
  return [
    constraints(false),
    new Extension({ extnID: SUBJECT_ALT_NAME, extnValue: altNames.toSchema().toBER() }),
    new Extension({ extnID: EXTENDED_KEY_USAGE, extnValue: usage.toSchema().toBER() }),
  ];
}

/** An authority and one server certificate (EC P-256), both valid from a day before `now` to a day after. */
export async function createCertificateAuthority(now: Date): Promise<CertificateAuthority> {
  const [ca, server] = await Promise.all([nyttNoekkelpar(), nyttNoekkelpar()]);
  // A name of its own: OpenSSL would otherwise take two test authorities for the same one.
  const utsteder = { navn: `Loopback test CA ${randomBytes(4).toString("hex")}`, par: ca };
  const [caPem, certPem, key] = await Promise.all([
    utsted({ ...utsteder, extensions: [constraints(true)] }, utsteder, now),
    utsted({ navn: "localhost", par: server, extensions: serverExtensions() }, utsteder, now),
    webcrypto.subtle.exportKey("pkcs8", server.privateKey),
  ]);
  return { caPem, certPem, keyPem: pem("PRIVATE KEY", key) };
}
