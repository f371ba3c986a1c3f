// Skatteetaten asks for at most five calls at a time per API and virksomhet. The rest wait their turn.

const SAMTIDIGE = 5;

export type Begrens = <T>(noekkel: string, arbeid: () => Promise<T>) => Promise<T>;

/** Creates a limiter: at most five pieces of work at a time per key, in the order they came. */
export function createBegrens(): Begrens {
  const koeer = new Map<string, { antall: number; venter: (() => void)[] }>();

  return async (noekkel, arbeid) => {
    const koe = koeer.get(noekkel) ?? { antall: 0, venter: [] };
    koeer.set(noekkel, koe);
    if (koe.antall >= SAMTIDIGE) await new Promise<void>((slippTil) => koe.venter.push(slippTil));
    else koe.antall += 1;
    try {
      return await arbeid();
    } finally {
      const neste = koe.venter.shift();
      if (neste !== undefined) neste();
      else {
        koe.antall -= 1;
        if (koe.antall === 0) koeer.delete(noekkel);
      }
    }
  };
}
