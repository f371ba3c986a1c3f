// What a file may cost. Every loop of the verifier is bounded by one of these, so hostile input ends soon.

/** Largest file, in bytes: 10 MiB. */
export const STOERSTE_FIL = 10 * 1024 * 1024;
/** Objects named by the cross-references, all sections together. */
export const FLEST_OBJEKTER = 100_000;
export const FLEST_SEKSJONER = 64;
/** Arrays and dictionaries inside each other, and the same for the tree of form fields. */
export const DYPEST = 64;
/** Bytes out of one compressed stream, and out of all of them. */
export const STOERSTE_STROEM = 16 * 1024 * 1024;
export const STOERSTE_UTPAKKET = 48 * 1024 * 1024;
export const FLEST_FELT = 2000;
export const FLEST_SIGNATURER = 16;
/** A trailer or the dictionary of a cross-reference stream, in bytes. */
export const STOERSTE_TRAILER = 64 * 1024;
/** One signature value (CMS), in bytes. */
export const STOERSTE_CMS = 4 * 1024 * 1024;
export const FLEST_SERTIFIKATER = 32;
/** Certificates from the signer to the anchor, and signatures tried while looking for the way. */
export const LENGSTE_KJEDE = 6;
export const FLEST_KJEDEFORSOEK = 200;
export const FLEST_TIDSSTEMPLER = 4;
/** Revocation lists and OCSP answers read from one file. */
export const FLEST_TILBAKEKALLINGER = 64;
/** ASN.1 values inside each other. How many there may be in all, the work decides. */
export const DYPEST_ASN1 = 40;
/** Work on one file, in the units of arbeid.ts: signatures, hashing, keys and ASN.1 values together. About a second. */
export const STOERSTE_ARBEID = 6000;
/** RSA keys, in bits: no one signs with larger ones, and the time of a check grows with both. */
export const STOERSTE_RSA = 8192;
export const STOERSTE_RSA_EKSPONENT = 32;
