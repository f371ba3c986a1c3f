// The document of the API as the running service gives it, and whether an answer is what it says.

import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setShouldValidateFormat, validate, type Validator } from "@hyperjump/json-schema/openapi-3-1";
import "@hyperjump/json-schema/formats";
import type { Svar, Tjeneste } from "./tjeneste.ts";

setShouldValidateFormat(true);

type Json = Parameters<Validator>[0];

export type Operasjon = {
  readonly security?: readonly object[];
  readonly requestBody?: {
    readonly content: Readonly<
      Record<string, { readonly examples: Readonly<Record<string, { value: unknown }>> }>
    >;
  };
  readonly responses: Readonly<
    Record<
      string,
      {
        readonly content?: Readonly<
          Record<string, { readonly examples?: Readonly<Record<string, unknown>> }>
        >;
      }
    >
  >;
};

export type Dokument = {
  readonly openapi: string;
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operasjon>>>>;
  readonly components: {
    readonly schemas: Readonly<
      Record<string, { readonly properties?: Readonly<Record<string, { readonly description?: string }>> }>
    >;
  };
};

/** Where something disagrees with a schema; empty when nothing does. */
async function avvik(schema: string, verdi: unknown): Promise<string[]> {
  const kontroller = await validate(schema);
  const utfall = kontroller(verdi as Json, "BASIC");
  if (utfall.valid) return [];
  return (utfall.errors ?? []).map((feil) => `${feil.instanceLocation}: ${feil.absoluteKeywordLocation}`);
}

/** Where a document is not OpenAPI 3.1, by the schema of the OpenAPI Initiative with its own JSON Schema dialect. */
export function ugyldigOpenapi(dokument: unknown): Promise<string[]> {
  return avvik("https://spec.openapis.org/oas/3.1/schema-base", dokument);
}

export type Beskrivelse = {
  readonly dokument: Dokument;
  /** Where an answer is not what the document says of the operation with that status and media type. */
  readonly avvikFra: (metode: "get" | "post" | "put", sti: string, svar: Svar) => Promise<string[]>;
  readonly fjern: () => void;
};

function del(tekst: string): string {
  return tekst.replaceAll("~", "~0").replaceAll("/", "~1").replaceAll("{", "%7B").replaceAll("}", "%7D");
}

/** Fetches the document and keeps it in a file, which is how the validator takes it. */
export async function hentBeskrivelse(tjeneste: Pick<Tjeneste, "anrop">): Promise<Beskrivelse> {
  const { tekst } = await tjeneste.anrop("/api/openapi.json");
  const mappe = mkdtempSync(join(tmpdir(), "egenandel-openapi-"));
  const fil = join(mappe, "api.openapi.json");
  writeFileSync(fil, tekst);
  return {
    dokument: JSON.parse(tekst) as Dokument,
    avvikFra(metode, sti, { status, headers, json }) {
      const mediatype = headers.get("content-type")?.split(";")[0] ?? "";
      const plass = ["paths", sti, metode, "responses", String(status), "content", mediatype, "schema"];
      return avvik(`${fil}#/${plass.map(del).join("/")}`, json);
    },
    fjern: () => {
      rmSync(mappe, { recursive: true });
    },
  };
}
