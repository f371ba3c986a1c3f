// The rules of webhooks, without storage or network.

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { WEBHOOKMELDING } from "../../functions/http/webhook-schema.ts";
import { WEBHOOKMELDINGER } from "../../functions/openapi/webhook-stier.ts";
import {
  erForfall,
  etterForsoek,
  etterLevertProeve,
  gjeldendeNoncer,
  medNyNoekkel,
  nyWebhook,
  registrertPaaNytt,
  tolkStatus,
  ventetidMs,
  type Levering,
  type Webhook,
} from "../../shared/hendelser/webhook.ts";
import { endringsmelding, proevemelding } from "../../shared/hendelser/webhookmelding.ts";
import { orgnr } from "./eksempel.ts";

const KOMMUNE = orgnr("313876144");
const NAA = new Date("2026-11-23T10:00:00Z");
const MINUTT = 60_000;
const TIME = 60 * MINUTT;
const DOEGN = 24 * TIME;
const etter = (ms: number): Date => new Date(NAA.getTime() + ms);

const NY = nyWebhook({ kommune: KOMMUNE, url: "https://epj.example.no/v", varslesFra: 17, nonce: "a" });
const FEIL: Levering = { utfall: "AVVIST_AV_MOTTAKER", httpStatus: 500 };

function forsoek(webhook: Webhook, levering: Levering, naa = NAA) {
  return etterForsoek(webhook, { levering, neste: 21, naa, tilfeldig: 0.5 });
}

describe("what is sent", () => {
  test("says which numbers have come and nothing else", () => {
    const { id, kropp } = endringsmelding(NY, 21, NAA);
    expect(id).toBe("endringer-313876144-17-20");
    expect(kropp).toBe(
      '{"type":"endringer.nye","timestamp":"2026-11-23T10:00:00.000Z",' +
        '"data":{"organisasjonsnummer":"313876144","fraSekvensnummer":17,"tilSekvensnummer":20}}',
    );
  });

  test("is what the document of the API says", () => {
    const som = ({ kropp }: { kropp: string }): unknown => JSON.parse(kropp);
    expect(WEBHOOKMELDING.endringer.safeParse(som(endringsmelding(NY, 21, NAA))).error).toBeUndefined();
    expect(WEBHOOKMELDING.proeve.safeParse(som(proevemelding(NY, "en-id", NAA))).error).toBeUndefined();
  });

  test("is described by what its answer does: a trial is sent once, and stops nothing", () => {
    const [endringer, proeve] = Object.values(WEBHOOKMELDINGER).map(({ post }) => post.description);
    expect(endringer).toMatch(/sendes den igjen senere\. Svar 410 stanser webhooken\.$/);
    expect(proeve).toMatch(/Sendes én gang.* 410 stanser ingenting\.$/);
  });

  test("has the same id for the same numbers, and another when more have come", () => {
    expect(endringsmelding(NY, 21, etter(DOEGN)).id).toBe(endringsmelding(NY, 21, NAA).id);
    expect(endringsmelding(NY, 22, NAA).id).not.toBe(endringsmelding(NY, 21, NAA).id);
  });

  test("as a trial says that it is one", () => {
    expect(proevemelding(NY, "en-id", NAA)).toEqual({
      id: "proeve-en-id",
      kropp:
        '{"type":"webhook.proeve","timestamp":"2026-11-23T10:00:00.000Z","data":{"organisasjonsnummer":"313876144"}}',
    });
  });
});

test.each([
  [200, "LEVERT"],
  [204, "LEVERT"],
  [299, "LEVERT"],
  [300, "OMDIRIGERT"],
  [307, "OMDIRIGERT"],
  [400, "AVVIST_AV_MOTTAKER"],
  [410, "AVVIST_AV_MOTTAKER"],
  [429, "AVVIST_AV_MOTTAKER"],
  [503, "AVVIST_AV_MOTTAKER"],
])("the status %s is %s", (httpStatus, utfall) => {
  expect(tolkStatus(httpStatus)).toEqual({ utfall, httpStatus });
});

describe("the waiting time", () => {
  test.each([
    [1, 5],
    [2, 10],
    [3, 20],
    [4, 40],
    [5, 80],
    [6, 160],
    [7, 320],
    [8, 640],
    [9, 720],
    [100, 720],
    [5_000, 720],
  ])("after %s failures is %s minutes, a fifth more or less", (feilPaaRad, minutter) => {
    expect(ventetidMs(feilPaaRad, 0)).toBe(minutter * MINUTT * 0.8);
    expect(ventetidMs(feilPaaRad, 0.5)).toBe(minutter * MINUTT);
    expect(ventetidMs(feilPaaRad, 0.999)).toBeLessThan(minutter * MINUTT * 1.2);
  });
});

describe("an attempt", () => {
  test("that is delivered moves the number and forgets the failures", () => {
    const feilet = forsoek(NY, FEIL).webhook;
    const { webhook, stanset } = forsoek(feilet, { utfall: "LEVERT", httpStatus: 204 }, etter(TIME));
    expect(stanset).toBeUndefined();
    expect(webhook).toEqual({
      ...NY,
      varslesFra: 21,
      sisteForsoek: { utfall: "LEVERT", httpStatus: 204, tidspunkt: etter(TIME) },
    });
  });

  test("that fails waits, and moves no number", () => {
    const foerste = forsoek(NY, FEIL).webhook;
    expect(foerste).toEqual({
      ...NY,
      feilPaaRad: 1,
      feilSiden: NAA,
      nesteForsoek: etter(5 * MINUTT),
      sisteForsoek: { ...FEIL, tidspunkt: NAA },
    });
    const andre = forsoek(foerste, { utfall: "TIDSFRIST" }, etter(5 * MINUTT)).webhook;
    expect(andre).toMatchObject({
      feilPaaRad: 2,
      feilSiden: NAA,
      nesteForsoek: etter(15 * MINUTT),
      sisteForsoek: { utfall: "TIDSFRIST" },
    });
  });

  test("that is answered 410 stops it at once", () => {
    const { webhook, stanset } = forsoek(NY, { utfall: "AVVIST_AV_MOTTAKER", httpStatus: 410 });
    expect(stanset).toBe("MOTTAKER_BORTE");
    expect(webhook).toMatchObject({ status: "STANSET", nesteForsoek: null, varslesFra: 17 });
  });

  test("that fails stops it when nothing else has come of it for five days", () => {
    const feilet = { ...forsoek(NY, FEIL).webhook, feilPaaRad: 9 };
    expect(forsoek(feilet, FEIL, etter(5 * DOEGN - 1)).stanset).toBeUndefined();
    expect(forsoek(feilet, FEIL, etter(5 * DOEGN))).toMatchObject({
      stanset: "BARE_FEIL",
      webhook: { status: "STANSET", nesteForsoek: null },
    });
    const levert = forsoek(feilet, { utfall: "LEVERT" }, etter(4 * DOEGN)).webhook;
    expect(forsoek(levert, FEIL, etter(5 * DOEGN)).stanset).toBeUndefined();
  });

  test("that fails does not stop it before it has failed ten times, however long ago the first was", () => {
    const feilet = { ...forsoek(NY, FEIL).webhook, feilPaaRad: 8 };
    const niende = forsoek(feilet, FEIL, etter(30 * DOEGN));
    expect(niende).toMatchObject({ webhook: { status: "AKTIV", feilPaaRad: 9 } });
    expect(niende.stanset).toBeUndefined();
    expect(forsoek(niende.webhook, FEIL, etter(31 * DOEGN)).stanset).toBe("BARE_FEIL");
  });

  test("is made some twenty times in those five days, whatever chance has it", () => {
    fc.assert(
      fc.property(fc.infiniteStream(fc.double({ min: 0, max: 0.999, noNaN: true })), (tilfeldige) => {
        let webhook = NY;
        let naa = NAA;
        let antall = 0;
        for (const tilfeldig of tilfeldige) {
          webhook = etterForsoek(webhook, { levering: FEIL, neste: 21, naa, tilfeldig }).webhook;
          antall += 1;
          if (webhook.nesteForsoek === null) break;
          naa = webhook.nesteForsoek;
        }
        expect(webhook.status).toBe("STANSET");
        expect(antall).toBeGreaterThan(14);
        expect(antall).toBeLessThan(24);
      }),
    );
  });

  test.each<[string, Partial<Webhook>, boolean]>([
    ["has nothing to wait for", {}, true],
    ["has waited", { nesteForsoek: NAA }, true],
    ["waits", { nesteForsoek: etter(1) }, false],
    ["is stopped", { status: "STANSET" }, false],
  ])("may be made for one that %s: %s", (_, endring, venter) => {
    expect(erForfall({ ...NY, ...endring }, NAA)).toBe(venter);
  });
});

describe("registered again", () => {
  const feilet = forsoek(NY, FEIL).webhook;
  const stanset = forsoek(NY, { utfall: "AVVIST_AV_MOTTAKER", httpStatus: 410 }).webhook;

  test("with the same address it goes on waiting", () => {
    expect(registrertPaaNytt(feilet, NY.url)).toEqual(feilet);
  });

  test("with the same address it starts again when it was stopped", () => {
    expect(registrertPaaNytt(stanset, NY.url)).toEqual({ ...NY, sisteForsoek: stanset.sisteForsoek });
  });

  test("with another address it starts afresh from the same number, with the same key", () => {
    const annen = "https://epj.example.no/annen";
    for (const en of [NY, feilet, stanset]) {
      expect(registrertPaaNytt(en, annen)).toEqual({ ...NY, url: annen });
    }
  });
});

describe("a trial that is delivered", () => {
  test("sets one that waits going, and leaves the rest as it is", () => {
    const feilet = forsoek(NY, FEIL).webhook;
    expect(etterLevertProeve(feilet)).toEqual({ ...NY, sisteForsoek: feilet.sisteForsoek });
  });

  test("changes nothing of one that has not failed, or is stopped", () => {
    const stanset = forsoek(NY, { utfall: "AVVIST_AV_MOTTAKER", httpStatus: 410 }).webhook;
    for (const en of [NY, stanset]) expect(etterLevertProeve(en)).toBe(en);
  });
});

describe("a new key", () => {
  test("sets one that waits going", () => {
    const feilet = forsoek(NY, FEIL).webhook;
    expect(medNyNoekkel(feilet, "b", NAA)).toMatchObject({
      feilPaaRad: 0,
      feilSiden: null,
      nesteForsoek: null,
      sisteForsoek: feilet.sisteForsoek,
    });
  });

  test("signs beside the one before it for a day", () => {
    const byttet = medNyNoekkel(NY, "b", NAA);
    expect(gjeldendeNoncer(byttet, etter(DOEGN - 1))).toEqual(["b", "a"]);
    expect(gjeldendeNoncer(byttet, etter(DOEGN))).toEqual(["b"]);
  });

  test("made twice, since the answer was lost, costs the receiver nothing", () => {
    const byttet = medNyNoekkel(medNyNoekkel(NY, "b", NAA), "c", etter(TIME));
    expect(gjeldendeNoncer(byttet, etter(2 * TIME))).toEqual(["c", "b", "a"]);
    expect(gjeldendeNoncer(byttet, etter(DOEGN))).toEqual(["c", "b"]);
  });

  test("made again and again leaves no more than five, and none whose day is over", () => {
    let webhook = NY;
    for (const nonce of ["b", "c", "d", "e", "f", "g"]) webhook = medNyNoekkel(webhook, nonce, NAA);
    expect(gjeldendeNoncer(webhook, NAA)).toEqual(["g", "f", "e", "d", "c"]);
    expect(medNyNoekkel(webhook, "h", etter(DOEGN)).tidligere.map(({ nonce }) => nonce)).toEqual(["g"]);
  });
});
