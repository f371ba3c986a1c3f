// What stands in the Authorization header: the form of a token, its size, and odd but signed contents.

import { randomUUID } from "node:crypto";
import { request as httpRequest } from "node:http";
import { afterAll, beforeAll, expect, test } from "vitest";
import { rawExchange } from "../local/raw-exchange.ts";
import { SCOPE_OPPSLAG } from "../standins/system.ts";
import {
  BEREGNING,
  claims,
  expectAvvist,
  expectUtenScope,
  startCallerrigg,
  STI,
  type Callerrigg,
} from "./caller-rigg.ts";

let rigg: Callerrigg;
beforeAll(async () => {
  rigg = await startCallerrigg();
});
afterAll(() => rigg.close());

const spoer: Callerrigg["spoer"] = (...alt) => rigg.spoer(...alt);
const token: Callerrigg["token"] = (...alt) => rigg.token(...alt);
const hentinger = (): number => rigg.tjeneste.system.maskinporten.logg().jwksHentinger;
const b64u = (tekst: string): string => Buffer.from(tekst).toString("base64url");

/** The status for a header of any size; undefined when the connection is closed while it is sent. */
function statusForStor(kilobyte: number): Promise<number | undefined> {
  const { hostname, port } = new URL(rigg.tjeneste.url);
  const authorization = `Bearer ${token({ fyll: "x".repeat(kilobyte * 768) })}`;
  return new Promise((ferdig) => {
    const req = httpRequest({ hostname, port, path: STI, method: "POST", headers: { authorization } });
    req.on("response", (svar) => {
      svar.resume();
      ferdig(svar.statusCode);
    });
    req.on("error", () => {
      ferdig(undefined);
    });
    req.end();
  });
}

/** The status of a request whose lines after the first are sent as they stand. */
async function statusForLinjer(...linjer: string[]): Promise<number> {
  const body = JSON.stringify(BEREGNING);
  const hode = ["Host: 127.0.0.1", "Connection: close", "Content-Type: application/json"];
  const svar = await rawExchange(
    Number(new URL(rigg.tjeneste.url).port),
    [`POST ${STI} HTTP/1.1`, ...hode, `Content-Length: ${body.length}`, ...linjer, "", body].join("\r\n"),
  );
  return Number(/^HTTP\/1\.1 ([0-9]{3})/.exec(svar)?.[1]);
}

// The service has no keys yet, so a token that were looked at would fetch them.
test.each<[string, () => string]>([
  ["of nine kilobytes", () => token({ fyll: "x".repeat(9_000) })],
  ["of twenty kilobytes", () => token({ fyll: "x".repeat(15_000) })],
  ["of five parts", () => `${token()}.abc.def`],
  [
    "that is encrypted",
    () => `${b64u('{"alg":"RSA-OAEP","enc":"A256GCM","kid":"a"}')}.${"a".repeat(340)}.abcd.efgh.ijkl`,
  ],
  ["whose header is encryption in three parts", () => token({}, { alg: "RSA-OAEP", enc: "A256GCM" })],
  ["with an empty part", () => token().replace(/\..*\./, "..")],
  ["in ordinary base64", () => token().replace(".", "+.")],
  ["with a slash", () => token().replace(".", "/.")],
  ["with a percent sign", () => token().replace(".", "%2E")],
  ["with a letter outside ASCII", () => token().replace(".", "ø.")],
  ["whose header is not JSON", () => token().replace(/^[^.]*/, b64u("alg=RS256"))],
  ["whose header is a list", () => token().replace(/^[^.]*/, b64u('["RS256"]'))],
  ["whose header is null", () => token().replace(/^[^.]*/, b64u("null"))],
  ["whose header is not UTF-8", () => token().replace(/^[^.]*/, "gICA")],
  ["with a space inside", () => token().replace(".", " .")],
  ["with a tab inside", () => token().replace(".", "\t.")],
  ["after two spaces", () => ` ${token()}`],
  ["after a tab", () => `\t${token()}`],
  ["followed by another", () => `${token()} ${token()}`],
  ["in a list with another", () => `${token()},${token()}`],
  ["with a parameter", () => `${token()};a=b`],
  ["in quotes", () => `"${token()}"`],
])("a token %s is refused before any key is fetched", async (_, lag) => {
  expectAvvist(await spoer(lag()));
  expect(hentinger()).toBe(0);
});

test.each([64, 1_024])(
  "a token of %i kB is refused by the host (431, or the connection is closed) before any key is fetched",
  async (kilobyte) => {
    expect([431, undefined]).toContain(await statusForStor(kilobyte));
    expect(hentinger()).toBe(0);
  },
);

test("a header over several lines, with a bare line feed or a zero byte is not HTTP or is refused", async () => {
  const [hode = "", ...resten] = token().split(".");
  const statuser = [
    await statusForLinjer("Authorization: Bearer", ` ${token()}`),
    await statusForLinjer(`Authorization: Bearer ${hode}.`, `\t${resten.join(".")}`),
    await statusForLinjer(`Authorization: Bearer ${hode}\n.${resten.join(".")}`),
    await statusForLinjer(`Authorization: Bearer ${token()}\0`),
  ];
  for (const status of statuser) expect([400, 401]).toContain(status);
  expect(hentinger()).toBe(0);
});

test("a good token after all that fetches the keys once, and the scheme may be written in any case", async () => {
  expect((await spoer(token())).status).toBe(200);
  expect(hentinger()).toBe(1);
  for (const skjema of ["bearer", "BEARER"]) {
    const svar = await spoer(undefined, { headers: { authorization: `${skjema} ${token()}` } });
    expect(svar.status).toBe(200);
  }
});

test("blanks at the end of the header are not part of it", async () => {
  expect(await statusForLinjer(`Authorization: Bearer ${token()} \t `)).toBe(200);
});

test("a token with ten thousand scopes is refused for its size, and one with two thousand is read", async () => {
  const mange = (antall: number): string => `${"a ".repeat(antall)}${SCOPE_OPPSLAG}`;
  expectAvvist(await spoer(token({ scope: mange(10_000) })));
  expect((await spoer(token({ scope: mange(2_000) }))).status).toBe(200);
  expectUtenScope(await spoer(token({ scope: "a ".repeat(2_000) })));
});

/** The payload of a good token as text, with members put before or after the rest. */
function payload(foerst: string, sist: string): string {
  const iat = Math.floor(Date.now() / 1000);
  const iss = rigg.tjeneste.system.maskinporten.issuer;
  const alle = { iss, iat, exp: iat + 120, jti: randomUUID(), client_id: "klient", ...claims() };
  return `{${foerst}${JSON.stringify(alle).slice(1, -1)}${sist}}`;
}

test("a signed token with a claim of two thousand levels is read like another", async () => {
  for (const [start, slutt] of [
    ["[", "]"],
    ['{"a":', "}"],
  ] as const) {
    const dybde = start === "[" ? 2_000 : 600;
    const dypt = `${start.repeat(dybde)}1${slutt.repeat(dybde)}`;
    expect((await spoer(rigg.tokenAv(payload(`"dypt":${dypt},`, "")))).status).toBe(200);
  }
});

test.each(["scope", "consumer", "iss", "exp"])(
  "a signed token whose %s is nothing but depth",
  async (navn) => {
    const dypt = `${"[".repeat(2_000)}${"]".repeat(2_000)}`;
    const svar = await spoer(rigg.tokenAv(payload("", `,"${navn}":${dypt}`)));
    if (navn === "scope") expectUtenScope(svar);
    else expectAvvist(svar);
  },
);

test("of members that stand twice in a signed token the last counts, everywhere", async () => {
  expectUtenScope(await spoer(rigg.tokenAv(payload("", ',"scope":"a:b"'))));
  expect((await spoer(rigg.tokenAv(payload('"scope":"a:b",', "")))).status).toBe(200);
  expectAvvist(await spoer(rigg.tokenAv(payload("", ',"iss":"https://evil.example/"'))));
  expectAvvist(await spoer(rigg.tokenAv(payload("", ',"consumer":null'))));
});

test.each(["__proto__", "constructor", "prototype"])(
  "claims inside a claim named %s are none of the token's",
  async (navn) => {
    const { consumer, ...resten } = claims();
    const iat = Math.floor(Date.now() / 1000);
    const iss = rigg.tjeneste.system.maskinporten.issuer;
    const alle = { iss, iat, exp: iat + 120, jti: randomUUID(), client_id: "klient", ...resten };
    const inni = `"${navn}":${JSON.stringify({ consumer })}`;
    expectAvvist(await spoer(rigg.tokenAv(`{${inni},${JSON.stringify(alle).slice(1)}`)));
    expect((await spoer(rigg.tokenAv(payload(`${inni},`, "")))).status).toBe(200);
  },
);

test.each(["", "null", "[]", '"token"', "{", "\u0000"])(
  "a signed payload that is %j and no object is refused",
  async (tekst) => {
    expectAvvist(await spoer(rigg.tokenAv(tekst)));
  },
);

test("a preflight of a browser is an unknown address, and no answer lets a browser in", async () => {
  const headers = {
    origin: "https://evil.example",
    "access-control-request-method": "POST",
    "access-control-request-headers": "authorization",
  };
  const preflight = await rigg.tjeneste.anrop(STI, { method: "OPTIONS", headers });
  expect([preflight.status, preflight.json?.kode]).toEqual([404, "ikke-funnet"]);
  const svarene = [
    preflight,
    await spoer(token(), { headers: { origin: "https://evil.example" } }),
    await spoer(undefined, { headers: { origin: "null" } }),
  ];
  for (const { headers: hoder } of svarene)
    expect([...hoder.keys()].filter((navn) => navn.startsWith("access-control"))).toEqual([]);
});
