// Which municipalities a search finds. The page filters by the same rule as it is typed (skript.ts).

/** The longest search. */
export const LENGSTE_SOEK = 100;

/**
 * A text as it is compared: small letters, no accents (Kárášjohka is found by karasjohka), while æ, ø and å are letters of
 * their own. A number may be written in groups.
 */
function soekenoekkel(tekst: string): string {
  const noekkel = tekst
    .normalize("NFD")
    .replace(/[\u0300-\u0309\u030b-\u036f]/g, "")
    .normalize("NFC")
    .toLowerCase()
    .trim();
  return /^[\d\s]+$/.test(noekkel) ? noekkel.replace(/\s/g, "") : noekkel;
}

/** Whether a search finds a municipality, by a part of its name or number. */
export function passer(
  { navn, organisasjonsnummer }: { readonly navn: string; readonly organisasjonsnummer: string },
  soek: string,
): boolean {
  return soekenoekkel(`${navn} ${organisasjonsnummer}`).includes(soekenoekkel(soek));
}
