// docs/epj.md: what it shows is sent to the running service as it stands there, and the answers are those it shows.

import { readFileSync } from "node:fs";
import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { PROBLEMER } from "../../functions/openapi/problemer.ts";
import { postAssertion, signerAssertion } from "../standins/maskinporten/fetch-token.ts";
import { EPJ, SCOPE_OPPSLAG } from "../standins/system.ts";
import { somEksempel } from "./eksempelsvar.ts";
import { startTjeneste, type Svar, type Tjeneste } from "./tjeneste.ts";

const FIL = "docs/epj.md";
const guide = readFileSync(FIL, "utf8");

let tjeneste: Tjeneste;
let token: string;
beforeAll(async () => {
  tjeneste = await startTjeneste({ env: { WEBHOOK_VERTER: "epj.example.no" } });
  token = await hentToken();
});
afterAll(() => tjeneste.close());

type Json = Record<string, unknown>;

/** A request with its body, if any, or an answer with its status. */
const LEDD =
  /Forespørsel, `(?<metode>GET|POST|PUT) (?<sti>[^`]+)`(?:[^`]*?```json\n(?<body>.*?)```)?|(?<foer>Status `(?<status>[0-9]{3})`:\n\n)```json\n.*?```/gs;

/** The grant of the guide, signed by a client of the EPJ system; only what must be its own is changed. */
async function hentToken(): Promise<string> {
  const { maskinporten } = tjeneste.system;
  const [, grant = ""] = /`POST \/token`:\n\n```json\n(.*?)```/s.exec(guide) ?? [];
  const { clientId, privateJwk } = await maskinporten.createClient({ orgnr: EPJ, scopes: [SCOPE_OPPSLAG] });
  const iat = Math.floor(Date.now() / 1000);
  const claims = {
    ...(JSON.parse(grant) as Json),
    aud: maskinporten.issuer,
    iss: clientId,
    iat,
    exp: iat + 60,
    jti: randomUUID(),
  };
  const oenske = { issuer: maskinporten.issuer, clientId, privateJwk, scope: SCOPE_OPPSLAG };
  const svar = await postAssertion(maskinporten.issuer, signerAssertion(oenske, claims));
  return ((await svar.json()) as { access_token: string }).access_token;
}

/** A settlement of the person of the guide comes, and the timer reads of it. */
async function laSkje(): Promise<void> {
  tjeneste.system.skatteetaten.feed.leggTil({
    sekvensnummer: 1,
    identifikator: "21923615005",
    gjelderPeriode: "2025",
    registreringstidspunkt: new Date().toISOString(),
    hendelsetype: "NY",
  });
  await tjeneste.anrop("/admin/functions/hendelser", { method: "POST" });
  await expect.poll(() => tjeneste.logg(), { timeout: 20_000 }).toContain('"kode":"HENDELSER_LEST"');
}

/** Sends every request of the guide in turn; what was answered, and the guide as it reads with those answers. */
async function kjoerGuiden(): Promise<{ besvart: string[]; tekst: string }> {
  const besvart: string[] = [];
  const svarene: string[] = [];
  let svar: Svar | undefined;
  let oppslag: Json | undefined;
  for (const { groups = {} } of guide.matchAll(LEDD)) {
    const { metode, sti = "", body = "null", status } = groups;
    if (metode === undefined) {
      expect(String(svar?.status)).toBe(status);
      svarene.push(await somEksempel(svar?.json));
      continue;
    }
    const innhold = JSON.parse(body) as Json | null;
    const sendt = innhold !== null && "oppslag" in innhold ? { ...innhold, oppslag } : innhold;
    if (sti.startsWith("/api/v1/endringer")) await laSkje();
    svar = await tjeneste.anrop(sti, { method: metode, token, ...(sendt === null ? {} : { body: sendt }) });
    besvart.push(`${metode} ${sti} ${svar.status}`);
    if (sti === "/api/v1/oppslag" && svar.status === 200) oppslag = svar.json;
  }
  const tekst = guide.replace(LEDD, (alt, ...resten) => {
    const { foer } = resten.at(-1) as Record<string, string | undefined>;
    return foer === undefined ? alt : `${foer}\`\`\`json\n${svarene.shift() ?? ""}\`\`\``;
  });
  return { besvart, tekst };
}

// `npx vitest run test/functions/epj.test.ts -u` writes the answers anew after they have changed.
test("every request of the guide is answered as it says", async () => {
  const { besvart, tekst } = await kjoerGuiden();
  expect(besvart).toEqual([
    "POST /api/v1/oppslag 200",
    "POST /api/v1/beregning 200",
    "POST /api/v1/beregning/pdf 200",
    "GET /api/v1/satser/2026-06-01 200",
    "PUT /api/v1/abonnementer/3f2b8c1e-5a77-4c0d-9b1e-6f2a7d9c4e10 201",
    "GET /api/v1/endringer?fraSekvensnummer=1&antall=1000 200",
    "PUT /api/v1/webhook 201",
    "POST /api/v1/etteroppgjoer 202",
    "POST /api/v1/oppslag 400",
  ]);
  await expect(tekst).toMatchFileSnapshot(`../../${FIL}`);
});

test("the fault table has every kode with its status, and no other", () => {
  const rader = [...guide.matchAll(/^\| `([a-z-]+)` +\| ([0-9]{3}) +\|/gm)].map(([, kode, status]) => [
    kode,
    Number(status),
  ]);
  expect(Object.fromEntries(rader)).toEqual(
    Object.fromEntries(PROBLEMER.map(({ kode, status }) => [kode, status])),
  );
  expect(rader.length).toBe(PROBLEMER.length);
});

test("every person of the guide is synthetic", () => {
  const numre = new Set([...guide.matchAll(/(?<![0-9])[0-9]{11}(?![0-9])/g)].map(([nummer]) => nummer));
  // Month 81 to 92: synthetic.
  for (const nummer of numre) expect(Number(nummer.slice(2, 4))).toBeGreaterThan(80);
});
