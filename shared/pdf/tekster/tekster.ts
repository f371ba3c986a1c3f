// Every text of the document that is not data, in one shape that both maalformer fill.

import type { BegrensetAv, Retning } from "../../beregning/resultat.ts";
import type { Gruppe, Kilde, Personstatus, Rolle } from "../../oppslag/oppslagssvar.ts";

/** A sentence with a link in it. */
export type Lenketekst = { readonly foer: string; readonly lenke: string; readonly etter: string };

export type Tekster = {
  readonly spraak: "nb-NO" | "nn-NO";
  readonly tittel: string;
  readonly dokumenttittel: (inntektsaar: number | null) => string;
  readonly kommunen: string;
  readonly rolle: Readonly<Record<Rolle, string>>;
  readonly barnNr: (nr: number) => string;
  readonly gruppe: Readonly<Record<Gruppe, string>>;
  readonly kilde: Readonly<Record<Kilde, string>>;
  readonly status: Readonly<Record<Exclude<Personstatus, "FUNNET">, string>>;
  readonly ukjent: string;
  readonly ja: string;
  readonly nei: string;
  readonly begrunnelse: (tekst: string) => string;
  /** The name of a step, a rate or a part, which the calculation gives in bokmaal. */
  readonly beregningsnavn: (bokmaal: string) => string;
  /** The arithmetic of a step, likewise. */
  readonly uttrykk: (bokmaal: string) => string;
  readonly side: { readonly side: string; readonly av: string };
  readonly fakta: {
    readonly sammendrag: string;
    readonly gjelder: string;
    readonly utenNavn: string;
    readonly inntektsaar: string;
    readonly bareManuelt: string;
    readonly skatteoppgjoer: string;
    readonly utenDato: string;
    readonly satserPer: string;
    readonly saksreferanse: string;
  };
  readonly noekkeltall: { readonly tekst: string; readonly perAar: (beloep: string) => string };
  readonly tilDisposisjon: (beloep: string) => string;
  readonly begrensetAv: Readonly<Record<BegrensetAv, string>>;
  readonly oppholdetKoster: (perMaaned: string, perDoegn: string) => string;
  readonly husholdning: {
    readonly overskrift: string;
    readonly sammendrag: string;
    readonly tegn: string;
    readonly gruppe: string;
    readonly husholdning: string;
    readonly lagtInn: (gruppe: string) => string;
    /** Of a group whose posts do not add up to anything. */
    readonly utenSum: string;
    readonly sumInntekt: string;
    readonly sumFradrag: string;
    readonly tegnforklaring: string;
    readonly ukjentForklaring: string;
  };
  readonly steg: {
    readonly overskrift: string;
    readonly sammendrag: string;
    readonly nr: string;
    readonly steg: string;
    readonly hjemmel: string;
    readonly beloep: string;
  };
  readonly utregning: {
    readonly overskrift: string;
    readonly innledning: string;
    readonly sammendrag: string;
    readonly nr: string;
    readonly steg: string;
    readonly kilde: string;
    readonly del: string;
    readonly beloep: string;
    readonly fraSteg: (nr: number) => string;
    readonly skatteetaten: string;
    readonly saksbehandler: string;
    readonly praksis: string;
    readonly mangeDeler: (antall: number) => string;
  };
  readonly spesifikasjon: {
    readonly overskrift: (person: string) => string;
    readonly innledning: (inntektsaar: number) => string;
    readonly sammendrag: (person: string) => string;
    readonly post: string;
    readonly hjemmel: string;
    readonly beloep: string;
    readonly ingenPoster: string;
    readonly uklassifisert: string;
    readonly ikkeVurdert: string;
  };
  readonly manuelle: {
    readonly overskrift: string;
    readonly sammendrag: (person: string) => string;
    readonly post: string;
    readonly endring: string;
    readonly beloep: string;
    readonly oekning: (gruppe: string) => string;
    readonly reduksjon: (gruppe: string) => string;
  };
  readonly forsoergelse: {
    readonly overskrift: string;
    readonly innledning: string;
    readonly sammendrag: string;
    readonly person: string;
    readonly hjemmeboende: string;
    readonly over18: string;
    readonly etterlattepensjon: string;
  };
  readonly skjoenn: {
    readonly overskrift: string;
    readonly sammendrag: string;
    readonly fradrag: string;
    readonly beloep: string;
  };
  readonly terminer: {
    readonly overskrift: string;
    readonly innledning: string;
    readonly sammendrag: string;
    readonly periode: string;
    readonly dager: string;
    readonly grunnbeloep: string;
    readonly fribeloep: string;
    readonly beloep: string;
  };
  readonly etteroppgjoer: {
    readonly overskrift: string;
    readonly utfall: Readonly<Record<Retning, (beloep: string) => string>>;
    readonly sammendrag: string;
    readonly periode: string;
    readonly beregnet: string;
    readonly krevd: string;
    readonly differanse: string;
    readonly sum: string;
    readonly forklaring: string;
  };
  readonly forbehold: {
    readonly overskrift: string;
    readonly innledning: string;
    readonly fraOppslaget: string;
  };
  readonly regler: {
    readonly overskrift: string;
    readonly innledning: Lenketekst;
    readonly sammendragSatser: string;
    readonly sats: string;
    readonly beloep: string;
    readonly kilde: string;
    readonly sammendragSpor: string;
    readonly regelsett: string;
    readonly regelsettOppslag: string;
    readonly oppslagTidspunkt: string;
    readonly spor: (resultatId: string) => string;
  };
  readonly klage: {
    readonly overskrift: string;
    readonly avsnitt: (kommune: string) => readonly string[];
  };
  readonly vedlegg: string;
};
