// Application Insights through Microsoft's client, told what to send one by one: nothing is collected by itself. The client is
// its own pipeline (no global providers), so that no other library in the process can send through it.

import type { TokenCredential } from "@azure/identity";
import { context, ROOT_CONTEXT, trace, TraceFlags } from "@opentelemetry/api";
import { AsyncLocalStorageContextManager } from "@opentelemetry/context-async-hooks";
import { resourceFromAttributes } from "@opentelemetry/resources";
import { TelemetryClient } from "applicationinsights";
import type { Ferdigkall } from "./sporing.ts";
import type { Telemetriklient } from "./telemetri.ts";

export type ApplicationInsightsDeps = {
  /** Names the resource and its ingestion endpoint; it is no secret, since the identity is what opens the door. */
  readonly connectionString: string;
  readonly credential: TokenCredential;
  readonly versjon: string;
  /** Milliseconds on a clock that only goes forward. */
  readonly klokkeMs: () => number;
  /** Hears that something was not taken in, at most once an hour. */
  readonly meld: (aarsak: { readonly kode: "IKKE_SENDT" }) => void;
  /** PEM of a CA that is trusted instead of the usual ones. Only for an ingestion endpoint on loopback. */
  readonly loopbackCa?: string;
};

const TJENESTE = "egenandel";
const TIME_MS = 3_600_000;

/** Some of it was not taken in. */
const DELVIS = 206;

/**
 * Follows each request of the client, second tries included: what is refused it forgets without a word. Only that there was
 * something is told, since what a fault says may hold addresses.
 */
function utfallspolicy({ klokkeMs, meld }: Pick<ApplicationInsightsDeps, "klokkeMs" | "meld">) {
  let stilleTil = -Infinity;
  const ikkeSendt = (): void => {
    if (klokkeMs() < stilleTil) return;
    stilleTil = klokkeMs() + TIME_MS;
    meld({ kode: "IKKE_SENDT" });
  };
  return {
    name: "egenandel-utfall",
    async sendRequest<Inn, Svar extends { readonly status: number }>(
      request: Inn,
      next: (request: Inn) => Promise<Svar>,
    ): Promise<Svar> {
      try {
        const svar = await next(request);
        if (svar.status === DELVIS || svar.status >= 400) ikkeSendt();
        return svar;
      } catch (kastet) {
        ikkeSendt();
        throw kastet;
      }
    },
  };
}

/** The trace and the cause, as OpenTelemetry has them. Every call is kept: how much is stored is decided in Azure. */
function iSporet({ sporId, forelderId }: Ferdigkall, arbeid: () => void): void {
  const forelder = {
    traceId: sporId,
    spanId: forelderId,
    traceFlags: TraceFlags.SAMPLED,
    isRemote: true,
  };
  context.with(trace.setSpanContext(ROOT_CONTEXT, forelder), arbeid);
}

export function createApplicationInsights(deps: ApplicationInsightsDeps): Telemetriklient {
  const { connectionString, credential, versjon, loopbackCa } = deps;
  // The client takes the cause of a call from here.
  context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
  const client = new TelemetryClient(connectionString, { useGlobalProviders: false });
  client.config.azureMonitorOpenTelemetryOptions = {
    azureMonitorExporterOptions: {
      connectionString,
      credential,
      disableOfflineStorage: true,
      additionalPolicies: [{ policy: utfallspolicy(deps), position: "perCall" }],
      ...(loopbackCa === undefined ? {} : { tlsOptions: { ca: loopbackCa } }),
    },
    resource: resourceFromAttributes({ "service.name": TJENESTE, "service.version": versjon }),
  };

  return {
    kall(kall) {
      const { motpart, operasjon, funksjon, korrelasjonsid, start, varighetMs, utfall } = kall;
      const resultat = String(utfall.resultat);
      // Beside the call itself, which Azure may be told to sample, a count and a sum that it does not.
      client.trackMetric({ name: "kall", value: varighetMs, properties: { motpart, operasjon, resultat } });
      iSporet(kall, () => {
        client.trackDependency({
          name: `${motpart} ${operasjon}`,
          target: motpart,
          time: start,
          duration: varighetMs,
          success: utfall.svarte === true,
          properties: {
            operasjon,
            ...(funksjon === undefined ? {} : { funksjon }),
            ...(korrelasjonsid === undefined ? {} : { korrelasjonsid }),
            // Read as the result code, which the client does only where there is a method.
            "http.response.status_code": resultat,
            "http.request.method": "_OTHER",
          },
        });
      });
    },

    telling({ navn, ...dimensjoner }, antall) {
      client.trackMetric({ name: navn, value: antall, properties: dimensjoner });
    },

    toem: () => client.flush(),
  };
}
