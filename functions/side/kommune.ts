// The page of a municipality: whether it is ready, one next step, and all the steps.

import { norskDato, norskDatotekst } from "../../shared/kernel/dato.ts";
import type { Tilkoblingsstatus } from "../../shared/tilkobling/status.ts";
import { KLAR } from "../../shared/tilkobling/tekster-nb.ts";
import { lagBetydninger } from "./betydninger.ts";
import { lagHjelp } from "./hjelp.ts";
import { markup, type Html } from "./markup.ts";
import { lagSide, type Side } from "./ramme.ts";
import { sammendrag } from "./sammendrag.ts";
import { lagSteg } from "./steg.ts";
import { KLARSETNING, STATUS } from "./tekster-nb.ts";

const TILBAKE = markup`<a class="tilbake" href="/tilkobling"><span aria-hidden="true">←&nbsp;</span>Alle kommuner</a>`;

/** The page of one municipality. */
export function visKommune(status: Tilkoblingsstatus): Side {
  const { navn, organisasjonsnummer, sjekket, steg } = status;
  const innhold = markup`
    ${TILBAKE}
    <h1>${navn}</h1>
    <p class="nummer">Organisasjonsnummer ${organisasjonsnummer}</p>
    ${lagKlar(status)}
    ${lagNeste(status)}
    <div class="kolonner">
    <section>
    <h2>Stegene i rekkefølge</h2>
    <p class="liten">${sistKontrollert(sjekket)} Leverandøren og operatøren kan kontrollere på nytt når som helst.</p>
    ${lagSteg(steg)}
    </section>
    <section>
    <h2>Hva statusene betyr</h2>
    ${lagBetydninger()}
    </section>
    </div>
    ${lagHjelp(organisasjonsnummer)}
    ${TILBAKE}`;
  return lagSide({ tittel: navn, innhold });
}

function lagKlar(status: Tilkoblingsstatus): Html {
  const { klar } = sammendrag(status);
  const setning = klar === "OK" ? KLAR : KLARSETNING[klar];
  return markup`<p class="klar"><span class="${STATUS[klar].klasse}">${setning}</span></p>`;
}

/** That a municipality is ready has been said right above. */
function lagNeste({ klar, nesteSteg }: Tilkoblingsstatus): Html {
  const rest = nesteSteg.startsWith(KLAR) ? nesteSteg.slice(KLAR.length).trim() : nesteSteg;
  return markup`
    <section class="neste${klar ? " ferdig" : ""}" aria-labelledby="neste">
    <h2 id="neste">Neste steg</h2>
    <p>${rest === "" ? "Ingenting gjenstår. Kommunen trenger ikke gjøre noe." : rest}</p>
    </section>`;
}

function sistKontrollert(sjekket: string | null): string {
  return sjekket === null
    ? "Tilgang og delegering er ikke kontrollert ennå."
    : `Tilgang og delegering ble sist kontrollert ${norskDatotekst(norskDato(new Date(sjekket)))}.`;
}
