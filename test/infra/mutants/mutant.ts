// One template with one thing removed or weakened: the rule that guards it must see it, and no other.

export type Mutant = {
  readonly rule: string;
  readonly file: string;
  /** Stands once in the file. */
  readonly find: string;
  readonly replace: string;
  /** A file that is there under another name as well. */
  readonly copy?: readonly [from: string, to: string];
};

/** Mutants of one file: the rule, what is found, and what it is replaced with; nothing when it is removed. */
export function mutantsOf(
  file: string,
  rows: readonly (readonly [rule: string, find: string, replace?: string])[],
): readonly Mutant[] {
  return rows.map(([rule, find, replace = ""]) => ({ rule, file, find, replace }));
}
