// So many at a time; the others wait their turn.

/** Runs work in the order it comes, at most so many at a time. Work that fails gives its place up like any other. */
export type EtterTur = <T>(arbeid: () => Promise<T>) => Promise<T>;

export function createEtterTur(plasser: number): EtterTur {
  const venter: (() => void)[] = [];
  let ledige = plasser;
  return async (arbeid) => {
    if (ledige > 0) ledige -= 1;
    else await new Promise<void>((start) => venter.push(start));
    try {
      return await arbeid();
    } finally {
      // The place goes straight to the next, so that no newcomer gets in between.
      const neste = venter.shift();
      if (neste === undefined) ledige += 1;
      else neste();
    }
  };
}
