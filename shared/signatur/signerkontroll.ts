// Whether a CMS signature is right for some content: attributes, digest, the signer's certificate, the value, the algorithms.

import {
  erRiktigSignert,
  erSterkHash,
  erSterkNoekkel,
  harHash,
  hashAv,
  signaturmaate,
  type Hash,
} from "./algoritmer.ts";
import type { Arbeidsbudsjett } from "./arbeid.ts";
import { deler, INTEGER, med, OCTET_STRING, oid, sammeBytes, SEQUENCE, type Asn } from "./asn1.ts";
import { enesteVerdi, type SignertData } from "./cms.ts";
import { feilet, FORMATFEIL, uavklart, type Dom } from "./dom.ts";
import { err, ok, type Result } from "../kernel/result.ts";
import { eiernoekkelId, type Sertifikat } from "./sertifikat.ts";

const CONTENT_TYPE = "1.2.840.113549.1.9.3";
const MESSAGE_DIGEST = "1.2.840.113549.1.9.4";
const ESS_V1 = "1.2.840.113549.1.9.16.2.12";
const ESS_V2 = "1.2.840.113549.1.9.16.2.47";

/** The signer's certificate, or the verdict that ends it. `essKreves`: the certificate must be named in the signed attributes. */
export function kontrollerSigner(
  data: SignertData,
  innhold: readonly Uint8Array[],
  essKreves: boolean,
  budsjett: Arbeidsbudsjett,
): Result<Sertifikat, Dom> {
  const type = enesteVerdi(data.signerte, CONTENT_TYPE);
  const sum = med(enesteVerdi(data.signerte, MESSAGE_DIGEST), OCTET_STRING);
  if (oid(type) !== data.innholdstype || sum === undefined) return err(FORMATFEIL);
  const hash = hashAv(data.hashalgoritme);
  const maate = signaturmaate(data.signaturalgoritme, hash);
  if (hash === undefined || maate === undefined) return err(uavklart("CRYPTO_CONSTRAINTS_FAILURE_NO_POE"));
  if (maate.hash !== hash) return err(FORMATFEIL);
  if (!harHash(budsjett, hash, sum.innhold, ...innhold)) return err(feilet("HASH_FAILURE"));
  const signer = finnSigner(data);
  if (signer === undefined || pekerPaaAnnet(data, signer, budsjett))
    return err(uavklart("NO_SIGNING_CERTIFICATE_FOUND"));
  if (!erRiktigSignert(budsjett, maate, data.signert, signer.noekkel, data.signatur)) {
    return err(feilet("SIG_CRYPTO_FAILURE"));
  }
  const harEss = data.signerte.has(ESS_V1) || data.signerte.has(ESS_V2);
  if (essKreves && !harEss) return err(uavklart("SIG_CONSTRAINTS_FAILURE"));
  const sterk = erSterkHash(hash) && erSterkNoekkel(signer.noekkel);
  return sterk ? ok(signer) : err(uavklart("CRYPTO_CONSTRAINTS_FAILURE_NO_POE"));
}

/** The one certificate the signer identifier names: by issuer and serial number, or by key identifier. */
function finnSigner({ sid, sertifikater }: SignertData): Sertifikat | undefined {
  const [utsteder, serie] = deler(sid);
  const treff = sertifikater.filter((s) => {
    if (sid.merke !== SEQUENCE) {
      const id = sid.merke === 0x80 ? eiernoekkelId(s) : undefined;
      return id !== undefined && sammeBytes(id, sid.innhold);
    }
    if (utsteder === undefined || serie?.merke !== INTEGER) return false;
    return sammeBytes(s.utsteder.raa, utsteder.raa) && sammeBytes(s.serienummer, serie.innhold);
  });
  const [foerste] = treff;
  // The same certificate twice is still one; two different ones leave the signer open.
  return foerste !== undefined && treff.every((s) => sammeBytes(s.der, foerste.der)) ? foerste : undefined;
}

/** Whether a signed attribute names another certificate than the one found (RFC 5035). */
function pekerPaaAnnet({ signerte }: SignertData, signer: Sertifikat, budsjett: Arbeidsbudsjett): boolean {
  return (
    (signerte.has(ESS_V1) && !nevner(enesteVerdi(signerte, ESS_V1), "sha1", signer, budsjett)) ||
    (signerte.has(ESS_V2) && !nevner(enesteVerdi(signerte, ESS_V2), "sha256", signer, budsjett))
  );
}

function nevner(
  attributt: Asn | undefined,
  uten: Hash,
  signer: Sertifikat,
  budsjett: Arbeidsbudsjett,
): boolean {
  const [foerste] = deler(deler(attributt)[0]);
  const rest = deler(foerste);
  const hash = rest[0]?.merke === SEQUENCE ? hashAv(rest.shift()) : uten;
  const verdi = med(rest[0], OCTET_STRING);
  return hash !== undefined && verdi !== undefined && harHash(budsjett, hash, verdi.innhold, signer.der);
}
