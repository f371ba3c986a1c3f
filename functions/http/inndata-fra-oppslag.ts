// A sealed lookup → the posts and persons a calculation works on.

import type {
  Beregningsperson,
  GevinstTap,
  Grunnlagspost,
  Uklassifisert,
} from "../../shared/beregning/inndata.ts";
import type { Kolonner, Oppslagsinnhold, Rolle } from "../../shared/oppslag/oppslagssvar.ts";
import { norskDato, type Dato } from "../../shared/kernel/dato.ts";
import { finnPostregel } from "../../shared/oppslag/poster/finn-postregel.ts";
import type { Postregel } from "../../shared/oppslag/poster/postregel.ts";
import { harRegler } from "../../shared/oppslag/poster/regelsett.ts";

type Eier = { readonly rolle: Rolle; readonly barnNr?: number };

/** The persons in the order of the lookup, children numbered from 1. */
function nummerer<P extends { readonly rolle: Rolle }>(personer: readonly P[]): (P & Eier)[] {
  let barn = 0;
  return personer.map((person) => (person.rolle === "BARN" ? { ...person, barnNr: ++barn } : person));
}

/** The amounts of a row with the person each belongs to; columns without an amount are left out. */
function fordel(beloep: Kolonner, eiere: readonly Eier[]): (Eier & { readonly beloep: number })[] {
  return eiere.flatMap(({ rolle, barnNr }) => {
    if (barnNr !== undefined) {
      const eget = beloep.barnHverForSeg?.[barnNr - 1];
      return typeof eget === "number" ? [{ rolle, barnNr, beloep: eget }] : [];
    }
    const eget = rolle === "BEBOER" ? beloep.beboer : beloep.ektefelle;
    return typeof eget === "number" ? [{ rolle, beloep: eget }] : [];
  });
}

function somGevinstTap({ type, oppjustering }: NonNullable<Postregel["gevinstTap"]>): GevinstTap {
  return oppjustering === null
    ? { type, oppjustering: "INGEN" }
    : { type, oppjustering: "EIERINNTEKT", oppjusteringspost: oppjustering };
}

/** What the rule data says of a post besides its group. */
function fraRegel(
  tekniskNavn: string,
  inntektsaar: number,
): Pick<Grunnlagspost, "gevinstTap" | "skattlagt" | "tvil"> {
  const { gevinstTap, skattlagt, tvil } = finnPostregel(tekniskNavn, inntektsaar) ?? {};
  return {
    ...(gevinstTap === undefined ? {} : { gevinstTap: somGevinstTap(gevinstTap) }),
    ...(skattlagt === undefined ? {} : { skattlagt }),
    ...(tvil === undefined ? {} : { tvil }),
  };
}

export type FraOppslag = {
  readonly inntektsaar: number;
  readonly oppslagsdato: Dato;
  readonly personer: readonly Beregningsperson[];
  readonly poster: readonly Grunnlagspost[];
  readonly uklassifisert: readonly Uklassifisert[];
};

/** Takes a lookup apart. The seal has been checked, so what stands in it is what was looked up. */
export function inndataFraOppslag(oppslag: Oppslagsinnhold): FraOppslag {
  const { inntektsaar } = oppslag;
  const eiere = nummerer(oppslag.personer);
  // Where a part of the resident's tax is unknown the whole of it is, and the calculation says so instead of using the rest.
  const skattErKjent = typeof oppslag.sum.fradrag.beboer === "number";
  const utenRegler = !harRegler(inntektsaar);
  return {
    inntektsaar,
    oppslagsdato: norskDato(new Date(oppslag.tidspunkt)),
    personer: eiere.map(({ rolle, barnNr, status }) => ({
      rolle,
      ...(barnNr === undefined ? {} : { barnNr }),
      status,
      ...(utenRegler ? { utenRegler } : {}),
    })),
    poster: oppslag.grupper.flatMap(({ gruppe, poster }) =>
      poster
        .filter(({ kilde }) => kilde !== "BEREGNET_SKATT" || skattErKjent)
        .flatMap((post) =>
          fordel(post.beloep, eiere).map((del) => ({
            ...del,
            gruppe,
            kilde: post.kilde,
            tekniskNavn: post.tekniskNavn,
            tekst: post.tekst,
            ...fraRegel(post.tekniskNavn, inntektsaar),
          })),
        ),
    ),
    uklassifisert: oppslag.uklassifisert.flatMap((post) =>
      fordel(post.beloep, eiere).map(({ rolle }) => ({ tekniskNavn: post.tekniskNavn, rolle })),
    ),
  };
}
