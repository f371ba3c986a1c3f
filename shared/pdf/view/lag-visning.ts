// The calculation → everything the paper says, in the maalform asked for.

import type { Dokumentgrunnlag } from "../dokumentgrunnlag.ts";
import type { Tekster } from "../tekster/tekster.ts";
import { velgTekster } from "../tekster/velg-tekster.ts";
import { lagBrevhode } from "./brevhode.ts";
import { lagHusholdning } from "./husholdning.ts";
import { lagEtteroppgjoer, lagTerminer } from "./perioder.ts";
import { finnPersoner } from "./personer.ts";
import { lagRegler } from "./regler.ts";
import { lagForsoergelse, lagSkjoenn } from "./saksbehandler.ts";
import { lagSpesifikasjoner } from "./spesifikasjon.ts";
import { lagHovedsteg, lagUtregning } from "./steg.ts";
import type { Visning } from "./visning.ts";

function lagForbehold({ resultat, oppslag }: Dokumentgrunnlag, tekster: Tekster): Visning["forbehold"] {
  const t = tekster.forbehold;
  const merknader = (oppslag?.merknader ?? []).map((m) => m.tekst);
  return {
    overskrift: t.overskrift,
    innledning: t.innledning,
    avsnitt: resultat.forbehold.map((f) => f.tekst),
    fraOppslaget: merknader.length === 0 ? null : { overskrift: t.fraOppslaget, avsnitt: merknader },
  };
}

export function lagVisning(grunnlag: Dokumentgrunnlag): Visning {
  const tekster = velgTekster(grunnlag.dokument.maalform);
  const personer = finnPersoner(grunnlag);
  const { resultat, resultatId, oppslag, dokument } = grunnlag;
  return {
    spraak: tekster.spraak,
    dokumenttittel: tekster.dokumenttittel(oppslag?.inntektsaar ?? null),
    ...lagBrevhode(grunnlag, personer, tekster),
    husholdning: lagHusholdning(grunnlag, personer, tekster),
    hovedsteg: lagHovedsteg(resultat.steg, tekster),
    spesifikasjoner: lagSpesifikasjoner(grunnlag, personer, tekster),
    utregning: lagUtregning(resultat.steg, tekster),
    forsoergelse: lagForsoergelse(grunnlag, tekster),
    skjoenn: lagSkjoenn(grunnlag, tekster),
    terminer: lagTerminer(resultat, tekster),
    etteroppgjoer: lagEtteroppgjoer(resultat, tekster),
    forbehold: lagForbehold(grunnlag, tekster),
    regler: lagRegler(grunnlag, tekster),
    klage: {
      overskrift: tekster.klage.overskrift,
      avsnitt: tekster.klage.avsnitt(dokument.kommune ?? tekster.kommunen),
    },
    bunntekst: {
      venstre: `${resultatId} · ${resultat.regelsett.id} ${resultat.regelsett.versjon}`,
      side: tekster.side.side,
      av: tekster.side.av,
    },
  };
}
