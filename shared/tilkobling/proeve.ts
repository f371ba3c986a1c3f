// How access and delegation are proven: the port that the counterparts fill.

import type { SkatteApi } from "../kernel/feil.ts";
import type { Organisasjonsnummer } from "../kernel/organisasjonsnummer.ts";
import type { ApiProeve } from "./hendelse.ts";

/** Asks about one API for a municipality. Never fails: what cannot be found out is UKJENT with a code for why. */
export type ProevApi = (api: SkatteApi, kommune: Organisasjonsnummer) => Promise<ApiProeve>;
