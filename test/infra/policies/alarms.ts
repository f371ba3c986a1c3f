// Rules of what an alarm does: what it asks, where, and how much of it is too much (alarm-tables.ts).

import type { Deployment, Resource } from "../bicep/deployment.ts";
import { asText, at, listAt, Symbolic, type Value } from "../bicep/value.ts";
import { LOG, METRICS, SEVERITIES } from "./alarm-tables.ts";
import { alarms, pageByName } from "./monitoring.ts";
import { deployed, each, ofType, property, refersTo, type Rule } from "./rule.ts";

const LOG_ALARM = "Microsoft.Insights/scheduledQueryRules";
const METRIC_ALARM = "Microsoft.Insights/metricAlerts";
const WEBTEST = "Microsoft.Insights/webtests";
const INSIGHTS = "Microsoft.Insights/components";
const AVAILABILITY = "tilgjengelighet";

function same(left: unknown, right: unknown): boolean {
  return JSON.stringify(left) === JSON.stringify(right);
}

function conditions({ body }: Resource): readonly Value[] {
  return listAt(body, "properties.criteria.allOf");
}

function isAvailability(alarm: Resource): boolean {
  return pageByName(alarm) === AVAILABILITY;
}

function asksWrong(alarm: Resource): boolean {
  const row = LOG[pageByName(alarm)];
  const [, every, back, query] = row ?? [];
  const [condition, ...more] = conditions(alarm);
  const asked = [
    at(alarm.body, "properties.evaluationFrequency"),
    at(alarm.body, "properties.windowSize"),
    at(condition, "query"),
  ];
  return row === undefined || more.length > 0 || !same(asked, [every, back, query]);
}

/** More than no row, once, and told every time. */
function needsMoreThanOneRow(alarm: Resource): boolean {
  const [condition] = conditions(alarm);
  const asked = [
    at(condition, "timeAggregation"),
    at(condition, "operator"),
    at(condition, "threshold"),
    at(condition, "failingPeriods"),
  ];
  return (
    !same(asked, [
      "Count",
      "GreaterThan",
      0,
      { minFailingPeriodsToAlert: 1, numberOfEvaluationPeriods: 1 },
    ]) || at(alarm.body, "properties.muteActionsDuration") !== undefined
  );
}

function measuresWrong(alarm: Resource): boolean {
  if (isAvailability(alarm)) return false;
  const metric = METRICS[pageByName(alarm)];
  if (metric === undefined) return true;
  const [condition, ...more] = conditions(alarm);
  const { of, name, added, too, than, only } = metric;
  const asked = [
    ...["metricNamespace", "metricName", "timeAggregation", "operator", "threshold"].map(
      (member) => at(condition, member) ?? null,
    ),
    at(alarm.body, "properties.evaluationFrequency"),
    at(alarm.body, "properties.windowSize"),
  ];
  const dimensions = only === undefined ? [] : [{ name: only[0], operator: "Include", values: only[1] }];
  return (
    more.length > 0 ||
    !same(asked, [of, name, added, too, than, "PT5M", "PT15M"]) ||
    !same(at(condition, "dimensions"), dimensions)
  );
}

/** What an id is the id of. */
function isOf(id: Value | undefined, deployment: Deployment): Resource | undefined {
  return id instanceof Symbolic ? deployed(deployment, id.text.replace(/\.id$/, "")) : undefined;
}

/** What the scopes of an alarm are, as types. */
function scopes({ body }: Resource, deployment: Deployment): readonly (string | undefined)[] {
  return listAt(body, "properties.scopes").map((scope) => isOf(scope, deployment)?.type);
}

const severityOf = ({ body }: Resource): Value | undefined =>
  at(body, "properties.severity") ?? at(body, "properties.destination.properties.severity");

export const ALARM_RULES: readonly Rule[] = [
  each("alarms-query", "a log alarm asks what its page is about", LOG_ALARM, asksWrong),
  each("alarms-any-row", "and one row of the answer is enough", LOG_ALARM, needsMoreThanOneRow),
  each(
    "alarms-workspace",
    "of the workspace that all logs are in",
    LOG_ALARM,
    (alarm, d) => !same(scopes(alarm, d), ["Microsoft.OperationalInsights/workspaces"]),
  ),
  each("alarms-metric", "a metric alarm measures what its page is about", METRIC_ALARM, measuresWrong),
  each("alarms-resource", "of the resource it is about", METRIC_ALARM, (alarm, d) => {
    const expected = isAvailability(alarm) ? [WEBTEST, INSIGHTS] : [METRICS[pageByName(alarm)]?.of];
    return !same(scopes(alarm, d), expected);
  }),
  {
    id: "alarms-severity",
    says: "an alarm is as bad as its page says",
    check: (deployment) =>
      alarms(deployment)
        .filter(({ type }) => type !== "Microsoft.Insights/activityLogAlerts")
        .filter((alarm) => {
          const page = pageByName(alarm);
          return severityOf(alarm) !== (LOG[page]?.[0] ?? METRICS[page]?.severity ?? SEVERITIES[page]);
        })
        .map(({ path }) => path),
  },
  each(
    "alarms-availability",
    "two of three places without an answer is an alarm",
    METRIC_ALARM,
    (alarm, d) => {
      if (!isAvailability(alarm)) return false;
      const criteria = at(alarm.body, "properties.criteria");
      return (
        at(criteria, "failedLocationCount") !== 2 ||
        isOf(at(criteria, "webTestId"), d)?.type !== WEBTEST ||
        isOf(at(criteria, "componentId"), d)?.type !== INSIGHTS
      );
    },
  ),
  each(
    "webtest-asks",
    "health is asked for from outside, at the address of the app",
    WEBTEST,
    ({ body }, d) => {
      const [app] = ofType(d, "Microsoft.Web/sites");
      const request = at(body, "properties.Request");
      return (
        !refersTo(
          at(request, "RequestUrl"),
          `'https://\${${app?.path ?? ""}.properties.defaultHostName}/api/helse'`,
        ) ||
        at(request, "HttpVerb") !== "GET" ||
        at(request, "FollowRedirects") !== false
      );
    },
  ),
  each(
    "webtest-expects",
    "only 200 over a certificate that holds for two weeks is an answer",
    WEBTEST,
    ({ body }) => {
      const expected = { ExpectedHttpStatusCode: 200, SSLCheck: true, SSLCertRemainingLifetimeCheck: 14 };
      return !same(at(body, "properties.ValidationRules"), expected);
    },
  ),
  property("webtest-on", "the test is on", WEBTEST, "properties.Enabled", true),
  each("webtest-places", "from three places, every five minutes", WEBTEST, ({ body }) => {
    const places = listAt(body, "properties.Locations").map((one) => asText(at(one, "Id")));
    return new Set(places).size !== 3 || at(body, "properties.Frequency") !== 300;
  }),
];
