// `npm run noekkel` against the stand-ins, and once as a process of its own.

import { spawn } from "node:child_process";
import { once } from "node:events";
import { text } from "node:stream/consumers";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { kjoer } from "../../../infra/noekler/kjoer.ts";
import { startAzure, type Azure } from "../../standins/azure/start.ts";
import {
  startMaskinporten,
  type Clientnoekkel,
  type Maskinporten,
} from "../../standins/maskinporten/maskinporten.ts";
import {
  DCR_SCOPES,
  startSelvbetjening,
  type Selvbetjening,
} from "../../standins/maskinporten/selvbetjening.ts";
import { LEVERANDOER, SUMMERT } from "./rigg.ts";

let maskinporten: Maskinporten;
let selvbetjening: Selvbetjening;
let azure: Azure;
let admin: Clientnoekkel;

beforeAll(async () => {
  const now = (): Date => new Date();
  maskinporten = await startMaskinporten();
  for (const scope of DCR_SCOPES) {
    maskinporten.register.settScope(scope, { eier: "991825827", maksLevetidSekunder: 120 });
    maskinporten.register.giTilgang(LEVERANDOER, scope);
  }
  [selvbetjening, azure, admin] = await Promise.all([
    startSelvbetjening({ maskinporten, now }),
    startAzure({ storage: false }),
    maskinporten.createClient({ orgnr: LEVERANDOER, scopes: DCR_SCOPES }),
  ]);
  Object.assign(process.env, azure.env);
  maskinporten.register.registrerClient({ clientId: "egenandel", orgnr: LEVERANDOER, scopes: [SUMMERT] });
});
beforeEach(() => {
  azure.keyVault.settTilgang(true);
});
afterAll(() => Promise.all([maskinporten.close(), selvbetjening.close(), azure.close()]));

function miljoe(endring: Readonly<Record<string, string>> = {}) {
  return {
    ...azure.env,
    MASKINPORTEN_ISSUER: maskinporten.issuer,
    MASKINPORTEN_CLIENT_ID: "egenandel",
    MASKINPORTEN_KEY_SECRET: "maskinporten-noekkel",
    SEGL_KEY_SECRET: "segl-noekkel",
    LOGG_PEPPER_SECRET: "logg-pepper",
    SELVBETJENING_URL: selvbetjening.url,
    ...endring,
  };
}

async function noekkel(argumenter: string, inn = "", endring: Readonly<Record<string, string>> = {}) {
  const utfall = await kjoer({
    args: argumenter.split(" "),
    env: miljoe(endring),
    standardInn: () => Promise.resolve(inn),
    now: () => new Date(),
    vent: () => Promise.resolve(),
  });
  return utfall.ok ? { feil: "", ut: utfall.value.join("\n") } : { feil: utfall.feil, ut: "" };
}

test("the keys of a new environment are made, registered and taken into use, and no private half is ever printed", async () => {
  const adminNoekkel = JSON.stringify(admin.privateJwk);
  const utskrifter: string[] = [];
  for (const [argumenter, inn] of [
    ["pepper opprett"],
    ["pepper verifiser"],
    ["segl opprett"],
    ["segl verifiser"],
    ["maskinporten opprett"],
    [`maskinporten registrer --admin-klient ${admin.clientId}`, adminNoekkel],
    ["maskinporten verifiser"],
    ["maskinporten bytt"],
  ] as const) {
    const { ut, feil } = await noekkel(argumenter, inn);
    expect([argumenter, feil]).toEqual([argumenter, ""]);
    utskrifter.push(ut);
  }
  const hemmelige = ["maskinporten-noekkel", "segl-noekkel", "logg-pepper"].map((navn) => {
    const { value } = azure.keyVault.secrets.finn(navn)?.bundle(true) ?? {};
    return typeof value === "string" ? (/"d":"([^"]+)"/.exec(value)?.[1] ?? value) : "";
  });
  for (const hemmelig of hemmelige) {
    expect(hemmelig.length).toBeGreaterThan(40);
    expect(utskrifter.join("")).not.toContain(hemmelig);
  }
  expect(maskinporten.register.postede("egenandel")).toHaveLength(1);
});

test.each(["", "maskinporten", "pepper bytt", "segl opprett nå", "ukjent opprett", "segl opprett --ukjent"])(
  "«%s» is answered with how it is used",
  async (argumenter) => {
    const { feil } = await noekkel(argumenter);
    expect(feil).toContain("Bruk: npm run noekkel -- <maskinporten|segl|pepper>");
  },
);

test("settings that are missing are named, all of them", async () => {
  const { feil } = await noekkel("segl opprett", "", { KEY_VAULT_URL: "", SEGL_KEY_SECRET: "" });
  expect(feil).toContain("KEY_VAULT_URL, SEGL_KEY_SECRET");
});

test("what the admin client's key is not, is not repeated", async () => {
  const { feil } = await noekkel("maskinporten registrer --admin-klient x", '{"kty":"hemmelig"}');
  expect(feil).toContain("private JWK");
  expect(feil).not.toContain("hemmelig");
});

test("a vault that gives no access says which role is missing", async () => {
  azure.keyVault.settTilgang(false);
  expect((await noekkel("segl fjern")).feil).toContain("Key Vault Secrets Officer");
});

test("the issuer decides which self-service it is; one that is neither is refused", async () => {
  const issuer = "https://maskinporten.example.no/";
  const { feil } = await noekkel("segl verifiser", "", {
    MASKINPORTEN_ISSUER: issuer,
    SELVBETJENING_URL: "",
  });
  expect(feil).toContain("verken test eller produksjon");
});

test.each([
  ["pepper verifiser", 0, "ut"],
  ["pepper opprett", 1, "feil"],
] as const)(
  "as a process, «%s» ends with %i and says why on one of its outputs",
  async (argumenter, status, hvor) => {
    const prosess = spawn(process.execPath, ["infra/noekler/noekkel.ts", ...argumenter.split(" ")], {
      env: { PATH: process.env.PATH, ...miljoe() },
      stdio: ["ignore", "pipe", "pipe"],
    });
    const [ut, feil] = await Promise.all([text(prosess.stdout), text(prosess.stderr), once(prosess, "exit")]);
    expect(prosess.exitCode).toBe(status);
    expect({ ut, feil }[hvor]).toContain("logg-pepper");
    expect({ ut, feil }[hvor === "ut" ? "feil" : "ut"]).toBe("");
  },
);
