// The steps of a connection in order, each with its status, what is known, and what to do.

import { erNoedvendig, type Stegnavn, type Tilkoblingssteg } from "../../shared/tilkobling/status.ts";
import { APINAVN } from "../../shared/tilkobling/tekster-nb.ts";
import { markup, type Html } from "./markup.ts";
import { STATUS, STEG } from "./tekster-nb.ts";

/** The numbered list: the three APIs of a step stand under it. */
export function lagSteg(steg: readonly Tilkoblingssteg[]): Html {
  const grupper = Map.groupBy(steg, ({ steg: navn }) => navn);
  return markup`<ol class="steg" role="list">${[...grupper].map(([navn, deler]) => lagGruppe(navn, deler))}</ol>`;
}

function lagGruppe(navn: Stegnavn, deler: readonly Tilkoblingssteg[]): Html {
  const like = Map.groupBy(deler, ({ status, aarsakskode, detalj, tiltak }) =>
    JSON.stringify([status, aarsakskode, detalj, tiltak]),
  );
  return markup`
    <li>
    <h3>${STEG[navn].navn}</h3>
    <p class="hvem">${STEG[navn].hvem}</p>
    ${[...like.values()].map(lagKort)}
    </li>`;
}

/** What is said once of those of which the same is to be said. */
function lagKort(like: readonly Tilkoblingssteg[]): Html {
  return markup`
    <div class="kort">
    <ul role="list">${like.map(lagLinje)}</ul>
    ${like.slice(0, 1).map(lagForklaring)}
    </div>`;
}

function lagLinje({ api, status }: Tilkoblingssteg): Html {
  const { klasse, tekst } = STATUS[status];
  const hva =
    api === undefined
      ? []
      : markup`<span><b>${APINAVN[api]}</b>${erNoedvendig(api) ? "" : " (ikke nødvendig for å bli klar)"}</span>${" "}`;
  return markup`<li>${hva}<span class="${klasse}">${tekst}</span></li>`;
}

function lagForklaring({ status, aarsakskode, detalj, tiltak }: Tilkoblingssteg): Html {
  return markup`
    <p>${detalj}</p>
    ${tiltak === null ? [] : markup`<p class="gjoer"><b>${status === "TIL_VURDERING" ? "Hva nå:" : "Gjør dette:"}</b> ${tiltak}</p>`}
    ${aarsakskode === null ? [] : markup`<p class="liten">Kode for brukerstøtte: <code>${aarsakskode}</code></p>`}`;
}
