// Time-stamps (RFC 3161): proof that some bytes existed at a time, from one who is trusted to say so.

import { harHash, hashAv, erSterkHash } from "./algoritmer.ts";
import type { Arbeidsbudsjett } from "./arbeid.ts";
import { deler, lesAsn, OCTET_STRING, tidspunkt, med } from "./asn1.ts";
import { lesSignertData } from "./cms.ts";
import { finnKjede } from "./kjede.ts";
import { innebygde, KLOKKESLINGRING_MS, statusAv, type Kilde } from "./tilbakekalling.ts";
import { eneste, harBruk, type Sertifikat } from "./sertifikat.ts";
import { kontrollerSigner } from "./signerkontroll.ts";
import { err, ok, type Result } from "../kernel/result.ts";
import { FORMATFEIL, uavklart, feilet, type Dom } from "./dom.ts";

const TST_INFO = "1.2.840.113549.1.9.16.1.4";
const TIME_STAMPING = "1.3.6.1.5.5.7.3.8";

export type Tidsstempeltillit = {
  readonly ankere: readonly Sertifikat[];
  readonly kandidater: readonly Sertifikat[];
  readonly kilder: readonly Kilde[];
  /** Milliseconds since 1970. */
  readonly now: number;
  readonly budsjett: Arbeidsbudsjett;
};

/** The time a token proves for some bytes, in milliseconds since 1970; otherwise why it proves nothing. */
export function lesTidsstempel(
  token: Uint8Array,
  stemplet: readonly Uint8Array[],
  tillit: Tidsstempeltillit,
): Result<number, Dom> {
  const { budsjett } = tillit;
  const data = lesSignertData(token, budsjett);
  if (data?.innholdstype !== TST_INFO || data.innhold === undefined) return err(FORMATFEIL);
  const [, , avtrykk, , tid] = deler(lesAsn(data.innhold, budsjett));
  const [algoritme, verdi] = deler(avtrykk);
  const hash = hashAv(algoritme);
  const sum = med(verdi, OCTET_STRING);
  const naar = tidspunkt(tid);
  if (naar === undefined || sum === undefined) return err(FORMATFEIL);
  if (hash === undefined || !erSterkHash(hash)) return err(uavklart("CRYPTO_CONSTRAINTS_FAILURE_NO_POE"));
  if (!harHash(budsjett, hash, sum.innhold, ...stemplet)) return err(feilet("HASH_FAILURE"));
  const signer = kontrollerSigner(data, [data.innhold], true, budsjett);
  if (!signer.ok) return signer;
  const egne: Tidsstempeltillit = {
    ...tillit,
    kandidater: [...data.sertifikater, ...tillit.kandidater],
    kilder: [...innebygde(data.crls, undefined, budsjett), ...tillit.kilder],
  };
  return erBetrodd(signer.value, naar, egne) ? ok(naar) : err(uavklart("NO_CERTIFICATE_CHAIN_FOUND"));
}

/** A time-stamping certificate under an anchor, good both then and now, and not known to be revoked. */
function erBetrodd(s: Sertifikat, naar: number, tillit: Tidsstempeltillit): boolean {
  const { now, kilder, kandidater, ankere, budsjett } = tillit;
  if (eneste(s) !== TIME_STAMPING || naar > now + KLOKKESLINGRING_MS) return false;
  if (!harBruk(s, "digitalSignature") && !harBruk(s, "contentCommitment")) return false;
  return [naar, now].every((tid) => {
    const svar = finnKjede(s, kandidater, ankere, { tid, bevist: false }, budsjett);
    if (svar === undefined || svar.feil !== undefined) return false;
    return svar.kjede.slice(0, -1).every((ledd, i) => {
      const utsteder = svar.kjede[i + 1];
      if (utsteder === undefined) return false;
      return statusAv(ledd, utsteder, kilder, tid, now, budsjett).type !== "TILBAKEKALT";
    });
  });
}
