// Every address that is called has a name in telemetry, and the right one.

import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { lesConfig } from "../../functions/config.ts";
import { operasjoner } from "../../functions/operasjoner.ts";
import { createMaaltSend } from "../../shared/adapters/telemetry/maalt-send.ts";
import type { Motpart } from "../../shared/kernel/feil.ts";
import { ok } from "../../shared/kernel/result.ts";

const { Values } = JSON.parse(readFileSync("local.settings.sample.json", "utf8")) as {
  Values: Record<string, string>;
};
// Callers' tokens and our own may come from two issuers.
const config = lesConfig({ ...Values, API_ISSUER: "https://utsteder.example/" });

/** What a call to an address is told as. */
async function operasjonFor(motpart: Motpart, url: URL | string): Promise<string> {
  const fortalt: string[] = [];
  const send = createMaaltSend({
    send: () => Promise.resolve(ok({ status: 200, mediatype: "", tekst: "" })),
    sporing: {
      kall: (_, operasjon) => {
        fortalt.push(operasjon);
        return { traceparent: "", slutt: () => undefined };
      },
    },
    operasjoner: operasjoner(config),
  });
  await send({ motpart, method: "GET", url: new URL(url), headers: {}, proevIgjen: false, timeoutMs: 1 });
  return fortalt.join();
}

const altinn = config.altinn.platformUrl.href.replace(/\/$/, "");

test.each<[Motpart, URL | string, string]>([
  ["MASKINPORTEN", config.maskinporten.tokenUrl, "TOKEN"],
  ["MASKINPORTEN", config.maskinporten.jwkUrl, "NOEKLER"],
  ["MASKINPORTEN", config.api.jwkUrl, "NOEKLER"],
  ["SKATTEETATEN", `${config.skatteetaten.adresser.AVREGNING.href}/x/2024/1`, "AVREGNING"],
  ["SKATTEETATEN", `${config.skatteetaten.adresser.SISTE.href}/1`, "SISTE"],
  ["SKATTEETATEN", `${config.skatteetaten.hendelserUrl.href}/start`, "HENDELSER"],
  ["ALTINN", `${altinn}/authentication/api/v1/exchange/maskinporten`, "TOKEN"],
  ["ALTINN", `${altinn}/accessmanagement/api/v1/maskinporten/delegations/?scope=x`, "DELEGERINGER"],
  ["ENTRA_ID", `${config.operatoer.issuer}/.well-known/openid-configuration`, "NOEKLER"],
  ["SKATTEETATEN", "https://et-annet-sted.example/", "ANNET"],
])("a call to %s at %s is told as %s", async (motpart, url, forventet) => {
  expect(await operasjonFor(motpart, url)).toBe(forventet);
});
