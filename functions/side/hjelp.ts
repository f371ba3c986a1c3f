// How a declaration is delivered, and what to check when something does not work.

import { markup, type Html } from "./markup.ts";
import { HJELP } from "./tekster-nb.ts";

export function lagHjelp(organisasjonsnummer: string): Html {
  return markup`
    <h2>Slik leverer kommunen tilslutningserklæringen</h2>
    <p>
    Erklæringen er en PDF-fil på høyst 10 MiB. Leverandøren laster den opp for kommunen, eller operatøren gjør det. Last opp filen slik
    den kom fra signeringen: lagres den på nytt i et annet program, kan signaturen bli ødelagt.
    </p>
    <p>
    Er den signert med kommunens eget virksomhetssertifikat og langtidsvalidering (LTV), får dere svar med en gang. Uten LTV viser ikke
    filen om sertifikatet er trukket tilbake. Da må en saksbehandler hos operatøren vurdere den først, og det samme gjelder når den er
    signert av en person med BankID, gjennom en signeringstjeneste eller for hånd.
    </p>
    <p class="liten">
    For leverandører: <code>PUT /api/v1/tilkoblinger/${organisasjonsnummer}/tilslutningserklaering</code>
    </p>
    <h2>Når noe ikke virker</h2>
    <div class="hjelp">${HJELP.map(
      ({ tittel, innledning, punkter, rekkefoelge }) => markup`
        <section>
        <h3>${tittel}</h3>
        <p>${innledning}</p>
        ${lagPunkter(punkter, rekkefoelge)}
        </section>`,
    )}</div>`;
}

function lagPunkter(punkter: readonly string[], rekkefoelge: boolean): Html {
  const linjer = punkter.map((punkt) => markup`<li>${punkt}</li>`);
  return rekkefoelge ? markup`<ol>${linjer}</ol>` : markup`<ul>${linjer}</ul>`;
}
