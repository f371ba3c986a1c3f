// An authority of our own, in the profiles Norwegian seals have, with everything that can be wrong with one.

import { createHash, generateKeyPairSync, sign, type KeyObject } from "node:crypto";
import { bits, heltall, ktx, nul, octet, oid, sann, seq, set, tid, tlv, utf8 } from "./der.ts";

export type Noekkelpar = { readonly privat: KeyObject; readonly offentlig: KeyObject };

export type Part = {
  readonly der: Uint8Array;
  readonly navn: Uint8Array;
  readonly par: Noekkelpar;
  readonly serie: number;
  readonly utstedernavn: Uint8Array;
};

export type Navnedel = readonly [string, string];
export type Utstedelse = {
  readonly navn: readonly Navnedel[];
  readonly par?: Noekkelpar;
  readonly fra?: string;
  readonly til?: string;
  /** Key usage bits, first byte; 0 leaves the extension out. */
  readonly bruk?: number;
  readonly ca?: { readonly dybde?: number };
  readonly eku?: readonly string[];
  readonly ekuKritisk?: boolean;
  readonly andre?: readonly Uint8Array[];
  readonly hash?: "sha1" | "sha256" | "sha384";
};

export const CN = "2.5.4.3";
export const ORGID = "2.5.4.97";
export const BRUK = {
  signere: 0x40,
  signatur: 0x80,
  kryptere: 0x20,
  utstede: 0x06,
  bareCrl: 0x02,
  bareUtstede: 0x04,
} as const;
export const TIDSSTEMPLING = "1.3.6.1.5.5.7.3.8";
export const OCSP_SIGNERING = "1.3.6.1.5.5.7.3.9";

/** A P-256 pair: quick to make. */
export function ecPar(namedCurve = "prime256v1"): Noekkelpar {
  const { privateKey, publicKey } = generateKeyPairSync("ec", { namedCurve });
  return { privat: privateKey, offentlig: publicKey };
}

export function rsaPar(modulusLength: number): Noekkelpar {
  const { privateKey, publicKey } = generateKeyPairSync("rsa", { modulusLength });
  return { privat: privateKey, offentlig: publicKey };
}

const SIGNATURALGORITMER: Readonly<Record<string, Uint8Array>> = {
  "rsa sha1": seq(oid("1.2.840.113549.1.1.5"), nul),
  "rsa sha256": seq(oid("1.2.840.113549.1.1.11"), nul),
  "rsa sha384": seq(oid("1.2.840.113549.1.1.12"), nul),
  "ec sha1": seq(oid("1.2.840.10045.4.1")),
  "ec sha256": seq(oid("1.2.840.10045.4.3.2")),
  "ec sha384": seq(oid("1.2.840.10045.4.3.3")),
};

/** AlgorithmIdentifier of a signature by this key with this hash. */
export function signaturalgoritme({ privat }: Noekkelpar, hash: string): Uint8Array {
  const funn = SIGNATURALGORITMER[`${privat.asymmetricKeyType ?? ""} ${hash}`];
  if (funn === undefined) throw new Error("no such algorithm");
  return funn;
}

function navn(deler: readonly Navnedel[]): Uint8Array {
  return seq(...deler.map(([type, verdi]) => set(seq(oid(type), utf8(verdi)))));
}

export function utvidelse(navnet: string, verdi: Uint8Array, kritisk = false): Uint8Array {
  return seq(oid(navnet), ...(kritisk ? [sann] : []), octet(verdi));
}

/** CRL distribution point with one address. */
export function crlPunkt(adresse: string): Uint8Array {
  const uri = tlv(0x86, Buffer.from(adresse));
  return utvidelse("2.5.29.31", seq(seq(ktx(0, ktx(0, uri)))));
}

export function spki({ offentlig }: Noekkelpar): Uint8Array {
  return offentlig.export({ format: "der", type: "spki" });
}

function utvidelsene(u: Utstedelse, par: Noekkelpar): Uint8Array[] {
  const id = createHash("sha1").update(spki(par)).digest();
  const { ca, bruk = BRUK.signere, eku } = u;
  return [
    ...(ca === undefined
      ? []
      : [utvidelse("2.5.29.19", seq(sann, ...(ca.dybde === undefined ? [] : [heltall(ca.dybde)])), true)]),
    ...(bruk === 0 ? [] : [utvidelse("2.5.29.15", tlv(0x03, Buffer.from([0, bruk])), true)]),
    ...(eku === undefined ? [] : [utvidelse("2.5.29.37", seq(...eku.map(oid)), u.ekuKritisk ?? false)]),
    utvidelse("2.5.29.14", octet(id)),
    ...(u.andre ?? []),
  ];
}

let nesteSerie = 1000;

/** Issues a certificate; self-signed without an issuer. */
export function utsted(u: Utstedelse, utsteder?: Part): Part {
  const par = u.par ?? ecPar();
  const egetNavn = navn(u.navn);
  const undertegner = utsteder?.par ?? par;
  const utstedernavn = utsteder?.navn ?? egetNavn;
  const algoritme = signaturalgoritme(undertegner, u.hash ?? "sha256");
  nesteSerie += 1;
  const serie = nesteSerie;
  const tbs = seq(
    ktx(0, heltall(2)),
    heltall(serie),
    algoritme,
    utstedernavn,
    seq(tid(u.fra ?? "2024-01-01T00:00:00Z"), tid(u.til ?? "2034-01-01T00:00:00Z")),
    egetNavn,
    spki(par),
    ktx(3, seq(...utvidelsene(u, par))),
  );
  const der = seq(tbs, algoritme, bits(sign(u.hash ?? "sha256", tbs, undertegner.privat)));
  return { der, navn: egetNavn, par, serie, utstedernavn };
}

export type Crlvalg = {
  readonly tilbakekalte?: readonly { readonly part: Part; readonly fra: string }[];
  readonly thisUpdate?: string;
  readonly nextUpdate?: string;
  readonly andre?: readonly Uint8Array[];
};

/** A revocation list. */
export function lagCrl(utsteder: Part, valg: Crlvalg = {}): Uint8Array {
  const algoritme = signaturalgoritme(utsteder.par, "sha256");
  const oppfoeringer = (valg.tilbakekalte ?? []).map(({ part, fra }) => seq(heltall(part.serie), tid(fra)));
  const tbs = seq(
    heltall(1),
    algoritme,
    utsteder.navn,
    tid(valg.thisUpdate ?? "2026-06-01T00:00:00Z"),
    tid(valg.nextUpdate ?? "2026-06-10T00:00:00Z"),
    ...(oppfoeringer.length === 0 ? [] : [seq(...oppfoeringer)]),
    ...(valg.andre === undefined ? [] : [ktx(0, seq(...valg.andre))]),
  );
  return seq(tbs, algoritme, bits(sign("sha256", tbs, utsteder.par.privat)));
}

export type Ocspvalg = {
  readonly svarer: Part;
  readonly tilbakekaltFra?: string;
  readonly ukjent?: boolean;
  readonly nextUpdate?: string;
};

/** An OCSP answer about a certificate, signed by the one who answers. */
export function lagOcsp(om: Part, utsteder: Part, valg: Ocspvalg): Uint8Array {
  const sha1 = (b: Uint8Array) => octet(createHash("sha1").update(b).digest());
  // The key's bits are the last 65 bytes of a P-256 SubjectPublicKeyInfo.
  const id = seq(
    seq(oid("1.3.14.3.2.26"), nul),
    sha1(utsteder.navn),
    sha1(spki(utsteder.par).subarray(-65)),
    heltall(om.serie),
  );
  const tilbakekalt = valg.tilbakekaltFra === undefined ? tlv(0x80) : ktx(1, tid(valg.tilbakekaltFra));
  const status = valg.ukjent === true ? tlv(0x82) : tilbakekalt;
  const fra = tid("2026-06-01T00:00:00Z");
  const enkelt = seq(id, status, fra, ktx(0, tid(valg.nextUpdate ?? "2026-06-10T00:00:00Z")));
  const tbs = seq(ktx(1, valg.svarer.navn), fra, seq(enkelt));
  const algoritme = signaturalgoritme(valg.svarer.par, "sha256");
  const basic = seq(
    tbs,
    algoritme,
    bits(sign("sha256", tbs, valg.svarer.par.privat)),
    ktx(0, seq(valg.svarer.der)),
  );
  return seq(tlv(0x0a, Buffer.from([0])), ktx(0, seq(oid("1.3.6.1.5.5.7.48.1.1"), octet(basic))));
}
