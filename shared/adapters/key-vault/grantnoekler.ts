// The key that signs assertions to Maskinporten: the newest version of its secret. When Maskinporten does not know the one we
// have kept, there may be a newer one in the vault.

import type { Feil } from "../../kernel/feil.ts";
import type { Result } from "../../kernel/result.ts";
import { createNoekkelkilde, lesGrantnoekkel, type Grantnoekkel } from "./jwk.ts";
import type { Hemmeligheter } from "./secrets.ts";

export type GrantnoeklerDeps = {
  readonly hemmeligheter: Pick<Hemmeligheter, "hent" | "hentFersk">;
  /** The name of the secret. */
  readonly navn: string;
  readonly now: () => Date;
};

/**
 * The key; after Maskinporten has said that it does not know the one with `ukjentKid`, the one to use instead. It is the same
 * when the vault has no other.
 */
export type Grantnoekler = (ukjentKid?: string) => Promise<Result<Grantnoekkel, Feil>>;

// A client that is set up wrong is refused every time, and must not make us ask the vault more often than this.
const KJOELETID_MS = 30_000;

/** Creates the source of the key, one for the whole process. */
export function createGrantnoekler({ hemmeligheter, navn, now }: GrantnoeklerDeps): Grantnoekler {
  let sistSpurtMs = Number.NEGATIVE_INFINITY;
  let sisteSvar: ReturnType<Hemmeligheter["hentFersk"]> | undefined;
  const oppbevart = createNoekkelkilde(() => hemmeligheter.hent(navn), lesGrantnoekkel);
  // Those who are refused while somebody else is asking wait for the same answer.
  const fersk = createNoekkelkilde(() => {
    const naa = now().getTime();
    if (sisteSvar === undefined || naa - sistSpurtMs >= KJOELETID_MS) {
      sistSpurtMs = naa;
      sisteSvar = hemmeligheter.hentFersk(navn);
    }
    return sisteSvar;
  }, lesGrantnoekkel);

  return async (ukjentKid) => {
    const noekkel = await oppbevart();
    // Another kid: it was replaced while the assertion was on its way.
    if (!noekkel.ok || noekkel.value.kid !== ukjentKid) return noekkel;
    return fersk();
  };
}
