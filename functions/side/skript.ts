// The script of the overview: filters while something is typed. Without it the search is a form that is sent.

import { INGEN_TREFF } from "./tekster-nb.ts";

/**
 * By the rule of soek.ts. When the typing has paused, the number is spoken and the address is that of the search, so that
 * going back to it shows the same.
 */
export const SKRIPT = String.raw`(() => {
const felt = document.getElementById("soek");
const treff = document.getElementById("treff");
const tabell = document.getElementById("kommuner");
const noekkel = (tekst) => {
  const n = tekst.normalize("NFD").replace(/[\u0300-\u0309\u030b-\u036f]/g, "").normalize("NFC").toLowerCase().trim();
  return /^[\d\s]+$/.test(n) ? n.replace(/\s/g, "") : n;
};
const rader = Array.from(tabell.tBodies[0].rows, (rad) => [rad, noekkel(rad.cells[0].textContent)]);
let pause;
const vis = () => {
  const soek = noekkel(felt.value);
  let antall = 0;
  for (const [rad, tekst] of rader) {
    rad.hidden = !tekst.includes(soek);
    if (!rad.hidden) antall++;
  }
  tabell.hidden = antall === 0;
  clearTimeout(pause);
  pause = setTimeout(() => {
    treff.textContent =
      antall === 0 ? ${JSON.stringify(INGEN_TREFF)} : (soek === "" ? "" : antall + " av ") + rader.length + " kommuner";
    history.replaceState(null, "", soek === "" ? location.pathname : "?soek=" + encodeURIComponent(felt.value));
  }, 250);
};
felt.addEventListener("input", vis);
})();`;
