import { readFileSync, writeFileSync, mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { INNSTILLINGER, lesConfig, UgyldigKonfigurasjon, type Env } from "../../functions/config.ts";

const eksempelfil = readFileSync("local.settings.sample.json", "utf8");
const { Values: eksempel } = JSON.parse(eksempelfil) as { Values: Record<string, string> };

function medEndring(endring: Env): Env {
  return { ...eksempel, ...endring };
}

function meldingFor(env: Env): string {
  try {
    lesConfig(env);
  } catch (feil) {
    if (feil instanceof UgyldigKonfigurasjon) return feil.message;
    throw feil;
  }
  return "";
}

const PRODUKSJON: Env = {
  MASKINPORTEN_ISSUER: "https://maskinporten.no/",
  API_ISSUER: "https://maskinporten.no/",
  SKATTEETATEN_SUMMERT_URL: "https://summertskattegrunnlag.api.skatteetaten.no/v2",
  SKATTEETATEN_BEREGNET_SKATT_URL: "https://beregnetskatt.api.skatteetaten.no/v2",
  SKATTEETATEN_AVREGNING_URL: "https://avregning.api.skatteetaten.no/v2",
  SKATTEETATEN_SISTE_URL: "https://sistetilgjengeligeskatteoppgjoer.api.skatteetaten.no/v1",
  SKATTEETATEN_HENDELSER_URL: "https://skatteoppgjoerhendelser.api.skatteetaten.no/v1",
  ALTINN_PLATFORM_URL: "https://platform.altinn.no",
};

const NOEKKEL = "InstrumentationKey=0a1b2c3d-0000-4000-8000-00000000000a";

const VALGFRIE = [
  "RETTIGHETSPAKKE",
  "DELEGERING_METODE",
  "TILLITSANKERE_SECRET",
  "TILLITSANKERE_FIL",
  "APPLICATIONINSIGHTS_CONNECTION_STRING",
  "WEBHOOK_VERTER",
  "LOOPBACK_CA_FIL",
];
const PAAKREVDE = INNSTILLINGER.filter((navn) => !VALGFRIE.includes(navn));

test("the sample file is a complete configuration of a test environment", () => {
  expect(lesConfig(eksempel).miljoe).toBe("test");
});

test("the sample file names every setting, those of this machine only in its text", () => {
  const lokale = ["LOOPBACK_CA_FIL", "TILLITSANKERE_FIL"];
  expect(INNSTILLINGER.filter((navn) => !(navn in eksempel)).sort()).toEqual(lokale);
  for (const navn of lokale) expect(eksempelfil).toContain(navn);
});

test.each(PAAKREVDE)("without %s the start stops and the message names it", (navn) => {
  expect(meldingFor(medEndring({ [navn]: undefined }))).toContain(`${navn} mangler`);
});

test.each(["", "  "])("the value «%s» counts as missing", (tom) => {
  expect(meldingFor(medEndring({ KEY_VAULT_URL: tom }))).toContain("KEY_VAULT_URL mangler");
});

test("one message names every fault and no value", () => {
  const melding = meldingFor(
    medEndring({
      LEVERANDOER_ORGNR: "123456789",
      API_ISSUER: undefined,
      STORAGE_TABLE_URL: "http://example.no/hemmelig",
      DELEGERING_METODE: "gjett",
    }),
  );
  for (const navn of ["LEVERANDOER_ORGNR", "API_ISSUER mangler", "STORAGE_TABLE_URL", "DELEGERING_METODE"]) {
    expect(melding).toContain(navn);
  }
  expect(melding).not.toMatch(/123456789|hemmelig|gjett/);
});

test("what may be left out has the defaults of the design", () => {
  const config = lesConfig(medEndring({ RETTIGHETSPAKKE: undefined, DELEGERING_METODE: undefined }));
  expect(config.skatteetaten.rettighetspakke).toBe("kommunelangtidsoppholdinstitusjon");
});

test("token and key addresses follow from the issuer", () => {
  const config = lesConfig(eksempel);
  expect(config.maskinporten.tokenUrl.href).toBe("https://test.maskinporten.no/token");
  expect(config.api.jwkUrl.href).toBe("https://test.maskinporten.no/jwk");
});

test("plain http is refused but for this machine", () => {
  expect(meldingFor(medEndring({ API_ISSUER: "http://test.maskinporten.no/" }))).toContain("API_ISSUER");
  expect(meldingFor(medEndring({ API_ISSUER: "http://127.0.0.1:4000/" }))).toBe("");
  expect(meldingFor(medEndring({ API_ISSUER: "http://127.0.0.1.evil.no/" }))).toContain("API_ISSUER");
});

test("an issuer outside this machine must end with a slash", () => {
  expect(meldingFor(medEndring({ MASKINPORTEN_ISSUER: "https://test.maskinporten.no" }))).toContain(
    "MASKINPORTEN_ISSUER må slutte med /",
  );
});

test("addresses of test and production do not mix", () => {
  const melding = meldingFor(medEndring({ MASKINPORTEN_ISSUER: "https://maskinporten.no/" }));
  expect(melding).toContain("SKATTEETATEN_SUMMERT_URL hører til et annet miljø");
  expect(melding).toContain("ALTINN_PLATFORM_URL hører til et annet miljø");
});

test("test addresses and a production issuer, and the other way round, are told apart", () => {
  const prod = "https://summertskattegrunnlag.api.skatteetaten.no/v2";
  expect(meldingFor(medEndring({ SKATTEETATEN_SUMMERT_URL: prod }))).toContain("hører til et annet miljø");
});

test.each(["https://test.maskinporten.no/", "http://127.0.0.1:4000/", "https://example.no/"])(
  "in production callers' tokens cannot come from %s",
  (issuer) => {
    const melding = meldingFor(medEndring({ ...PRODUKSJON, API_ISSUER: issuer }));
    expect(melding).toContain("API_ISSUER hører til et annet miljø");
  },
);

test("in production everything is of production, also where delegations come from", () => {
  const config = lesConfig(medEndring(PRODUKSJON));
  expect([config.miljoe, config.api.delegeringskilde]).toEqual(["produksjon", "https://www.altinn.no/"]);
});

test("faults between settings are named together with those that are missing", () => {
  const melding = meldingFor(
    medEndring({
      LEVERANDOER_ORGNR: undefined,
      API_ISSUER: "https://test.maskinporten.no",
      TILLITSANKERE_FIL: "ankere.pem",
      LOOPBACK_CA_FIL: "finnes-ikke.pem",
    }),
  );
  expect(melding.split("\n  - ").slice(1)).toHaveLength(6);
});

test("two sources of trust anchors contradict each other", () => {
  expect(meldingFor(medEndring({ TILLITSANKERE_FIL: "ankere.pem" }))).toContain("kan ikke begge være satt");
});

test("an own CA is refused for any host but this machine, and read when it is this machine", () => {
  const fil = join(mkdtempSync(join(tmpdir(), "egenandel-")), "ca.pem");
  writeFileSync(fil, "PEM");
  expect(meldingFor(medEndring({ LOOPBACK_CA_FIL: fil }))).toContain("LOOPBACK_CA_FIL kan bare brukes");
  const telemetri = `${NOEKKEL};IngestionEndpoint=https://norwayeast-0.in.applicationinsights.azure.com/`;
  expect(
    meldingFor(medEndring({ LOOPBACK_CA_FIL: fil, APPLICATIONINSIGHTS_CONNECTION_STRING: telemetri })),
  ).toContain("STORAGE_QUEUE_URL, APPLICATIONINSIGHTS_CONNECTION_STRING");
  const lokale = {
    KEY_VAULT_URL: "https://127.0.0.1:1",
    STORAGE_TABLE_URL: "https://localhost:2/konto",
    STORAGE_BLOB_URL: "https://[::1]:3/konto",
    STORAGE_QUEUE_URL: "https://127.0.0.1:4/konto",
  };
  expect(lesConfig(medEndring({ ...lokale, LOOPBACK_CA_FIL: fil })).azure.loopbackCa).toBe("PEM");
  expect(meldingFor(medEndring({ ...lokale, LOOPBACK_CA_FIL: `${fil}.borte` }))).toContain(
    "som ikke kan leses",
  );
});

test("delegations come from the Altinn of the environment", () => {
  expect(lesConfig(eksempel).api.delegeringskilde).toBe("https://tt02.altinn.no/");
});

test("what proves a connection follows from the settings", () => {
  const config = lesConfig(medEndring({ DELEGERING_METODE: undefined }));
  expect(config.delegering).toEqual({ metode: "token", kilde: "https://tt02.altinn.no/" });
  expect(lesConfig(medEndring({ DELEGERING_METODE: "altinn" })).delegering.metode).toBe("altinn");
  expect(config.maskinporten.jwkUrl.href).toBe("https://test.maskinporten.no/jwk");
  expect(config.altinn.platformUrl.href).toBe("https://platform.tt02.altinn.no/");
});

test("operators come from one tenant, which is read from the issuer's address when it is there", () => {
  const tenant = "00000000-0000-0000-0000-000000000000";
  expect(lesConfig(eksempel).operatoer).toEqual({
    issuer: `https://login.microsoftonline.com/${tenant}/v2.0`,
    tenant,
    audience: tenant,
    rolle: "Operatoer",
  });
  const uten = lesConfig(medEndring({ OPERATOER_ISSUER: "https://innlogging.example.no/" }));
  expect(uten.operatoer.tenant).toBeUndefined();
});

test.each([
  "https://login.microsoftonline.com/common/v2.0",
  "https://login.microsoftonline.com/organizations/v2.0",
  "https://login.microsoftonline.com/kommune.onmicrosoft.com/v2.0",
  "https://login.microsoftonline.com/00000000-0000-0000-0000-000000000000/",
  "https://login.microsoftonline.com/00000000-0000-0000-0000-000000000000/v2.0/",
])("the operators' issuer cannot be %s", (issuer) => {
  expect(meldingFor(medEndring({ OPERATOER_ISSUER: issuer }))).toContain(
    "OPERATOER_ISSUER må gjelde én tenant",
  );
});

test("operators and municipalities have an issuer each, and in production none is on this machine", () => {
  const samme = "https://test.maskinporten.no/";
  expect(meldingFor(medEndring({ OPERATOER_ISSUER: samme }))).toContain("kan ikke være den samme");
  const lokal = { OPERATOER_ISSUER: "http://127.0.0.1:4000/v2.0" };
  expect(meldingFor(medEndring(lokal))).toBe("");
  expect(meldingFor(medEndring({ ...PRODUKSJON, ...lokal }))).toContain("egen maskin i produksjon");
});

test("the configuration cannot be changed after it is read", () => {
  const config = lesConfig(eksempel);
  expect([config, config.api, config.skatteetaten.adresser].every(Object.isFrozen)).toBe(true);
});

test("a connection string says where telemetry goes; without one it goes nowhere", () => {
  const tekst = `${NOEKKEL};IngestionEndpoint=https://norwayeast-0.in.applicationinsights.azure.com/`;
  expect(lesConfig(medEndring({ APPLICATIONINSIGHTS_CONNECTION_STRING: tekst })).telemetri).toBe(tekst);
  expect(lesConfig(medEndring({ APPLICATIONINSIGHTS_CONNECTION_STRING: "" })).telemetri).toBeUndefined();
});

test.each([
  NOEKKEL,
  `${NOEKKEL};IngestionEndpoint=http://127.0.0.1:1/`,
  "IngestionEndpoint=https://norwayeast-0.in.applicationinsights.azure.com/",
])("the connection string %s is refused, without being repeated", (tekst) => {
  const melding = meldingFor(medEndring({ APPLICATIONINSIGHTS_CONNECTION_STRING: tekst }));
  expect(melding).toContain("APPLICATIONINSIGHTS_CONNECTION_STRING må ha InstrumentationKey");
  expect(melding).not.toContain(tekst);
});

test("there are no webhooks until the operator has opened hosts", () => {
  expect(lesConfig(eksempel).webhookverter).toBeUndefined();
});

test("the hosts that are open are as addresses have them", () => {
  const env = {
    WEBHOOK_VERTER: "EPJ.example.no, varsel.example.no:8443,annen.example.no:443,127.0.0.1:8080,[::1]:9",
  };
  expect(lesConfig(medEndring(env)).webhookverter).toEqual([
    "epj.example.no",
    "varsel.example.no:8443",
    "annen.example.no",
    "127.0.0.1:8080",
    "[::1]:9",
  ]);
});

test.each([
  "*.example.no",
  "https://epj.example.no",
  "epj.example.no/sti",
  "epj.example.no:99999",
  "epj.example.no,",
  "bruker@epj.example.no",
  "epj example.no",
  Array.from({ length: 101 }, (_, nr) => `v${nr}.example.no`).join(","),
])("the hosts «%s» are refused, without being repeated", (verter) => {
  const melding = meldingFor(medEndring({ WEBHOOK_VERTER: verter }));
  expect(melding).toContain("WEBHOOK_VERTER må være høyst 100 verter");
  expect(melding).not.toContain(verter);
});

test("in production no webhook goes to this machine", () => {
  const verter = { WEBHOOK_VERTER: "epj.example.no,localhost:1" };
  expect(meldingFor(medEndring(verter))).toBe("");
  expect(meldingFor(medEndring({ ...PRODUKSJON, ...verter }))).toContain(
    "WEBHOOK_VERTER kan ikke ha egen maskin",
  );
});

test.each(["10.0.0.4", "10.0.0.4:8443", "0x0a000004", "167772164", "[fd00::4]", "[fd00::4]:8443"])(
  "in production no webhook goes to an address without a name, as %s",
  (vert) => {
    const verter = { WEBHOOK_VERTER: `epj.example.no,${vert}` };
    expect(meldingFor(medEndring(verter))).toBe("");
    expect(meldingFor(medEndring({ ...PRODUKSJON, ...verter }))).toContain(
      "WEBHOOK_VERTER må ha navn på verter, ikke IP-adresser",
    );
  },
);

test("in production a webhook goes to a host whose name only looks like an address", () => {
  const verter = { WEBHOOK_VERTER: "10.0.0.4.example.no,4.example.no:8443" };
  expect(meldingFor(medEndring({ ...PRODUKSJON, ...verter }))).not.toContain("WEBHOOK_VERTER");
});
