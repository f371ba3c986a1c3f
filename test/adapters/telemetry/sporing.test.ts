// Whose trace a call belongs to, and what is told of it.

import { expect, test } from "vitest";
import { createHelselytter } from "../../../shared/adapters/telemetry/helselytter.ts";
import { createMaaltSend } from "../../../shared/adapters/telemetry/maalt-send.ts";
import { createSporing, type Ferdigkall, type Lytter } from "../../../shared/adapters/telemetry/sporing.ts";
import type { HttpSvar, Kall, Kallslutt, Send } from "../../../shared/kernel/http.ts";
import { err, ok } from "../../../shared/kernel/result.ts";
import type { Kallutfall } from "../../../shared/kernel/sporing.ts";

const SPOR = "0af7651916cd43dd8448eb211c80319c";
const FORELDER = "b7ad6b7169203331";
const FORESPOERSEL = {
  funksjon: "oppslag",
  korrelasjonsid: "en-id",
  traceparent: `00-${SPOR}-${FORELDER}-00`,
};

function rigg(flere: readonly Lytter[] = []) {
  const kall: Ferdigkall[] = [];
  const meldt: string[] = [];
  let besvart = 0;
  let ms = 100;
  let teller = 0;
  const sporing = createSporing({
    now: () => new Date("2026-11-23T10:00:00Z"),
    klokkeMs: () => (ms += 5),
    tilfeldigHex: (byte) => String((teller += 1)).padStart(2 * byte, "0"),
    lyttere: [...flere, { kall: (ett) => kall.push(ett) }, { besvart: () => (besvart += 1) }],
    meld: ({ kode }) => meldt.push(kode),
  });
  return { sporing, kall, meldt, besvart: () => besvart };
}

test("a call made for a request is part of the caller's trace", async () => {
  const { sporing, kall } = rigg();
  const sendt = await sporing.forespoersel(FORESPOERSEL, async () => {
    await Promise.resolve();
    const ett = sporing.kall("SKATTEETATEN", "AVREGNING");
    ett.slutt({ resultat: 200, svarte: true });
    return ett.traceparent;
  });
  expect(sendt).toBe(`00-${SPOR}-0000000000000001-01`);
  expect(kall).toEqual([
    {
      sporId: SPOR,
      forelderId: FORELDER,
      funksjon: "oppslag",
      korrelasjonsid: "en-id",
      motpart: "SKATTEETATEN",
      operasjon: "AVREGNING",
      start: new Date("2026-11-23T10:00:00Z"),
      varighetMs: 5,
      utfall: { resultat: 200, svarte: true },
    },
  ]);
});

test("two requests at once keep their calls apart", async () => {
  const { sporing, kall } = rigg();
  const en = async (korrelasjonsid: string): Promise<void> => {
    await sporing.forespoersel({ ...FORESPOERSEL, korrelasjonsid }, async () => {
      const ett = sporing.kall("STORAGE", korrelasjonsid);
      await Promise.resolve();
      ett.slutt({ resultat: "OK", svarte: true });
    });
  };
  await Promise.all([en("a"), en("b"), en("c")]);
  expect(kall.map(({ korrelasjonsid, operasjon }) => [korrelasjonsid, operasjon])).toEqual([
    ["a", "a"],
    ["b", "b"],
    ["c", "c"],
  ]);
});

test.each([
  undefined,
  "",
  `00-${"0".repeat(32)}-${FORELDER}-01`,
  `00-${SPOR}-${"0".repeat(16)}-01`,
  `01-${SPOR}-${FORELDER}-01`,
  `00-${SPOR.toUpperCase()}-${FORELDER}-01`,
  `00-${SPOR}-${FORELDER}-01; 13097248022`,
])("a request with the traceparent %s has a trace of its own", async (traceparent) => {
  const { sporing, kall } = rigg();
  await sporing.forespoersel({ ...FORESPOERSEL, traceparent }, () => {
    sporing.kall("ALTINN", "x").slutt({ resultat: 200, svarte: true });
    return Promise.resolve();
  });
  expect(kall[0]).toMatchObject({ sporId: "1".padStart(32, "0"), forelderId: "2".padStart(16, "0") });
});

test("a call that is ended twice is told once, and a request that throws has been answered all the same", async () => {
  const { sporing, kall, besvart } = rigg();
  const svar = sporing.forespoersel(FORESPOERSEL, () => {
    const ett = sporing.kall("STORAGE", "x");
    ett.slutt({ resultat: "AVBRUTT", svarte: false });
    ett.slutt({ resultat: 200, svarte: true });
    return Promise.reject(new TypeError("a bug"));
  });
  await expect(svar).rejects.toThrow(TypeError);
  expect(kall.map(({ utfall }) => utfall)).toEqual([{ resultat: "AVBRUTT", svarte: false }]);
  expect(besvart()).toBe(1);
});

test("a listener that throws is told of once, and neither the request nor the next listener notices", async () => {
  const kast = (): never => {
    throw new TypeError("a listener with a bug");
  };
  const { sporing, kall, meldt, besvart } = rigg([{ kall: kast, telling: kast, besvart: kast }]);
  const svar = await sporing.forespoersel(FORESPOERSEL, () => {
    sporing.kall("STORAGE", "x").slutt({ resultat: "OK", svarte: true });
    return Promise.resolve("the answer");
  });
  sporing.tell({ navn: "forespoersler", funksjon: "oppslag", kode: "OK" });
  expect([svar, kall.length, besvart()]).toEqual(["the answer", 1, 1]);
  expect(meldt).toEqual(["LYTTER_FEILET"]);
});

const KALL: Kall = {
  motpart: "SKATTEETATEN",
  method: "GET",
  url: new URL("https://x.example/v2/pakke/2024/13097248022"),
  headers: { accept: "application/json" },
  headersPerForsoek: () => ({ korrelasjonsid: "ny" }),
  proevIgjen: true,
  timeoutMs: 1,
};

const BORTE = err({ kode: "motpart-utilgjengelig", motpart: "SKATTEETATEN" } as const);

test.each<[string, Awaited<ReturnType<Send>>, Kallslutt, Kallutfall]>([
  [
    "an answer",
    ok<HttpSvar>({ status: 404, mediatype: "", tekst: "" }),
    404,
    { resultat: 404, svarte: true },
  ],
  ["a 503", BORTE, 503, { resultat: 503, svarte: false }],
  ["no answer in time", BORTE, "TIDSAVBRUDD", { resultat: "TIDSAVBRUDD", svarte: false }],
  ["a broken connection", BORTE, "BRUDD", { resultat: "BRUDD", svarte: false }],
  ["our own time running out", BORTE, "FRIST", { resultat: "FRIST", svarte: undefined }],
  [
    "an answer that is too large",
    err({ kode: "ugyldig-svar", motpart: "SKATTEETATEN" } as const),
    200,
    { resultat: "ugyldig-svar", svarte: true },
  ],
])(
  "a measured call with %s is told by the name of its API, and never by its address",
  async (_, svar, slutt, utfall) => {
    const { sporing, kall } = rigg();
    const hoder: Record<string, string>[] = [];
    const send = createMaaltSend({
      send: (sendt) => {
        hoder.push({ ...sendt.headersPerForsoek?.() });
        sendt.meldSlutt?.(slutt);
        return Promise.resolve(svar);
      },
      sporing,
      operasjoner: [
        [new URL("https://x.example/v2"), "SUMMERT_SKATTEGRUNNLAG"],
        [new URL("https://x.example/v"), "FEIL"],
      ],
    });
    expect(await send(KALL)).toBe(svar);
    expect(kall[0]).toMatchObject({ operasjon: "SUMMERT_SKATTEGRUNNLAG", utfall });
    expect(JSON.stringify(kall)).not.toContain("13097248022");
    expect(hoder).toEqual([{ korrelasjonsid: "ny", traceparent: expect.stringMatching(/^00-/) as unknown }]);
  },
);

test("a call to an address that is not named is told as another", async () => {
  const { sporing, kall } = rigg();
  const svar = ok<HttpSvar>({ status: 200, mediatype: "", tekst: "" });
  await createMaaltSend({ send: () => Promise.resolve(svar), sporing, operasjoner: [] })(KALL);
  expect(kall[0]?.operasjon).toBe("ANNET");
});

test("a call whose time is out before it begins is not told: nobody was called", async () => {
  const { sporing, kall } = rigg();
  const borte: Send = () => Promise.resolve(BORTE);
  const send = createMaaltSend({ send: borte, sporing, operasjoner: [] });
  expect(await send({ ...KALL, frist: AbortSignal.abort() })).toBe(BORTE);
  expect(kall).toEqual([]);
});

test("a call that could not be made has its end too, and says nothing of the counterpart", async () => {
  const { sporing, kall } = rigg();
  const send = createMaaltSend({
    send: () => Promise.reject(new TypeError("a bug")),
    sporing,
    operasjoner: [],
  });
  await expect(send(KALL)).rejects.toThrow(TypeError);
  expect(kall.map(({ utfall }) => utfall)).toEqual([{ resultat: "AVBRUTT", svarte: undefined }]);
});

test("a call to a receiver is told by the word for all of them, and says nothing of the health of the service", async () => {
  const { sporing, kall } = rigg();
  const svar = err({ kode: "motpart-utilgjengelig", motpart: "MOTTAKER" } as const);
  const send = createMaaltSend<"MOTTAKER">({
    send: () => Promise.resolve(svar),
    sporing,
    operasjoner: [],
    ellers: "WEBHOOK",
  });
  await send({ ...KALL, motpart: "MOTTAKER" });
  expect(kall).toMatchObject([{ motpart: "MOTTAKER", operasjon: "WEBHOOK" }]);
  expect(JSON.stringify(kall)).not.toContain("x.example");
  const meldt: string[] = [];
  const lytter = createHelselytter({ meld: (motpart) => meldt.push(motpart) });
  for (const motpart of ["MOTTAKER", "ALTINN"] as const) {
    sporing.kall(motpart, "x").slutt({ resultat: "motpart-utilgjengelig", svarte: false });
  }
  for (const ett of kall) lytter.kall?.(ett);
  expect(meldt).toEqual(["ALTINN"]);
});
