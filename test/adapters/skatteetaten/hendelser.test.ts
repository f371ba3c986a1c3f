// What is read of a page of the feed, also of one that is not quite as described.

import { expect, test } from "vitest";
import { createHendelseskilde } from "../../../shared/adapters/skatteetaten/hendelser.ts";
import { datoAv } from "../../../shared/kernel/dato.ts";
import { ok } from "../../../shared/kernel/result.ts";
import { orgnr } from "../../hendelser/eksempel.ts";

const NUMMER = "17865131208";
const UGYLDIG = { ok: false, feil: { kode: "ugyldig-svar", motpart: "SKATTEETATEN" } };

function kilde(svar: unknown) {
  return createHendelseskilde({
    adresse: new URL("https://skatt.example/v1"),
    send: () =>
      Promise.resolve(
        ok({
          status: 200,
          mediatype: "application/json",
          tekst: JSON.stringify(svar),
        }),
      ),
    hentToken: () => Promise.resolve(ok("token")),
    forkastToken: () => undefined,
    nyId: () => "id",
  });
}

const spoerring = { kommune: orgnr("313876144"), frist: new AbortController().signal };

async function les(...hendelser: unknown[]) {
  const side = await kilde({ hendelser }).hent(1, 1_000, spoerring);
  if (!side.ok) return side;
  return side.value.map(({ sekvensnummer, person, inntektsaar, hendelsetype }) => [
    sekvensnummer,
    typeof person === "object" ? person.reveal() : person,
    inntektsaar,
    hendelsetype,
  ]);
}

const hel = { sekvensnummer: 21, identifikator: NUMMER, gjelderPeriode: "2025", hendelsetype: "NY" };
const lest = [21, NUMMER, 2025, "NY"];

test.each<[string, object, unknown[]]>([
  ["as described", {}, lest],
  ["with its number as text", { sekvensnummer: "21" }, lest],
  ["with its year as a number", { gjelderPeriode: 2025 }, lest],
  ["with a period that is not a year", { gjelderPeriode: "2025-05" }, [21, NUMMER, null, "NY"]],
  ["with a period of another shape", { gjelderPeriode: { fra: "2025" } }, [21, NUMMER, null, "NY"]],
  ["with a type of another shape", { hendelsetype: 3 }, [21, NUMMER, 2025, null]],
  ["with an identifier of an organisation", { identifikator: "313876144" }, [21, undefined, 2025, "NY"]],
  ["with no identifier", { identifikator: undefined }, [21, "ULESELIG", 2025, "NY"]],
  ["with an identifier without its zeros", { identifikator: 1_789_509_951 }, [21, "ULESELIG", 2025, "NY"]],
  ["with an identifier without end", { identifikator: "1".repeat(4_001) }, [21, "ULESELIG", 2025, "NY"]],
])("an event %s is read, and so are the others", async (_, endring, venter) => {
  expect(await les({ ...hel, ...endring }, { ...hel, sekvensnummer: 22 })).toEqual([
    venter,
    [22, ...lest.slice(1)],
  ]);
});

test.each<[string, unknown]>([
  ["no number", { ...hel, sekvensnummer: undefined }],
  ["a number that is none", { ...hel, sekvensnummer: "tjueén" }],
  ["a number below the first", { ...hel, sekvensnummer: 0 }],
  ["a number that cannot be counted on from", { ...hel, sekvensnummer: "9999999999999999" }],
  ["nothing in it", null],
])("a page where an event has %s is read up to it, and not beyond", async (_, galt) => {
  expect(await les(hel, galt, { ...hel, sekvensnummer: 40 })).toEqual([lest]);
  expect(await les(galt, hel)).toEqual(UGYLDIG);
});

test("a page in disorder around an event without a number is not read: one of the others could be passed over", async () => {
  expect(await les(hel, {}, { ...hel, sekvensnummer: 20 })).toEqual(UGYLDIG);
});

test.each<[unknown, unknown]>([
  [21, ok(21)],
  ["21", ok(21)],
  [null, UGYLDIG],
])("the first number of a day that is told as %j", async (sekvensnummer, venter) => {
  expect(await kilde({ sekvensnummer }).finnStart(datoAv("2026-01-01"), spoerring)).toEqual(venter);
});
