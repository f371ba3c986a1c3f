import { generateKeyPairSync, randomUUID } from "node:crypto";
import { request } from "node:http";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { z } from "zod";
import { delegert, eSegl, organisasjon, type Claims } from "../maskinporten/claims.ts";
import { APIER } from "./api.ts";
import { SITUASJONER } from "./personer.ts";
import {
  ANNEN_KOMMUNE,
  KLOKKE,
  KOMMUNE,
  LEVERANDOER,
  SCOPE,
  startRigg,
  stiFor,
  type Anrop,
  type Rigg,
} from "./rigg.ts";

const feilSchema = z.object({ kode: z.string().optional() });
let rigg: Rigg;

beforeAll(async () => {
  rigg = await startRigg();
});
beforeEach(() => {
  rigg.nullstill();
});
afterAll(() => rigg.close());

const PERSON = SITUASJONER.ksBeboer;
const summert = async (
  anrop?: Anrop,
  sti = stiFor("SUMMERT_SKATTEGRUNNLAG", PERSON, 2023),
): Promise<string> => {
  const svar = await rigg.kall("SUMMERT_SKATTEGRUNNLAG", sti, anrop);
  const { kode = "" } = feilSchema.parse(await svar.json());
  return `${svar.status} ${kode}`.trim();
};

const medClaims = (claims: Claims): Anrop => ({
  token: rigg.maskinporten.issueToken({
    consumer: organisasjon(KOMMUNE),
    ...delegert(LEVERANDOER, "https://tt02.altinn.no/"),
    scope: SCOPE.SUMMERT_SKATTEGRUNNLAG,
    ...claims,
  }),
});
const NAA = KLOKKE.getTime() / 1000;

test("a delegated token is good, and so are one without delegation, two scopes and an unspecified aud", async () => {
  expect(await summert()).toBe("200");
  expect(await summert(medClaims({}))).toBe("200");
  expect(await summert(medClaims({ supplier: undefined, delegation_source: undefined }))).toBe("200");
  expect(await summert(medClaims({ scope: `a:b ${SCOPE.SUMMERT_SKATTEGRUNNLAG}` }))).toBe("200");
  expect(await summert(medClaims({ scope: "skatteetaten:spesifisertsummertskattegrunnlag" }))).toBe("200");
  expect(await summert(medClaims({ aud: "unspecified" }))).toBe("200");
});

test.each([
  { title: "with a resource as aud", claims: { aud: "https://skatteetaten.example" } },
  { title: "of another issuer", claims: { iss: "https://maskinporten.no/" } },
  { title: "that has expired", claims: { iat: NAA - 200, exp: NAA - 1 } },
  { title: "without exp", claims: { exp: undefined } },
  { title: "without consumer", claims: { consumer: undefined } },
  { title: "of a European seal", claims: { consumer: eSegl("555555555") } },
])("a token $title is 401", async ({ claims }) => {
  expect(await summert(medClaims(claims))).toBe("401 SSG-004");
});

test.each([
  { title: "with the scope of another API", claims: { scope: SCOPE.AVREGNING } },
  { title: "with the scope as a prefix", claims: { scope: `${SCOPE.SUMMERT_SKATTEGRUNNLAG}.les` } },
  { title: "of a consumer that is no municipality", claims: { consumer: organisasjon(LEVERANDOER) } },
  { title: "with a supplier but no delegation", claims: { delegation_source: undefined } },
  { title: "with a delegation but no supplier", claims: { supplier: undefined } },
  { title: "delegated in production", claims: delegert(LEVERANDOER, "https://www.altinn.no/") },
])("a token $title is 403", async ({ claims }) => {
  expect(await summert(medClaims(claims))).toBe("403 SSG-005");
});

test("no token, another scheme, another key, no signature and two tokens are 401", async () => {
  const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  const { issueToken } = rigg.maskinporten;
  expect(await summert({ token: undefined })).toBe("401 SSG-004");
  expect(await summert({ headers: { authorization: "Basic YTpi" } })).toBe("401 SSG-004");
  expect(await summert({ token: issueToken({}, {}, { key: privateKey }) })).toBe("401 SSG-004");
  expect(await summert({ token: issueToken({}, { alg: "none" }) })).toBe("401 SSG-004");
  const token = await rigg.token("SUMMERT_SKATTEGRUNNLAG");
  const headers = [token, token].flatMap((t) => ["authorization", `Bearer ${t}`]);
  const status = await new Promise((ferdig) => {
    const url = `${rigg.skatteetaten.summertUrl}${stiFor("SUMMERT_SKATTEGRUNNLAG", PERSON, 2023)}`;
    const kall = request(url, { headers: ["host", "127.0.0.1", "korrelasjonsid", randomUUID(), ...headers] });
    kall.on("response", (svar) => {
      svar.resume();
      ferdig(svar.statusCode);
    });
    kall.end();
  });
  expect(status).toBe(401);
});

test("tokens signed with a key that came after the first fetch are good too", async () => {
  expect(await summert()).toBe("200");
  await rigg.maskinporten.roterNoekler();
  expect(await summert()).toBe("200");
});

test("every API has its own codes for 401 and 403", async () => {
  const koder = (anrop: Anrop): Promise<unknown[]> =>
    Promise.all(
      APIER.map(async (api) => {
        const svar = await rigg.kall(api, stiFor(api, PERSON, 2023), anrop);
        return /"kode":"([A-Z0-9-]+)"/.exec(await svar.text())?.[1];
      }),
    );
  expect(await koder({ token: undefined })).toEqual(["SSG-004", "BSA-004", "AR-004", "TD-002"]);
  expect(await koder(medClaims({ scope: "a:b" }))).toEqual(["SSG-005", "BSA-005", "AR-005", "DAS-008"]);
});

test("the package is given and withdrawn API by API", async () => {
  const { kommuner } = rigg.skatteetaten;
  const avregning = async (): Promise<number> =>
    (await rigg.kall("AVREGNING", stiFor("AVREGNING", PERSON, 2023))).status;
  kommuner.trekkPakke(KOMMUNE, "AVREGNING");
  expect(await avregning()).toBe(403);
  expect(await summert()).toBe("200");
  kommuner.giPakke(KOMMUNE, "AVREGNING");
  expect(await avregning()).toBe(200);
});

test("stadie and rettighetspakke are compared without regard to case, and others are refused", async () => {
  const sti = (stadie: string, pakke: string): string => `/${stadie}/${pakke}/2023/${PERSON}`;
  expect(await summert({}, sti("Oppgjoer", "kommuneLangtidsoppholdInstitusjon"))).toBe("200");
  expect(await summert({}, sti("utkast", "kommunelangtidsoppholdinstitusjon"))).toBe("400 SSG-006");
  expect(await summert({}, sti("oppgjoer", "finnesikke"))).toBe("400 SSG-006");
  expect(await summert({}, sti("oppgjoer", "kommuneforeldrebetaling"))).toBe("403 SSG-005");
  expect(await summert({}, sti("oppgjoer", "sbl"))).toBe("403 SSG-010");
});

test("a path of the wrong form is an unknown address, and a year that is no year is invalid", async () => {
  expect(await summert({}, `/kommunelangtidsoppholdinstitusjon/2023/${PERSON}`)).toBe("404 SSG-003");
  expect(await summert({}, `${stiFor("SUMMERT_SKATTEGRUNNLAG", PERSON, 2023)}/`)).toBe("404 SSG-003");
  expect(await summert({}, `/oppgjoer//2023/${PERSON}`)).toBe("404 SSG-003");
  expect(await summert({}, stiFor("SUMMERT_SKATTEGRUNNLAG", PERSON, "23"))).toBe("400 SSG-006");
});

test("an address no API lies at is 404", async () => {
  const svar = await fetch(`${rigg.skatteetaten.hendelserUrl}x?fraSekvensnummer=1&antall=1000`);
  expect(svar.status).toBe(404);
  expect(await svar.json()).toMatchObject({ kode: "DAS-002" });
  expect((await fetch(`${rigg.skatteetaten.summertUrl}x`)).status).toBe(404);
});

test("only GET is answered", async () => {
  const svar = await rigg.kall("AVREGNING", stiFor("AVREGNING", PERSON, 2023), { method: "POST" });
  expect(svar.status).toBe(405);
});

test.each([
  ["application/json", "200"],
  ["application/json;q=0.9, text/html", "200"],
  ["*/*", "200"],
  ["text/html", "406 SSG-009"],
  ["application/problem+json", "406 SSG-009"],
])("Accept: %s gives %s", async (accept, ventet) => {
  expect(await summert({ headers: { accept } })).toBe(ventet);
});

test("korrelasjonsid is a fresh UUID for every call, echoed in the answer and in errors", async () => {
  const id = randomUUID();
  const sti = stiFor("SUMMERT_SKATTEGRUNNLAG", SITUASJONER.finnesIkke, 2023);
  const foerste = await rigg.kall("SUMMERT_SKATTEGRUNNLAG", sti, { headers: { korrelasjonsid: id } });
  expect(await foerste.json()).toEqual({
    kode: "SSG-007",
    melding: "Fant ikke noen person for gitt personidentifikator.",
    korrelasjonsid: id,
  });
  expect(foerste.headers.get("korrelasjonsid")).toBe(id);
  expect(await summert({ headers: { korrelasjonsid: id.toUpperCase() } })).toBe("400 SSG-006");
  expect(await summert({ headers: { korrelasjonsid: undefined } })).toBe("400 SSG-006");
  expect(await summert({ headers: { korrelasjonsid: "1" } })).toBe("400 SSG-006");
});

test("calls are counted per API with consumer and supplier, and nothing about the person", async () => {
  await summert();
  await summert({ token: await rigg.token("SUMMERT_SKATTEGRUNNLAG", ANNEN_KOMMUNE) });
  await summert({ token: undefined });
  const api = "SUMMERT_SKATTEGRUNNLAG";
  expect(rigg.skatteetaten.kall()).toEqual([
    { api, consumer: KOMMUNE, supplier: LEVERANDOER },
    { api, consumer: ANNEN_KOMMUNE, supplier: LEVERANDOER },
    { api },
  ]);
  expect(rigg.skatteetaten.antallKall(api)).toBe(3);
  expect(rigg.skatteetaten.antallKall("AVREGNING")).toBe(0);
});
