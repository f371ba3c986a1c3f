// The rule data as a page for people: every post by group, what a lawyer should settle, and which years are uncertain.

import { format, resolveConfig } from "prettier";
import { GRUPPER, type Gruppe } from "../../../shared/oppslag/oppslagssvar.ts";
import { POSTRADER, postregler } from "../../../shared/oppslag/poster/finn-postregel.ts";
import { FORTEGN, GRUPPETEKST } from "../../../shared/oppslag/poster/gruppetekster.ts";
import type { Postrad, Postregel } from "../../../shared/oppslag/poster/postregel.ts";
import {
  FOERSTE_INNTEKTSAAR,
  regelsettFor,
  SISTE_INNTEKTSAAR,
} from "../../../shared/oppslag/poster/regelsett.ts";
import { INNLEDNING, VALG } from "./posttabell-tekst.ts";

/** Where the page lies, for the script that writes it and the test that it is up to date. */
export const DOKUMENT = new URL("../../../docs/poster.md", import.meta.url);

const FORTEGNTEKST = { "+": "regnes med (+)", "-": "trekkes fra (−)", i: "bare til opplysning (i)" } as const;

const kode = (tekst: string): string => `\`${tekst}\``;
const aarene = ({ fra, til }: Postrad): string => (fra === til ? String(fra) : `${fra}–${til}`);

function tabell(hode: readonly string[], rader: readonly (readonly string[])[]): string {
  const linje = (celler: readonly string[]): string => `| ${celler.join(" | ")} |`;
  return [linje(hode), linje(hode.map(() => "---")), ...rader.map(linje)].join("\n");
}

/** The rows by a key, in the order the keys first occur. */
function grupper<R>(rader: readonly R[], noekkel: (rad: R) => string): [string, R[]][] {
  const ut = new Map<string, R[]>();
  for (const rad of rader) {
    const egne = ut.get(noekkel(rad));
    if (egne === undefined) ut.set(noekkel(rad), [rad]);
    else egne.push(rad);
  }
  return [...ut];
}

const TVIL = grupper(
  POSTRADER.filter((rad) => rad.regel.tvil !== undefined),
  (rad) => rad.regel.tvil ?? "",
);

function nummerAv(regel: Postregel): string {
  const plass = TVIL.findIndex(([tvil]) => tvil === regel.tvil);
  return plass < 0 ? "" : String(plass + 1);
}

function merknad({ gevinstTap, reserveFor }: Postregel): string {
  if (reserveFor !== undefined) return `Brukes bare når ${kode(reserveFor)} mangler`;
  if (gevinstTap === undefined) return "";
  const retning = gevinstTap.type === "GEVINST" ? "Gevinst" : "Tap";
  return gevinstTap.oppjustering === null ? retning : `${retning}, med oppjustering`;
}

function gruppeavsnitt(gruppe: Gruppe): string {
  const egne = POSTRADER.filter((rad) => rad.regel.gruppe === gruppe);
  const deler = grupper(egne, (rad) => rad.regel.hjemmel).flatMap(([hjemmel, rader]) => [
    `${FORTEGN[gruppe] === "i" ? "Grunn" : "Hjemmel"}: ${hjemmel}.`,
    tabell(
      ["Post", "Tekst", "År", "Merknad", "Avklares"],
      rader.map((rad) => [
        kode(rad.regel.tekniskNavn),
        rad.regel.tekst,
        aarene(rad),
        merknad(rad.regel),
        nummerAv(rad.regel),
      ]),
    ),
  ]);
  return [
    `### ${GRUPPETEKST[gruppe]}`,
    `${kode(gruppe)}, ${FORTEGNTEKST[FORTEGN[gruppe]]}, ${egne.length} poster.`,
    ...deler,
  ].join("\n\n");
}

function avklaringer(): string {
  return TVIL.map(([tvil, rader], i) => {
    const fortegn = [...new Set(rader.map((rad) => FORTEGNTEKST[rad.regel.fortegn]))].join(" / ");
    const navn = rader.map((rad) => kode(rad.regel.tekniskNavn)).join(", ");
    return `${i + 1}. ${tvil} Nå: ${fortegn}. Gjelder ${navn}.`;
  }).join("\n");
}

function aarstabell(): string {
  const alle = Array.from(
    { length: SISTE_INNTEKTSAAR - FOERSTE_INNTEKTSAAR + 1 },
    (_, i) => FOERSTE_INNTEKTSAAR + i,
  );
  return tabell(
    ["Inntektsår", "Regelsett", "Poster", "+", "−", "i"],
    alle.map((aar) => {
      const regler = postregler(aar);
      const antall = (fortegn: "+" | "-" | "i"): string =>
        String(regler.filter((regel) => regel.fortegn === fortegn).length);
      const { id, versjon } = regelsettFor(aar);
      return [String(aar), `${id} ${versjon}`, String(regler.length), antall("+"), antall("-"), antall("i")];
    }),
  );
}

function usikreAar(): string {
  const usikre = POSTRADER.filter((rad) => rad.aarSikkerhet !== undefined);
  return grupper(usikre, (rad) => rad.aarSikkerhet ?? "")
    .map(([grunn, rader]) => {
      const navn = rader.map((rad) => `${kode(rad.regel.tekniskNavn)} (${aarene(rad)})`).join(", ");
      return `- ${grunn} Gjelder ${navn}.`;
    })
    .join("\n");
}

/** The page as it is to stand in docs/poster.md. */
export async function posttabellSomMarkdown(): Promise<string> {
  const side = [
    INNLEDNING,
    aarstabell(),
    VALG,
    "## Postene",
    ...GRUPPER.map(gruppeavsnitt),
    "## Til avklaring",
    "Her er lov og kilder tause eller uklare. Hvert punkt sier hva som er valgt til det er avklart.",
    avklaringer(),
    "## Usikre år",
    usikreAar(),
  ].join("\n\n");
  return format(side, { ...(await resolveConfig(DOKUMENT)), parser: "markdown" });
}
