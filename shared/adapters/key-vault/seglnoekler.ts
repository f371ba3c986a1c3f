// The keys of seals. The newest version of the secret seals; a seal is checked with the version that made it, so that a new
// key does not make the look-ups of the last months unusable.

import type { CryptoKey } from "jose";
import type { Feil } from "../../kernel/feil.ts";
import { err, ok, type Result } from "../../kernel/result.ts";
import { createNoekkelkilde, lesSeglnoekkel, type Seglnoekkel } from "./jwk.ts";
import type { Hemmeligheter } from "./secrets.ts";

export type SeglnoeklerDeps = {
  readonly hemmeligheter: Hemmeligheter;
  /** The name of the secret. */
  readonly navn: string;
  readonly now: () => Date;
};

export type Seglnoekler = {
  /** The key that seals. */
  readonly gjeldende: () => Promise<Result<Seglnoekkel, Feil>>;
  /**
   * The public half of the key with this kid among the versions that may be used now; undefined when none has it. The kid
   * may come from anybody.
   */
  readonly offentlig: (kid: string) => Promise<Result<CryptoKey | undefined, Feil>>;
};

// A kid nobody knows may be a key that is newer than our list. Who makes kids up cannot make us ask more often than this.
const KJOELETID_MS = 30_000;

/** Creates the source of the keys. Every version is read and imported once. */
export function createSeglnoekler({ hemmeligheter, navn, now }: SeglnoeklerDeps): Seglnoekler {
  let leste = new Map<string, Promise<Result<Seglnoekkel, Feil>>>();
  let sistUtenTreffMs = Number.NEGATIVE_INFINITY;

  async function finn(
    kid: string,
    tekster: readonly string[],
  ): Promise<Result<Seglnoekkel | undefined, Feil>> {
    leste = new Map(tekster.map((tekst) => [tekst, leste.get(tekst) ?? lesSeglnoekkel(tekst)]));
    const noekler = await Promise.all(leste.values());
    const funnet = noekler.find((noekkel) => noekkel.ok && noekkel.value.kid === kid);
    if (funnet !== undefined) return funnet;
    // Among keys that cannot be read may be the one: then the seal is neither valid nor invalid.
    return noekler.find((noekkel) => !noekkel.ok) ?? ok(undefined);
  }

  async function blant(
    kid: string,
    hentet: Result<readonly string[], Feil>,
  ): Promise<Result<Seglnoekkel | undefined, Feil>> {
    return hentet.ok ? finn(kid, hentet.value) : err(hentet.feil);
  }

  return {
    gjeldende: createNoekkelkilde(() => hemmeligheter.hent(navn), lesSeglnoekkel),

    async offentlig(kid) {
      let funnet = await blant(kid, await hemmeligheter.versjoner.hent(navn));
      const naa = now().getTime();
      if (funnet.ok && funnet.value === undefined && naa - sistUtenTreffMs >= KJOELETID_MS) {
        sistUtenTreffMs = naa;
        funnet = await blant(kid, await hemmeligheter.versjoner.hentFersk(navn));
      }
      return funnet.ok ? ok(funnet.value?.offentlig) : funnet;
    },
  };
}
