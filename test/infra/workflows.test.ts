// Workflows run with access to Azure: what they may do is little, and nobody else's code runs in them.

import { spawnSync } from "node:child_process";
import { globSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";

const WORKFLOWS = globSync(".github/workflows/*.yml").map(
  (file) => [file, readFileSync(file, "utf8")] as const,
);
const deploy = readFileSync(".github/workflows/deploy.yml", "utf8");

/** The text of each job by its name. */
function jobs(text: string): ReadonlyMap<string, string> {
  const [, after = ""] = text.split(/^jobs:\n/m);
  const parts = after.split(/^ {2}([a-z-]+):\n/m).slice(1);
  return new Map(parts.flatMap((name, nr) => (nr % 2 === 0 ? [[name, parts[nr + 1] ?? ""] as const] : [])));
}

/** The commands: what stands after `run:`, on its line or indented under it. */
function commands(text: string): readonly string[] {
  return [...text.matchAll(/^( *)(?:- )?run: (?:\|\n((?:\1 {2,}.*\n|\n)+)|(.*)\n)/gm)].map(
    ([, , block, line]) => block ?? line ?? "",
  );
}

describe.each(WORKFLOWS)("%s", (_, text) => {
  test("uses no action that is not pinned by its commit", () => {
    const used = [...text.matchAll(/uses:\s*(\S+)/g)].map(([, action = ""]) => action);
    expect(used.filter((action) => !/@[0-9a-f]{40}$/.test(action))).toEqual([]);
  });

  test("says what it may do, and on what machine", () => {
    expect(text).toMatch(/^permissions:/m);
    expect(text).not.toMatch(/write-all|ubuntu-latest|pull_request_target/);
  });

  test("puts nothing that others may write into a command: it goes through the environment", () => {
    expect(commands(text).length).toBeGreaterThan(0);
    expect(commands(text).filter((command) => command.includes("${{"))).toEqual([]);
  });
});

describe("the deployment", () => {
  const all = jobs(deploy);

  test("has no permission to begin with, and each job what it needs", () => {
    expect(deploy).toMatch(/^permissions: \{\}$/m);
    expect([...all.keys()]).toEqual(["bicep", "hva-hvis", "test", "prod"]);
    for (const [name, job] of all) {
      const granted = [...job.matchAll(/^ {6}([a-z-]+): (read|write)$/gm)].map(
        ([, what, how]) => `${what ?? ""} ${how ?? ""}`,
      );
      expect([name, ...granted]).toEqual([
        name,
        "contents read",
        ...(name === "bicep" ? [] : ["id-token write"]),
      ]);
    }
  });

  test("logs in only inside an environment, with a token for the run and no password", () => {
    for (const [name, job] of all) {
      expect([name, job.includes("logg-inn.sh")]).toEqual([
        name,
        /^ {4}environment: (hva-hvis|test|prod)$/m.test(job),
      ]);
    }
    expect(deploy).not.toContain("secrets.");
  });

  test("only looks on a pull request, and of a branch of this repository only", () => {
    const job = all.get("hva-hvis") ?? "";
    expect(job).toContain("--hva-hvis");
    expect(job).toContain("github.event.pull_request.head.repo.full_name == github.repository");
    for (const name of ["test", "prod"]) expect(all.get(name)).not.toContain("event_name == 'pull_request'");
  });

  test("asks on a pull request as an identity that may read and ask, and nothing else", () => {
    const rolle = JSON.parse(readFileSync("infra/deploy/hva-hvis-rolle.json", "utf8")) as {
      Actions: readonly string[];
      NotActions: readonly string[];
      DataActions: readonly string[];
    };
    expect(rolle.Actions).toEqual([
      "*/read",
      "Microsoft.Resources/deployments/whatIf/action",
      "Microsoft.Resources/deployments/validate/action",
    ]);
    expect(rolle.DataActions).toEqual([]);
    expect(rolle.NotActions).toContain("Microsoft.OperationalInsights/workspaces/query/*/read");
    const drift = readFileSync("docs/drift.md", "utf8");
    expect(drift).toContain("infra/deploy/hva-hvis-rolle.json");
    for (const navn of ["Contributor", "Role Based Access Control Administrator", "Locks Contributor"]) {
      const rader = drift.split("\n").filter((linje) => linje.includes(`\`${navn}\``));
      expect([navn, rader.length > 0]).toEqual([navn, true]);
      expect(rader.filter((linje) => linje.includes("`hva-hvis`"))).toEqual([]);
    }
  });

  test("gives the token of the repository to the step that fetches it, and to no other", () => {
    for (const [, text] of WORKFLOWS) {
      const steps = text.split(/^ {6}- name: /m);
      expect(steps.length).toBeGreaterThan(1);
      const having = steps.filter((step) => step.includes("github.token"));
      expect(having.length).toBeGreaterThan(0);
      for (const step of having) expect(step).toMatch(/^Check out\n/);
      expect(text).not.toMatch(/git -c http\.extraheader/);
    }
  });

  test("checks what it deploys, in both environments, before it has access", () => {
    for (const name of ["test", "prod"]) {
      const job = all.get(name) ?? "";
      const check = job.indexOf("npm run check");
      expect([name, check > 0, check < job.indexOf("logg-inn.sh")]).toEqual([name, true, true]);
    }
  });

  test("goes to production after test, of the templates that compile, in the subscription it is told", () => {
    const job = all.get("prod") ?? "";
    expect(job).toContain("needs: [bicep, test]");
    expect(job).toContain("needs.test.result == 'success'");
    for (const name of ["hva-hvis", "test", "prod"])
      expect(all.get(name)).toContain('--abonnement "$AZURE_SUBSCRIPTION_ID"');
  });

  test("compiles and lints the templates, and both parameter files, before anything else", () => {
    const script = readFileSync("infra/deploy/bicep.sh", "utf8");
    for (const part of ["az bicep build --file infra/main.bicep", "az bicep lint", "az bicep build-params"]) {
      expect(script).toContain(part);
    }
    for (const name of ["hva-hvis", "test", "prod"])
      expect(all.get(name)).toMatch(/needs: (bicep|\[bicep, test\])/);
  });
});

describe("the compiler", () => {
  /** How the script ends with only these programs, and what it asks of az. */
  function kjoer(az: string | undefined, github: boolean): { status: number | null; kall: string } {
    const mappe = mkdtempSync(join(tmpdir(), "egenandel-bicep-"));
    const logg = join(mappe, "kall");
    writeFileSync(logg, "");
    for (const program of ["bash", "dirname"]) symlinkSync(`/usr/bin/${program}`, join(mappe, program));
    if (az !== undefined) {
      const program = `#!${join(mappe, "bash")}\necho "$*" >> ${logg}\n${az}\n`;
      writeFileSync(join(mappe, "az"), program, { mode: 0o755 });
    }
    const env = { PATH: mappe, ...(github ? { GITHUB_ACTIONS: "true" } : {}) };
    const { status } = spawnSync("/usr/bin/bash", ["infra/deploy/bicep.sh"], { env });
    const kall = readFileSync(logg, "utf8");
    rmSync(mappe, { recursive: true });
    return { status, kall };
  }

  test.each([
    ["no az", undefined],
    ["no compiler", "exit 1"],
  ])("may be missing on a machine of one's own, but not at GitHub: %s", (_, az) => {
    expect([kjoer(az, false).status, kjoer(az, true).status]).toEqual([0, 1]);
  });

  test("is one version, and what it says decides", () => {
    expect(kjoer("exit 0", true)).toMatchObject({
      status: 0,
      kall: expect.stringMatching(/^bicep install --version v\d+\.\d+\.\d+\nbicep build /) as string,
    });
    expect(kjoer('[ "$2" != lint ]', true).status).toBe(1);
  });
});
