// A share of something, without chance: of every ten calls the same three, for 0.3.

/** Creates the choice: true for `andel` (above 0, at most 1) of the times it is asked, as evenly as can be. */
export function createAndel(andel: number): () => boolean {
  if (!(andel > 0 && andel <= 1)) throw new RangeError("a share is above 0 and at most 1");
  let nr = 0;
  let truffet = 0;
  return () => {
    nr += 1;
    // A share such as 1/49 times 49 is a little below 1.
    if (Math.floor(nr * andel + 1e-9) <= truffet) return false;
    truffet += 1;
    return true;
  };
}
