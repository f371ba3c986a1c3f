// POST /api/v1/oppslag when a counterpart is slow or hangs: slow is waited for, what hangs is given up in time, and
// the access log has the outcome before anything is released.

import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Kilde } from "../../shared/oppslag/oppslagssvar.ts";
import { SITUASJONER } from "../standins/skatteetaten/personer.ts";
import { ANNEN_KOMMUNE } from "../standins/system.ts";
import { lesOppslagslogg } from "./les-oppslagslogg.ts";
import { forespoersel, funnet, KS } from "./oppslag-rigg.ts";
import { startTjeneste, type Svar, type Tjeneste } from "./tjeneste.ts";

const FRIST_MS = 20_000;

let tjeneste: Tjeneste;
beforeAll(async () => {
  tjeneste = await startTjeneste();
});
afterAll(() => tjeneste.close());

/** utfall and feilkode of the entry in the access log. */
async function iLoggen(korrelasjonsid: string): Promise<Record<string, unknown>[]> {
  const innslag = await lesOppslagslogg(tjeneste.system, `korrelasjonsid eq '${korrelasjonsid}'`);
  return innslag.map(({ utfall, feilkode }) => ({ utfall, feilkode }));
}

type Besvart = { readonly svar: Svar; readonly ms: number; readonly innslag: Record<string, unknown>[] };

/** A lookup with how long it took and what the log says of it. */
async function slaaOppMedLogg(
  personidentifikator: string,
  inntektsaar: unknown,
  token?: string,
): Promise<Besvart> {
  const korrelasjonsid = randomUUID();
  const start = performance.now();
  const body = forespoersel(inntektsaar, ["BEBOER", personidentifikator]);
  const svar = await tjeneste.post("/api/v1/oppslag", body, {
    ...(token === undefined ? {} : { token }),
    headers: { korrelasjonsid },
  });
  const ms = performance.now() - start;
  return { svar, ms, innslag: await iLoggen(korrelasjonsid) };
}

function expectUtilgjengelig({ svar, ms, innslag }: Besvart, motpart: string): void {
  expect(svar.json).toMatchObject({ kode: "motpart-utilgjengelig", status: 503, motpart });
  expect(svar.headers.get("retry-after")).toMatch(/^[0-9]+$/);
  expect(ms).toBeLessThan(FRIST_MS);
  expect(innslag).toEqual([{ utfall: "IKKE_UTLEVERT", feilkode: "motpart-utilgjengelig" }]);
}

test("when every API takes 300 ms the lookup is answered, and its calls wait for one another no more than they must", async () => {
  const { skatteetaten } = tjeneste.system;
  await funnet(tjeneste, 2023, ...KS);
  skatteetaten.settFeil({ type: "TREG", ms: 300 });
  const start = performance.now();
  const oppslag = await funnet(tjeneste, 2023, ...KS);
  // Six calls after one another would take 1800.
  expect(performance.now() - start).toBeLessThan(1_500);
  expect(oppslag.sum.grunnlag.beboer).toBe(567_127);
  skatteetaten.fjernFeil();
});

test(
  "an API that hangs is given up within the time of a lookup, and others are not held up meanwhile",
  async () => {
    const { maskinporten, skatteetaten } = tjeneste.system;
    const heng = (api: Kilde | "SISTE", person: string): void => {
      skatteetaten.settFeil({ type: "HENG" }, { api, person });
    };
    heng("SUMMERT_SKATTEGRUNNLAG", SITUASJONER.ksBeboer);
    heng("BEREGNET_SKATT", SITUASJONER.pensjonistBeboer);
    heng("AVREGNING", SITUASJONER.ksEktefelle);
    heng("SISTE", SITUASJONER.utenSkatteoppgjoer);
    const annen = await tjeneste.system.hentEpjToken(ANNEN_KOMMUNE);
    maskinporten.settTokenFeil({ type: "HENG" }, { gjelder: (kall) => kall.consumerOrg === ANNEN_KOMMUNE });

    const hengende = Promise.all([
      slaaOppMedLogg(SITUASJONER.ksBeboer, 2023),
      slaaOppMedLogg(SITUASJONER.pensjonistBeboer, 2025),
      slaaOppMedLogg(SITUASJONER.utenSkatteoppgjoer, "SISTE"),
      slaaOppMedLogg(SITUASJONER.ksEktefelle, 2023),
      slaaOppMedLogg(SITUASJONER.svalbard, 2025, annen),
    ]);
    const samtidig = await slaaOppMedLogg(SITUASJONER.pensjonistEktefelle, 2025);
    expect([samtidig.svar.status, samtidig.ms < 5_000]).toEqual([200, true]);

    const [summert, skatt, siste, avregning, token] = await hengende;
    for (const besvart of [summert, skatt, siste]) expectUtilgjengelig(besvart, "SKATTEETATEN");
    expectUtilgjengelig(token, "MASKINPORTEN");
    expect(avregning.svar.status).toBe(200);
    expect(avregning.ms).toBeLessThan(FRIST_MS);
    expect(avregning.svar.json?.merknader).toMatchObject([{ kode: "AVREGNING_UTILGJENGELIG" }]);
    expect(avregning.innslag).toEqual([{ utfall: "UTLEVERT", feilkode: undefined }]);
  },
  FRIST_MS + 10_000,
);
