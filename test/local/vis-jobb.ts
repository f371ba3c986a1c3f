// The main job as text in a terminal.

import { kroner, norskBeloep, oereAv } from "../../shared/kernel/beloep.ts";
import { norskDatotekst } from "../../shared/kernel/dato.ts";
import type { Kolonner } from "../../shared/oppslag/oppslagssvar.ts";
import type { Jobbresultat } from "./main-job.ts";

const BREDDE = 60;
const KOLONNE = 14;

function kronetekst(kr: number | null | undefined): string {
  if (kr === undefined) return "";
  return kr === null ? "ukjent" : norskBeloep(kroner(kr));
}

function rad(tekst: string, fortegn: string, beloep: Kolonner): string {
  const kolonner = [beloep.beboer, beloep.ektefelle, beloep.husholdning];
  const venstre = tekst.length > BREDDE ? `${tekst.slice(0, BREDDE - 1)}…` : tekst.padEnd(BREDDE);
  return `${fortegn.padEnd(2)}${venstre}${kolonner.map((k) => kronetekst(k).padStart(KOLONNE)).join("")}`;
}

function strek(): string {
  return "─".repeat(BREDDE + 2 + 3 * KOLONNE);
}

function hode(tittel: string): string {
  const kolonner = ["beboer", "ektefelle", "husholdning"].map((k) => k.padStart(KOLONNE)).join("");
  return `${tittel.padEnd(BREDDE + 2)}${kolonner}`;
}

/** `"200146.50"` → `200 146,50`. */
function desimal(tekst: string): string {
  const [hele = "0", oere = "0"] = tekst.split(".");
  const fortegn = hele.startsWith("-") ? -1 : 1;
  return norskBeloep(oereAv(Number(hele) * 100 + fortegn * Number(oere.padEnd(2, "0").slice(0, 2))));
}

/** The groups with their columns, the sums, the steps with hjemmel, and what there is to know besides. */
export function visJobb({ oppslag, beregning }: Jobbresultat): string {
  const vises = oppslag.grupper.filter((g) => g.fortegn !== "i" || g.beloep.husholdning !== null);
  const linjer = [
    hode(`Oppslag for inntektsåret ${oppslag.inntektsaar} (kroner)`),
    strek(),
    ...vises.flatMap((gruppe) => [
      rad(gruppe.tekst, gruppe.fortegn, gruppe.beloep),
      ...gruppe.poster.map((post) => rad(`  ${post.tekst}`, "", post.beloep)),
    ]),
    strek(),
    rad("Sum inntekt", "+", oppslag.sum.inntekt),
    rad("Sum fradrag", "-", oppslag.sum.fradrag),
    rad("Grunnlag", "=", oppslag.sum.grunnlag),
    ...oppslag.merknader.map((merknad) => `  ! ${merknad.tekst}`),
    "",
    `Beregning med satsene på datoen ${norskDatotekst(beregning.beregningsdato)}`,
    strek(),
    ...beregning.steg.map(
      (steg) =>
        `${String(steg.nr).padStart(2)}  ${steg.navn.padEnd(56)}${desimal(steg.beloep).padStart(14)}   ${steg.hjemmel}`,
    ),
    strek(),
    `Egenandel: ${kronetekst(beregning.egenandel.perMaaned)} kr per måned, ${kronetekst(beregning.egenandel.perAar)} kr per år`,
    ...beregning.forbehold.map((forbehold) => `  ! ${forbehold.tekst}`),
  ];
  return linjer.join("\n");
}
