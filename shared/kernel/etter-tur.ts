// So many at a time; the others wait their turn.

/**
 * Runs work in the order it comes, at most so many places at a time. Work that fails gives its places up like any other. Work
 * that needs more places than there are gets them all.
 */
export type EtterTur = <T>(arbeid: () => Promise<T>, plasser?: number) => Promise<T>;

export function createEtterTur(plasser: number): EtterTur {
  const venter: { readonly antall: number; readonly start: () => void }[] = [];
  let ledige = plasser;

  /** Strictly in order: what needs many places is not passed by what needs few. */
  function slippTil(): void {
    for (let neste = venter[0]; neste !== undefined && neste.antall <= ledige; neste = venter[0]) {
      venter.shift();
      ledige -= neste.antall;
      neste.start();
    }
  }

  return async (arbeid, oensket = 1) => {
    const antall = Math.min(oensket, plasser);
    if (venter.length === 0 && antall <= ledige) ledige -= antall;
    else await new Promise<void>((start) => venter.push({ antall, start }));
    try {
      return await arbeid();
    } finally {
      ledige += antall;
      slippTil();
    }
  };
}
