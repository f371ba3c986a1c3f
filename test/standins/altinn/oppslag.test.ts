import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { err, ok } from "../../../shared/kernel/result.ts";
import { fetchToken } from "../maskinporten/fetch-token.ts";
import { SCOPE_ADMIN } from "./oppslag.ts";
import {
  ANNEN_KOMMUNE,
  AVREGNING,
  EIER,
  KLOKKE,
  KOMMUNE,
  LEVERANDOER,
  startRigg,
  STI,
  SUMMERT,
  type Rigg,
} from "./rigg.ts";

let rigg: Rigg;

beforeAll(async () => {
  rigg = await startRigg();
});
beforeEach(() => {
  rigg.settKlokke(KLOKKE);
  for (const { consumer, supplier, ressurs } of rigg.maskinporten.register.delegeringer.alle())
    rigg.altinn.trekk(consumer, supplier, ressurs.ressursId);
  rigg.altinn.settRessurs({ ressursId: "ske-summert", scopes: [SUMMERT], delegerbar: true });
  rigg.altinn.settRessurs({ ressursId: "ske-alt", scopes: [SUMMERT, AVREGNING], delegerbar: false });
});
afterAll(() => rigg.close());

const ALLE = `supplierOrg=${LEVERANDOER}&consumerOrg=${KOMMUNE}&scope=${SUMMERT}`;
const rad = (resourceid: string, scopes: readonly string[], consumer = KOMMUNE): unknown => ({
  consumer_org: consumer,
  supplier_org: LEVERANDOER,
  delegation_scheme_Id: null,
  scopes,
  created: KLOKKE.toISOString(),
  resourceid,
});

test("a delegation is there from when it is made until it is withdrawn", async () => {
  expect(await rigg.slaaOpp(ALLE)).toMatchObject({ status: 200, json: [] });
  expect(rigg.altinn.deleger(KOMMUNE, LEVERANDOER, "ske-summert")).toEqual(ok(undefined));
  expect(await rigg.slaaOpp(ALLE)).toMatchObject({ status: 200, json: [rad("ske-summert", [SUMMERT])] });
  rigg.altinn.trekk(KOMMUNE, LEVERANDOER, "ske-summert");
  expect(await rigg.slaaOpp(ALLE)).toMatchObject({ status: 200, json: [] });
});

test("what is delegated in Altinn is what Maskinporten goes by, and the other way round", async () => {
  const { register } = rigg.maskinporten;
  rigg.altinn.deleger(KOMMUNE, LEVERANDOER, "ske-summert");
  expect(register.harDelegert(KOMMUNE, LEVERANDOER, SUMMERT)).toBe(true);
  register.trekkDelegering(KOMMUNE, LEVERANDOER, SUMMERT);
  expect((await rigg.slaaOpp(ALLE)).json).toEqual([]);
  register.deleger(KOMMUNE, LEVERANDOER, SUMMERT);
  expect((await rigg.slaaOpp(ALLE)).json).toEqual([rad("ske-summert", [SUMMERT])]);
});

test("there is an element per delegated resource with the scope, each with all its scopes", async () => {
  rigg.altinn.settRessurs({ ressursId: "ske-alt", scopes: [SUMMERT, AVREGNING], delegerbar: true });
  rigg.altinn.deleger(KOMMUNE, LEVERANDOER, "ske-alt");
  expect((await rigg.slaaOpp(ALLE)).json).toEqual([rad("ske-alt", [SUMMERT, AVREGNING])]);
  expect((await rigg.slaaOpp(`scope=${AVREGNING}`)).json).toEqual([rad("ske-alt", [SUMMERT, AVREGNING])]);
  rigg.altinn.deleger(KOMMUNE, LEVERANDOER, "ske-summert");
  rigg.altinn.deleger(ANNEN_KOMMUNE, LEVERANDOER, "ske-summert");
  expect((await rigg.slaaOpp(`scope=${SUMMERT}`)).json).toEqual([
    rad("ske-alt", [SUMMERT, AVREGNING]),
    rad("ske-summert", [SUMMERT]),
    rad("ske-summert", [SUMMERT], ANNEN_KOMMUNE),
  ]);
});

test("a resource that is not there or not delegable cannot be delegated", () => {
  const nei = err("The resource is not available for delegation");
  expect(rigg.altinn.deleger(KOMMUNE, LEVERANDOER, "ske-alt")).toEqual(nei);
  expect(rigg.altinn.deleger(KOMMUNE, LEVERANDOER, "finnes-ikke")).toEqual(nei);
});

test("a scope that only begins alike, or is on no resource, is delegated by nobody", async () => {
  rigg.altinn.deleger(KOMMUNE, LEVERANDOER, "ske-summert");
  for (const scope of [
    "skatteetaten:summert",
    `${SUMMERT}.les`,
    SUMMERT.toUpperCase().replace(/^[^:]+/, "skatteetaten"),
  ])
    expect(await rigg.slaaOpp(`scope=${scope}`)).toMatchObject({ status: 200, json: [] });
});

test("names of parameters may be written in any case, the path with or without its slash", async () => {
  rigg.altinn.deleger(KOMMUNE, LEVERANDOER, "ske-summert");
  const query = `SUPPLIERORG=${LEVERANDOER}&consumerorg=${KOMMUNE}&Scope=${SUMMERT}`;
  for (const sti of [STI, STI.slice(0, -1)])
    expect((await rigg.slaaOpp(query, { sti })).json).toEqual([rad("ske-summert", [SUMMERT])]);
});

test("the owner must name a scope, and one of its own", async () => {
  expect(await rigg.slaaOpp(`consumerOrg=${KOMMUNE}`)).toMatchObject({
    status: 403,
    title: "Not authorized for lookup of delegations without specifying parameter: scope",
  });
  for (const scope of ["ks:epj", "skatteetaten", "skatteetatenx:a", "Skatteetaten:a"])
    expect(await rigg.slaaOpp(`scope=${scope}`)).toMatchObject({
      status: 403,
      title: `Not authorized for lookup of delegations for the scope: ${scope}`,
    });
});

test("an administrator may ask about anything, but must ask about something", async () => {
  const token = await rigg.token(SCOPE_ADMIN);
  rigg.altinn.deleger(KOMMUNE, LEVERANDOER, "ske-summert");
  for (const query of [`consumerOrg=${KOMMUNE}`, `supplierOrg=${LEVERANDOER}`, `scope=${SUMMERT}`])
    expect((await rigg.slaaOpp(query, { token })).json).toEqual([rad("ske-summert", [SUMMERT])]);
  for (const query of ["", "scope=&consumerOrg="])
    expect(await rigg.slaaOpp(query, { token })).toMatchObject({
      status: 400,
      title: "Missing query parameters; provide at least one of: scope, supplierOrg, consumerOrg",
    });
});

test("a token without either scope is refused without a body, whatever is asked", async () => {
  const token = await rigg.token(SUMMERT);
  for (const query of [ALLE, "", "consumerOrg=1"])
    expect(await rigg.slaaOpp(query, { token })).toMatchObject({ status: 403, body: "" });
});

test("an organisation that owns no scopes may look up none", async () => {
  const { maskinporten } = rigg;
  const scope = "altinn:maskinporten/delegations";
  const klient = await maskinporten.createClient({ orgnr: LEVERANDOER, scopes: [scope] });
  maskinporten.register.giTilgang(LEVERANDOER, scope);
  const token = await fetchToken({
    issuer: maskinporten.issuer,
    ...klient,
    scope,
    now: () => KLOKKE,
  });
  const vekslet = await (await rigg.veksle(token)).text();
  expect(await rigg.slaaOpp(ALLE, { token: vekslet })).toMatchObject({ status: 403 });
});

test.each([
  [
    "a wrong check digit",
    "consumerOrg=313876145",
    { consumerOrg: ["consumerOrg is not a valid organization number"] },
  ],
  [
    "eight digits",
    "supplierOrg=31014994",
    { supplierOrg: ["supplierOrg is not a valid organization number"] },
  ],
  [
    "both wrong",
    "supplierOrg=1&consumerOrg=2",
    {
      supplierOrg: ["supplierOrg is not a valid organization number"],
      consumerOrg: ["consumerOrg is not a valid organization number"],
    },
  ],
  [
    "a number nobody has",
    "consumerOrg=971032146",
    {
      consumerOrg: [
        "The specified consumerOrg: 971032146, is not a valid organization number (Parameter 'consumerOrg')",
      ],
    },
  ],
])("%s is 400 and says which", async (_, query, errors) => {
  expect(await rigg.slaaOpp(`scope=${SUMMERT}&${query}`)).toMatchObject({ status: 400, errors });
});

test("a party that is registered is known, and one that is removed is not", async () => {
  const query = `scope=${SUMMERT}&consumerOrg=971032146`;
  rigg.altinn.registrerPart("971032146");
  expect((await rigg.slaaOpp(query)).status).toBe(200);
  rigg.altinn.slettPart("971032146");
  expect((await rigg.slaaOpp(query)).status).toBe(400);
});

test("delegated is not the same as granted: the two are kept apart", () => {
  const { register } = rigg.maskinporten;
  rigg.altinn.deleger(KOMMUNE, LEVERANDOER, "ske-summert");
  expect(register.harTilgang(KOMMUNE, SUMMERT)).toBe(false);
  expect(register.harDelegert(KOMMUNE, LEVERANDOER, SUMMERT)).toBe(true);
});

test("every look-up is in the log with what it asked about", async () => {
  rigg.altinn.nullstillLogg();
  await rigg.slaaOpp(ALLE);
  expect(rigg.altinn.antallKall("VEKSLING")).toBe(1);
  expect(rigg.altinn.kall().at(-1)).toEqual({
    endepunkt: "OPPSLAG",
    sti: STI,
    spoersmaal: { supplier: LEVERANDOER, consumer: KOMMUNE, scope: SUMMERT },
  });
});

test("the prefix can be taken from its owner", async () => {
  rigg.maskinporten.register.trekkPrefiks(EIER, "skatteetaten");
  expect((await rigg.slaaOpp(ALLE)).status).toBe(403);
  rigg.maskinporten.register.giPrefiks(EIER, "skatteetaten");
  expect((await rigg.slaaOpp(ALLE)).status).toBe(200);
});
