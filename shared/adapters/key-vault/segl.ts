// Seals are signed with a key from Key Vault: a compact JWS (RFC 7515) with a digest of the answer, not the answer itself.

import { createHash } from "node:crypto";
import { compactVerify, decodeProtectedHeader, SignJWT, type CryptoKey } from "jose";
import { z } from "zod";
import type { Organisasjonsnummer } from "../../kernel/organisasjonsnummer.ts";
import { err, ok } from "../../kernel/result.ts";
import { kanoniskJson } from "../../oppslag/kanonisk.ts";
import type { Oppslagsinnhold, Oppslagssvar } from "../../oppslag/oppslagssvar.ts";
import { SEGL_VARIGHET_DAGER, type Segl } from "../../oppslag/segl.ts";
import type { Seglnoekler } from "./seglnoekler.ts";

export type SeglDeps = { readonly noekler: Seglnoekler; readonly now: () => Date };

const ALG = "ES256";
const TYP = "egenandel-oppslag+jwt";
const VARIGHET_SEKUNDER = SEGL_VARIGHET_DAGER * 24 * 60 * 60;
const LENGSTE_SEGL = 2_048;
// The instance that sealed may have a clock ahead of the one that checks.
const KLOKKESLINGRING_SEKUNDER = 60;

const headerSchema = z.strictObject({ alg: z.literal(ALG), typ: z.literal(TYP), kid: z.string() });
const payloadSchema = z.strictObject({
  kommune: z.string(),
  iat: z.int(),
  exp: z.int(),
  sha256: z.string(),
});

type Payload = z.infer<typeof payloadSchema>;

function digest(innhold: Oppslagsinnhold): string {
  return createHash("sha256").update(kanoniskJson(innhold), "utf8").digest("base64url");
}

/** The kid a seal names, read before anything is verified; undefined when it is no seal of ours. */
function lesKid(segl: string): string | undefined {
  if (segl.length > LENGSTE_SEGL) return undefined;
  try {
    return headerSchema.parse(decodeProtectedHeader(segl)).kid;
  } catch {
    return undefined;
  }
}

/** What the seal says, or undefined when it is not a seal made with this key. */
async function lesSegl(segl: string, offentlig: CryptoKey): Promise<Payload | undefined> {
  try {
    const jws = await compactVerify(segl, offentlig, { algorithms: [ALG] });
    const payload = payloadSchema.safeParse(JSON.parse(new TextDecoder().decode(jws.payload)));
    return payload.success ? payload.data : undefined;
  } catch {
    // jose rejects for every way a JWS can be wrong; to the caller they are all the same.
    return undefined;
  }
}

/** Creates the seal: made with the newest key, checked with the one it names. */
export function createSegl({ noekler, now }: SeglDeps): Segl {
  const sekunder = (): number => Math.floor(now().getTime() / 1000);

  return {
    async klargjoer() {
      const hentet = await noekler.gjeldende();
      if (!hentet.ok) return hentet;
      const { kid, privat } = hentet.value;
      return ok((innhold, kommune) => {
        const iat = sekunder();
        const payload: Payload = { kommune, iat, exp: iat + VARIGHET_SEKUNDER, sha256: digest(innhold) };
        return new SignJWT(payload).setProtectedHeader({ alg: ALG, kid, typ: TYP }).sign(privat);
      });
    },

    async kontroller(svar: Oppslagssvar, kommune: Organisasjonsnummer) {
      const { segl, ...innhold } = svar;
      const kid = lesKid(segl);
      if (kid === undefined) return err({ kode: "segl-ugyldig" });
      const offentlig = await noekler.offentlig(kid);
      if (!offentlig.ok) return offentlig;
      const lest = offentlig.value === undefined ? undefined : await lesSegl(segl, offentlig.value);
      const naa = sekunder();
      if (lest?.kommune !== kommune) return err({ kode: "segl-ugyldig" });
      const gyldig =
        lest.exp === lest.iat + VARIGHET_SEKUNDER &&
        lest.iat <= naa + KLOKKESLINGRING_SEKUNDER &&
        naa < lest.exp &&
        lest.sha256 === digest(innhold);
      return gyldig ? ok(undefined) : err({ kode: "segl-ugyldig" });
    },
  };
}
