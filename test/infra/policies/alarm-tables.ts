// What each alarm asks, and how much of it is too much. No query can be run here, so each is written down a second time: to change one
// is to change both, and a slip in one of them is seen.

import type { Value } from "../bicep/value.ts";

const VAULT = "Microsoft.KeyVault/vaults";
const STORAGE = "Microsoft.Storage/storageAccounts";

const says = (...codes: readonly string[]): string =>
  `AppTraces | where ${codes.map((code) => `Message has "${code}"`).join(" or ")}`;
const ANSWERED = `${says("FORESPOERSEL_BESVART")} | extend linje = parse_json(Message)`;

/** Each log alarm by its page: how bad it is, how often it asks, how far back, and what. One row of the answer is enough. */
export const LOG: Readonly<
  Record<string, readonly [severity: number, every: string, back: string, query: string]>
> = {
  "oppslagslogg-feiler": [0, "PT5M", "PT5M", says("OPPSLAGSLOGG_FEILET")],
  "ingen-livstegn": [
    1,
    "PT5M",
    "PT15M",
    'AppRequests | where Name == "helse" and Success == true | summarize antall = count() | where antall == 0',
  ],
  feilsvar: [
    1,
    "PT5M",
    "PT15M",
    'AppRequests | where Name != "helse" | summarize alle = count(), feil = countif(toint(ResultCode) >= 500) | where feil >= 3 and feil * 20 > alle',
  ],
  "intern-feil": [2, "PT15M", "PT15M", says("INTERN_FEIL")],
  "motpart-feiler": [
    2,
    "PT5M",
    "PT15M",
    `${ANSWERED} | where linje.feilkode in ("motpart-utilgjengelig", "ugyldig-svar") | summarize antall = count() by motpart = tostring(linje.motpart) | where antall >= 5`,
  ],
  feilkonfigurert: [
    1,
    "PT5M",
    "PT15M",
    `${ANSWERED} | where linje.feilkode == "tilkobling-feilkonfigurert" | summarize antall = count() by aarsakskode = tostring(linje.aarsakskode)`,
  ],
  "tilkoblingslager-feiler": [1, "PT5M", "PT15M", says("TILKOBLINGSLAGER_FEILET")],
  "nattkontroll-uteblir": [
    3,
    "PT1H",
    "P2D",
    `${says("TILKOBLINGER_KONTROLLERT")} | extend linje = parse_json(Message) | where isempty(tostring(linje.stanset)) | summarize antall = count() | where antall == 0`,
  ],
  "hendelser-ikke-lest": [
    2,
    "PT1H",
    "PT6H",
    `${says("HENDELSER_LEST", "HENDELSER_IKKE_LEST", "HENDELSESLAGER_FEILET")} | extend linje = parse_json(Message) | summarize lest = countif(Message has "HENDELSER_LEST"), feil = countif(Message !has "HENDELSER_LEST"), tapt = countif(toint(linje.uleselige) > 0 or toint(linje.baklengs) > 0) | where lest == 0 or feil >= 3 or tapt > 0`,
  ],
  "hendelser-ikke-ryddet": [
    2,
    "PT1H",
    "P2D",
    `${says("HENDELSER_RYDDET", "HENDELSER_IKKE_RYDDET")} | extend linje = parse_json(Message) | summarize ryddet = countif(tobool(linje.ferdig)), feil = countif(Message has "HENDELSER_IKKE_RYDDET") | where ryddet == 0 or feil >= 2`,
  ],
  "etteroppgjoer-stanset": [
    2,
    "PT15M",
    "PT15M",
    `${says("ETTEROPPGJOER_STANSET", "ETTEROPPGJOER_FREMMED_MELDING", "ETTEROPPGJOERLAGER_FEILET")} | summarize stanset = countif(Message !has "ETTEROPPGJOERLAGER_FEILET"), lager = countif(Message has "ETTEROPPGJOERLAGER_FEILET") | where stanset > 0 or lager >= 3`,
  ],
  "webhook-stanset": [
    3,
    "PT1H",
    "PT1H",
    `${says("WEBHOOK_STANSET", "WEBHOOK_IKKE_VARSLET", "WEBHOOKLAGER_FEILET")} | summarize stanset = countif(Message has "WEBHOOK_STANSET"), feil = countif(Message has "WEBHOOK_IKKE_VARSLET"), lager = countif(Message has "WEBHOOKLAGER_FEILET") | where stanset > 0 or feil >= 3 or lager >= 3`,
  ],
  "telemetri-feiler": [3, "PT1H", "PT1H", says("TELEMETRI_FEILET")],
  telemetritak: [
    1,
    "PT15M",
    "PT15M",
    '_LogOperation | where Operation =~ "Data collection stopped" and Detail has "OverQuota"',
  ],
};

type Metric = {
  readonly severity: number;
  /** The type of the resource it is of. */
  readonly of: string;
  readonly name: string;
  readonly added: string;
  readonly too: "GreaterThan" | "LessThan";
  readonly than: number;
  /** The dimension and the values of it that count; all when there is none. */
  readonly only?: readonly [dimension: string, values: readonly string[]];
};

export const METRICS: Readonly<Record<string, Metric>> = {
  "hvelv-strupes": {
    severity: 2,
    of: VAULT,
    name: "ServiceApiResult",
    added: "Count",
    too: "GreaterThan",
    than: 0,
    only: ["StatusCode", ["429"]],
  },
  "hvelv-utilgjengelig": {
    severity: 1,
    of: VAULT,
    name: "Availability",
    added: "Average",
    too: "LessThan",
    than: 95,
  },
  "lager-strupes": {
    severity: 2,
    of: STORAGE,
    name: "Transactions",
    added: "Total",
    too: "GreaterThan",
    than: 0,
    only: [
      "ResponseType",
      [
        "ClientThrottlingError",
        "ClientAccountBandwidthThrottlingError",
        "ClientAccountRequestThrottlingError",
        "ServerBusyError",
      ],
    ],
  },
};

/** The alarms that have a severity of their own to set, beside those of the tables. */
export const SEVERITIES: Readonly<Record<string, Value>> = { tilgjengelighet: 0, "noekkel-utloeper": "Sev2" };
