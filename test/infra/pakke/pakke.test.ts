// The package that would be deployed: small, the same every time, and complete. `npm test` has built the bundle.

import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createInterface } from "node:readline";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { unzipSync } from "fflate";
import { afterAll, expect, test } from "vitest";
import { lagPakke, STOERSTE_PAKKE } from "../../../infra/pakke/lag-pakke.ts";
import { lesPakke } from "../../../infra/pakke/les-pakke.ts";
import { gjoerHovedjobben } from "../../local/main-job.ts";
import { SITUASJONER } from "../../standins/skatteetaten/personer.ts";
import { startSystem } from "../../standins/system.ts";

const mapper: string[] = [];
afterAll(() => {
  for (const mappe of mapper) rmSync(mappe, { recursive: true });
});

function nyMappe(): string {
  const mappe = mkdtempSync(join(tmpdir(), "egenandel-pakke-"));
  mapper.push(mappe);
  return mappe;
}

test("the package is three files, under two megabytes, and can be looked into afterwards", () => {
  const pakke = lagPakke();
  const filer = unzipSync(pakke.zip);
  expect(Object.keys(filer).sort()).toEqual(["dist/main.cjs", "host.json", "package.json"]);
  expect(JSON.parse(Buffer.from(filer["package.json"] ?? []).toString())).toEqual({
    name: "egenandel",
    version: pakke.versjon,
    type: "module",
    main: "dist/main.cjs",
  });
  expect(pakke.zip.length).toBeLessThan(STOERSTE_PAKKE);
  expect(lesPakke(pakke.zip)).toEqual(pakke);
});

test("the package has the same bytes whenever and wherever it is made", async () => {
  const { sha256 } = lagPakke();
  expect(lagPakke().sha256).toBe(sha256);
  const program = `import { lagPakke } from "./infra/pakke/lag-pakke.ts"; process.stdout.write(lagPakke().sha256);`;
  const prosess = spawn(process.execPath, ["--input-type=module", "--eval", program], {
    env: { PATH: process.env.PATH, TZ: "Asia/Tokyo" },
    stdio: ["ignore", "pipe", "inherit"],
  });
  const [linje] = (await once(createInterface(prosess.stdout), "line")) as [string];
  expect(linje).toBe(sha256);
});

test("a package that has grown too large is not made", () => {
  const mappe = nyMappe();
  mkdirSync(join(mappe, "dist"));
  writeFileSync(join(mappe, "host.json"), "{}");
  writeFileSync(
    join(mappe, "package.json"),
    '{"name":"x","version":"1.0.0","type":"module","main":"dist/main.cjs"}',
  );
  const tilfeldig = Buffer.concat(
    Array.from({ length: 40 }, () => crypto.getRandomValues(new Uint8Array(65_536))),
  );
  writeFileSync(join(mappe, "dist/main.cjs"), tilfeldig);
  expect(() => lagPakke(mappe)).toThrow(/Den skal være under 2097152/);
});

test("unpacked in an empty folder, with no node_modules, it does the whole job", async () => {
  const mappe = nyMappe();
  for (const [navn, innhold] of Object.entries(unzipSync(lagPakke().zip))) {
    mkdirSync(dirname(join(mappe, navn)), { recursive: true });
    writeFileSync(join(mappe, navn), innhold);
  }
  const system = await startSystem();
  const vert = JSON.stringify(new URL("../../local/run-server.ts", import.meta.url).href);
  const program = `import { runServer } from ${vert};
    await runServer({ bundle: async () => ${JSON.stringify(join(mappe, "dist/main.cjs"))}, hostJsonPath: ${JSON.stringify(join(mappe, "host.json"))}, port: "0" });`;
  const prosess = spawn(process.execPath, ["--input-type=module", "--eval", program], {
    cwd: mappe,
    env: { PATH: process.env.PATH, ...system.env },
    stdio: ["ignore", "pipe", "ignore"],
  });
  try {
    const [linje] = (await Promise.race([
      once(createInterface(prosess.stdout), "line"),
      once(prosess, "exit").then(() => Promise.reject(new Error("the package did not start"))),
    ])) as [string];
    const url = linje.replace("listening ", "");
    const resultat = await gjoerHovedjobben({
      url,
      token: await system.hentEpjToken(),
      oppslag: {
        inntektsaar: 2023,
        personer: [
          { rolle: "BEBOER", personidentifikator: SITUASJONER.ksBeboer },
          { rolle: "EKTEFELLE", personidentifikator: SITUASJONER.ksEktefelle },
        ],
        saksreferanse: "pakke",
      },
      beregning: { beregningsdato: "2023-06-01", forsoergelse: [] },
      dokument: { kommune: "Eksempel kommune", beboerNavn: "Kari Eksempel" },
    });
    expect(resultat.oppslag.sum.grunnlag.husholdning).toBe(702_007);
    expect(Buffer.from(resultat.pdf.subarray(0, 5)).toString()).toBe("%PDF-");
  } finally {
    prosess.kill("SIGTERM");
    await system.close();
  }
});
