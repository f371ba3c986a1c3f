// Runs in a thread of its own: judges one declaration, answers, and is done. The bundler makes it a text inside the bundle.

import { parentPort, workerData } from "node:worker_threads";
import { verifiserErklaering } from "../../signatur/verifiser.ts";
import { erOppgave } from "./oppgave.ts";

const oppgave: unknown = workerData;
if (parentPort === null || !erOppgave(oppgave)) throw new Error("not started with a declaration");
const { pdf, kommune, ankere, now } = oppgave;
const port = parentPort;
void verifiserErklaering(pdf, kommune, { ankere, now }).then((svar) => {
  port.postMessage(svar);
});
