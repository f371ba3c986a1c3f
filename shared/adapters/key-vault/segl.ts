// Seals are signed with a key from Key Vault: a compact JWS (RFC 7515) with a digest of the answer, not the answer itself.

import { createHash } from "node:crypto";
import { compactVerify, SignJWT } from "jose";
import { z } from "zod";
import type { Feil } from "../../kernel/feil.ts";
import type { Organisasjonsnummer } from "../../kernel/organisasjonsnummer.ts";
import { err, ok, type Result } from "../../kernel/result.ts";
import { kanoniskJson } from "../../oppslag/kanonisk.ts";
import type { Oppslagsinnhold, Oppslagssvar } from "../../oppslag/oppslagssvar.ts";
import { SEGL_VARIGHET_DAGER, type Segl } from "../../oppslag/segl.ts";
import type { Seglnoekkel } from "./jwk.ts";

export type SeglDeps = {
  readonly noekkel: () => Promise<Result<Seglnoekkel, Feil>>;
  readonly now: () => Date;
};

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

/** What the seal says, or undefined when it is not a seal made with this key. */
async function lesSegl(segl: string, noekkel: Seglnoekkel): Promise<Payload | undefined> {
  if (segl.length > LENGSTE_SEGL) return undefined;
  try {
    const jws = await compactVerify(segl, noekkel.offentlig, { algorithms: [ALG] });
    const header = headerSchema.safeParse(jws.protectedHeader);
    if (!header.success || header.data.kid !== noekkel.kid) return undefined;
    const payload = payloadSchema.safeParse(JSON.parse(new TextDecoder().decode(jws.payload)));
    return payload.success ? payload.data : undefined;
  } catch {
    // jose rejects for every way a JWS can be wrong; to the caller they are all the same.
    return undefined;
  }
}

/** Creates the seal. Only the current key is known: seals made with an earlier one no longer verify. */
export function createSegl({ noekkel, now }: SeglDeps): Segl {
  const sekunder = (): number => Math.floor(now().getTime() / 1000);

  return {
    async forsegle(innhold, kommune) {
      const hentet = await noekkel();
      if (!hentet.ok) return hentet;
      const { kid, privat } = hentet.value;
      const iat = sekunder();
      const payload: Payload = { kommune, iat, exp: iat + VARIGHET_SEKUNDER, sha256: digest(innhold) };
      return ok(await new SignJWT(payload).setProtectedHeader({ alg: ALG, kid, typ: TYP }).sign(privat));
    },

    async kontroller(svar: Oppslagssvar, kommune: Organisasjonsnummer) {
      const hentet = await noekkel();
      if (!hentet.ok) return hentet;
      const { segl, ...innhold } = svar;
      const lest = await lesSegl(segl, hentet.value);
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
