// What each status means.

import { markup, type Html } from "./markup.ts";
import { STATUS } from "./tekster-nb.ts";

export function lagBetydninger(): Html {
  return markup`<dl class="betyr">${Object.values(STATUS).map(
    ({ klasse, tekst, betyr }) => markup`<dt><span class="${klasse}">${tekst}</span></dt><dd>${betyr}</dd>`,
  )}</dl>`;
}
