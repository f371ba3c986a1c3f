// CMS signatures and time-stamps, right by default and wrong where a test asks for it.

import { constants, createHash, sign } from "node:crypto";
import { heltall, ktx, nul, octet, oid, seq, set, tid, tlv } from "./der.ts";
import { signaturalgoritme, spki, type Part } from "./pki.ts";

type Hash = "sha1" | "sha256" | "sha384";

const HASHER: Readonly<Record<Hash, string>> = {
  sha1: "1.3.14.3.2.26",
  sha256: "2.16.840.1.101.3.4.2.1",
  sha384: "2.16.840.1.101.3.4.2.2",
};
const ID_DATA = "1.2.840.113549.1.7.1";
const TST_INFO = "1.2.840.113549.1.9.16.1.4";
const SIGNATURSTEMPEL = "1.2.840.113549.1.9.16.2.14";

export type Cmsvalg = {
  readonly hash?: Hash;
  /** Hash in the algorithm of the signature, when it is to differ. */
  readonly signaturhash?: Hash;
  /** RSASSA-PSS, with this hash in its mask. */
  readonly pss?: Hash;
  readonly ess?: "v1" | "v2" | "feil" | "ingen";
  readonly sertifikater?: readonly Uint8Array[];
  readonly innholdstype?: string;
  /** What the signed attribute says the type is, when it is to differ. */
  readonly attributtype?: string;
  readonly innkapslet?: Uint8Array;
  readonly utenAttributter?: boolean;
  readonly antallSignere?: number;
  readonly medNoekkelId?: boolean;
  readonly feilSum?: boolean;
  /** Instead of the signer's own key. */
  readonly endreSignatur?: (signatur: Uint8Array) => Uint8Array;
  readonly ekstraAttributter?: readonly Uint8Array[];
  readonly usignerte?: readonly Uint8Array[];
  /** Unsigned attributes that need the signature value. */
  readonly usignerteAv?: (signatur: Uint8Array) => readonly Uint8Array[];
  readonly crls?: readonly Uint8Array[];
};

export function attributt(type: string, ...verdier: readonly Uint8Array[]): Uint8Array {
  return seq(oid(type), set(...verdier));
}

function hashId(hash: Hash): Uint8Array {
  return seq(oid(HASHER[hash]), nul);
}

function sum(hash: Hash, ...deler: readonly Uint8Array[]): Uint8Array {
  const h = createHash(hash);
  for (const del of deler) h.update(del);
  return h.digest();
}

function ess(part: Part, valg: Cmsvalg["ess"]): Uint8Array[] {
  if (valg === "ingen") return [];
  if (valg === "v1") {
    return [attributt("1.2.840.113549.1.9.16.2.12", seq(seq(seq(octet(sum("sha1", part.der))))))];
  }
  const verdi = valg === "feil" ? sum("sha256", Buffer.from("annet")) : sum("sha256", part.der);
  return [attributt("1.2.840.113549.1.9.16.2.47", seq(seq(seq(octet(verdi)))))];
}

function pssAlgoritme(hash: Hash, maske: Hash): Uint8Array {
  const mgf1 = seq(oid("1.2.840.113549.1.1.8"), hashId(maske));
  return seq(oid("1.2.840.113549.1.1.10"), seq(ktx(0, hashId(hash)), ktx(1, mgf1), ktx(2, heltall(32))));
}

function lagSigner(
  part: Part,
  hash: Hash,
  attributter: readonly Uint8Array[],
  innhold: readonly Uint8Array[],
  valg: Cmsvalg,
): Uint8Array {
  const tilSignering = valg.utenAttributter === true ? Buffer.concat([...innhold]) : set(...attributter);
  const signaturhash = valg.signaturhash ?? hash;
  const padding = constants.RSA_PKCS1_PSS_PADDING;
  const noekkel =
    valg.pss === undefined ? part.par.privat : { key: part.par.privat, padding, saltLength: 32 };
  const riktig = sign(signaturhash, tilSignering, noekkel);
  const signatur = valg.endreSignatur?.(riktig) ?? riktig;
  const usignerte = [...(valg.usignerte ?? []), ...(valg.usignerteAv?.(signatur) ?? [])];
  const noekkelId = createHash("sha1").update(spki(part.par)).digest();
  return seq(
    heltall(valg.medNoekkelId === true ? 3 : 1),
    valg.medNoekkelId === true ? tlv(0x80, noekkelId) : seq(part.utstedernavn, heltall(part.serie)),
    hashId(hash),
    ...(valg.utenAttributter === true ? [] : [ktx(0, ...attributter)]),
    valg.pss === undefined ? signaturalgoritme(part.par, signaturhash) : pssAlgoritme(signaturhash, valg.pss),
    octet(signatur),
    ...(usignerte.length === 0 ? [] : [ktx(1, ...usignerte)]),
  );
}

/** A SignedData over some content. */
export function lagCms(part: Part, innhold: readonly Uint8Array[], valg: Cmsvalg = {}): Uint8Array {
  const hash = valg.hash ?? "sha256";
  const type = oid(valg.innholdstype ?? ID_DATA);
  const verdi = valg.feilSum === true ? sum(hash, Buffer.from("annet")) : sum(hash, ...innhold);
  const attributter = [
    attributt("1.2.840.113549.1.9.3", valg.attributtype === undefined ? type : oid(valg.attributtype)),
    attributt("1.2.840.113549.1.9.4", octet(verdi)),
    ...ess(part, valg.ess),
    ...(valg.ekstraAttributter ?? []),
  ];
  const signer = lagSigner(part, hash, attributter, innhold, valg);
  const signertData = seq(
    heltall(1),
    set(hashId(hash)),
    seq(type, ...(valg.innkapslet === undefined ? [] : [ktx(0, octet(valg.innkapslet))])),
    ktx(0, ...(valg.sertifikater ?? [part.der])),
    ...(valg.crls === undefined ? [] : [ktx(1, ...valg.crls)]),
    set(...Array<Uint8Array>(valg.antallSignere ?? 1).fill(signer)),
  );
  return seq(oid("1.2.840.113549.1.7.2"), ktx(0, signertData));
}

/** A time-stamp token over some bytes. */
export function lagStempel(
  tsa: Part,
  stemplet: readonly Uint8Array[],
  naar: string,
  valg: Cmsvalg = {},
): Uint8Array {
  const info = seq(
    heltall(1),
    oid("1.2.3.4"),
    seq(hashId("sha256"), octet(sum("sha256", ...stemplet))),
    heltall(7),
    tid(naar),
  );
  return lagCms(tsa, [info], { innholdstype: TST_INFO, innkapslet: info, ...valg });
}

/** The unsigned attribute with a time-stamp over a signature value. */
export function signaturstempel(tsa: Part, naar: string, valg: Cmsvalg = {}) {
  return (signatur: Uint8Array): readonly Uint8Array[] => [
    attributt(SIGNATURSTEMPEL, lagStempel(tsa, [signatur], naar, valg)),
  ];
}
