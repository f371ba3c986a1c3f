// Hooks around start, invocations, log lines and the end of a bundle.
import { afterAll, expect, test } from "vitest";
import { startHost } from "./host.ts";
import { removeTestBundles } from "./test-bundle.ts";
import { testOptions } from "./test-host.ts";

afterAll(removeTestBundles);

test("hooks run in the order of registration around the handler, and share their data", async () => {
  const { options, said } = await testOptions(
    `
    const log = [];
    app.hook.appStart((c) => { c.hookData.app = "app only"; });
    app.hook.preInvocation(async (c) => { await null; c.hookData.n = 1; log.push("pre1"); });
    app.hook.preInvocation((c) => {
      log.push("pre2");
      const handler = c.functionHandler;
      c.functionHandler = (request, context) => { log.push("handler"); return handler("replaced", context); };
      try { c.hookData = {}; } catch (error) { log.push(error.name); }
    });
    app.hook.postInvocation((c) => { log.push("post" + c.hookData.n + c.hookData.app); c.result = { body: log.join(" ") + " " + c.result.body + " " + c.error }; });
    app.hook.appTerminate((c) => { terminated(c.hookData.app); });
    const terminated = (text) => { globalThis.hookTestTerminated = text; };
    app.http("f", { handler: (input) => ({ body: String(input) }) });
  `,
    { routePrefix: "" },
  );
  const host = await startHost(options);
  const answer = await fetch(`${host.url}/f`);
  expect(await answer.text()).toBe("pre1 pre2 TypeError handler post1undefined replaced null");
  await host.close();
  expect(Reflect.get(globalThis, "hookTestTerminated")).toBe("app only");
  expect(said()).toEqual([]);
});

test("a postInvocation hook sees the error and can turn it into an answer", async () => {
  const { options } = await testOptions(
    `
    app.hook.postInvocation((c) => { if (c.error) { c.result = { status: 503, body: c.error.message }; c.error = undefined; } });
    app.http("f", { handler: () => { throw new Error("no"); } });
  `,
    { routePrefix: "" },
  );
  const host = await startHost(options);
  const answer = await fetch(`${host.url}/f`);
  expect([answer.status, await answer.text()]).toEqual([503, "no"]);
  await host.close();
});

test("a preInvocation hook that throws stops the later hooks and the handler: 500", async () => {
  const { options, said } = await testOptions(
    `
    app.hook.preInvocation(() => { throw new Error("no"); });
    app.hook.preInvocation((c) => { c.invocationContext.log("second"); });
    app.hook.postInvocation((c) => { c.invocationContext.log("post"); });
    app.http("f", { handler: (_request, context) => { context.log("handler"); return {}; } });
  `,
    { routePrefix: "" },
  );
  const host = await startHost(options);
  expect((await fetch(`${host.url}/f`)).status).toBe(500);
  expect(said()).toEqual([]);
  await host.close();
});

test("a log hook changes what the function logs, not what the system logs, and cannot lose a line", async () => {
  const { options, lines, said } = await testOptions(
    `
    app.hook.log((c) => { c.message = c.message.toUpperCase(); c.level = "warning"; });
    app.hook.log((c) => { if (c.message === "BREAK") throw new Error("no"); });
    app.http("f", { handler: (_request, context) => { context.log("soft"); context.log("break"); return {}; } });
  `,
    { routePrefix: "" },
  );
  const host = await startHost(options);
  await fetch(`${host.url}/f`);
  await host.close();
  expect(said()).toEqual(["SOFT", "break"]);
  expect(lines.find((line) => line.message === "SOFT")?.level).toBe("warning");
  expect(lines.find((line) => line.category === "system" && line.functionName === "f")?.message).toMatch(
    /^Executed: /,
  );
});

test("a disposed hook runs no more", async () => {
  const { options, said } = await testOptions(
    `
    const first = app.hook.preInvocation((c) => { c.invocationContext.log("ran"); first.dispose(); first.dispose(); });
    app.http("f", { handler: () => ({}) });
  `,
    { routePrefix: "" },
  );
  const host = await startHost(options);
  await fetch(`${host.url}/f`);
  await fetch(`${host.url}/f`);
  await host.close();
  expect(said()).toEqual(["ran"]);
});
