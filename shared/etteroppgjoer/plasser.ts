// At most so many pieces of work at a time, in the order they came.

export type Plasser = <T>(arbeid: () => Promise<T>) => Promise<T>;

export function createPlasser(antall: number): Plasser {
  let ledige = antall;
  const venter: (() => void)[] = [];
  return async (arbeid) => {
    if (ledige === 0) await new Promise<void>((slippTil) => venter.push(slippTil));
    else ledige -= 1;
    try {
      return await arbeid();
    } finally {
      const neste = venter.shift();
      if (neste === undefined) ledige += 1;
      else neste();
    }
  };
}
