// Loading and closing: what is refused, what is put back, and what a running request can count on.
import { once } from "node:events";
import { createServer } from "node:http";
import Module from "node:module";
import { connect } from "node:net";
import { afterAll, expect, test } from "vitest";
import { startHost } from "./host.ts";
import { removeTestBundles, writeHostJson } from "./test-bundle.ts";
import { testOptions } from "./test-host.ts";

function requireNow(): unknown {
  return Object.getOwnPropertyDescriptor(Module.prototype, "require")?.value;
}

const originalRequire = requireNow();

afterAll(removeTestBundles);

const HELLO = `app.http("hello", { handler: () => ({ body: "hello" }) });`;

test("registering and changing the setup after start-up throws inside the function that tries", async () => {
  const { options } = await testOptions(
    `
    const trying = (work) => { try { work(); return "worked"; } catch (error) { return error.message; } };
    app.http("f", { handler: () => ({ jsonBody: [
      trying(() => app.http("late", { handler: () => ({}) })),
      trying(() => app.setup({ enableHttpStream: true })),
    ] }) });
  `,
    { routePrefix: "" },
  );
  const host = await startHost(options);
  expect(await (await fetch(`${host.url}/f`)).json()).toEqual([
    'function "late" was registered after start-up',
    "Setup options can't be changed after app startup has finished.",
  ]);
  expect((await fetch(`${host.url}/late`)).status).toBe(404);
  await host.close();
});

test.each([
  [
    "throws while it loads",
    `${HELLO} throw new Error("MASKINPORTEN_ISSUER is missing");`,
    "MASKINPORTEN_ISSUER is missing",
  ],
  ["registers a name twice", HELLO + HELLO, 'function "hello" is registered twice'],
  ["registers nothing", "", "the bundle registered no functions"],
  [
    "has a hook that throws at start",
    `${HELLO} app.hook.appStart(() => { throw new Error("no start"); });`,
    "no start",
  ],
  [
    "has a blob trigger",
    `app.storageBlob("b", { path: "b/{name}", connection: "c", handler: () => {} });`,
    "blobTrigger",
  ],
  [
    "names an impossible queue",
    `app.storageQueue("q", { queueName: "Q", connection: "c", handler: () => {} });`,
    "impossible queue name",
  ],
  ["has an impossible name", `app.http("1 f", { handler: () => ({}) });`, "not a valid function name"],
  [
    "has a route that is not understood",
    `app.http("f", { route: "a/{b}.pdf", handler: () => ({}) });`,
    "route segment",
  ],
  [
    "uses an unknown authLevel",
    `app.http("f", { authLevel: "all", handler: () => ({}) });`,
    "unknown authLevel",
  ],
])(
  "a bundle that %s is refused with that error and leaves nothing behind",
  async (_title, source, message) => {
    const { options } = await testOptions(source, { routePrefix: "" });
    await expect(startHost(options)).rejects.toThrow(message);
    expect(requireNow()).toBe(originalRequire);
  },
);

test("a bundle that is not there, a faulty host.json and a taken port are refused and leave nothing behind", async () => {
  const { options } = await testOptions(HELLO, { routePrefix: "" });
  const taken = createServer().listen(0, "127.0.0.1");
  await once(taken, "listening");
  const address = taken.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  await expect(startHost({ ...options, port })).rejects.toThrow("EADDRINUSE");
  await expect(startHost({ ...options, bundlePath: `${options.bundlePath}x` })).rejects.toThrow(
    "Cannot find module",
  );
  const faulty = await writeHostJson({ routePrefix: 1 });
  await expect(startHost({ ...options, hostJsonPath: faulty })).rejects.toThrow("routePrefix");
  const notTime = await writeHostJson({ hsts: { isEnabled: true, maxAge: "a year" } });
  await expect(startHost({ ...options, hostJsonPath: notTime })).rejects.toThrow("TimeSpan");
  expect(requireNow()).toBe(originalRequire);
  taken.close();
});

test("require knows the core module while the host runs, and is the original afterwards", async () => {
  const { options } = await testOptions(HELLO, { routePrefix: "" });
  const host = await startHost(options);
  expect(requireNow()).not.toBe(originalRequire);
  await host.close();
  expect(requireNow()).toBe(originalRequire);
  await host.close();
  await expect(fetch(host.url)).rejects.toThrow();
});

test("two hosts one after the other serve their own bundles, and overlapping ones do too", async () => {
  const first = await testOptions(`app.http("a", { handler: () => ({ body: "first" }) });`, {
    routePrefix: "",
  });
  const second = await testOptions(`app.http("a", { handler: () => ({ body: "second" }) });`, {
    routePrefix: "",
  });
  const one = await startHost(first.options);
  expect(await (await fetch(`${one.url}/a`)).text()).toBe("first");
  await one.close();
  const two = await startHost(second.options);
  const again = await startHost(first.options);
  expect(await (await fetch(`${two.url}/a`)).text()).toBe("second");
  expect(await (await fetch(`${again.url}/a`)).text()).toBe("first");
  await two.close();
  expect(await (await fetch(`${again.url}/a`)).text()).toBe("first");
  await again.close();
  expect(requireNow()).toBe(originalRequire);
});

test("a bundle starts anew each time it is loaded", async () => {
  const { options } = await testOptions(
    `let calls = 0; app.http("count", { handler: () => ({ body: String(++calls) }) });`,
    { routePrefix: "" },
  );
  for (const expected of ["1", "1"]) {
    const host = await startHost(options);
    expect(await (await fetch(`${host.url}/count`)).text()).toBe(expected);
    await host.close();
  }
});

test("closing refuses newcomers, lets a running request finish and does not wait for idle connections", async () => {
  const { options, said } = await testOptions(
    `
    app.hook.appTerminate(() => { throw new Error("ignored but logged"); });
    app.http("slow", { handler: async (_request, context) => {
      await new Promise((resolve) => setTimeout(resolve, 200));
      context.log("finished");
      return { body: "done" };
    } });
  `,
    { routePrefix: "" },
  );
  const host = await startHost(options);
  const silent = connect(host.port, "127.0.0.1");
  await once(silent, "connect");
  const running = fetch(`${host.url}/slow`);
  await new Promise((resolve) => setTimeout(resolve, 50));
  const started = performance.now();
  const closing = host.close();
  await expect(fetch(`${host.url}/slow`)).rejects.toThrow();
  const answer = await running;
  expect([await answer.text(), answer.headers.get("connection")]).toEqual(["done", "close"]);
  await closing;
  expect(performance.now() - started).toBeLessThan(2_000);
  expect(said()).toEqual(["finished"]);
  silent.destroy();
});

test("more requests than host.json allows are 429", async () => {
  const { options } = await testOptions(
    `
    app.http("slow", { handler: async () => { await new Promise((resolve) => setTimeout(resolve, 100)); return { body: "done" }; } });
  `,
    { routePrefix: "" },
  );
  const limited = await writeHostJson({
    routePrefix: "",
    maxConcurrentRequests: 1,
    maxOutstandingRequests: 2,
  });
  const host = await startHost({ ...options, hostJsonPath: limited });
  const answers = await Promise.all([1, 2, 3].map(() => fetch(`${host.url}/slow`)));
  expect(answers.map((answer) => answer.status).sort()).toEqual([200, 200, 429]);
  await host.close();
});

test("without a log sink each line is one line on standard error", async () => {
  const { options } = await testOptions(
    `app.http("f", { handler: (_r, c) => { c.log("two\\nlines\\u001b[2J"); return {}; } });`,
    { routePrefix: "" },
  );
  const written: string[] = [];
  const write = process.stderr.write.bind(process.stderr);
  process.stderr.write = (text: string | Uint8Array) => written.push(String(text)) > 0;
  try {
    const host = await startHost({
      bundlePath: options.bundlePath,
      hostJsonPath: options.hostJsonPath,
      port: 0,
    });
    await fetch(`${host.url}/f`);
    await host.close();
  } finally {
    process.stderr.write = write;
  }
  expect(written.some((line) => /^information f [0-9a-f-]{36} user: two lines \[2J\n$/.test(line))).toBe(
    true,
  );
  expect(written.filter((line) => line.indexOf("\n") !== line.length - 1)).toEqual([]);
});

test("the host.json of this project can be used", async () => {
  const { options } = await testOptions(HELLO, { routePrefix: "" });
  const host = await startHost({ ...options, hostJsonPath: "host.json" });
  const headers = (await fetch(`${host.url}/hello`)).headers;
  expect(headers.get("strict-transport-security")).toBe("max-age=31536000");
  expect(headers.get("content-security-policy")).toBe("default-src 'none'; frame-ancestors 'none'");
  expect(headers.get("x-frame-options")).toBe("DENY");
  await host.close();
});

test("a catch-all at the root leaves the host's own paths alone", async () => {
  const source = `app.http("all", { route: "{*rest}", handler: () => ({ body: "all" }) });`;
  const { options } = await testOptions(source, { routePrefix: "" });
  const host = await startHost(options);
  const statuses = ["/", "/a/b", "/admin", "/admin/functions/all", "/Runtime/health"].map(
    async (path) => (await fetch(`${host.url}${path}`)).status,
  );
  expect(await Promise.all(statuses)).toEqual([200, 200, 404, 404, 404]);
  await host.close();
});
