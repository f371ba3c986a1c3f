import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import type { Delegering } from "../../../shared/adapters/altinn/delegeringsoppslag.ts";
import { SCOPES } from "../../../shared/adapters/maskinporten/token-client.ts";
import type { Proeve } from "../../../shared/tilkobling/hendelse.ts";
import type { AltinnFeil } from "../../standins/altinn/feil.ts";
import { valideringsfeil } from "../../standins/altinn/problem.ts";
import { jsonSvar } from "../../standins/http/answers.ts";
import {
  ANNEN_KOMMUNE,
  KOMMUNE,
  LEVERANDOER,
  mangler,
  OK,
  ukjent,
} from "../maskinporten/tilgangsbevis-rigg.ts";
import { startAltinnrigg, type Altinnrigg } from "./rigg.ts";

let rigg: Altinnrigg;

beforeAll(async () => {
  rigg = await startAltinnrigg();
});
beforeEach(() => {
  rigg.nullstill();
});
afterAll(() => rigg.close());

const SCOPE = SCOPES.AVREGNING;
const DELEGERING: Delegering = { scope: SCOPE, consumer: KOMMUNE, supplier: LEVERANDOER };
const slaaOpp = (endring: Partial<Delegering> = {}): Promise<Proeve> =>
  rigg.oppslag()({ ...DELEGERING, ...endring });
const oppslagsfeil = (feil: AltinnFeil): void => {
  rigg.altinn.settFeil(feil, { endepunkt: "OPPSLAG" });
};
const INGEN = mangler("ALTINN_INGEN_DELEGERING");

test("what is delegated is OK, and what is withdrawn is missing the next time", async () => {
  const oppslag = rigg.oppslag();
  expect(await oppslag(DELEGERING)).toEqual(OK);
  rigg.bevisrigg.maskinporten.register.trekkDelegering(KOMMUNE, LEVERANDOER, SCOPE);
  expect(await oppslag(DELEGERING)).toEqual(INGEN);
  expect(rigg.altinn.antallKall("VEKSLING")).toBe(1);
});

test("Altinn is asked about exactly the scope, the municipality and us, with the slash at the end", async () => {
  await slaaOpp();
  expect(rigg.altinn.kall().at(-1)).toEqual({
    endepunkt: "OPPSLAG",
    sti: "/accessmanagement/api/v1/maskinporten/delegations/",
    spoersmaal: { scope: SCOPE, consumer: KOMMUNE, supplier: LEVERANDOER },
  });
});

test("a scope that is on no resource is delegated by nobody", async () => {
  expect(await slaaOpp({ scope: "skatteetaten:finnesikke" })).toEqual(INGEN);
});

test("a delegation to somebody else is none to us", async () => {
  rigg.altinn.registrerPart("991825827");
  const { register } = rigg.bevisrigg.maskinporten;
  register.trekkDelegering(KOMMUNE, LEVERANDOER, SCOPE);
  register.deleger(KOMMUNE, "991825827", SCOPE);
  expect(await slaaOpp()).toEqual(INGEN);
});

test("a delegation through a resource with several scopes counts for each", async () => {
  const { register } = rigg.bevisrigg.maskinporten;
  register.trekkDelegering(KOMMUNE, LEVERANDOER, SCOPE);
  rigg.altinn.settRessurs({ ressursId: "ske-alt", scopes: [SCOPES.BEREGNET_SKATT, SCOPE], delegerbar: true });
  rigg.altinn.deleger(KOMMUNE, LEVERANDOER, "ske-alt");
  expect(await slaaOpp()).toEqual(OK);
  rigg.altinn.settRessurs({ ressursId: "ske-alt", scopes: [], delegerbar: true });
});

test("a municipality that Altinn does not know is unknown, not without a delegation", async () => {
  expect(await slaaOpp({ consumer: ANNEN_KOMMUNE })).toEqual(ukjent("UKJENT_PART"));
});

test("the same is understood from the other text for it", async () => {
  const tekst = `The specified consumerOrg: ${KOMMUNE}, is not associated with a valid party (Parameter 'consumerOrg')`;
  oppslagsfeil({ type: "SVAR", svar: valideringsfeil({ consumerOrg: [tekst] }) });
  expect(await slaaOpp()).toEqual(ukjent("UKJENT_PART"));
});

test.each<[string, AltinnFeil]>([
  [
    "the municipality's number has a wrong form",
    {
      type: "SVAR",
      svar: valideringsfeil({ consumerOrg: ["consumerOrg is not a valid organization number"] }),
    },
  ],
  [
    "our own number is unknown",
    { type: "SVAR", svar: valideringsfeil({ supplierOrg: ["The specified supplierOrg: 1, is not …"] }) },
  ],
  [
    "both numbers are unknown",
    { type: "SVAR", svar: valideringsfeil({ supplierOrg: ["The …"], consumerOrg: ["The …"] }) },
  ],
  ["no fault is named", { type: "SVAR", svar: valideringsfeil({}) }],
  ["a fault has no text", { type: "SVAR", svar: valideringsfeil({ consumerOrg: [] }) }],
  ["there is only a title", { type: "SVAR", svar: jsonSvar(400, { title: "Missing query parameters" }) }],
  ["it is a page", { type: "HTML", status: 400 }],
])("a 400 where %s is no unknown municipality", async (_, feil) => {
  oppslagsfeil(feil);
  expect(await slaaOpp()).toEqual(ukjent("ALTINN_400"));
});

test("an organisation that does not own the scope may not ask, and learns nothing", async () => {
  rigg.bevisrigg.maskinporten.register.trekkPrefiks(LEVERANDOER, "skatteetaten");
  expect(await slaaOpp()).toEqual(ukjent("ALTINN_403"));
  rigg.bevisrigg.maskinporten.register.giPrefiks(LEVERANDOER, "annet");
  expect(await slaaOpp()).toEqual(ukjent("ALTINN_403"));
  rigg.bevisrigg.maskinporten.register.trekkPrefiks(LEVERANDOER, "annet");
});

test("a redirect is not followed, and says nothing", async () => {
  oppslagsfeil({ type: "OMDIRIGERING" });
  expect(await slaaOpp()).toEqual(ukjent("ALTINN_302"));
  expect(rigg.altinn.antallKall("OPPSLAG")).toBe(1);
});

test("a token that is refused is renewed once, and only once", async () => {
  const oppslag = rigg.oppslag();
  rigg.altinn.settFeil(
    { type: "SVAR", svar: { status: 401, body: "" } },
    { endepunkt: "OPPSLAG", antall: 1 },
  );
  expect(await oppslag(DELEGERING)).toEqual(OK);
  expect(rigg.altinn.antallKall("VEKSLING")).toBe(2);
  oppslagsfeil({ type: "SVAR", svar: { status: 401, body: "" } });
  expect(await oppslag(DELEGERING)).toEqual(ukjent("ALTINN_401"));
  expect(rigg.altinn.antallKall("VEKSLING")).toBe(3);
});

test("a token that ends between the exchange and the look-up is renewed", async () => {
  const oppslag = rigg.oppslag();
  await oppslag(DELEGERING);
  rigg.gaa(1_800);
  expect(await oppslag(DELEGERING)).toEqual(OK);
});

test("where API management wants a key we do not have, nothing is known", async () => {
  rigg.altinn.settAbonnementsnoekkel("noekkel");
  expect(await slaaOpp()).toEqual(ukjent("ALTINN_401"));
});

test.each<[string, AltinnFeil, string]>([
  ["fails", { type: "UVENTET" }, "UTILGJENGELIG"],
  ["is down", { type: "UTILGJENGELIG" }, "UTILGJENGELIG"],
  ["hangs", { type: "HENG" }, "UTILGJENGELIG"],
  ["breaks the connection", { type: "BRUDD" }, "UTILGJENGELIG"],
  ["answers with a page", { type: "HTML", status: 200 }, "UGYLDIG_SVAR"],
  ["answers with garbage", { type: "SOEPPEL" }, "UGYLDIG_SVAR"],
  ["refuses with a page", { type: "HTML", status: 403 }, "ALTINN_403"],
  ["is not there", { type: "SVAR", svar: { status: 404, body: "" } }, "ALTINN_404"],
  ["answers with nothing", { type: "SVAR", svar: { status: 204, body: "" } }, "ALTINN_204"],
  ["has too many callers", { type: "SVAR", svar: { status: 429, body: "" } }, "UTILGJENGELIG"],
])("when the look-up %s nothing is shown as missing", async (_, feil, kode) => {
  oppslagsfeil(feil);
  expect(await slaaOpp()).toEqual(ukjent(kode));
});

test("when the token cannot be had, why is told", async () => {
  rigg.altinn.settFeil({ type: "UTILGJENGELIG" }, { endepunkt: "VEKSLING" });
  expect(await slaaOpp()).toEqual(ukjent("UTILGJENGELIG"));
  rigg.altinn.fjernFeil();
  rigg.altinn.settFeil({ type: "HTML", status: 403 }, { endepunkt: "VEKSLING" });
  expect(await slaaOpp()).toEqual(ukjent("ALTINN_VEKSLING_403"));
  expect(rigg.altinn.antallKall("OPPSLAG")).toBe(0);
});

test("a slow answer is an answer", async () => {
  oppslagsfeil({ type: "TREG", ms: 50 });
  expect(await slaaOpp()).toEqual(OK);
});

const rad = (endring: Readonly<Record<string, unknown>>): unknown => ({
  consumer_org: KOMMUNE,
  supplier_org: LEVERANDOER,
  delegation_scheme_Id: null,
  scopes: [SCOPE],
  created: null,
  resourceid: "ske-avregning",
  ...endring,
});

test.each<[string, unknown]>([
  ["is about another municipality", [rad({ consumer_org: ANNEN_KOMMUNE })]],
  ["is about another supplier", [rad({ supplier_org: ANNEN_KOMMUNE })]],
  ["has the two swapped", [rad({ consumer_org: LEVERANDOER, supplier_org: KOMMUNE })]],
  ["is about another scope", [rad({ scopes: [SCOPES.BEREGNET_SKATT] })]],
  ["is about a scope that begins alike", [rad({ scopes: [`${SCOPE}.les`] })]],
  ["has the scope in capitals", [rad({ scopes: [SCOPE.toUpperCase()] })]],
  ["has the scope as text", [rad({ scopes: SCOPE })]],
  ["has no scopes", [rad({ scopes: null })]],
  ["has nobody", [rad({ consumer_org: null, supplier_org: null })]],
  ["has each part in an element of its own", [rad({ scopes: [] }), rad({ consumer_org: ANNEN_KOMMUNE })]],
  ["is one element and no list", rad({})],
  ["is null", null],
  ["is an object around the list", { delegations: [] }],
  ["has an element that is none", [rad({}), "x"]],
])("a 200 that %s says nothing, neither that it is there nor that it is missing", async (_, json) => {
  oppslagsfeil({ type: "SVAR", svar: jsonSvar(200, json) });
  expect(await slaaOpp()).toEqual(ukjent("UGYLDIG_SVAR"));
});

test("one element among others that is about all three is enough", async () => {
  const json = [rad({ consumer_org: ANNEN_KOMMUNE }), rad({ scopes: ["a:b", SCOPE] })];
  oppslagsfeil({ type: "SVAR", svar: jsonSvar(200, json) });
  expect(await slaaOpp()).toEqual(OK);
});

test("an empty list that is not called JSON says nothing", async () => {
  oppslagsfeil({ type: "SVAR", svar: { status: 200, headers: { "content-type": "text/html" }, body: "[]" } });
  expect(await slaaOpp()).toEqual(ukjent("UGYLDIG_SVAR"));
});
