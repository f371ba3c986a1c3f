import { defineConfig } from "eslint/config";
import type { Linter } from "eslint";
import tseslint from "typescript-eslint";

// Who may import whom (docs/decisions/0002). The regexes see import strings; test/architecture.test.ts reads the graph.
const node = { regex: "^node:", message: "no node: module here" };
const npm = { regex: "^(?!node:)[^.]", message: "no npm package here" };
const adapters = { regex: "(^|/)adapters/", message: "only functions/main.ts imports adapters" };
const functions = { regex: "(^|/)functions/", message: "functions/ is the outermost layer" };
const tests = { regex: "(^|/)test/", message: "nothing imports test/" };
const main = { regex: "(^|/)main\\.ts$", message: "nothing imports functions/main.ts" };
const zodOnly = { regex: "^(?!node:|zod$)[^.]", message: "only zod here" };

type Ban = { regex: string; message: string };

function domain(room: string, others: string[], extra: Ban[]): Linter.Config {
  return {
    files: [`shared/${room}/**/*.ts`],
    rules: {
      "no-restricted-imports": [
        "error" as const,
        {
          patterns: [
            ...extra,
            adapters,
            functions,
            tests,
            ...others.map((o) => ({
              regex: `^\\.\\./(\\.\\./)*${o}/`,
              message: `${room} does not import ${o}`,
            })),
          ],
        },
      ],
    },
  };
}

const rooms = ["oppslag", "beregning", "signatur", "tilkobling", "hendelser", "etteroppgjoer"];
const clock = [
  { object: "Date", property: "now", message: "the clock is passed in" },
  { object: "Math", property: "random", message: "randomness is passed in" },
  { object: "process", property: "env", message: "only functions/config.ts reads the environment" },
] as const;

export default defineConfig(
  { ignores: ["dist/", "node_modules/", "coverage/", ".local/"] },
  ...tseslint.configs.strictTypeChecked,
  ...tseslint.configs.stylisticTypeChecked,
  {
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true }],
      "@typescript-eslint/consistent-type-definitions": ["error", "type"],
      "@typescript-eslint/consistent-type-imports": "error",
      "@typescript-eslint/switch-exhaustiveness-check": "error",
      "no-console": "error",
      // A switch over a closed union is a table: it counts as one.
      complexity: ["error", { max: 16, variant: "modified" }],
      "max-lines": ["error", { max: 260, skipComments: true, skipBlankLines: true }],
    },
  },
  {
    files: ["shared/**/*.ts", "functions/**/*.ts"],
    rules: {
      "no-restricted-properties": ["error", ...clock],
      "no-restricted-syntax": [
        "error",
        { selector: "ExportDefaultDeclaration", message: "named exports only" },
        {
          selector: "NewExpression[callee.name='Date'][arguments.length=0]",
          message: "the clock is passed in",
        },
      ],
    },
  },
  domain("kernel", [...rooms, "pdf"], [node, npm]),
  domain("beregning", [...rooms.filter((r) => r !== "beregning"), "pdf"], [node, npm]),
  ...["oppslag", "tilkobling", "hendelser", "etteroppgjoer"].map((room) =>
    domain(room, [...rooms.filter((r) => r !== room), "pdf"], [node, zodOnly]),
  ),
  domain("signatur", [...rooms.filter((r) => r !== "signatur"), "pdf"], []),
  domain("pdf", [], []),
  {
    files: ["shared/adapters/**/*.ts"],
    rules: {
      "no-restricted-imports": [
        "error",
        {
          patterns: [
            functions,
            tests,
            {
              regex:
                "^\\.\\./(\\.\\./)*(?!\\.|(?:\\.\\./)*(kernel|oppslag|beregning|signatur|tilkobling|hendelser|etteroppgjoer)/)",
              message: "adapters do not import each other: what one needs from another is passed in",
            },
          ],
        },
      ],
    },
  },
  {
    files: ["functions/**/*.ts"],
    rules: { "no-restricted-imports": ["error", { patterns: [adapters, tests, main] }] },
  },
  {
    // The composition root hands out the clock and the randomness.
    files: ["functions/main.ts"],
    rules: {
      "no-restricted-imports": ["error", { patterns: [tests] }],
      // It names every part there is, and does nothing with them.
      "max-lines": ["error", { max: 320, skipComments: true, skipBlankLines: true }],
      "no-restricted-properties": "off",
      "no-restricted-syntax": "off",
    },
  },
  { files: ["**/*.d.ts"], rules: { "no-restricted-syntax": "off" } },
  {
    files: ["test/**/*.ts", "build.ts"],
    rules: { "no-restricted-imports": ["error", { patterns: [main] }] },
  },
  {
    files: ["functions/config.ts"],
    rules: { "no-restricted-properties": ["error", ...clock.slice(0, 2)] },
  },
  {
    files: ["build.ts", "test/local/**/*.ts", "test/bench/**/*.ts"],
    rules: { "no-console": "off" },
  },
);
