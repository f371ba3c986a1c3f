// What happens to a connection, and what it then looks like. Every event is kept as history; the state is what they add up to.

import type { Dato } from "../kernel/dato.ts";
import type { SkatteApi } from "../kernel/feil.ts";
import {
  SKATTE_APIER,
  type ApiSvar,
  type Erklaering,
  type Papirsteg,
  type Signaturdom,
  type Svar,
  type Tilkobling,
} from "./tilkobling.ts";

/** The outcome of asking; UKJENT is not an answer. */
export type Proeve = { readonly status: "OK" | "MANGLER" | "UKJENT"; readonly aarsakskode: string | null };
export type ApiProeve = { readonly tilgang: Proeve; readonly delegering: Proeve };

type Felles = {
  /** ISO 8601, UTC. */
  readonly tidspunkt: string;
};

export type Tilkoblingshendelse =
  | (Felles & {
      readonly type: "ERKLAERING_MOTTATT";
      readonly sha256: string;
      readonly dom: Signaturdom;
      /** Who sent it: the organisation that called for the municipality, the municipality itself, or the operator's object id. */
      readonly avsender: string;
    })
  | (Felles & {
      readonly type: "ERKLAERING_AVGJORT";
      readonly sha256: string;
      readonly avgjoerelse: "GODKJENT" | "AVVIST";
      readonly begrunnelse: string;
      readonly operatoer: string;
    })
  | (Felles & {
      readonly type: "REGISTRERT";
      readonly steg: Papirsteg;
      readonly status: "OK" | "MANGLER";
      readonly dato: Dato;
      readonly merknad: string | null;
      readonly operatoer: string;
    })
  | (Felles & {
      readonly type: "SJEKKET";
      readonly utfall: Readonly<Record<SkatteApi, ApiProeve>>;
    });

/** How many declarations the state keeps; the history keeps them all. */
const FLEST_ERKLAERINGER = 20;

/** The connection after the event. Events that say nothing new give the same facts again. */
export function anvend(foer: Tilkobling, hendelse: Tilkoblingshendelse): Tilkobling {
  switch (hendelse.type) {
    case "ERKLAERING_MOTTATT":
      return { ...foer, erklaeringer: medMottatt(foer.erklaeringer, hendelse) };
    case "ERKLAERING_AVGJORT": {
      const { sha256, avgjoerelse, begrunnelse, operatoer, tidspunkt } = hendelse;
      const avgjort = { avgjoerelse, begrunnelse, operatoer, tidspunkt };
      return {
        ...foer,
        erklaeringer: foer.erklaeringer.map((e) => (e.sha256 === sha256 ? { ...e, avgjort } : e)),
      };
    }
    case "REGISTRERT": {
      const { steg, status, dato, merknad, operatoer, tidspunkt } = hendelse;
      return {
        ...foer,
        registreringer: { ...foer.registreringer, [steg]: { status, dato, merknad, operatoer, tidspunkt } },
      };
    }
    case "SJEKKET": {
      const { utfall, tidspunkt } = hendelse;
      // Of two checks at once the slower one may have asked first.
      if (erEldre(foer, hendelse)) return foer;
      return {
        ...foer,
        apier: {
          SUMMERT_SKATTEGRUNNLAG: medProeve(
            foer.apier.SUMMERT_SKATTEGRUNNLAG,
            utfall.SUMMERT_SKATTEGRUNNLAG,
            tidspunkt,
          ),
          BEREGNET_SKATT: medProeve(foer.apier.BEREGNET_SKATT, utfall.BEREGNET_SKATT, tidspunkt),
          AVREGNING: medProeve(foer.apier.AVREGNING, utfall.AVREGNING, tidspunkt),
        },
        sjekket: tidspunkt,
      };
    }
  }
}

/**
 * Whether an event belongs in the history: people's acts always do, a received declaration when its content or verdict is
 * new, a check when an answer differs from the last one.
 */
export function erNytt(foer: Tilkobling, hendelse: Tilkoblingshendelse): boolean {
  switch (hendelse.type) {
    case "ERKLAERING_AVGJORT":
    case "REGISTRERT":
      return true;
    case "ERKLAERING_MOTTATT": {
      const kjent = foer.erklaeringer.find((e) => e.sha256 === hendelse.sha256);
      return kjent === undefined || !sammeDom(kjent.dom, hendelse.dom);
    }
    case "SJEKKET":
      return (
        !erEldre(foer, hendelse) &&
        SKATTE_APIER.some((api) => {
          const { tilgang, delegering } = hendelse.utfall[api];
          const svar = foer.apier[api];
          return erNyttSvar(svar.tilgang, tilgang) || erNyttSvar(svar.delegering, delegering);
        })
      );
  }
}

function erEldre({ sjekket }: Tilkobling, { tidspunkt }: Felles): boolean {
  return sjekket !== null && tidspunkt < sjekket;
}

function erNyttSvar(foer: Svar | null, { status, aarsakskode }: Proeve): boolean {
  return status !== "UKJENT" && (foer?.status !== status || foer.aarsakskode !== aarsakskode);
}

function sammeDom(a: Signaturdom, b: Signaturdom): boolean {
  return a.indikasjon === b.indikasjon && a.subindikasjon === b.subindikasjon && a.binding === b.binding;
}

function medProeve(foer: ApiSvar, { tilgang, delegering }: ApiProeve, tidspunkt: string): ApiSvar {
  return {
    tilgang: sisteSvar(foer.tilgang, tilgang, tidspunkt),
    delegering: sisteSvar(foer.delegering, delegering, tidspunkt),
  };
}

/** An answer replaces the last one; no answer does not. */
function sisteSvar(foer: Svar | null, { status, aarsakskode }: Proeve, tidspunkt: string): Svar | null {
  return status === "UKJENT" ? foer : { status, aarsakskode, tidspunkt };
}

/** The same content again keeps its place in time and the operator's decision; only the verdict is renewed. */
function medMottatt(
  foer: readonly Erklaering[],
  { sha256, dom, tidspunkt }: Extract<Tilkoblingshendelse, { type: "ERKLAERING_MOTTATT" }>,
): readonly Erklaering[] {
  if (foer.some((e) => e.sha256 === sha256))
    return foer.map((e) => (e.sha256 === sha256 ? { ...e, dom } : e));
  return avkortet([{ sha256, mottatt: tidspunkt, dom, avgjort: null }, ...foer]);
}

/** What counts is never pushed out by what is merely newer. */
function avkortet(erklaeringer: readonly Erklaering[]): readonly Erklaering[] {
  if (erklaeringer.length <= FLEST_ERKLAERINGER) return erklaeringer;
  const gjelder = gjeldendeErklaering(erklaeringer);
  const resten = erklaeringer.filter((e) => e !== gjelder).slice(0, FLEST_ERKLAERINGER - 1);
  return erklaeringer.filter((e) => e === gjelder || resten.includes(e));
}

/** What has become of a declaration: the operator's word, else the verifier's. */
export function avgjoerelseAv({ avgjort, dom }: Erklaering): Signaturdom["avgjoerelse"] {
  return avgjort?.avgjoerelse ?? dom.avgjoerelse;
}

/**
 * The declaration that counts: the newest that is accepted (it is signed once and holds, so a later upload cannot undo it),
 * otherwise the newest that awaits assessment, otherwise the newest.
 */
export function gjeldendeErklaering(erklaeringer: readonly Erklaering[]): Erklaering | undefined {
  return (
    erklaeringer.find((e) => avgjoerelseAv(e) === "GODKJENT") ??
    erklaeringer.find((e) => avgjoerelseAv(e) === "TIL_VURDERING") ??
    erklaeringer[0]
  );
}
