// The server as a process of its own, as `npm run serve` starts it, with a small bundle in place of ours.
import type { ChildProcess } from "node:child_process";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { connect } from "node:net";
import { text } from "node:stream/consumers";
import { afterAll, beforeAll, expect, test } from "vitest";
import { buildTestBundle, removeTestBundles, writeHostJson } from "./test-bundle.ts";

let hostJsonPath: string;
let talkative: string;

beforeAll(async () => {
  hostJsonPath = await writeHostJson({ routePrefix: "" });
  talkative = await buildTestBundle(`
    console.log("loading");
    setInterval(() => {}, 1000);
    app.http("hello", { handler: (_request, context) => { console.log("called"); context.log("logged"); return { body: "hello" }; } });
    app.http("slow", { handler: async () => { await new Promise((resolve) => setTimeout(resolve, 300)); return { body: "done" }; } });
  `);
});

const children: ChildProcess[] = [];

afterAll(async () => {
  // One that a failed test left running; those that have ended do not mind.
  for (const child of children) child.kill("SIGKILL");
  await removeTestBundles();
});

type Running = {
  readonly firstLine: Promise<string>;
  readonly ended: Promise<{ code: number | null; out: string; err: string }>;
  signal(name: NodeJS.Signals): void;
};

function serve(bundlePath: string, port: string): Running {
  const program = `
    import { runServer } from ${JSON.stringify(new URL("run-server.ts", import.meta.url).href)};
    await runServer({ bundle: async () => ${JSON.stringify(bundlePath)}, hostJsonPath: ${JSON.stringify(hostJsonPath)}, port: process.env.PORT });`;
  const child = spawn(process.execPath, ["--input-type=module", "--eval", program], {
    env: { PATH: process.env.PATH, PORT: port },
    stdio: ["ignore", "pipe", "pipe"],
  });
  children.push(child);
  const firstLine = once(child.stdout, "data").then(([chunk]) => String(chunk));
  const ended = Promise.all([once(child, "exit"), text(child.stdout), text(child.stderr)]).then(
    ([, out, err]) => ({ code: child.exitCode, out, err }),
  );
  return { firstLine, ended, signal: (name) => child.kill(name) };
}

test.each(["SIGTERM", "SIGINT"] as const)(
  "the first line says where it listens, and %s ends it with 0",
  async (signal) => {
    const server = serve(talkative, "0");
    const line = await server.firstLine;
    expect(line).toMatch(/^listening http:\/\/127\.0\.0\.1:\d+\n$/);
    const url = line.slice("listening ".length).trim();
    // fetch keeps its connection open.
    expect(await (await fetch(`${url}/hello`)).text()).toBe("hello");
    const idle = connect(Number(new URL(url).port), "127.0.0.1");
    await once(idle, "connect");
    server.signal(signal);
    server.signal(signal);
    const { code, out, err } = await server.ended;
    idle.destroy();
    expect(code).toBe(0);
    expect(out).toBe(line);
    expect(err).toContain("loading\n");
    expect(err).toMatch(/^information hello .* user: logged$/m);
  },
);

test("a signal in the middle of a request lets it finish, also when the signal comes twice", async () => {
  const server = serve(talkative, "0");
  const url = (await server.firstLine).slice("listening ".length).trim();
  const running = fetch(`${url}/slow`);
  await new Promise((resolve) => setTimeout(resolve, 100));
  server.signal("SIGTERM");
  await new Promise((resolve) => setTimeout(resolve, 50));
  server.signal("SIGINT");
  expect(await (await running).text()).toBe("done");
  expect((await server.ended).code).toBe(0);
});

test.each(["abc", "-1", "65536", "70710", "", "1.5"])(
  "PORT=%s is refused with one line and status 1",
  async (port) => {
    const { code, out, err } = await serve(talkative, port).ended;
    expect([code, out, err]).toEqual([1, "", `PORT must be a number from 0 to 65535, not "${port}"\n`]);
  },
);

test("a bundle that refuses to load says why, without a stack, and ends with 1", async () => {
  const bundle = await buildTestBundle(`throw new Error("two settings are missing:\\n  A\\n  B");`);
  const { code, out, err } = await serve(bundle, "0").ended;
  expect([code, out, err]).toEqual([1, "", "two settings are missing:\n  A\n  B\n"]);
});
