import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, expect, test } from "vitest";
import { createSend } from "../../../shared/adapters/http/send.ts";
import type { Kall, Kallslutt } from "../../../shared/kernel/http.ts";

const servere: Server[] = [];
const ventet: number[] = [];
const send = createSend({
  fetch,
  tilfeldig: () => 0.5,
  vent: (ms) => {
    ventet.push(ms);
    return Promise.resolve();
  },
});

async function lytt(svar: RequestListener): Promise<{ url: URL; antall: () => number }> {
  let antall = 0;
  const server = createServer((req, res) => {
    antall += 1;
    svar(req, res);
  });
  servere.push(server);
  await new Promise<void>((klar) => server.listen(0, "127.0.0.1", klar));
  const { port } = server.address() as AddressInfo;
  return { url: new URL(`http://127.0.0.1:${port}/`), antall: () => antall };
}

function kall(url: URL, resten: Partial<Kall> = {}): Kall {
  return {
    motpart: "SKATTEETATEN",
    method: "GET",
    url,
    headers: {},
    proevIgjen: true,
    timeoutMs: 200,
    ...resten,
  };
}

const UTILGJENGELIG = { ok: false, feil: { kode: "motpart-utilgjengelig", motpart: "SKATTEETATEN" } };

/** How a call ended, as it tells those who measure. */
async function sluttAv(ett: Kall): Promise<Kallslutt[]> {
  const slutt: Kallslutt[] = [];
  await send({ ...ett, meldSlutt: (hvordan) => slutt.push(hvordan) });
  return slutt;
}

afterEach(() => {
  for (const server of servere.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
  ventet.length = 0;
});

test("an answer below 500 comes back with its status, media type and text", async () => {
  const { url } = await lytt((_, res) =>
    res.writeHead(404, { "content-type": "application/json;charset=UTF-8" }).end("{}"),
  );
  expect(await send(kall(url))).toEqual({
    ok: true,
    value: { status: 404, mediatype: "application/json", tekst: "{}" },
  });
});

test("a 4xx is not tried again", async () => {
  const { url, antall } = await lytt((_, res) => res.writeHead(400).end());
  await send(kall(url));
  expect(antall()).toBe(1);
});

test("a 5xx is tried once more, after a short wait with jitter", async () => {
  let nr = 0;
  const { url } = await lytt((_, res) => res.writeHead(nr++ === 0 ? 503 : 200).end("ok"));
  expect(await send(kall(url))).toMatchObject({ ok: true, value: { status: 200 } });
  expect(ventet).toEqual([200]);
});

test("two 5xx make the counterpart unreachable", async () => {
  const { url, antall } = await lytt((_, res) => res.writeHead(500).end("who knows what"));
  expect(await send(kall(url))).toEqual(UTILGJENGELIG);
  expect(antall()).toBe(2);
});

test("what must not be repeated is not", async () => {
  const { url, antall } = await lytt((_, res) => res.writeHead(500).end());
  expect(await send(kall(url, { proevIgjen: false, method: "POST", body: "a=b" }))).toEqual(UTILGJENGELIG);
  expect(antall()).toBe(1);
});

test("a hanging counterpart is given up after the time limit", async () => {
  const { url } = await lytt(() => undefined);
  expect(await send(kall(url, { proevIgjen: false, timeoutMs: 50 }))).toEqual(UTILGJENGELIG);
});

test("half a body is not an answer", async () => {
  const { url } = await lytt((_, res) => {
    res.writeHead(200, { "content-length": "100" });
    res.write("half");
    setTimeout(() => res.destroy(), 10);
  });
  expect(await send(kall(url, { proevIgjen: false }))).toEqual(UTILGJENGELIG);
});

test("a redirect is not followed", async () => {
  const annen = await lytt((_, res) => res.end("secret"));
  const { url } = await lytt((_, res) => res.writeHead(302, { location: annen.url.href }).end());
  expect(await send(kall(url))).toMatchObject({ ok: true, value: { status: 302 } });
  expect(annen.antall()).toBe(0);
});

test("a body larger than any answer we know is not read to its end", async () => {
  const { url } = await lytt((_, res) => res.end("x".repeat(5 * 1024 * 1024)));
  expect(await send(kall(url, { timeoutMs: 5_000 }))).toEqual({
    ok: false,
    feil: { kode: "ugyldig-svar", motpart: "SKATTEETATEN" },
  });
});

test("headers that must be unique are made anew for the second try", async () => {
  const sett: unknown[] = [];
  const { url } = await lytt((req, res) => {
    sett.push(req.headers.korrelasjonsid);
    res.writeHead(500).end();
  });
  let nr = 0;
  await send(kall(url, { headersPerForsoek: () => ({ korrelasjonsid: String(++nr) }) }));
  expect(sett).toEqual(["1", "2"]);
});

test("when the time of the whole request is out nothing more is tried", async () => {
  const { url, antall } = await lytt(() => undefined);
  expect(await send(kall(url, { frist: AbortSignal.timeout(30) }))).toEqual(UTILGJENGELIG);
  expect(antall()).toBe(1);
});

test.each([200, 404, 429, 503])("a call that was answered %i ends as that", async (status) => {
  const { url } = await lytt((_, res) => res.writeHead(status).end());
  expect(await sluttAv(kall(url))).toEqual([status]);
});

test("a counterpart that does not answer in time, one that breaks off and our own time running out are told apart", async () => {
  const heng = await lytt(() => undefined);
  const brudd = await lytt((_, res) => res.destroy());
  const enGang = { proevIgjen: false };
  expect(await sluttAv(kall(heng.url, { ...enGang, timeoutMs: 50 }))).toEqual(["TIDSAVBRUDD"]);
  expect(await sluttAv(kall(brudd.url))).toEqual(["BRUDD"]);
  expect(await sluttAv(kall(heng.url, { frist: AbortSignal.timeout(30) }))).toEqual(["FRIST"]);
});

test("a second try that our own time cuts short leaves the first as the answer", async () => {
  const frist = new AbortController();
  let nr = 0;
  const { url } = await lytt((_, res) => {
    if (nr++ === 0) res.writeHead(503).end();
    else frist.abort();
  });
  expect(await sluttAv(kall(url, { frist: frist.signal }))).toEqual([503]);
  expect(nr).toBe(2);
});

test("a call whose time is out before it begins calls nobody", async () => {
  const { url, antall } = await lytt((_, res) => res.end());
  expect(await sluttAv(kall(url, { frist: AbortSignal.abort() }))).toEqual(["FRIST"]);
  expect(antall()).toBe(0);
});

test.each([204, 302, 410, 429, 500])(
  "when only the status is wanted, %s is an answer, and it is not tried again",
  async (status) => {
    const { url, antall } = await lytt((_, res) => res.writeHead(status).end());
    expect(await send(kall(url, { bareStatus: true }))).toEqual({
      ok: true,
      value: { status, mediatype: "", tekst: "" },
    });
    expect(antall()).toBe(1);
  },
);

test("when only the status is wanted, a body without end is let go", async () => {
  const { promise: borte, resolve: slapp } = Promise.withResolvers<boolean>();
  const { url } = await lytt((_, res) => {
    const skriver = setInterval(() => res.write("x".repeat(1_000)), 1);
    res.writeHead(200).once("close", () => {
      clearInterval(skriver);
      slapp(true);
    });
  });
  expect(await send(kall(url, { bareStatus: true, timeoutMs: 5_000 }))).toMatchObject({ ok: true });
  expect(await borte).toBe(true);
});
