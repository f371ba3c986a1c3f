// The pages of those who run the service lead to what is there, and their commands can be typed as they stand.

import { existsSync, globSync, readFileSync, readdirSync } from "node:fs";
import { dirname, join, normalize } from "node:path";
import { describe, expect, test } from "vitest";

describe("the pages of those who run it", () => {
  const pages = ["docs/drift.md", ...readdirSync("docs/runbook").map((file) => `docs/runbook/${file}`)];

  /** The anchor of a heading as GitHub makes it. */
  function anchors(text: string): readonly string[] {
    return [...text.matchAll(/^#+ (.+)$/gm)].map(([, heading = ""]) =>
      heading
        .toLowerCase()
        .replaceAll(/[^\p{L}\p{N} -]/gu, "")
        .replaceAll(" ", "-"),
    );
  }

  test.each(pages)("%s leads to pages and headings that are there", (page) => {
    const links = [...readFileSync(page, "utf8").matchAll(/\]\((?!https?:)([^)#]*)(?:#([^)]*))?\)/g)];
    for (const [, to = "", anchor] of links) {
      const target = to === "" ? page : normalize(join(dirname(page), to));
      expect([page, target, existsSync(target)]).toEqual([page, target, true]);
      if (anchor !== undefined) expect(anchors(readFileSync(target, "utf8"))).toContain(anchor);
    }
  });

  test("name commands, settings and codes that exist", () => {
    const text = pages.map((page) => readFileSync(page, "utf8")).join("\n");
    const { scripts } = JSON.parse(readFileSync("package.json", "utf8")) as {
      scripts: Record<string, string>;
    };
    const commands = [...text.matchAll(/npm run (?:--silent )?([a-z:]+)/g)].map(([, name = ""]) => name);
    expect([...new Set(commands)].filter((name) => !(name in scripts))).toEqual([]);
    const source = globSync(["shared/**/*.ts", "functions/**/*.ts", "infra/**/*.ts"])
      .map((file) => readFileSync(file, "utf8"))
      .join("\n");
    const codes =
      readFileSync("docs/runbook/feilkonfigurert.md", "utf8").match(/`[A-Z]+(?:_[A-Z]+)+`/g) ?? [];
    expect(codes.length).toBeGreaterThan(8);
    expect(
      [...new Set(codes)].map((code) => code.slice(1, -1)).filter((code) => !source.includes(code)),
    ).toEqual([]);
  });

  test("give every deployment the subscription, which production asks for", () => {
    const deployments = pages.flatMap(
      (page) => readFileSync(page, "utf8").match(/deploy -- (?:<miljø>|prod).*/g) ?? [],
    );
    expect(deployments.length).toBeGreaterThan(15);
    expect(
      deployments.filter(
        (line) => !/^deploy -- (?:<miljø> \[--abonnement <id>\]|prod .*--abonnement)/.test(line),
      ),
    ).toEqual([]);
  });

  test.each(["noekkel-utloeper", "innsyn", "hendelser-ikke-lest", "webhook-stanset"])(
    "say on %s, which needs the vault or the storage from outside, how they are opened",
    (page) => {
      expect(readFileSync(`docs/runbook/${page}.md`, "utf8")).toContain("(../drift.md#åpne-og-stenge)");
    },
  );
});
