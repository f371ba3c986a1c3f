// What a rotation must know: the settings of the service that name keys, from the environment, and what is asked for.

import { z } from "zod";
import { erLoopback } from "../../shared/kernel/loopback.ts";
import { err, ok, type Result } from "../../shared/kernel/result.ts";

const adresse = z.url().transform((tekst) => new URL(tekst));
const navn = z.string().regex(/^[0-9A-Za-z-]{1,124}$/);

const schema = z.object({
  KEY_VAULT_URL: adresse.refine(({ protocol }) => protocol === "https:"),
  MASKINPORTEN_ISSUER: adresse
    .refine((url) => url.protocol === "https:" || erLoopback(url))
    .transform(({ href }) => href),
  MASKINPORTEN_CLIENT_ID: z.string().min(1),
  MASKINPORTEN_KEY_SECRET: navn,
  SEGL_KEY_SECRET: navn,
  LOGG_PEPPER_SECRET: navn,
  /** Only for tests on this machine: elsewhere it follows from the issuer. */
  SELVBETJENING_URL: adresse.refine(erLoopback).optional(),
  LOOPBACK_CA_FIL: z.string().optional(),
  AZURE_CLIENT_ID: z.string().optional(),
  IDENTITY_ENDPOINT: z.string().optional(),
});

export type Innstillinger = z.infer<typeof schema> & { readonly selvbetjeningUrl: URL };

const SELVBETJENING: Readonly<Record<string, string>> = {
  "https://maskinporten.no/": "https://api.samarbeid.digdir.no",
  "https://test.maskinporten.no/": "https://api.test.samarbeid.digdir.no",
};

/** The settings, or the names of those that are missing or faulty. */
export function lesInnstillinger(
  env: Readonly<Record<string, string | undefined>>,
): Result<Innstillinger, string> {
  // An empty value counts as missing, as it does for the service.
  const lest = schema.safeParse(Object.fromEntries(Object.entries(env).filter(([, verdi]) => verdi !== "")));
  if (!lest.success) {
    const navnene = new Set(lest.error.issues.map(({ path }) => String(path[0])));
    return err(
      `Disse innstillingene mangler eller er feil: ${[...navnene].join(", ")}. npm run deploy -- <miljø> [--abonnement <id>] --vis skriver dem.`,
    );
  }
  const url = lest.data.SELVBETJENING_URL?.href ?? SELVBETJENING[lest.data.MASKINPORTEN_ISSUER];
  if (url === undefined) return err("MASKINPORTEN_ISSUER er verken test eller produksjon.");
  return ok({ ...lest.data, selvbetjeningUrl: new URL(url) });
}
