// JSON in a container of Azure Storage: written, read and removed by name, on condition of what was read where it matters.

import type { BlockBlobClient, PipelineLike } from "@azure/storage-blob";
import { krevTryggAdresse, lesAvslag, PAUSE_FOER_NYTT_FORSOEK_MS, type Lageradgang } from "./lagerkall.ts";

export type Blobadgang = Lageradgang & { readonly blobUrl: URL };

export type LestJson = { readonly json: unknown; readonly etag: string };

/** Written as a whole; `FINNES` or `ENDRET` when the condition does not hold. */
export type Skriveutfall = { readonly etag: string } | "ENDRET";

export type Jsonblober = {
  /** The content; undefined when there is no such blob. */
  les(navn: string, frist: AbortSignal): Promise<LestJson | undefined>;
  /** Writes, whatever is there before. */
  skriv(navn: string, json: unknown, frist: AbortSignal): Promise<void>;
  /** Writes if there is nothing (undefined), or what was read is there still. */
  skrivHvis(navn: string, json: unknown, etag: string | undefined, frist: AbortSignal): Promise<Skriveutfall>;
  fjern(navn: string, frist: AbortSignal): Promise<void>;
  klient(navn: string): Promise<BlockBlobClient>;
};

/** Creates access to a container; the SDK is loaded when it is first used. Throws as `krevTryggAdresse`. */
export function createJsonblober(adgang: Blobadgang, container: string): Jsonblober {
  const { blobUrl, credential, loopbackCa } = adgang;
  krevTryggAdresse(blobUrl, adgang);
  const base = `${blobUrl.href.replace(/\/$/, "")}/${container}`;
  let pipeline: PipelineLike | undefined;

  async function klient(navn: string): Promise<BlockBlobClient> {
    const sdk = await import("./blob-sdk.ts");
    pipeline ??= sdk.newPipeline(credential, {
      retryOptions: { maxTries: 2, retryDelayInMs: PAUSE_FOER_NYTT_FORSOEK_MS },
      // Handed on to the core pipeline, although the type does not tell.
      ...(loopbackCa === undefined ? {} : { tlsOptions: { ca: loopbackCa } }),
    });
    return new sdk.BlockBlobClient(`${base}/${navn}`, pipeline);
  }

  async function lastOpp(
    navn: string,
    json: unknown,
    conditions: { ifNoneMatch?: string; ifMatch?: string },
    abortSignal: AbortSignal,
  ): Promise<string> {
    const bytes = Buffer.from(JSON.stringify(json));
    const blobHTTPHeaders = { blobContentType: "application/json" };
    const blob = await klient(navn);
    const { etag } = await blob.upload(bytes, bytes.byteLength, { conditions, blobHTTPHeaders, abortSignal });
    if (etag === undefined) throw new Error("a blob without an ETag");
    return etag;
  }

  return {
    klient,

    async les(navn, abortSignal) {
      const blob = await klient(navn);
      try {
        // The whole of it at once: the ETag belongs to what is read.
        const svar = await blob.download(0, undefined, { abortSignal });
        const deler: Buffer[] = [];
        for await (const del of svar.readableStreamBody ?? []) deler.push(Buffer.from(del));
        if (svar.etag === undefined) throw new Error("a blob without an ETag");
        return { json: JSON.parse(Buffer.concat(deler).toString("utf8")), etag: svar.etag };
      } catch (kastet) {
        if (lesAvslag(kastet)?.kode === "BlobNotFound") return undefined;
        throw kastet;
      }
    },

    async skriv(navn, json, frist) {
      await lastOpp(navn, json, {}, frist);
    },

    async skrivHvis(navn, json, etag, frist) {
      const betingelse = etag === undefined ? { ifNoneMatch: "*" } : { ifMatch: etag };
      try {
        return { etag: await lastOpp(navn, json, betingelse, frist) };
      } catch (kastet) {
        const avslag = lesAvslag(kastet);
        if (avslag?.statusCode === 412 || avslag?.kode === "BlobAlreadyExists") return "ENDRET";
        throw kastet;
      }
    },

    async fjern(navn, abortSignal) {
      await (await klient(navn)).deleteIfExists({ abortSignal });
    },
  };
}
