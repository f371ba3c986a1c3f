// A bounded number of pieces of work at a time. Who finds no place is told so at once: a queue would only time out later.

/** A place, given back with the function; undefined when all are taken. */
export type TaPlass = () => (() => void) | undefined;

/** Creates so many places. */
export function createPlasser(antall: number): TaPlass {
  let opptatt = 0;
  return () => {
    if (opptatt >= antall) return undefined;
    opptatt += 1;
    let levert = false;
    return () => {
      if (!levert) opptatt -= 1;
      levert = true;
    };
  };
}
