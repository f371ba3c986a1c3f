// What a post of the tax settlement is in the egenandel, and the guard that reads a row of the data files.

import { GRUPPER, type Fortegn, type Gruppe } from "../oppslagssvar.ts";
import { FORTEGN } from "./gruppetekster.ts";

/** What the tax rule needs of a gain or loss: which way it went, and the post that holds its oppjustering. */
type GevinstTap = { readonly type: "GEVINST" | "TAP"; readonly oppjustering: string | null };

export type Postregel = {
  /** Skatteetaten's own name; for beregnet skatt and avregning the JSON path (`/beregnetSkattFastland/...`). */
  readonly tekniskNavn: string;
  /** Label in bokmaal. */
  readonly tekst: string;
  readonly gruppe: Gruppe;
  readonly fortegn: Fortegn;
  /** For `+` and `-` the paragraph that makes it count, for `i` why it does not. */
  readonly hjemmel: string;
  /** On every post of the group GEVINST_TAP that is a gain or a loss. */
  readonly gevinstTap?: GevinstTap;
  /** The same amount under another name: this one counts only when the person has no post of that name. */
  readonly reserveFor?: string;
  /** Income that is taxed but does not count: the tax on it is inside the calculated tax. */
  readonly skattlagt?: boolean;
  /** What a lawyer should settle, in one sentence; absent when law and sources are clear. */
  readonly tvil?: string;
};

/** A rule with the years it holds for, both included. */
export type Postrad = {
  readonly regel: Postregel;
  readonly fra: number;
  readonly til: number;
  /** Why the years are not certain; absent when Skatteetaten's own lists settle them. */
  readonly aarSikkerhet?: string;
};

/** A row as it stands in a data file: TypeScript infers `string` for what is really a closed set. */
export type Filrad = {
  readonly navn: string;
  readonly fra: number;
  readonly til: number;
  readonly gruppe: string;
  readonly tekst: string;
  readonly hjemmel: string;
  readonly type?: string | undefined;
  readonly oppjustering?: string | null | undefined;
  readonly reserveFor?: string | undefined;
  readonly skattlagt?: boolean | undefined;
  readonly tvil?: string | undefined;
  readonly aarSikkerhet?: string | undefined;
};

function lesGruppe(rad: Filrad): Gruppe {
  const gruppe = GRUPPER.find((g) => g === rad.gruppe);
  if (gruppe === undefined) throw new Error(`poster: ${rad.navn} has an unknown gruppe`);
  return gruppe;
}

function lesGevinstTap(rad: Filrad): GevinstTap | undefined {
  if (rad.gruppe !== "GEVINST_TAP") {
    if (rad.type === undefined && rad.oppjustering === undefined) return undefined;
    throw new Error(`poster: ${rad.navn} is no gain or loss`);
  }
  if (rad.type !== "GEVINST" && rad.type !== "TAP") throw new Error(`poster: ${rad.navn} lacks its type`);
  if (rad.oppjustering === undefined) throw new Error(`poster: ${rad.navn} lacks its oppjustering`);
  return { type: rad.type, oppjustering: rad.oppjustering };
}

/** The rule of a row. Throws on a row that does not fit: the data is ours, so that is a bug. */
export function lesPostrad(rad: Filrad): Postrad {
  if (!Number.isInteger(rad.fra) || !Number.isInteger(rad.til) || rad.fra > rad.til) {
    throw new Error(`poster: ${rad.navn} has no valid years`);
  }
  if (rad.navn === "" || rad.tekst === "" || rad.hjemmel === "") {
    throw new Error(`poster: ${rad.navn} lacks a text`);
  }
  const gruppe = lesGruppe(rad);
  const gevinstTap = lesGevinstTap(rad);
  const regel: Postregel = {
    tekniskNavn: rad.navn,
    tekst: rad.tekst,
    gruppe,
    fortegn: FORTEGN[gruppe],
    hjemmel: rad.hjemmel,
    ...(gevinstTap === undefined ? {} : { gevinstTap }),
    ...(rad.reserveFor === undefined ? {} : { reserveFor: rad.reserveFor }),
    ...(rad.skattlagt === undefined ? {} : { skattlagt: rad.skattlagt }),
    ...(rad.tvil === undefined ? {} : { tvil: rad.tvil }),
  };
  return {
    regel,
    fra: rad.fra,
    til: rad.til,
    ...(rad.aarSikkerhet === undefined ? {} : { aarSikkerhet: rad.aarSikkerhet }),
  };
}
