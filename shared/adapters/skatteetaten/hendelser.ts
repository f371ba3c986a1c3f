// Skatteoppgjoer hendelser: the feed of settlement events. It follows the scope of Summert skattegrunnlag and needs no
// delegation of its own.

import type { z } from "zod";
import type { Feil } from "../../kernel/feil.ts";
import type { HttpSvar } from "../../kernel/http.ts";
import { Personidentifikator } from "../../kernel/personidentifikator.ts";
import { err, ok, type Result } from "../../kernel/result.ts";
import type {
  Hendelseskilde,
  Hendelsesspoerring,
  Hendelsetype,
  Kildehendelse,
} from "../../hendelser/hendelseskilde.ts";
import { kodeAv } from "./avslag.ts";
import { createSkattekall, lesJson, type SkattekallDeps } from "./kall.ts";
import { hendelserSchema, hendelseSchema, startSchema } from "./schema.ts";

export type HendelseskildeDeps = SkattekallDeps & {
  /** Base address, version included (`.../v1`). */
  readonly adresse: URL;
};

const UGYLDIG = err({ kode: "ugyldig-svar", motpart: "SKATTEETATEN" } as const);
const INGEN_HENDELSER = "FA-005";
const MIDLERTIDIG = "DAS-003";

const TYPER: readonly (readonly [RegExp, Hendelsetype])[] = [
  [/^ny(tt|opprettet)?$/i, "NY"],
  [/^endr(et|ing)$/i, "ENDRET"],
  [/^slett(et|ing)$/i, "SLETTET"],
];

function somHendelse({
  sekvensnummer,
  identifikator,
  gjelderPeriode,
  hendelsetype,
}: z.infer<typeof hendelseSchema>): Kildehendelse {
  const aar = /^[0-9]{4}$/.test(gjelderPeriode ?? "") ? Number(gjelderPeriode) : null;
  const type = TYPER.find(([moenster]) => moenster.test(hendelsetype ?? ""))?.[1];
  return {
    sekvensnummer,
    person: identifikator === null ? "ULESELIG" : Personidentifikator.av(identifikator),
    inntektsaar: aar,
    hendelsetype: type ?? null,
  };
}

/**
 * The events of a page up to the first that cannot be read, which is one without a number: what is before it can be told. The next
 * page then begins with it and is invalid, as is a page where reading so far would pass over an event further down.
 */
function lesSide(side: readonly unknown[]): Result<readonly Kildehendelse[], Feil> {
  const leste = side.map((hendelse) => hendelseSchema.safeParse(hendelse).data);
  const uleselig = leste.indexOf(undefined);
  const foer = (uleselig < 0 ? leste : leste.slice(0, uleselig)).filter((h) => h !== undefined);
  if (uleselig < 0) return ok(foer.map(somHendelse));
  const siste = foer.reduce((hittil, { sekvensnummer }) => Math.max(hittil, sekvensnummer), 0);
  const etter = leste.slice(uleselig).filter((h) => h !== undefined);
  if (foer.length === 0 || etter.some(({ sekvensnummer }) => sekvensnummer < siste)) return UGYLDIG;
  return ok(foer.map(somHendelse));
}

/** What an answer other than 200 means; `INGEN` when there are no events for what was asked. */
function tolkAvslag(svar: HttpSvar): Result<"INGEN", Feil> {
  const kode = kodeAv(svar);
  if (svar.status === 404 && kode === INGEN_HENDELSER) return ok("INGEN");
  if (svar.status === 403 && kode !== undefined) {
    return err({ kode: "tilgang-mangler", api: "SUMMERT_SKATTEGRUNNLAG", aarsakskode: kode });
  }
  return kode === MIDLERTIDIG ? err({ kode: "motpart-utilgjengelig", motpart: "SKATTEETATEN" }) : UGYLDIG;
}

/** Creates the reader of the feed. Addresses have no slash at the end; they hold no person. */
export function createHendelseskilde({ adresse, ...deps }: HendelseskildeDeps): Hendelseskilde {
  const hentSvar = createSkattekall(deps);
  const base = adresse.href.replace(/\/$/, "");

  async function spoer<S extends z.ZodType>(
    sti: string,
    schema: S,
    spoerring: Hendelsesspoerring,
  ): Promise<Result<z.infer<S> | "INGEN", Feil>> {
    const svar = await hentSvar("HENDELSER", new URL(`${base}${sti}`), spoerring);
    if (!svar.ok) return svar;
    if (svar.value.status !== 200) return tolkAvslag(svar.value);
    const lest = schema.safeParse(lesJson(svar.value));
    return lest.success ? ok(lest.data) : UGYLDIG;
  }

  return {
    async hent(fra, antall, spoerring) {
      const sti = `?fraSekvensnummer=${String(fra)}&antall=${String(antall)}`;
      const svar = await spoer(sti, hendelserSchema, spoerring);
      if (!svar.ok) return svar;
      return svar.value === "INGEN" ? ok([]) : lesSide(svar.value.hendelser);
    },

    async finnStart(dato, spoerring) {
      const svar = await spoer(`/start?dato=${dato}`, startSchema, spoerring);
      if (!svar.ok) return svar;
      return ok(svar.value === "INGEN" ? undefined : svar.value.sekvensnummer);
    },
  };
}
