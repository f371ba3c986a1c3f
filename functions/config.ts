// The environment as a frozen value. This is the only reader of it. A fault stops the start with one message that names
// every fault and never a value.

import { readFileSync } from "node:fs";
import { z } from "zod";
import { erLoopback } from "../shared/kernel/loopback.ts";
import { connectionStringSchema } from "./connection-string.ts";
import {
  adresse,
  hemmelighetsnavn,
  organisasjonsnummer,
  scope,
  tekst,
  tlsAdresse,
  utsteder,
  verter,
} from "./innstilling.ts";

const miljoeSchema = z.object({
  MASKINPORTEN_ISSUER: utsteder,
  MASKINPORTEN_CLIENT_ID: tekst,
  KEY_VAULT_URL: tlsAdresse,
  MASKINPORTEN_KEY_SECRET: hemmelighetsnavn,
  SEGL_KEY_SECRET: hemmelighetsnavn,
  LOGG_PEPPER_SECRET: hemmelighetsnavn,
  SKATTEETATEN_SUMMERT_URL: adresse,
  SKATTEETATEN_BEREGNET_SKATT_URL: adresse,
  SKATTEETATEN_AVREGNING_URL: adresse,
  SKATTEETATEN_SISTE_URL: adresse,
  SKATTEETATEN_HENDELSER_URL: adresse,
  RETTIGHETSPAKKE: z
    .string()
    .regex(/^[0-9A-Za-z]{1,100}$/, "må være bokstaver og tall")
    .default("kommunelangtidsoppholdinstitusjon"),
  ALTINN_PLATFORM_URL: adresse,
  DELEGERING_METODE: z.enum(["token", "altinn"], "må være token eller altinn").default("token"),
  LEVERANDOER_ORGNR: organisasjonsnummer,
  STORAGE_TABLE_URL: tlsAdresse,
  STORAGE_BLOB_URL: tlsAdresse,
  STORAGE_QUEUE_URL: tlsAdresse,
  AZURE_CLIENT_ID: tekst,
  API_ISSUER: utsteder,
  API_AUDIENCE: tekst,
  API_SCOPE_OPPSLAG: scope,
  API_SCOPE_TILKOBLING: scope,
  OPERATOER_ISSUER: utsteder,
  OPERATOER_AUDIENCE: tekst,
  OPERATOER_ROLLE: tekst,
  TILLITSANKERE_SECRET: hemmelighetsnavn.optional(),
  TILLITSANKERE_FIL: tekst.optional(),
  APPLICATIONINSIGHTS_CONNECTION_STRING: connectionStringSchema.optional(),
  WEBHOOK_VERTER: verter.optional(),
  LOOPBACK_CA_FIL: tekst.optional(),
});

type Miljoe = z.infer<typeof miljoeSchema>;
/** Where some settings are missing or faulty. */
type Delvis = { readonly [Navn in keyof Miljoe]?: Miljoe[Navn] | undefined };

/** The environment variables the service reads, for the sample file and the templates. */
export const INNSTILLINGER = Object.keys(miljoeSchema.shape);

const PRODUKSJON = "https://maskinporten.no/";

const GUID = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/;
/** As `URL.host` has them, however they were written. */
const IP_ADRESSE = /^(?:\[|[0-9]+(?:\.[0-9]+){3}(?::|$))/;
const ENTRA_STI = new RegExp(`^/${GUID.source}/v2\\.0$`);

function ledd(base: URL, navn: string): URL {
  return new URL(`${base.href.replace(/\/$/, "")}/${navn}`);
}

/** Faults between settings, found among those that could be read; the rest are named one by one. */
function motsigelser(m: Delvis): string[] {
  const iProduksjon = m.MASKINPORTEN_ISSUER?.issuer === PRODUKSJON;
  return [
    ...(m.MASKINPORTEN_ISSUER === undefined ? [] : miljoefeil(m, iProduksjon)),
    ...utstederfeil(m, iProduksjon),
    ...operatoerfeil(m, iProduksjon),
    ...(m.TILLITSANKERE_SECRET !== undefined && m.TILLITSANKERE_FIL !== undefined
      ? ["TILLITSANKERE_SECRET og TILLITSANKERE_FIL kan ikke begge være satt"]
      : []),
    ...(m.TILLITSANKERE_FIL !== undefined && lesFil(m.TILLITSANKERE_FIL) === undefined
      ? ["TILLITSANKERE_FIL peker på en fil som ikke kan leses"]
      : []),
    ...(iProduksjon && m.WEBHOOK_VERTER?.some((vert) => erLoopback(new URL(`https://${vert}`))) === true
      ? ["WEBHOOK_VERTER kan ikke ha egen maskin i produksjon"]
      : []),
    // An address may be one inside the network, and no certificate names whose it is.
    ...(iProduksjon && m.WEBHOOK_VERTER?.some((vert) => IP_ADRESSE.test(vert)) === true
      ? ["WEBHOOK_VERTER må ha navn på verter, ikke IP-adresser, i produksjon"]
      : []),
    ...loopbackfeil(m),
  ];
}

function miljoefeil(m: Delvis, iProduksjon: boolean): string[] {
  const adresser = [
    "SKATTEETATEN_SUMMERT_URL",
    "SKATTEETATEN_BEREGNET_SKATT_URL",
    "SKATTEETATEN_AVREGNING_URL",
    "SKATTEETATEN_SISTE_URL",
    "SKATTEETATEN_HENDELSER_URL",
    "ALTINN_PLATFORM_URL",
  ] as const;
  return adresser.flatMap((navn) => {
    const vert = m[navn]?.hostname ?? "";
    const erTest = vert.endsWith(".skatteetaten-test.no") || vert.endsWith(".tt02.altinn.no");
    const erProd = vert.endsWith(".skatteetaten.no") || vert === "platform.altinn.no";
    return (iProduksjon ? erTest : erProd)
      ? [`${navn} hører til et annet miljø enn MASKINPORTEN_ISSUER`]
      : [];
  });
}

/** A token of a test issuer must never open real people's data, nor the other way round. */
function utstederfeil(
  { MASKINPORTEN_ISSUER: vaar, API_ISSUER: api }: Delvis,
  iProduksjon: boolean,
): string[] {
  const skraastrek = Object.entries({ MASKINPORTEN_ISSUER: vaar, API_ISSUER: api }).flatMap(
    ([navn, utsteder]) =>
      utsteder !== undefined && !erLoopback(utsteder.url) && !utsteder.issuer.endsWith("/")
        ? [`${navn} må slutte med /`]
        : [],
  );
  const ulike = vaar !== undefined && api !== undefined && (api.issuer === PRODUKSJON) !== iProduksjon;
  return ulike ? [...skraastrek, "API_ISSUER hører til et annet miljø enn MASKINPORTEN_ISSUER"] : skraastrek;
}

/** Operators' tokens come from one tenant of Entra ID, never from whoever issues the municipalities'. */
function operatoerfeil(
  { OPERATOER_ISSUER: operatoer, API_ISSUER: api }: Delvis,
  iProduksjon: boolean,
): string[] {
  if (operatoer === undefined) return [];
  const { issuer, url } = operatoer;
  return [
    ...(issuer === api?.issuer ? ["OPERATOER_ISSUER og API_ISSUER kan ikke være den samme"] : []),
    ...(url.hostname === "login.microsoftonline.com" && !ENTRA_STI.test(url.pathname)
      ? ["OPERATOER_ISSUER må gjelde én tenant og slutte med /<tenant-id>/v2.0"]
      : []),
    ...(iProduksjon && erLoopback(url) ? ["OPERATOER_ISSUER kan ikke være på egen maskin i produksjon"] : []),
  ];
}

function loopbackfeil(m: Delvis): string[] {
  if (m.LOOPBACK_CA_FIL === undefined) return [];
  const steder = ["KEY_VAULT_URL", "STORAGE_TABLE_URL", "STORAGE_BLOB_URL", "STORAGE_QUEUE_URL"] as const;
  const utenfor: string[] = steder.filter((navn) => m[navn] !== undefined && !erLoopback(m[navn]));
  const inntak = m.APPLICATIONINSIGHTS_CONNECTION_STRING?.endepunkt;
  if (inntak !== undefined && !erLoopback(inntak)) utenfor.push("APPLICATIONINSIGHTS_CONNECTION_STRING");
  const grunn = `LOOPBACK_CA_FIL kan bare brukes på egen maskin, ikke sammen med ${utenfor.join(", ")}`;
  const feil = utenfor.length === 0 ? [] : [grunn];
  return lesFil(m.LOOPBACK_CA_FIL) === undefined
    ? [...feil, "LOOPBACK_CA_FIL peker på en fil som ikke kan leses"]
    : feil;
}

function melding(issue: z.core.$ZodIssue, env: Env): string {
  const navn = String(issue.path[0] ?? "");
  const mangler = env[navn] === undefined;
  return mangler
    ? `${navn} mangler`
    : `${navn} ${issue.code === "custom" ? "" : "er ugyldig: "}${issue.message}`;
}

export type Env = Readonly<Record<string, string | undefined>>;

/** Thrown at start; the message lists every fault on a line of its own, in bokmaal. */
export class UgyldigKonfigurasjon extends Error {
  constructor(feil: readonly string[]) {
    super(
      `Konfigurasjonen er ufullstendig eller selvmotsigende. Rett dette og start på nytt:\n${feil
        .map((f) => `  - ${f}`)
        .join("\n")}\nInnstillingene er forklart i local.settings.sample.json.`,
    );
  }
}

/** The text of a file, or undefined when it cannot be read. */
function lesFil(fil: string): string | undefined {
  try {
    return readFileSync(fil, "utf8");
  } catch {
    return undefined;
  }
}

/** The settings that could be read, whatever is wrong with the others. */
function lesbare(env: Env, issues: readonly z.core.$ZodIssue[]): Delvis {
  const ugyldige = new Set(issues.map((issue) => issue.path[0]));
  const resten = Object.entries(env).filter(([navn]) => !ugyldige.has(navn));
  return miljoeSchema.partial().parse(Object.fromEntries(resten));
}

function fryst<T extends object>(verdi: T): Readonly<T> {
  for (const del of Object.values(verdi)) {
    if (typeof del === "object" && del !== null && !(del instanceof URL)) fryst(del as object);
  }
  return Object.freeze(verdi);
}

/** Reads a configuration. An empty value counts as missing, as in Azure's own portal. */
export function lesConfig(env: Env) {
  const satt = Object.fromEntries(Object.entries(env).filter(([, verdi]) => verdi?.trim() !== ""));
  const lest = miljoeSchema.safeParse(satt);
  const feil = [
    ...(lest.success ? [] : lest.error.issues.map((issue) => melding(issue, satt))),
    ...motsigelser(lest.success ? lest.data : lesbare(satt, lest.error.issues)),
  ];
  if (!lest.success || feil.length > 0) throw new UgyldigKonfigurasjon(feil);
  const m = lest.data;
  const miljoe = m.MASKINPORTEN_ISSUER.issuer === PRODUKSJON ? ("produksjon" as const) : ("test" as const);
  /** Where a delegation must come from, in callers' tokens and in our own. */
  const delegeringskilde = miljoe === "produksjon" ? "https://www.altinn.no/" : "https://tt02.altinn.no/";
  return fryst({
    miljoe,
    leverandoer: m.LEVERANDOER_ORGNR,
    delegering: { metode: m.DELEGERING_METODE, kilde: delegeringskilde },
    altinn: { platformUrl: m.ALTINN_PLATFORM_URL },
    maskinporten: {
      issuer: m.MASKINPORTEN_ISSUER.issuer,
      tokenUrl: ledd(m.MASKINPORTEN_ISSUER.url, "token"),
      jwkUrl: ledd(m.MASKINPORTEN_ISSUER.url, "jwk"),
      clientId: m.MASKINPORTEN_CLIENT_ID,
    },
    skatteetaten: {
      rettighetspakke: m.RETTIGHETSPAKKE,
      adresser: {
        SUMMERT_SKATTEGRUNNLAG: m.SKATTEETATEN_SUMMERT_URL,
        BEREGNET_SKATT: m.SKATTEETATEN_BEREGNET_SKATT_URL,
        AVREGNING: m.SKATTEETATEN_AVREGNING_URL,
        SISTE: m.SKATTEETATEN_SISTE_URL,
      },
      hendelserUrl: m.SKATTEETATEN_HENDELSER_URL,
    },
    azure: {
      clientId: m.AZURE_CLIENT_ID,
      keyVaultUrl: m.KEY_VAULT_URL,
      tableUrl: m.STORAGE_TABLE_URL,
      blobUrl: m.STORAGE_BLOB_URL,
      queueUrl: m.STORAGE_QUEUE_URL,
      loopbackCa: m.LOOPBACK_CA_FIL === undefined ? undefined : lesFil(m.LOOPBACK_CA_FIL),
    },
    hemmeligheter: {
      maskinportenNoekkel: m.MASKINPORTEN_KEY_SECRET,
      seglNoekkel: m.SEGL_KEY_SECRET,
      loggPepper: m.LOGG_PEPPER_SECRET,
      tillitsankere: m.TILLITSANKERE_SECRET,
    },
    /** PEM, when the anchors stand in a file and not in a secret. */
    tillitsankere: m.TILLITSANKERE_FIL === undefined ? undefined : lesFil(m.TILLITSANKERE_FIL),
    /** Where telemetry goes; undefined means nowhere. */
    telemetri: m.APPLICATIONINSIGHTS_CONNECTION_STRING?.tekst,
    /** The hosts webhooks may be sent to; undefined means that there are no webhooks. */
    webhookverter: m.WEBHOOK_VERTER,
    api: {
      issuer: m.API_ISSUER.issuer,
      jwkUrl: ledd(m.API_ISSUER.url, "jwk"),
      audience: m.API_AUDIENCE,
      scopeOppslag: m.API_SCOPE_OPPSLAG,
      scopeTilkobling: m.API_SCOPE_TILKOBLING,
      delegeringskilde,
    },
    operatoer: {
      issuer: m.OPERATOER_ISSUER.issuer,
      /** The tenant in the issuer's address; undefined when it has none. */
      tenant: GUID.exec(m.OPERATOER_ISSUER.url.pathname)?.[0],
      audience: m.OPERATOER_AUDIENCE,
      rolle: m.OPERATOER_ROLLE,
    },
  });
}

export type Config = ReturnType<typeof lesConfig>;

/** The configuration of this process. */
export function configFraMiljoe(): Config {
  return lesConfig(process.env);
}

/**
 * What the telemetry client takes from the environment alone: no usage statistics to its maker, and nothing about the machine.
 * What is set there already stands.
 */
export function settTelemetrivalg(): void {
  process.env.APPLICATION_INSIGHTS_NO_STATSBEAT ??= "true";
  process.env.APPLICATIONINSIGHTS_OPENTELEMETRY_RESOURCE_METRIC_DISABLED ??= "true";
}
