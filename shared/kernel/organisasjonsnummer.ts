// Nine digits with a valid modulus 11 check digit. Units of the real register start with 8 or 9, synthetic ones
// with 2 or 3; which of them an environment accepts is not a matter of form and is not judged here.

declare const organisasjonsnummer: unique symbol;

export type Organisasjonsnummer = string & { readonly [organisasjonsnummer]: true };

/** Made-up units of the test registers; real ones start with 8 or 9. */
export function erSyntetisk(nummer: Organisasjonsnummer): boolean {
  return nummer.startsWith("2") || nummer.startsWith("3");
}

const VEKTER = [3, 2, 7, 6, 5, 4, 3, 2, 1] as const;

/** The number, or undefined when it is not nine digits with the right check digit. */
export function lesOrganisasjonsnummer(tekst: string): Organisasjonsnummer | undefined {
  if (!/^[0-9]{9}$/.test(tekst)) return undefined;
  const sum = VEKTER.reduce((s, vekt, i) => s + vekt * Number(tekst[i]), 0);
  return sum % 11 === 0 ? (tekst as Organisasjonsnummer) : undefined;
}
