// Declarations judged in a thread of their own: the same verdicts, and an end to what takes too long.

import { createHash } from "node:crypto";
import { beforeAll, describe, expect, test } from "vitest";
import { buildWorker } from "../../../build.ts";
import { createVerifiserer } from "../../../shared/adapters/worker/verifiserer.ts";
import { OSLO, posten, rot, segl, signert, usignert, vurder } from "../../signatur/scene.ts";

const FIL = new URL("../../../shared/adapters/worker/worker.ts", import.meta.url);
const now = new Date("2026-06-02T12:00:00Z");
const lang = () => AbortSignal.timeout(50_000);
const kort = () => AbortSignal.timeout(300);

function verifiser(
  kode: string | URL,
  pdf: Uint8Array,
  valg: { nyFrist?: () => AbortSignal; minneMb?: number } = {},
) {
  return createVerifiserer({ kode, nyFrist: lang, minneMb: 512, ...valg })({
    pdf,
    kommune: OSLO,
    ankere: [rot.der],
    now,
  });
}

let tekst = "";
beforeAll(async () => {
  tekst = await buildWorker();
});

describe("the verdict in a thread is the verdict without one", () => {
  test.each([
    ["the municipality's seal", signert(segl)],
    ["Posten's seal", signert(posten)],
    ["no signature", usignert],
    ["nothing", Buffer.alloc(0)],
  ])("for %s", async (_, pdf) => {
    const uten = await vurder(pdf, { now });
    expect(await verifiser(FIL, pdf)).toEqual(uten);
    expect(await verifiser(tekst, pdf)).toEqual(uten);
  });
});

const AVBRUTT = {
  indikasjon: "INDETERMINATE",
  subindikasjon: "GENERIC",
  binding: "NONE",
  avgjoerelse: "TIL_VURDERING",
  signaturer: [],
  sha256: createHash("sha256").update(usignert).digest("hex"),
};

test("a check that does not end is stopped, and other work goes on meanwhile", async () => {
  let ganger = 0;
  const teller = setInterval(() => (ganger += 1), 10);
  const svar = await verifiser("for (;;);", usignert, { nyFrist: kort });
  clearInterval(teller);
  expect(svar).toMatchObject(AVBRUTT);
  expect(svar.forklaring).toContain("tok for lang tid");
  expect(ganger).toBeGreaterThan(2);
});

test("a check that takes all memory is stopped, and the process lives", async () => {
  const graadig = "const alt = []; for (;;) alt.push(new Array(10_000).fill(0).map((_, i) => ({ i })));";
  expect(await verifiser(graadig, usignert, { minneMb: 32 })).toMatchObject(AVBRUTT);
});

test("the thread sees nothing of the environment", async () => {
  const kikk =
    "require('node:worker_threads').parentPort.postMessage({ sha256: '', avgjoerelse: Object.keys(process.env).length })";
  expect(await verifiser(kikk, usignert)).toMatchObject({ avgjoerelse: 0 });
});

test.each([
  ["fails", "throw new Error('galt');", "galt"],
  ["ends without an answer", "", "without an answer"],
  ["answers something else", "require('node:worker_threads').parentPort.postMessage(7)", "something else"],
])("a thread that %s is our own fault", async (_, kode, melding) => {
  await expect(verifiser(kode, usignert)).rejects.toThrow(melding);
});
