// The overview: how many have come how far, a search, and every municipality.

import { norskDato, norskDatotekst } from "../../shared/kernel/dato.ts";
import type { Oversikt } from "../../shared/tilkobling/oversikt.ts";
import type { Tilkoblingsstatus } from "../../shared/tilkobling/status.ts";
import { lagBetydninger } from "./betydninger.ts";
import { markup, type Html } from "./markup.ts";
import { lagSide, type Side } from "./ramme.ts";
import { sammendrag } from "./sammendrag.ts";
import { LENGSTE_SOEK, passer } from "./soek.ts";
import { INGEN_TREFF, KOLONNE, STATUS } from "./tekster-nb.ts";

export type Oversiktsvisning = Oversikt & {
  /** What is searched for; null when nothing is. Rows that do not fit are there, but hidden. */
  readonly soek: string | null;
};

/** The page with all municipalities. */
export function visOversikt({ rader, antall, soek }: Oversiktsvisning): Side {
  const viste = new Set(soek === null ? rader : rader.filter((rad) => passer(rad, soek)));
  const innhold = markup`
    <h1>Hvilke kommuner er tilkoblet?</h1>
    <p class="ingress">
    Her ser du hvilke kommuner som kan slå opp skatteopplysninger for å regne ut egenandelen for langtidsopphold.
    Velg en kommune for å se hva som mangler, og hva som er neste steg.
    </p>
    <dl class="tall">
    ${lagTall("Signert", antall.signert, antall.kommuner)}
    ${lagTall("Har tilgang", antall.medTilgang, antall.kommuner)}
    ${lagTall("Klare", antall.klare, antall.kommuner)}
    </dl>
    <form class="soek" role="search" action="/tilkobling">
    <label for="soek">Søk etter kommune</label>
    <span class="liten" id="hint">Navn eller organisasjonsnummer</span>
    <div>
    <input type="search" id="soek" name="soek" value="${soek ?? ""}" maxlength="${LENGSTE_SOEK}" aria-describedby="hint" autocomplete="off" spellcheck="false">
    <button class="knapp">Søk</button>
    </div>
    </form>
    <div class="treff">
    <p id="treff" role="status">${soek === null ? `${String(rader.length)} kommuner` : treff(viste.size, rader.length)}</p>
    ${soek === null ? [] : markup`<a href="/tilkobling">Vis alle kommuner</a>`}
    </div>
    <details><summary>Hva statusene betyr</summary>${lagBetydninger()}</details>
    <table id="kommuner"${viste.size === 0 ? markup` hidden` : []}>
    <caption class="usynlig">Kommunene og hvor langt de har kommet</caption>
    <thead><tr>
    <th scope="col">Kommune</th>
    <th scope="col">Erklæring</th>
    <th scope="col">Tilgang</th>
    <th scope="col">Klar</th>
    <th scope="col">Kontrollert</th>
    </tr></thead>
    <tbody>${rader.map((rad) => lagRad(rad, viste.has(rad)))}</tbody>
    </table>
    <p class="liten">
    Det samme finnes som data: <a href="/api/v1/tilkoblinger?format=csv">regneark (CSV)</a> og <a href="/api/v1/tilkoblinger">JSON</a>.
    </p>`;
  return lagSide({ tittel: soek === null ? "Alle kommuner" : `Søk: ${soek}`, innhold, medSoek: true });
}

function lagTall(navn: string, antall: number, av: number): Html {
  return markup`
    <div><dt>${navn}</dt><dd><b>${antall}</b> av ${av}
    <svg viewBox="0 0 ${av} 1" preserveAspectRatio="none" aria-hidden="true"><rect width="${antall}" height="1"/></svg></dd></div>`;
}

function treff(antall: number, av: number): string {
  return antall === 0 ? INGEN_TREFF : `${String(antall)} av ${String(av)} kommuner`;
}

function lagRad(rad: Tilkoblingsstatus, vist: boolean): Html {
  const { organisasjonsnummer, navn, sjekket } = rad;
  const { erklaering, tilgang, klar } = sammendrag(rad);
  return markup`
    <tr${vist ? [] : markup` hidden`}>
    <th scope="row"><a href="/tilkobling/${organisasjonsnummer}">${navn}</a>${" "}<small>${organisasjonsnummer}</small></th>
    <td class="${STATUS[erklaering].klasse}">${KOLONNE.erklaering[erklaering]}</td>
    <td class="${STATUS[tilgang].klasse}">${KOLONNE.tilgang[tilgang]}</td>
    <td class="${STATUS[klar].klasse}">${KOLONNE.klar[klar]}</td>
    ${sjekket === null ? markup`<td class="aldri">Ikke kontrollert</td>` : markup`<td>${norskDatotekst(norskDato(new Date(sjekket)))}</td>`}
    </tr>`;
}
