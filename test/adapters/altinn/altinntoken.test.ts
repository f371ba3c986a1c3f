import { decodeJwt } from "jose";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { err, ok } from "../../../shared/kernel/result.ts";
import type { AltinnFeil } from "../../standins/altinn/feil.ts";
import { SCOPE_OPPSLAG } from "../../standins/altinn/oppslag.ts";
import { jws } from "../../standins/maskinporten/jws.ts";
import { LEVERANDOER, SEKUND } from "../maskinporten/tilgangsbevis-rigg.ts";
import { startAltinnrigg, type Altinnrigg } from "./rigg.ts";

let rigg: Altinnrigg;

beforeAll(async () => {
  rigg = await startAltinnrigg();
});
beforeEach(() => {
  rigg.nullstill();
});
afterAll(() => rigg.close());

const vekslinger = (): number => rigg.altinn.antallKall("VEKSLING");
const tekst = (body: string): AltinnFeil => ({ type: "SVAR", svar: { status: 200, body } });
const token = (claims: object): string => jws({ alg: "HS256" }, JSON.stringify(claims), "x");

test("a token of our own with the scope of the look-up is exchanged for one of Altinn's", async () => {
  const svar = await rigg.token().hent();
  expect(svar.ok && decodeJwt(svar.value)).toMatchObject({
    scope: SCOPE_OPPSLAG,
    consumer: { ID: `0192:${LEVERANDOER}` },
  });
  const { tokenkall } = rigg.bevisrigg.maskinporten.logg();
  expect(tokenkall).toMatchObject([{ scope: SCOPE_OPPSLAG, consumerOrg: undefined }]);
});

test.each([
  ["as text", (t: string) => t],
  ["as text with a line feed", (t: string) => `${t}\n`],
  ["as a JSON string", (t: string) => JSON.stringify(t)],
])("the token is read %s", async (_, form) => {
  const vekslet = token({ exp: SEKUND + 600 });
  rigg.altinn.settFeil(tekst(form(vekslet)));
  expect(await rigg.token().hent()).toEqual(ok(vekslet));
});

test("fifty that ask at once cost one exchange, and the token is kept until half a minute before its end", async () => {
  const kilde = rigg.token();
  const svar = await Promise.all(Array.from({ length: 50 }, () => kilde.hent()));
  expect(new Set(svar.map((s) => s.ok && s.value)).size).toBe(1);
  rigg.gaa(1_769);
  await kilde.hent();
  expect(vekslinger()).toBe(1);
  rigg.gaa(1);
  await kilde.hent();
  expect(vekslinger()).toBe(2);
});

test("a token that claims to live for years is asked for anew after an hour", async () => {
  rigg.altinn.settFeil(tekst(token({ exp: SEKUND + 1e9 })));
  const kilde = rigg.token();
  await kilde.hent();
  rigg.gaa(3_599);
  await kilde.hent();
  expect(vekslinger()).toBe(1);
  rigg.gaa(1);
  await kilde.hent();
  expect(vekslinger()).toBe(2);
});

test("a token that was refused is forgotten, but not one that has taken its place", async () => {
  const kilde = rigg.token();
  const foerste = await kilde.hent();
  kilde.forkast("et-annet");
  expect(await kilde.hent()).toEqual(foerste);
  kilde.forkast(foerste.ok ? foerste.value : "");
  await kilde.hent();
  expect(vekslinger()).toBe(2);
});

test("a fault is not kept", async () => {
  const kilde = rigg.token();
  rigg.altinn.settFeil({ type: "HTML", status: 200 }, { antall: 1 });
  expect(await kilde.hent()).toEqual(err({ kode: "ugyldig-svar", motpart: "ALTINN" }));
  expect(await kilde.hent()).toMatchObject({ ok: true });
});

test.each<[string, string]>([
  ["nothing", ""],
  ["half a JSON string", '"abc'],
  ["a JSON object", '{"token":"a.b.c"}'],
  ["a token of two parts", "abc.def"],
  ["a token that is no JSON inside", "abc.def.ghi"],
  ["a token without an end", token({})],
  ["a token whose end is text", token({ exp: "1" })],
  ["a token of twenty kilobytes", token({ exp: SEKUND + 600, fyll: "x".repeat(20_000) })],
])("%s is no token", async (_, body) => {
  rigg.altinn.settFeil(tekst(body));
  expect(await rigg.token().hent()).toEqual(err({ kode: "ugyldig-svar", motpart: "ALTINN" }));
});

test.each<[string, AltinnFeil, string]>([
  ["401", { type: "SVAR", svar: { status: 401, body: "" } }, "ALTINN_VEKSLING_401"],
  ["403 with a page", { type: "HTML", status: 403 }, "ALTINN_VEKSLING_403"],
  ["a redirect", { type: "OMDIRIGERING" }, "ALTINN_VEKSLING_302"],
])("an exchange answered by %s is our own setting, and is named", async (_, feil, aarsakskode) => {
  rigg.altinn.settFeil(feil);
  expect(await rigg.token().hent()).toEqual(err({ kode: "tilkobling-feilkonfigurert", aarsakskode }));
  expect(vekslinger()).toBe(1);
});

test.each<AltinnFeil>([{ type: "UVENTET" }, { type: "UTILGJENGELIG" }, { type: "BRUDD" }, { type: "HENG" }])(
  "an exchange that fails by $type twice is a counterpart that is away",
  async (feil) => {
    rigg.altinn.settFeil(feil);
    expect(await rigg.token().hent()).toEqual(err({ kode: "motpart-utilgjengelig", motpart: "ALTINN" }));
    rigg.altinn.fjernFeil();
    rigg.altinn.settFeil({ type: "BRUDD" }, { antall: 1 });
    expect(await rigg.token().hent()).toMatchObject({ ok: true });
  },
);

test("without the scope we are told so by Maskinporten, and Altinn is not asked", async () => {
  rigg.bevisrigg.maskinporten.register.trekkTilgang(LEVERANDOER, SCOPE_OPPSLAG);
  expect(await rigg.token().hent()).toEqual(
    err({ kode: "tilkobling-feilkonfigurert", aarsakskode: "MP-250" }),
  );
  expect(vekslinger()).toBe(0);
});
