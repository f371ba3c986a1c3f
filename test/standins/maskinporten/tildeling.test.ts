import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { fetchToken } from "./fetch-token.ts";
import { ANNEN_KOMMUNE, AVREGNING, KOMMUNE, LEVERANDOER, startRigg, SUMMERT, type Rigg } from "./rigg.ts";

let rigg: Rigg;

beforeAll(async () => {
  rigg = await startRigg();
});
beforeEach(() => {
  rigg.nullstill();
});
afterAll(() => rigg.maskinporten.close());

test("a scope that is not on the client comes before missing access, and that before missing delegation", async () => {
  const scope = "skatteetaten:beregnetskatt";
  expect(await rigg.spoer({ scope, consumer_org: ANNEN_KOMMUNE })).toMatchObject({
    status: 400,
    error: "invalid_scope",
    kode: "MP-200",
    tekst: `Token request contains invalid scopes for client, ${scope}`,
  });
  expect(await rigg.spoer({ consumer_org: ANNEN_KOMMUNE })).toMatchObject({
    status: 403,
    error: "forbidden",
    kode: "MP-250",
    tekst: `Consumer has not been granted access to the scope ${SUMMERT}.`,
  });
  rigg.maskinporten.register.giTilgang(ANNEN_KOMMUNE, SUMMERT);
  expect(await rigg.spoer({ consumer_org: ANNEN_KOMMUNE })).toMatchObject({
    status: 403,
    error: "forbidden",
    kode: "MP-251",
    tekst: `Consumer ${ANNEN_KOMMUNE} has not delegated access to the scope ${SUMMERT} to supplier ${LEVERANDOER}.`,
  });
});

test("access to one scope can be withdrawn and given back without touching the other", async () => {
  const { register } = rigg.maskinporten;
  register.trekkTilgang(KOMMUNE, AVREGNING);
  expect(await rigg.spoer({ scope: AVREGNING })).toMatchObject({ kode: "MP-250" });
  expect((await rigg.spoer()).status).toBe(200);
  register.giTilgang(KOMMUNE, AVREGNING);
  expect((await rigg.spoer({ scope: AVREGNING })).status).toBe(200);
});

test("of two scopes, the one that lacks delegation is named", async () => {
  rigg.maskinporten.register.trekkDelegering(KOMMUNE, LEVERANDOER, AVREGNING);
  const svar = await rigg.spoer({ scope: `${SUMMERT} ${AVREGNING}` });
  expect(svar).toMatchObject({ status: 403, kode: "MP-251" });
  expect(svar.tekst).toContain(`the scope ${AVREGNING} to supplier`);
});

test("a supplier that forgets consumer_org is the consumer itself and has no access", async () => {
  expect(await rigg.spoer({ consumer_org: undefined })).toMatchObject({ status: 403, kode: "MP-250" });
});

test("a token for two scopes lives as long as the shorter of them", async () => {
  const { register, createClient } = rigg.maskinporten;
  const kort = "kommune:kort";
  register.settScope(kort, {
    eier: KOMMUNE,
    maksLevetidSekunder: 30,
    delegeringskilde: "https://tt02.altinn.no/",
  });
  register.giTilgang(KOMMUNE, kort);
  register.deleger(KOMMUNE, LEVERANDOER, kort);
  const egen = await createClient({ orgnr: LEVERANDOER, scopes: [SUMMERT, kort] });
  expect((await rigg.spoer({ scope: `${SUMMERT} ${kort}` }, {}, egen)).levetid).toBe(30);
});

test("a scope that cannot be delegated is refused on behalf of others", async () => {
  const { register, createClient, issuer } = rigg.maskinporten;
  const scope = "kommune:ikkedelegerbart";
  register.settScope(scope, { eier: KOMMUNE, maksLevetidSekunder: 120 });
  register.giTilgang(KOMMUNE, scope);
  const egen = await createClient({ orgnr: LEVERANDOER, scopes: [scope] });
  const { now } = rigg;
  await expect(fetchToken({ issuer, ...egen, scope, consumerOrg: KOMMUNE, now })).rejects.toThrow(
    "invalid_grant",
  );
});

test("a client of ID-porten gets no Maskinporten token", async () => {
  const { createClient, issuer } = rigg.maskinporten;
  const nettside = await createClient({ orgnr: KOMMUNE, scopes: [SUMMERT], integrasjonstype: "idporten" });
  const { now } = rigg;
  await expect(fetchToken({ issuer, ...nettside, scope: SUMMERT, now })).rejects.toThrow(
    "invalid_scope MP-201",
  );
});

test("a request for a systembruker is refused: none is registered here", async () => {
  const claims = { authorization_details: [{ type: "urn:altinn:systemuser" }] };
  expect(await rigg.spoer(claims)).toMatchObject({
    status: 400,
    error: "invalid_altinn_customer_configuration",
    kode: "MP-303",
  });
});
