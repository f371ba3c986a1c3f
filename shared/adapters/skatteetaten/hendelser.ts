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
import { hendelserSchema, startSchema } from "./schema.ts";

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
}: z.infer<typeof hendelserSchema>["hendelser"][number]): Kildehendelse {
  const aar = /^[0-9]{4}$/.test(gjelderPeriode ?? "") ? Number(gjelderPeriode) : null;
  const type = TYPER.find(([moenster]) => moenster.test(hendelsetype ?? ""))?.[1];
  return {
    sekvensnummer,
    person: identifikator === null ? "ULESELIG" : Personidentifikator.av(identifikator),
    inntektsaar: aar,
    hendelsetype: type ?? null,
  };
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
      return ok(svar.value === "INGEN" ? [] : svar.value.hendelser.map(somHendelse));
    },

    async finnStart(dato, spoerring) {
      const svar = await spoer(`/start?dato=${dato}`, startSchema, spoerring);
      if (!svar.ok) return svar;
      return ok(svar.value === "INGEN" ? undefined : svar.value.sekvensnummer);
    },
  };
}
