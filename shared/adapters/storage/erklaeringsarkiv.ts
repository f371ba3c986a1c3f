// Signed declarations as they were uploaded, each under its SHA-256. Nothing is ever written over or deleted here.

import { createHash } from "node:crypto";
import type { PipelineLike } from "@azure/storage-blob";
import { ok, type Result } from "../../kernel/result.ts";
import {
  krevTryggAdresse,
  lesAvslag,
  PAUSE_FOER_NYTT_FORSOEK_MS,
  type Lageraarsak,
  type Lageradgang,
} from "./lagerkall.ts";

export type Erklaeringsarkivdeps = Lageradgang & { readonly blobUrl: URL };

/** Keeps a PDF under its SHA-256 within a deadline; already kept is kept. */
export type Erklaeringsarkiv = (
  sha256: string,
  pdf: Uint8Array,
  frist: AbortSignal,
) => Promise<Result<void, Lageraarsak>>;

export const ERKLAERINGSCONTAINER = "tilslutningserklaeringer";

/** Throws for a SHA-256 (lower-case hex) that is not the PDF's: under a wrong name it would lie for ever. */
export function krevRiktigNavn(sha256: string, pdf: Uint8Array): void {
  const riktig = createHash("sha256").update(pdf).digest("hex");
  if (riktig !== sha256) throw new RangeError("not the SHA-256 of the PDF");
}

/** Creates the archive; the SDK is loaded when the first declaration is kept. Throws as `krevTryggAdresse`. */
export function createErklaeringsarkiv(deps: Erklaeringsarkivdeps): Erklaeringsarkiv {
  const { blobUrl, credential, loopbackCa } = deps;
  krevTryggAdresse(blobUrl, deps);
  const container = `${blobUrl.href.replace(/\/$/, "")}/${ERKLAERINGSCONTAINER}`;
  let pipeline: PipelineLike | undefined;

  return async (sha256, pdf, abortSignal) => {
    const sdk = await import("./blob-sdk.ts");
    pipeline ??= sdk.newPipeline(credential, {
      retryOptions: { maxTries: 2, retryDelayInMs: PAUSE_FOER_NYTT_FORSOEK_MS },
      // Handed on to the core pipeline, although the type does not tell.
      ...(loopbackCa === undefined ? {} : { tlsOptions: { ca: loopbackCa } }),
    });
    try {
      await new sdk.BlockBlobClient(`${container}/${sha256}.pdf`, pipeline).upload(pdf, pdf.byteLength, {
        conditions: { ifNoneMatch: "*" },
        blobHTTPHeaders: { blobContentType: "application/pdf" },
        abortSignal,
      });
      return ok(undefined);
    } catch (kastet) {
      // The name is the content: a blob of that name is this very PDF, from before or from a try whose answer was lost.
      if (lesAvslag(kastet)?.kode === "BlobAlreadyExists") return ok(undefined);
      throw kastet;
    }
  };
}
