// What must never stand in a log or a problem: eleven digits in a row, which is what a person's number is.

const ELLEVE_SIFRE = /(?<![0-9])[0-9]{11}(?![0-9])/;

/** Ids are drawn at random and may hold eleven digits by chance. */
const UUID = /[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/gi;

/** The lines that hold an eleven-digit number. */
export function linjerMedNummer(tekst: string): string[] {
  return tekst.split("\n").filter((linje) => ELLEVE_SIFRE.test(linje.replace(UUID, "")));
}
