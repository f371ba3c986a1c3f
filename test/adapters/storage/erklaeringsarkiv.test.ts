// Signed declarations in real Azurite: kept as they were uploaded, once, under their SHA-256.

import { createHash, randomBytes } from "node:crypto";
import { ContainerClient } from "@azure/storage-blob";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { ERKLAERINGSCONTAINER } from "../../../shared/adapters/storage/erklaeringsarkiv.ts";
import { ok } from "../../../shared/kernel/result.ts";
import { medSkriv, startLagerrigg, UTILGJENGELIG, type Lagerrigg } from "./lager-rigg.ts";

const MIB = 1024 * 1024;

let rigg: Lagerrigg;
let container: ContainerClient;
beforeAll(async () => {
  rigg = await startLagerrigg();
  const url = `${rigg.azure.env.STORAGE_BLOB_URL ?? ""}/${ERKLAERINGSCONTAINER}`;
  const tls = { tlsOptions: { ca: rigg.azure.certificates.caPem } };
  container = new ContainerClient(url, rigg.credential, { retryOptions: { maxTries: 1 }, ...tls });
});
afterAll(() => rigg.close());
afterEach(() => {
  rigg.meldt.length = 0;
});

type Pdf = { readonly pdf: Uint8Array; readonly sha256: string; readonly navn: string };

/** Bytes that have not been seen before; what they are is no matter of the archive. */
function nyPdf(byte: number): Pdf {
  const pdf = randomBytes(byte);
  const sha256 = createHash("sha256").update(pdf).digest("hex");
  return { pdf, sha256, navn: `${sha256}.pdf` };
}

describe("a declaration", () => {
  test.each([0, 1, 100_000, 10 * MIB])("of %i bytes is kept as it was uploaded", async (byte) => {
    const { pdf, sha256, navn } = nyPdf(byte);
    expect(await rigg.lager().lagreErklaering(sha256, pdf)).toEqual(ok(undefined));
    const blob = container.getBlobClient(navn);
    expect((await blob.downloadToBuffer()).equals(pdf)).toBe(true);
    expect((await blob.getProperties()).contentType).toBe("application/pdf");
  });

  test("that is kept already is not touched", async () => {
    const { pdf, sha256, navn } = nyPdf(1_000);
    await rigg.lager().lagreErklaering(sha256, pdf);
    const foer = await container.getBlobClient(navn).getProperties();
    expect(await rigg.lager().lagreErklaering(sha256, pdf)).toEqual(ok(undefined));
    const etterpaa = await container.getBlobClient(navn).getProperties();
    expect([etterpaa.etag, etterpaa.lastModified]).toEqual([foer.etag, foer.lastModified]);
    expect(rigg.meldt).toEqual([]);
  });

  test("sent twice at once is kept once, and both are told so", async () => {
    const { pdf, sha256 } = nyPdf(MIB);
    const lager = rigg.lager();
    const svar = await Promise.all([
      lager.lagreErklaering(sha256, pdf),
      lager.lagreErklaering(sha256, pdf),
      rigg.lager().lagreErklaering(sha256, pdf),
    ]);
    expect(svar).toEqual([ok(undefined), ok(undefined), ok(undefined)]);
  });

  test("whose answer is lost is kept", async () => {
    const { lager, mellomledd } = await rigg.startMellom("blobUrl");
    medSkriv(mellomledd, () => "SVAR_TAPT");
    const { pdf, sha256, navn } = nyPdf(1_000);
    expect(await lager.lagreErklaering(sha256, pdf)).toEqual(ok(undefined));
    expect(mellomledd.kall.map(({ method }) => method)).toEqual(["PUT", "PUT"]);
    expect((await container.getBlobClient(navn).downloadToBuffer()).equals(pdf)).toBe(true);
  });

  test("that is cut off on the way leaves nothing behind, and can be sent again", async () => {
    const { lager, mellomledd } = await rigg.startMellom("blobUrl");
    medSkriv(
      mellomledd,
      () => "BRUDD",
      () => "BRUDD",
    );
    const { pdf, sha256, navn } = nyPdf(1_000);
    expect(await lager.lagreErklaering(sha256, pdf)).toEqual(UTILGJENGELIG);
    expect(rigg.meldt).toEqual([{ kode: "LAGER_UTILGJENGELIG" }]);
    expect(await container.getBlobClient(navn).exists()).toBe(false);
    expect(await lager.lagreErklaering(sha256, pdf)).toEqual(ok(undefined));
  });

  test.each<[string, (riktig: Pdf) => string]>([
    ["another's", () => nyPdf(10).sha256],
    ["in capitals", ({ sha256 }) => sha256.toUpperCase()],
    ["with a path", ({ sha256 }) => `../${sha256}`],
    ["empty", () => ""],
  ])("is never kept under a SHA-256 that is %s", async (_, galt) => {
    const riktig = { ...nyPdf(10), sha256: `abcdef${nyPdf(10).sha256.slice(6)}` };
    await expect(rigg.lager().lagreErklaering(galt(riktig), riktig.pdf)).rejects.toThrow(RangeError);
  });
});

// Last, since it takes the container away.
test("a declaration for a container that is missing says that it is the container", async () => {
  await container.delete();
  const { pdf, sha256 } = nyPdf(10);
  expect(await rigg.lager().lagreErklaering(sha256, pdf)).toEqual(UTILGJENGELIG);
  expect(rigg.meldt).toEqual([{ kode: "CONTAINER_MANGLER" }]);
});
