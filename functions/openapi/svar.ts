// The answers of an operation as OpenAPI has them.

import type { Problemkode } from "../http/problem-schema.ts";
import { ref } from "./komponent.ts";
import type { Eksempler } from "./eksempler.ts";
import { problemref } from "./problem-komponenter.ts";
import { PROBLEMER, type Problem } from "./problemer.ts";

type JsonObjekt = Readonly<Record<string, unknown>>;

function hoder(navn: readonly string[]): JsonObjekt {
  return Object.fromEntries(
    ["Korrelasjonsid", ...navn].map((hode) => [hode, { $ref: `#/components/headers/${hode}` }]),
  );
}

/** A body of JSON, with its component and examples. */
export function jsonInnhold(komponent: string, examples?: Eksempler): JsonObjekt {
  return { "application/json": { schema: ref(komponent), ...(examples === undefined ? {} : { examples }) } };
}

/** Another success of an operation than 200; without content when there is none. */
export function svarMed(
  status: number,
  description: string,
  content?: JsonObjekt,
  ...ekstraHoder: string[]
): JsonObjekt {
  const resten = content === undefined ? {} : { content };
  return { [String(status)]: { description, headers: hoder(ekstraHoder), ...resten } };
}

/** The 200 of an operation. */
export function svar200(description: string, content: JsonObjekt, ...ekstraHoder: string[]): JsonObjekt {
  return { "200": { description, headers: hoder(ekstraHoder), content } };
}

function problemsvar(problemer: readonly Problem[]): JsonObjekt {
  const referanser = problemer.map(({ kode }) => problemref(kode));
  return {
    description: problemer.map(({ kode, title }) => `${title} (\`${kode}\`).`).join(" "),
    headers: hoder([...new Set(problemer.flatMap((p) => p.hoder))]),
    content: {
      "application/problem+json": {
        schema: referanser.length === 1 ? referanser[0] : { oneOf: referanser },
        examples: Object.fromEntries(
          problemer.map(({ kode, title, eksempel }) => [kode, { summary: title, value: eksempel }]),
        ),
      },
    },
  };
}

/** The problems an operation may answer with, by status. */
export function problemsvarAv(...koder: readonly Problemkode[]): JsonObjekt {
  const valgte = PROBLEMER.filter(({ kode }) => koder.includes(kode));
  const perStatus = Map.groupBy(valgte, ({ status }) => status);
  return Object.fromEntries([...perStatus].map(([status, problemer]) => [status, problemsvar(problemer)]));
}
