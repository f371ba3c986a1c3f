import { defineConfig } from "vitest/config";

/** Tests of what has no state to leave behind, in itself or in the process: they need no process each. */
const RENE = [
  ...["beregning", "kernel", "oppslag", "pdf", "signatur", "tilkobling", "infra/bicep", "functions/http"],
  ...["altinn", "http", "noekler", "skatteetaten", "telemetry", "webhook"].map((del) => `adapters/${del}`),
  ...["altinn", "entra", "http", "maskinporten", "skatteetaten"].map((del) => `standins/${del}`),
].map((rom) => `test/${rom}/**/*.test.ts`);
const LAST = ["test/last/last.test.ts"];

export default defineConfig({
  test: {
    // Much of a test is waiting for counterparts, so more run at a time than there are cores.
    maxWorkers: 3,
    testTimeout: 60_000,
    hookTimeout: 60_000,
    projects: [
      { extends: true, test: { name: "rene", include: RENE, isolate: false } },
      {
        extends: true,
        test: {
          name: "tjenesten",
          include: ["test/**/*.test.ts"],
          exclude: [...RENE, ...LAST],
          globalSetup: ["test/standins/felles/oppsett.ts"],
        },
      },
      // Takes both cores for a minute: `npm run test:last`.
      { extends: true, test: { name: "last", include: LAST } },
    ],
  },
});
