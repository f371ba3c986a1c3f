// What is done with a declaration, in which order, and at which moment it is judged.

import { HttpRequest } from "@azure/functions";
import { expect, test } from "vitest";
import { createPlasser } from "../../functions/http/plasser.ts";
import { createTilslutningserklaering } from "../../functions/tilslutningserklaering.ts";
import type { MotpartUtilgjengelig } from "../../shared/kernel/feil.ts";
import { err, ok } from "../../shared/kernel/result.ts";
import { anvend } from "../../shared/tilkobling/hendelse.ts";
import { BERGEN, SKANNET, TOM } from "../tilkobling/sak.ts";
import { sha256, skannet } from "./tilkobling-rigg.ts";

const NAA = new Date("2026-11-25T10:00:00Z");
const BORTE: MotpartUtilgjengelig = { kode: "motpart-utilgjengelig", motpart: "STORAGE" };
const PDF = skannet(1);

/** One upload by an operator; `borte` is the part of storage that does not answer. */
async function lastOpp(valg: { readonly mottatt?: string; readonly borte?: "lagre" | "registrer" } = {}) {
  const skjedd: string[] = [];
  const kjent = anvend(TOM, {
    type: "ERKLAERING_MOTTATT",
    tidspunkt: valg.mottatt ?? "",
    sha256: sha256(PDF),
    dom: SKANNET,
    avsender: BERGEN.organisasjonsnummer,
  });
  const mottak = createTilslutningserklaering({
    finnAvsender: () => Promise.resolve(ok({ type: "OPERATOER", oid: "en operatør" })),
    finnKommune: () => BERGEN,
    vurder: (pdf, _, naar) => {
      skjedd.push(`judged ${naar.toISOString()}`);
      const { forklaring, avgjoerelse } = SKANNET;
      return Promise.resolve(
        ok({
          sha256: sha256(pdf),
          indikasjon: "NO-SIGNATURE",
          subindikasjon: null,
          binding: "NONE",
          avgjoerelse,
          signaturer: [],
          forklaring,
        }),
      );
    },
    lager: {
      les: () => Promise.resolve(ok(valg.mottatt === undefined ? undefined : kjent)),
      lagreErklaering: () => {
        skjedd.push("kept");
        return Promise.resolve(valg.borte === "lagre" ? err(BORTE) : ok(undefined));
      },
      registrer: (_, hendelse) => {
        skjedd.push("registered");
        return Promise.resolve(valg.borte === "registrer" ? err(BORTE) : ok(anvend(TOM, hendelse)));
      },
    },
    now: () => NAA,
    iPlass: createPlasser(1),
  });
  const request = new HttpRequest({
    method: "PUT",
    url: "http://localhost/",
    params: { orgnr: BERGEN.organisasjonsnummer },
    headers: { "content-type": "application/pdf" },
    body: { bytes: PDF },
  });
  const svar = await mottak(request, { korrelasjonsid: "k" });
  return { skjedd, svar: svar.ok ? svar.value.status : svar.feil.kode };
}

test("a new file is judged now, kept, and then registered", async () => {
  const { skjedd, svar } = await lastOpp();
  expect([svar, ...skjedd]).toEqual([200, "judged 2026-11-25T10:00:00.000Z", "kept", "registered"]);
});

test("a file that has come before is judged as it was then, so that its answer is the same", async () => {
  const { skjedd } = await lastOpp({ mottatt: "2026-06-02T12:00:00.000Z" });
  expect(skjedd[0]).toBe("judged 2026-06-02T12:00:00.000Z");
});

test("what is not kept is not registered", async () => {
  const { skjedd, svar } = await lastOpp({ borte: "lagre" });
  expect([svar, skjedd.at(-1)]).toEqual(["motpart-utilgjengelig", "kept"]);
});

test("what is kept but not registered is answered as not done, to be sent again", async () => {
  const { skjedd, svar } = await lastOpp({ borte: "registrer" });
  expect([svar, skjedd.at(-1)]).toEqual(["motpart-utilgjengelig", "registered"]);
});
