// The certificates that signed declarations must lead to, from PEM text.

/** The DER of every certificate in a PEM text, in its order; undefined when there is none or something that is not base64. */
export function lesTillitsankere(pem: string): readonly Uint8Array[] | undefined {
  const blokker = [...pem.matchAll(/-----BEGIN CERTIFICATE-----([^-]*)-----END CERTIFICATE-----/g)];
  const sertifikater = blokker.map(([, innhold = ""]) => innhold.replaceAll(/\s/g, ""));
  const lesbare = sertifikater.every((tekst) => /^[0-9A-Za-z+/]{100,}={0,2}$/.test(tekst));
  if (sertifikater.length === 0 || !lesbare) return undefined;
  return sertifikater.map((tekst) => new Uint8Array(Buffer.from(tekst, "base64")));
}
