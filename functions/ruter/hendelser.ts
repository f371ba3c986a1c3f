// The functions about changes and settlements in bulk: API, timers and queues.

import { app } from "@azure/functions";
import { createBehandleJobb } from "../../shared/etteroppgjoer/behandle-jobb.ts";
import type { Jobblager, Koe, Laaser } from "../../shared/etteroppgjoer/lager.ts";
import type { Hendelseskilde } from "../../shared/hendelser/hendelseskilde.ts";
import type { Abonnementlager, Endringslager } from "../../shared/hendelser/lager.ts";
import { createLesHendelser } from "../../shared/hendelser/les-hendelser.ts";
import type { UtfoerOppslag } from "../../shared/oppslag/utfoer-oppslag.ts";
import { createLagreAbonnement, createSlettAbonnement } from "../abonnement.ts";
import { createAbonnementer } from "../abonnementer.ts";
import type { Bakgrunn } from "../bakgrunn.ts";
import { createEndringer } from "../endringer.ts";
import { createEtteroppgjoerArbeid, createEtteroppgjoerStanset } from "../etteroppgjoer-arbeid.ts";
import { createEtteroppgjoerStatus } from "../etteroppgjoer-status.ts";
import { createEtteroppgjoer } from "../etteroppgjoer.ts";
import { createHendelser, createOpprydding } from "../hendelser.ts";
import type { Autentiser } from "../http/caller.ts";
import { antallPersoner, createUtfoerSak } from "../http/utfoer-sak.ts";
import type { Registrer } from "./registrer.ts";

export type HendelsesruterDeps = {
  readonly tjeneste: Registrer;
  readonly bakgrunn: Bakgrunn;
  readonly autentiser: Autentiser;
  readonly scope: string;
  readonly miljoe: "test" | "produksjon";
  readonly now: () => Date;
  readonly kilde: Hendelseskilde;
  readonly abonnementer: Abonnementlager;
  readonly endringer: Endringslager;
  readonly lager: Jobblager;
  readonly laaser: Laaser;
  readonly koe: Koe;
  readonly utfoerOppslag: UtfoerOppslag;
  /** Hears the type of what a case threw. */
  readonly meldBug: (type: string) => void;
  /** A signal that fires after so many milliseconds. */
  readonly nyFrist: (ms: number) => AbortSignal;
};

/** Of the two minutes host.json gives a function: the page that is under way has the rest. */
const LESNING_MS = 75_000;
/** The same for a turn of a job: the lookups that are under way have the rest. */
const TUR_MS = 60_000;
/** The same for the removal of what is out of date: the rows that are under way have the rest. */
const OPPRYDDING_MS = 60_000;

/** Every hour, not on it: that is when everybody else asks. */
const LESNING_TIDSPLAN = "0 17 * * * *";
const OPPRYDDING_TIDSPLAN = "0 43 2 * * *";

/** The queue of jobs; what the platform gives up goes to the one with its name and `-poison`. */
const KOE = "etteroppgjoer";
/** The host's own storage account is the service's: its settings tell where the queue is. */
const LAGER = "AzureWebJobsStorage";

const ABONNEMENTER = "api/v1/abonnementer";
const ETTEROPPGJOER = "api/v1/etteroppgjoer";

export function registrerHendelser({ tjeneste, bakgrunn, nyFrist, ...deps }: HendelsesruterDeps): void {
  tjeneste("abonnement-lagre", "PUT", `${ABONNEMENTER}/{abonnementId}`, createLagreAbonnement(deps));
  tjeneste("abonnement-slett", "DELETE", `${ABONNEMENTER}/{abonnementId}`, createSlettAbonnement(deps));
  tjeneste("abonnementer", "GET", ABONNEMENTER, createAbonnementer(deps));
  tjeneste("endringer", "GET", "api/v1/endringer", createEndringer(deps));
  tjeneste("etteroppgjoer", "POST", ETTEROPPGJOER, createEtteroppgjoer(deps));
  tjeneste("etteroppgjoer-status", "GET", `${ETTEROPPGJOER}/{id}`, createEtteroppgjoerStatus(deps));

  const les = createLesHendelser({ ...deps, nyFrist: () => nyFrist(LESNING_MS) });
  app.timer("hendelser", {
    schedule: LESNING_TIDSPLAN,
    handler: bakgrunn("hendelser", createHendelser(les)),
  });
  app.timer("hendelser-opprydding", {
    schedule: OPPRYDDING_TIDSPLAN,
    handler: bakgrunn(
      "hendelser-opprydding",
      createOpprydding({ ...deps, nyFrist: () => nyFrist(OPPRYDDING_MS) }),
    ),
  });

  const behandle = createBehandleJobb({
    ...deps,
    utfoerSak: createUtfoerSak(deps),
    antallPersoner,
    nyFrist: () => nyFrist(TUR_MS),
  });
  app.storageQueue("etteroppgjoer-arbeid", {
    queueName: KOE,
    connection: LAGER,
    handler: bakgrunn("etteroppgjoer-arbeid", createEtteroppgjoerArbeid(behandle)),
  });
  app.storageQueue("etteroppgjoer-stanset", {
    queueName: `${KOE}-poison`,
    connection: LAGER,
    handler: bakgrunn("etteroppgjoer-stanset", createEtteroppgjoerStanset(deps.lager)),
  });
}
