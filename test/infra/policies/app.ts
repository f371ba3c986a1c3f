// Rules of the function app. Not for Flex Consumption, and so left out: Azure.AppService.AlwaysOn (there is no such switch),
// WebProbe (needs another plan; an availability test asks from outside instead), MinPlan (it is billed by use).

import type { Deployment, Resource } from "../bicep/deployment.ts";
import { asText, at, isRecord, listAt, Symbolic, type Value } from "../bicep/value.ts";
import { deployed, each, ofType, property, refersTo, texts, type Rule } from "./rule.ts";

const SITE = "Microsoft.Web/sites";
const CONFIG = "Microsoft.Web/sites/config";
const PASSWORDS = "Microsoft.Web/sites/basicPublishingCredentialsPolicies";

/** Settings the platform makes itself on this plan, or that only other plans know. */
const FORBIDDEN = [
  "WEBSITE_RUN_FROM_PACKAGE",
  "FUNCTIONS_WORKER_RUNTIME",
  "FUNCTIONS_EXTENSION_VERSION",
  "WEBSITE_NODE_DEFAULT_VERSION",
];
/** There is a family of them. */
const FORBIDDEN_START = "WEBSITE_CONTENT";
const SECRET_VALUE =
  /AccountKey=|SharedAccess|sig=|password|-----BEGIN|"d":|^[\w-]{43}$|@Microsoft\.KeyVault/i;

export function settingsOf(deployment: Deployment): Readonly<Record<string, Value>> {
  const config = ofType(deployment, CONFIG).find(({ body }) => at(body, "name") === "appsettings");
  const settings = at(config?.body, "properties");
  return isRecord(settings) ? settings : {};
}

/** A rule of the settings: the names of those that break it. */
function settings(id: string, says: string, wrong: (all: Readonly<Record<string, Value>>) => string[]): Rule {
  return {
    id,
    says,
    check(deployment) {
      const all = settingsOf(deployment);
      return Object.keys(all).length === 0 ? ["there are no settings"] : wrong(all);
    },
  };
}

function passwordsOff(id: string, name: string): Rule {
  return {
    id,
    says: `nobody publishes with a password over ${name} [IM-1]`,
    check: (deployment) =>
      ofType(deployment, PASSWORDS).some(
        ({ body }) => at(body, "name") === name && at(body, "properties.allow") === false,
      )
        ? []
        : [`${name} takes passwords`],
  };
}

function isOfApp(identity: Value | undefined, deployment: Deployment): boolean {
  const [own, ...more] = isRecord(identity) ? Object.keys(identity) : [];
  const [made] = ofType(deployment, "Microsoft.ManagedIdentity/userAssignedIdentities");
  return more.length === 0 && made !== undefined && own === `\${${made.path}.id}`;
}

/** The address of one of the services of the storage account, as far as it is known. */
function storageAddress(deployment: Deployment, service: string): string {
  const [account] = ofType(deployment, "Microsoft.Storage/storageAccounts");
  return `https://${asText(at(account?.body, "name"))}.${service}.core.windows.net`;
}

/** Callers let in by address, and by tag, in no order. */
function letIn({ body }: Resource): readonly string[] {
  return listAt(body, "properties.siteConfig.ipSecurityRestrictions")
    .filter((one) => at(one, "action") === "Allow")
    .map((one) => asText(at(one, "ipAddress")))
    .toSorted();
}

/** The subnet a value is the id of, as it stands in its network. */
function subnetOf(value: Value | undefined, deployment: Deployment): Value | undefined {
  if (!(value instanceof Symbolic)) return undefined;
  const path = value.text.replace(/\.id$/, "");
  const subnet = deployment.resources.find((resource) => resource.path === path);
  const parent = at(subnet?.body, "parent");
  const network = parent instanceof Symbolic ? deployed(deployment, parent.text) : undefined;
  return listAt(network?.body, "properties.subnets").find(
    (one) => at(one, "name") === at(subnet?.body, "name"),
  );
}

function notDelegated({ body }: Resource, deployment: Deployment): boolean {
  const subnet = subnetOf(at(body, "properties.virtualNetworkSubnetId"), deployment);
  const services = listAt(subnet, "properties.delegations").map((one) => at(one, "properties.serviceName"));
  return !services.includes("Microsoft.App/environments");
}

const site = (path: string): string => `properties.${path}`;
const config = (path: string): string => `properties.siteConfig.${path}`;
const flex = (path: string): string => `properties.functionAppConfig.${path}`;

export const APP_RULES: readonly Rule[] = [
  property("app-https", "only https [Azure.AppService.UseHTTPS, DP-3]", SITE, site("httpsOnly"), true),
  property(
    "app-tls",
    "TLS 1.2 or later [Azure.AppService.MinTLS, DP-3]",
    SITE,
    config("minTlsVersion"),
    "1.2",
    "1.3",
  ),
  property(
    "app-scm-tls",
    "TLS 1.2 or later where packages are sent",
    SITE,
    config("scmMinTlsVersion"),
    "1.2",
    "1.3",
  ),
  property(
    "app-identity",
    "a user-assigned identity [ManagedIdentity, IM-1, IM-3]",
    SITE,
    "identity.type",
    "UserAssigned",
  ),
  each(
    "app-own-identity",
    "the identity is the one made for it",
    SITE,
    ({ body }, d) => !isOfApp(at(body, "identity.userAssignedIdentities"), d),
  ),
  property("app-affinity", "no affinity cookies [ARRAffinity]", SITE, site("clientAffinityEnabled"), false),
  property("app-http2", "HTTP/2 [HTTP2]", SITE, config("http20Enabled"), true),
  property("app-debug", "no remote debugging [RemoteDebug]", SITE, config("remoteDebuggingEnabled"), false),
  property("app-ssh", "no shell into an instance", SITE, site("sshEnabled"), false),
  property("app-ftp", "no FTP [WebSecureFtp]", SITE, config("ftpsState"), "Disabled"),
  passwordsOff("app-scm-password", "scm"),
  passwordsOff("app-ftp-password", "ftp"),
  each("app-cors", "no origin is let in by a wildcard", SITE, ({ body }) => {
    const origins = at(body, config("cors.allowedOrigins"));
    return (
      !Array.isArray(origins) ||
      listAt(body, config("cors.allowedOrigins")).some((o) => asText(o).includes("*"))
    );
  }),
  property(
    "app-public",
    "who reaches it is decided, not left to a default",
    SITE,
    site("publicNetworkAccess"),
    "Enabled",
    "Disabled",
  ),
  each(
    "app-callers",
    "others than the given callers are refused, where callers are given",
    SITE,
    ({ body }, { parameters }) => {
      const callers = parameters.kallernett;
      const everybody = !Array.isArray(callers) || callers.length === 0;
      return at(body, config("ipSecurityRestrictionsDefaultAction")) !== (everybody ? "Allow" : "Deny");
    },
  ),
  each(
    "app-caller-list",
    "the given callers and the availability test are let in, and nobody else",
    SITE,
    (app, { parameters }) => {
      const expected = [...texts(parameters.kallernett), "ApplicationInsightsAvailability"].toSorted();
      return JSON.stringify(letIn(app)) !== JSON.stringify(expected);
    },
  ),
  each(
    "app-subnet",
    "it calls out from a subnet delegated to Microsoft.App/environments",
    SITE,
    notDelegated,
  ),
  property("app-runtime", "it runs on Node", SITE, flex("runtime.name"), "node"),
  property("app-node", "of the version it is tested with", SITE, flex("runtime.version"), "24"),
  property(
    "app-package",
    "its package comes from a container",
    SITE,
    flex("deployment.storage.type"),
    "blobContainer",
  ),
  property(
    "app-package-identity",
    "fetched with its identity",
    SITE,
    flex("deployment.storage.authentication.type"),
    "UserAssignedIdentity",
  ),
  each("app-package-own-identity", "which is the one made for it", SITE, ({ body }, d) => {
    const [made] = ofType(d, "Microsoft.ManagedIdentity/userAssignedIdentities");
    const id = at(body, flex("deployment.storage.authentication.userAssignedIdentityResourceId"));
    return made === undefined || !refersTo(id, `${made.path}.id`);
  }),
  each(
    "app-package-container",
    "from the container of packages, where nothing else is",
    SITE,
    ({ body }, d) =>
      asText(at(body, flex("deployment.storage.value"))) !== `${storageAddress(d, "blob")}/pakker`,
  ),
  each(
    "app-concurrency",
    "how many requests an instance takes is stated: the default hangs on its memory",
    SITE,
    ({ body }) =>
      typeof at(body, flex("scaleAndConcurrency.triggers.http.perInstanceConcurrency")) !== "number",
  ),
  property(
    "app-memory",
    "an instance has one of the sizes there are",
    SITE,
    flex("scaleAndConcurrency.instanceMemoryMB"),
    512,
    2048,
    4096,
  ),
  each("app-other-plans", "nothing is set that belongs to other plans", SITE, ({ body }) =>
    ["linuxFxVersion", "alwaysOn", "nodeVersion", "windowsFxVersion", "healthCheckPath"].some(
      (name) => at(body, config(name)) !== undefined,
    ),
  ),
  property("app-plan", "the plan is Flex Consumption", "Microsoft.Web/serverfarms", "sku.name", "FC1"),
  property("app-linux", "on Linux", "Microsoft.Web/serverfarms", "properties.reserved", true),
  settings("settings-forbidden", "no setting that the platform makes itself", (all) =>
    Object.keys(all).filter((name) => {
      const upper = name.toUpperCase();
      return FORBIDDEN.includes(upper) || upper.startsWith(FORBIDDEN_START);
    }),
  ),
  settings("settings-secrets", "no secret in a setting: they hold names", (all) =>
    Object.entries(all)
      .filter(([, value]) => SECRET_VALUE.test(asText(value)))
      .map(([name]) => name),
  ),
  {
    id: "settings-host-storage",
    says: "the host reaches its storage with the identity, its locks and its queues",
    check(deployment) {
      const all = settingsOf(deployment);
      const expected: Readonly<Record<string, Value | undefined>> = {
        AzureWebJobsStorage: undefined,
        AzureWebJobsStorage__credential: "managedidentity",
        AzureWebJobsStorage__clientId: asText(all.AZURE_CLIENT_ID),
        AzureWebJobsStorage__blobServiceUri: storageAddress(deployment, "blob"),
        AzureWebJobsStorage__queueServiceUri: storageAddress(deployment, "queue"),
      };
      return Object.entries(expected)
        .filter(([name, value]) => (name in all ? asText(all[name]) : undefined) !== value)
        .map(([name]) => name);
    },
  },
  settings(
    "settings-telemetry",
    "telemetry is sent with the identity",
    ({ APPLICATIONINSIGHTS_AUTHENTICATION_STRING: how, AZURE_CLIENT_ID: id }) =>
      how instanceof Symbolic &&
      id instanceof Symbolic &&
      how.text === `'ClientId=\${${id.text}};Authorization=AAD'`
        ? []
        : ["APPLICATIONINSIGHTS_AUTHENTICATION_STRING"],
  ),
  {
    id: "settings-identity",
    says: "the service asks for tokens as the identity that has the roles",
    check(deployment) {
      const [made] = ofType(deployment, "Microsoft.ManagedIdentity/userAssignedIdentities");
      const id = settingsOf(deployment).AZURE_CLIENT_ID;
      return made !== undefined && refersTo(id, `${made.path}.properties.clientId`)
        ? []
        : ["AZURE_CLIENT_ID"];
    },
  },
];
