// GET /api/helse/klar: what is known of the counterparts is what the calls made for others have shown.

import { afterAll, beforeAll, expect, test } from "vitest";
import { createHelseKlar } from "../../functions/helse-klar.ts";
import { createHelselytter } from "../../shared/adapters/telemetry/helselytter.ts";
import { createMotpartstilstander } from "../../shared/kernel/motpartstilstand.ts";
import { KS, slaaOpp } from "./oppslag-rigg.ts";
import { startTjeneste, type Svar, type Tjeneste } from "./tjeneste.ts";

let tjeneste: Tjeneste;
beforeAll(async () => {
  tjeneste = await startTjeneste({ egetLager: true });
});
afterAll(() => tjeneste.close());

type Klar = { status: string; motparter: { motpart: string; tilstand: string; sist: string | null }[] };

async function klar(): Promise<{ svar: Svar; status: string; tilstander: Record<string, string> }> {
  const svar = await tjeneste.anrop("/api/helse/klar");
  const { status, motparter } = svar.json as unknown as Klar;
  for (const { tilstand, sist } of motparter) expect(sist === null).toBe(tilstand === "UKJENT");
  return {
    svar,
    status,
    tilstander: Object.fromEntries(motparter.map(({ motpart, tilstand }) => [motpart, tilstand])),
  };
}

const BRUKT = { MASKINPORTEN: "OK", SKATTEETATEN: "OK", KEY_VAULT: "OK", STORAGE: "OK" };
const UBRUKT = { ALTINN: "UKJENT", ENTRA_ID: "UKJENT" };

test("nobody has been called before the first request, and asking calls nobody", async () => {
  const { status, tilstander } = await klar();
  expect([status, new Set(Object.values(tilstander))]).toEqual(["OK", new Set(["UKJENT"])]);
  expect(tjeneste.system.skatteetaten.antallKall()).toBe(0);
  expect(tjeneste.system.maskinporten.logg().jwksHentinger).toBe(0);
});

test("a lookup shows the counterparts it needed, without addresses", async () => {
  await slaaOpp(tjeneste, 2023, ...KS);
  const { svar, status, tilstander } = await klar();
  expect([status, tilstander]).toEqual(["OK", { ...BRUKT, ...UBRUKT }]);
  expect(svar.tekst).not.toMatch(/127\.0\.0\.1|https?:/);
});

test("a counterpart that fails is seen from the lookup that met it, and that it is back from the next", async () => {
  const { skatteetaten } = tjeneste.system;
  skatteetaten.settFeil({ type: "HTML", status: 503 });
  await slaaOpp(tjeneste, 2023, ...KS);
  const borte = await klar();
  expect([borte.svar.status, borte.status]).toEqual([200, "REDUSERT"]);
  expect(borte.tilstander).toEqual({ ...BRUKT, ...UBRUKT, SKATTEETATEN: "UTILGJENGELIG" });
  skatteetaten.fjernFeil();
  await slaaOpp(tjeneste, 2023, ...KS);
  expect((await klar()).status).toBe("OK");
});

test("a counterpart that says no is there all the same", async () => {
  tjeneste.system.skatteetaten.settFeil({ type: "KODE", feiltype: "IKKE_AUTORISERT" });
  expect((await slaaOpp(tjeneste, 2023, ...KS)).status).toBe(403);
  tjeneste.system.skatteetaten.fjernFeil();
  expect((await klar()).status).toBe("OK");
});

function medLytter() {
  const motparter = createMotpartstilstander(() => new Date("2026-11-23T10:00:00Z"));
  return { lytter: createHelselytter(motparter), spoer: createHelseKlar(motparter.alle) };
}

const UBESVART = {
  navn: "forespoersler",
  funksjon: "oppslag",
  kode: "motpart-utilgjengelig",
} as const;

test("a call that still hangs when its request ends counts", async () => {
  const { lytter, spoer } = medLytter();
  lytter.telling?.({ ...UBESVART, motpart: "KEY_VAULT" });
  expect(await spoer()).toMatchObject({ ok: true, value: { jsonBody: { status: "REDUSERT" } } });
});

test("a lookup whose time ran out while it waited its turn says nothing of the counterpart", async () => {
  const { lytter, spoer } = medLytter();
  lytter.kall?.({
    sporId: "1",
    forelderId: "2",
    funksjon: "oppslag",
    korrelasjonsid: "en-id",
    motpart: "SKATTEETATEN",
    operasjon: "AVREGNING",
    start: new Date("2026-11-23T10:00:00Z"),
    varighetMs: 1,
    utfall: { resultat: "FRIST", svarte: undefined },
  });
  lytter.telling?.({ ...UBESVART, motpart: "SKATTEETATEN" });
  expect(await spoer()).toMatchObject({ ok: true, value: { jsonBody: { status: "OK" } } });
});

// Last: it takes the storage away.
test("storage that is gone is seen", async () => {
  await tjeneste.system.azure.azurite?.stop();
  expect((await slaaOpp(tjeneste, 2023, ...KS)).json?.kode).toBe("logg-utilgjengelig");
  expect((await klar()).tilstander).toEqual({ ...BRUKT, ...UBRUKT, STORAGE: "UTILGJENGELIG" });
});
