// Calendar dates without time or zone. The ISO text sorts as the calendar does, so dates compare with < and >.

declare const dato: unique symbol;

/** A calendar date `YYYY-MM-DD` that exists. */
export type Dato = string & { readonly [dato]: true };

const MS_PER_DAG = 86_400_000;

function fraUtc(ms: number): Dato {
  return new Date(ms).toISOString().slice(0, 10) as Dato;
}

function tilUtc(d: Dato): number {
  return Date.parse(`${d}T00:00:00Z`);
}

/** The date, or undefined when the text is not `YYYY-MM-DD` or no such day exists (2026-02-29). */
export function lesDato(tekst: string): Dato | undefined {
  if (!/^[0-9]{4}-[0-9]{2}-[0-9]{2}$/.test(tekst)) return undefined;
  const ms = Date.parse(`${tekst}T00:00:00Z`);
  return Number.isNaN(ms) || fraUtc(ms) !== tekst ? undefined : (tekst as Dato);
}

/** The date of a text that is known to be one (our own data); throws otherwise. */
export function datoAv(tekst: string): Dato {
  const lest = lesDato(tekst);
  if (lest === undefined) throw new RangeError("not a date");
  return lest;
}

// Swedish dates are written YYYY-MM-DD. Made once: making one costs more than all else in a date.
const I_NORGE = new Intl.DateTimeFormat("sv-SE", { timeZone: "Europe/Oslo" });

/** The date in Norway at a moment, so that a year does not change an hour or two late. */
export function norskDato(tidspunkt: Date): Dato {
  return datoAv(I_NORGE.format(tidspunkt));
}

/** The number that stands in some places of a date. Digit by digit: a calculation of a year asks for it some fifty times. */
function tallI(d: Dato, fra: number, til: number): number {
  let tall = 0;
  for (let i = fra; i < til; i++) tall = 10 * tall + d.charCodeAt(i) - 48;
  return tall;
}

export function aarAv(d: Dato): number {
  return tallI(d, 0, 4);
}

/** Month 1–12. */
export function maanedAv(d: Dato): number {
  return tallI(d, 5, 7);
}

/** Day of month 1–31. */
export function dagIMaanedAv(d: Dato): number {
  return tallI(d, 8, 10);
}

/** The same day some months on; the last day of the month when that day does not exist (31.01 → 28.02). */
export function plussMaaneder(d: Dato, antall: number): Dato {
  const maaneder = aarAv(d) * 12 + maanedAv(d) - 1 + antall;
  const aar = Math.floor(maaneder / 12);
  const maaned = (maaneder % 12) + 1;
  return datoFra(aar, maaned, Math.min(dagIMaanedAv(d), dagerIMaaneden(aar, maaned)));
}

/** Days from and including fra to and including til; 1 when they are the same day. */
export function antallDager(fra: Dato, til: Dato): number {
  return (tilUtc(til) - tilUtc(fra)) / MS_PER_DAG + 1;
}

/** A date as people read it: `14.03.2026`. */
export function norskDatotekst(d: Dato): string {
  return `${d.slice(8, 10)}.${d.slice(5, 7)}.${d.slice(0, 4)}`;
}

/** Days in a month (1–12) of a year. */
export function dagerIMaaneden(aar: number, maaned: number): number {
  if (maaned === 2) return aar % 4 === 0 && (aar % 100 !== 0 || aar % 400 === 0) ? 29 : 28;
  return maaned === 4 || maaned === 6 || maaned === 9 || maaned === 11 ? 30 : 31;
}

/** The date of a year (1000–9999), month (1–12) and day; throws when there is no such day. Cheaper than datoAv in a loop. */
export function datoFra(aar: number, maaned: number, dag: number): Dato {
  const finnes =
    Number.isInteger(aar) &&
    Number.isInteger(maaned) &&
    Number.isInteger(dag) &&
    aar >= 1000 &&
    aar <= 9999 &&
    maaned >= 1 &&
    maaned <= 12 &&
    dag >= 1 &&
    dag <= dagerIMaaneden(aar, maaned);
  if (!finnes) throw new RangeError("not a date");
  return `${aar}-${toSifre(maaned)}-${toSifre(dag)}` as Dato;
}

function toSifre(tall: number): string {
  return tall < 10 ? `0${tall}` : `${tall}`;
}
