// The one catch: what becomes of a bug, and what is written about a request.

import { HttpRequest, InvocationContext } from "@azure/functions";
import { expect, test } from "vitest";
import { createBoundary, type Feilsvar, type Handler } from "../../../functions/http/boundary.ts";
import { err, ok } from "../../../shared/kernel/result.ts";

async function kjoer(handler: Handler, feilsvar?: Feilsvar) {
  const linjer: unknown[] = [];
  const context = new InvocationContext({
    functionName: "test",
    invocationId: "1",
    logHandler: (_, melding) => linjer.push(JSON.parse(String(melding)) as unknown),
  });
  const tellinger: unknown[] = [];
  const sporing = {
    forespoersel: <T>(_: unknown, arbeid: () => Promise<T>): Promise<T> => arbeid(),
    tell: (telling: unknown) => tellinger.push(telling),
  };
  const boundary = createBoundary({
    nyId: () => "en-id",
    klokkeMs: () => 0,
    sporing,
    ...(feilsvar === undefined ? {} : { feilsvar }),
  });
  const svar = await boundary("test", handler)(
    new HttpRequest({ method: "GET", url: "http://localhost/" }),
    context,
  );
  if (!("status" in svar) || typeof svar.body !== "string") return { svar, body: "", linjer, tellinger };
  return { svar, body: svar.body, linjer, tellinger };
}

test("a bug is a 500 without a word of it, and the log has its type only", async () => {
  const { svar, body, linjer } = await kjoer(() =>
    Promise.reject(new TypeError("13097248022 is not a function")),
  );
  expect(svar.status).toBe(500);
  expect(JSON.parse(body)).toMatchObject({ kode: "intern-feil", korrelasjonsid: "en-id" });
  expect(body).not.toContain("13097248022");
  expect(linjer).toEqual([
    { kode: "INTERN_FEIL", funksjon: "test", type: "TypeError", korrelasjonsid: "en-id" },
    {
      kode: "FORESPOERSEL_BESVART",
      funksjon: "test",
      status: 500,
      feilkode: "intern-feil",
      korrelasjonsid: "en-id",
      varighetMs: 0,
    },
  ]);
});

test("a Feil is written with the codes an operator needs", async () => {
  const { linjer, tellinger } = await kjoer(() =>
    Promise.resolve(err({ kode: "delegering-mangler", api: "AVREGNING", aarsakskode: "MP-251" })),
  );
  expect(tellinger).toEqual([{ navn: "forespoersler", funksjon: "test", kode: "delegering-mangler" }]);
  expect(linjer).toMatchObject([{ feilkode: "delegering-mangler", api: "AVREGNING", aarsakskode: "MP-251" }]);
});

test("an input fault is written without its fields", async () => {
  const { linjer } = await kjoer(() =>
    Promise.resolve(err({ kode: "ugyldig-forespoersel", felt: [{ sti: "a", melding: "b" }] })),
  );
  expect(linjer).toEqual([expect.not.objectContaining({ felt: expect.anything() as unknown })]);
});

test("an answer keeps its own headers and gets those of every answer", async () => {
  const { svar } = await kjoer(() =>
    Promise.resolve(ok({ status: 200, headers: { "Cache-Control": "public" } })),
  );
  expect(svar.headers).toEqual({ "Cache-Control": "public", Korrelasjonsid: "en-id" });
});

const PAA_ANNET_VIS: Feilsvar = {
  feil: ({ kode }, korrelasjonsid) => ({ status: 404, body: `${kode} ${korrelasjonsid}` }),
  internFeil: (korrelasjonsid) => ({ status: 500, body: `uff ${korrelasjonsid}` }),
};

test("a Feil and a bug can be told in another way, and are logged as ever", async () => {
  const feil = await kjoer(() => Promise.resolve(err({ kode: "ikke-funnet" })), PAA_ANNET_VIS);
  expect(feil.body).toBe("ikke-funnet en-id");
  expect(feil.svar.headers).toEqual({ "Cache-Control": "no-store", Korrelasjonsid: "en-id" });
  expect(feil.linjer).toMatchObject([{ status: 404, feilkode: "ikke-funnet" }]);
  const bug = await kjoer(() => Promise.reject(new TypeError("hemmelig")), PAA_ANNET_VIS);
  expect(bug.body).toBe("uff en-id");
  expect(bug.linjer).toMatchObject([{ kode: "INTERN_FEIL" }, { status: 500, feilkode: "intern-feil" }]);
});
