// What each address that is called is for, in the words of telemetry. The addresses themselves are never told.

import type { Config } from "./config.ts";

/** Addresses with a name each; the first that an address is under counts. */
export function operasjoner({
  api,
  maskinporten,
  skatteetaten,
  altinn,
  operatoer,
}: Pick<Config, "api" | "maskinporten" | "skatteetaten" | "altinn" | "operatoer">): readonly (readonly [
  base: URL,
  operasjon: string,
])[] {
  return [
    [maskinporten.tokenUrl, "TOKEN"],
    [maskinporten.jwkUrl, "NOEKLER"],
    [api.jwkUrl, "NOEKLER"],
    ...Object.entries(skatteetaten.adresser).map(([tjeneste, url]) => [url, tjeneste] as const),
    [skatteetaten.hendelserUrl, "HENDELSER"],
    // The exchange of a token of Maskinporten's for one of Altinn's.
    [new URL(`${altinn.platformUrl.href.replace(/\/$/, "")}/authentication`), "TOKEN"],
    [altinn.platformUrl, "DELEGERINGER"],
    [new URL(new URL(operatoer.issuer).origin), "NOEKLER"],
  ];
}
