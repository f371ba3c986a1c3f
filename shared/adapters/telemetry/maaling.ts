// What is measured, put together: health in any case, telemetry when there is somewhere to send it.

import { useInstrumenter } from "@azure/core-tracing";
import { createMotpartstilstander, type Motpartstilstander } from "../../kernel/motpartstilstand.ts";
import type { Sporing } from "../../kernel/sporing.ts";
import type { ApplicationInsightsDeps } from "./applicationinsights.ts";
import { createAzureSporing } from "./azure-sporing.ts";
import { createHelselytter } from "./helselytter.ts";
import { createSporing, type SporingDeps } from "./sporing.ts";
import { createTelemetri, type Telemetri, type TelemetriDeps } from "./telemetri.ts";

export type MaalingDeps = Omit<SporingDeps, "lyttere"> &
  Omit<TelemetriDeps, "last"> &
  Omit<ApplicationInsightsDeps, "connectionString"> & {
    /** Where telemetry goes; undefined means nowhere. */
    readonly connectionString: string | undefined;
    /** Sets what the telemetry client takes from the environment alone; called before it is loaded. */
    readonly settMiljoe: () => void;
  };

export type Maaling = {
  readonly sporing: Sporing;
  readonly motparter: Motpartstilstander;
  /** Sends what is left, for when the app ends; undefined without telemetry. */
  readonly avslutt: Telemetri["avslutt"] | undefined;
};

function telemetriFor(deps: MaalingDeps): Telemetri | undefined {
  const { connectionString, settMiljoe } = deps;
  if (connectionString === undefined) return undefined;
  return createTelemetri({
    ...deps,
    last: async () => {
      settMiljoe();
      const { createApplicationInsights } = await import("./applicationinsights.ts");
      return createApplicationInsights({ ...deps, connectionString });
    },
  });
}

/** Creates it. From now on Microsoft's clients tell of their calls too. */
export function createMaaling(deps: MaalingDeps): Maaling {
  const motparter = createMotpartstilstander(deps.now);
  const telemetri = telemetriFor(deps);
  const sporing = createSporing({
    ...deps,
    lyttere: [createHelselytter(motparter), ...(telemetri === undefined ? [] : [telemetri])],
  });
  useInstrumenter(createAzureSporing(sporing));
  return { sporing, motparter, avslutt: telemetri?.avslutt };
}
