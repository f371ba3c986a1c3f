import { createRemoteJWKSet, decodeJwt, jwtVerify } from "jose";
import { afterAll, beforeAll, expect, test } from "vitest";
import { lesConfig } from "../../functions/config.ts";
import { KOMMUNE, SCOPE_TILKOBLING, startSystem, type System } from "./system.ts";

let system: System;

beforeAll(async () => {
  system = await startSystem({ storage: false });
});
afterAll(() => system.close());

test("the environment is a complete configuration that points to the stand-ins", () => {
  const config = lesConfig(system.env);
  expect(config.altinn.platformUrl.origin).toBe(system.altinn.url);
  expect(config.operatoer).toMatchObject({ issuer: system.entra.issuer, tenant: system.entra.tenant });
});

test("a municipality of the register that is given access gets a token for its connection, and none before", async () => {
  const kommune = "964338531";
  await expect(system.hentTilkoblingToken(kommune)).rejects.toThrow("MP-250");
  system.giTilgang(kommune);
  const claims = decodeJwt(await system.hentTilkoblingToken(kommune));
  expect(claims).toMatchObject({ scope: SCOPE_TILKOBLING, consumer: { ID: `0192:${kommune}` } });
  expect(decodeJwt(await system.hentTilkoblingToken())).toMatchObject({
    consumer: { ID: `0192:${KOMMUNE}` },
  });
});

test("an operator's token has the role and audience of the configuration, unless told otherwise", async () => {
  const { operatoer } = lesConfig(system.env);
  const { payload } = await jwtVerify(
    await system.hentOperatoerToken(),
    createRemoteJWKSet(new URL(system.entra.jwksUrl)),
    { issuer: operatoer.issuer, audience: operatoer.audience },
  );
  expect(payload.roles).toEqual([operatoer.rolle]);
  const oid = "00000000-0000-4000-8000-000000000001";
  const annen = await system.hentOperatoerToken({ roller: [], oid, claims: { tid: undefined } });
  expect(decodeJwt(annen)).toMatchObject({ roles: [], oid });
  expect(decodeJwt(annen)).not.toHaveProperty("tid");
});
