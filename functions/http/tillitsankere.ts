// The certificates that signed declarations must lead to, from PEM text.

import { nyttBudsjett } from "../../shared/signatur/arbeid.ts";
import { lesSertifikat } from "../../shared/signatur/sertifikat.ts";

/** The DER of every certificate in a PEM text, in its order; undefined when there is none or one the verifier cannot read. */
export function lesTillitsankere(pem: string): readonly Uint8Array[] | undefined {
  const blokker = [...pem.matchAll(/-----BEGIN CERTIFICATE-----([^-]*)-----END CERTIFICATE-----/g)];
  const sertifikater = blokker.map(([, innhold = ""]) => innhold.replaceAll(/\s/g, ""));
  const lesbare = sertifikater.every((tekst) => /^[0-9A-Za-z+/]{100,}={0,2}$/.test(tekst));
  if (sertifikater.length === 0 || !lesbare) return undefined;
  const ankere = sertifikater.map((tekst) => new Uint8Array(Buffer.from(tekst, "base64")));
  return ankere.every((der) => lesSertifikat(der, nyttBudsjett()) !== undefined) ? ankere : undefined;
}
