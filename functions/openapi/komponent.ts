// zod schemas with their texts → JSON Schema as OpenAPI 3.1 has it (draft 2020-12).

import { z } from "zod";
import { datoSchema } from "../http/felles-schema.ts";

/** A named object of the API. The texts are bokmaal. */
export type Komponent = {
  readonly schema: z.ZodObject;
  readonly tekst: string;
  readonly felt: Readonly<Record<string, string>>;
};
export type Komponenter = Readonly<Record<string, Komponent>>;

type JsonObjekt = Readonly<Record<string, unknown>>;

/** Ties the texts to the schema: a field without one does not compile. */
export function komponent<F extends z.ZodRawShape>(
  schema: z.ZodObject<F>,
  tekst: string,
  felt: { readonly [K in keyof F]: string },
): Komponent {
  return { schema, tekst, felt };
}

/** Where a component stands in the document. */
export function ref(navn: string): { readonly $ref: string } {
  return { $ref: `#/components/schemas/${navn}` };
}

type Overstyring = NonNullable<z.core.ToJSONSchemaParams["override"]>;
type Kontekst = Parameters<Overstyring>[0];

/** What is checked in code has no schema of its own; here is the form of what is sent. */
function overstyrInndata({ zodSchema, jsonSchema, path }: Kontekst): void {
  if (zodSchema === datoSchema) jsonSchema.format = "date";
  else if (path.at(-1) === "personidentifikator") jsonSchema.pattern = "^[0-9]{11}$";
  else if (zodSchema._zod.def.type === "pipe") throw new Error(`${path.join("/")} has no form`);
}

/** Answers may get more fields, so the document does not close them. */
function overstyrSvar({ jsonSchema }: Kontekst): void {
  delete jsonSchema.additionalProperties;
}

function forenkle({ jsonSchema }: Kontekst): void {
  // A format says it; the regular expression beside it takes three lines.
  if (jsonSchema.format !== undefined) delete jsonSchema.pattern;
  if (jsonSchema.minimum === Number.MIN_SAFE_INTEGER) delete jsonSchema.minimum;
  if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum;
}

function medTekster(json: z.core.JSONSchema.BaseSchema, { tekst, felt }: Komponent): JsonObjekt {
  const resten = Object.entries(json).filter(([navn]) => !["$id", "$schema", "properties"].includes(navn));
  const properties = Object.entries(json.properties ?? {}).map(([navn, form]) => [
    navn,
    typeof form === "object" ? { description: felt[navn], ...form } : form,
  ]);
  return {
    description: tekst,
    ...Object.fromEntries(resten),
    properties: Object.fromEntries(properties),
  };
}

/** Every schema of the register, and no others, becomes a reference where it is met. */
function konverter(
  alle: Komponenter,
  io: "input" | "output",
  overstyr: Overstyring,
): (navn: string, komponent: Komponent) => JsonObjekt {
  const register = z.registry<{ id: string }>();
  for (const [id, { schema }] of Object.entries(alle)) register.add(schema, { id });
  const { schemas } = z.toJSONSchema(register, {
    io,
    target: "draft-2020-12",
    uri: (id) => ref(id).$ref,
    override: (kontekst) => {
      overstyr(kontekst);
      forenkle(kontekst);
    },
  });
  return (navn, komponent) => {
    const json = schemas[navn];
    if (json === undefined) throw new Error(`${navn} was not converted`);
    return medTekster(json, komponent);
  };
}

/**
 * The JSON Schemas of the components, references between them kept. Requests are described as they are sent (defaults may
 * be left out) and may hold answers; answers are described as they come.
 */
export function somJsonSchema(forespoersler: Komponenter, svar: Komponenter): Record<string, JsonObjekt> {
  const forespoersel = konverter({ ...forespoersler, ...svar }, "input", overstyrInndata);
  const somSvar = konverter(svar, "output", overstyrSvar);
  return Object.fromEntries([
    ...Object.entries(forespoersler).map(([navn, k]) => [navn, forespoersel(navn, k)] as const),
    ...Object.entries(svar).map(([navn, k]) => [navn, somSvar(navn, k)] as const),
  ]);
}
