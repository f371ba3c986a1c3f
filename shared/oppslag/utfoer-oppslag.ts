// A lookup from request to sealed answer: access log first, then the sources in parallel, then the answer. Nothing is
// released before the log entry and its outcome are written, and nobody is looked up whose answer could not be sealed.

import type { Feil } from "../kernel/feil.ts";
import type { Organisasjonsnummer } from "../kernel/organisasjonsnummer.ts";
import type { Personidentifikator } from "../kernel/personidentifikator.ts";
import { err, ok, type Result } from "../kernel/result.ts";
import { lagOppslag } from "./lag-oppslag.ts";
import type { Loggutfall, Oppslagslogg } from "./oppslagslogg.ts";
import { KILDER, type Kilde, type Oppslagssvar, type Rolle } from "./oppslagssvar.ts";
import { settSammenPerson, type Persondata } from "./persondata.ts";
import { FOERSTE_INNTEKTSAAR } from "./poster/regelsett.ts";
import type { Segl } from "./segl.ts";
import type { Kildesvar, Skattekilde } from "./skattekilde.ts";

export type Oppslagsforespoersel = {
  readonly inntektsaar: number | "SISTE";
  readonly personer: readonly { readonly rolle: Rolle; readonly personidentifikator: Personidentifikator }[];
  readonly saksreferanse: string | undefined;
};

/** On whose behalf, and who asked: what the access log must know of the caller. */
export type Oppslagsansvar = {
  readonly kommune: Organisasjonsnummer;
  readonly leverandoer: Organisasjonsnummer | null;
  readonly clientId: string;
  readonly jti: string;
  readonly korrelasjonsid: string;
};

export type OppslagDeps = {
  readonly kilde: Skattekilde;
  readonly logg: Oppslagslogg;
  readonly segl: Segl;
  readonly now: () => Date;
  readonly nyId: () => string;
  /** A signal that fires when the time a lookup may take is out. */
  readonly nyFrist: () => AbortSignal;
};

export type UtfoerOppslag = (
  forespoersel: Oppslagsforespoersel,
  ansvar: Oppslagsansvar,
) => Promise<Result<Oppslagssvar, Feil>>;

/** The first Feil in the order of the request, else all values. */
function alle<T>(resultater: readonly Result<T, Feil>[]): Result<T[], Feil> {
  const verdier: T[] = [];
  for (const resultat of resultater) {
    if (!resultat.ok) return resultat;
    verdier.push(resultat.value);
  }
  return ok(verdier);
}

function somUtfall(svar: Result<Oppslagssvar, Feil>): Loggutfall {
  if (!svar.ok) return { utfall: "IKKE_UTLEVERT", feilkode: svar.feil.kode };
  const { inntektsaar, personer } = svar.value;
  return { utfall: "UTLEVERT", inntektsaar, statuser: personer.map((p) => p.status) };
}

/** Creates the lookup. At most one answer per request, sealed for the municipality that asked. */
export function createUtfoerOppslag(deps: OppslagDeps): UtfoerOppslag {
  type Hent = { readonly kommune: Organisasjonsnummer; readonly frist: AbortSignal };

  async function finnInntektsaar(
    { inntektsaar, personer }: Oppslagsforespoersel,
    hent: Hent,
  ): Promise<Result<number, Feil>> {
    if (inntektsaar !== "SISTE") return ok(inntektsaar);
    const beboer = personer.find(({ rolle }) => rolle === "BEBOER");
    if (beboer === undefined) throw new Error("a lookup without a resident");
    const siste = await deps.kilde.hentSisteInntektsaar({ ...hent, person: beboer.personidentifikator });
    if (!siste.ok) return siste;
    if (siste.value !== undefined && siste.value >= FOERSTE_INNTEKTSAAR) return ok(siste.value);
    const melding = `Skatteetaten har ikke noe tilgjengelig skatteoppgjør for beboeren fra ${FOERSTE_INNTEKTSAAR} eller senere`;
    return err({ kode: "ugyldig-forespoersel", felt: [{ sti: "inntektsaar", melding }] });
  }

  async function hentPerson(
    person: Oppslagsforespoersel["personer"][number],
    inntektsaar: number,
    hent: Hent,
  ): Promise<Result<Persondata, Feil>> {
    const spoerring = { ...hent, inntektsaar, person: person.personidentifikator };
    const [summert, skatt, avregning] = await Promise.all(
      KILDER.map((kilde: Kilde): Promise<Result<Kildesvar, Feil>> => deps.kilde.hent(kilde, spoerring)),
    );
    if (summert === undefined || skatt === undefined || avregning === undefined)
      throw new Error("three sources");
    return settSammenPerson(person.rolle, {
      SUMMERT_SKATTEGRUNNLAG: summert,
      BEREGNET_SKATT: skatt,
      AVREGNING: avregning,
    });
  }

  async function hentOgForsegle(
    forespoersel: Oppslagsforespoersel,
    { kommune }: Oppslagsansvar,
  ): Promise<Result<Oppslagssvar, Feil>> {
    const forsegle = await deps.segl.klargjoer();
    if (!forsegle.ok) return forsegle;
    const hent = { kommune, frist: deps.nyFrist() };
    const inntektsaar = await finnInntektsaar(forespoersel, hent);
    if (!inntektsaar.ok) return inntektsaar;
    const personer = alle(
      await Promise.all(forespoersel.personer.map((p) => hentPerson(p, inntektsaar.value, hent))),
    );
    if (!personer.ok) return personer;
    const hode = {
      oppslagId: deps.nyId(),
      inntektsaar: inntektsaar.value,
      tidspunkt: deps.now().toISOString(),
    };
    const innhold = lagOppslag(hode, personer.value);
    return ok({ ...innhold, segl: await forsegle.value(innhold, kommune) });
  }

  return async (forespoersel, ansvar) => {
    const innslag = await deps.logg.skriv({
      ...ansvar,
      tidspunkt: deps.now(),
      inntektsaar: forespoersel.inntektsaar,
      apier: KILDER,
      personer: forespoersel.personer,
      saksreferanse: forespoersel.saksreferanse ?? null,
    });
    if (!innslag.ok) return innslag;
    const svar = await hentOgForsegle(forespoersel, ansvar).catch(async (bug: unknown) => {
      await deps.logg.fullfoer(innslag.value, { utfall: "IKKE_UTLEVERT", feilkode: "intern-feil" });
      throw bug;
    });
    const fullfoert = await deps.logg.fullfoer(innslag.value, somUtfall(svar));
    return fullfoert.ok ? svar : fullfoert;
  };
}
