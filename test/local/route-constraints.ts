// The inline route constraints of ASP.NET that the host understands: `{id:int}`, `{navn:minlength(2)}` and so on.

export type Constraint = (value: string) => boolean;

const WITHOUT_ARGUMENT: ReadonlyMap<string, Constraint> = new Map<string, Constraint>([
  ["int", (value) => isInteger(value, -2_147_483_648n, 2_147_483_647n)],
  ["long", (value) => isInteger(value, -9_223_372_036_854_775_808n, 9_223_372_036_854_775_807n)],
  ["bool", (value) => /^(?:true|false)$/i.test(value)],
  ["alpha", (value) => /^[a-z]*$/i.test(value)],
  ["guid", (value) => /^(?:[0-9a-f]{32}|\{?[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\}?)$/i.test(value)],
]);

const WITH_NUMBER: ReadonlyMap<string, (limit: number) => Constraint> = new Map([
  [
    "length",
    (limit: number): Constraint =>
      (value) =>
        value.length === limit,
  ],
  [
    "minlength",
    (limit: number): Constraint =>
      (value) =>
        value.length >= limit,
  ],
  [
    "maxlength",
    (limit: number): Constraint =>
      (value) =>
        value.length <= limit,
  ],
  [
    "min",
    (limit: number): Constraint =>
      (value) =>
        isInteger(value, BigInt(limit), undefined),
  ],
  [
    "max",
    (limit: number): Constraint =>
      (value) =>
        isInteger(value, undefined, BigInt(limit)),
  ],
]);

function isInteger(value: string, lowest: bigint | undefined, highest: bigint | undefined): boolean {
  if (!/^[+-]?\d{1,19}$/.test(value)) return false;
  const number = BigInt(value.replace("+", ""));
  return (lowest === undefined || number >= lowest) && (highest === undefined || number <= highest);
}

/** The test for one constraint as written in a route; throws for one that the host does not know. */
export function constraintOf(text: string): Constraint {
  const [, name, argument] = /^([a-z]+)(?:\((\d+)\))?$/i.exec(text) ?? [];
  const key = name?.toLowerCase() ?? "";
  const constraint =
    argument === undefined ? WITHOUT_ARGUMENT.get(key) : WITH_NUMBER.get(key)?.(Number(argument));
  if (constraint === undefined) throw new Error(`route constraint "${text}" is not known`);
  return constraint;
}
