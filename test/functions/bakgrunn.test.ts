// Work that nobody waits for is followed as requests are, and a bug in it says nothing but its type.

import { InvocationContext } from "@azure/functions";
import { expect, test } from "vitest";
import { createBakgrunn, type Bakgrunnsarbeid } from "../../functions/bakgrunn.ts";
import type { Sporetforespoersel } from "../../shared/kernel/sporing.ts";

async function kjoer(arbeid: Bakgrunnsarbeid<string>) {
  const linjer: unknown[] = [];
  const fulgt: Sporetforespoersel[] = [];
  const telt: unknown[] = [];
  const context = new InvocationContext({
    functionName: "test",
    invocationId: "en-id",
    traceContext: { traceParent: "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01" },
    logHandler: (_, melding) => linjer.push(JSON.parse(String(melding)) as unknown),
  });
  const bakgrunn = createBakgrunn({
    forespoersel: (forespoersel, det) => {
      fulgt.push(forespoersel);
      return det();
    },
    tell: (telling) => telt.push(telling),
  });
  const utfall = await bakgrunn("test", arbeid)("inn", context).then(
    () => "done",
    (feil: unknown) => String(feil),
  );
  return { utfall, linjer, fulgt, telt };
}

test("work is part of the trace the host gives it, under the id of its run", async () => {
  const { utfall, fulgt, telt } = await kjoer(() => Promise.resolve());
  expect(utfall).toBe("done");
  expect(fulgt).toEqual([
    {
      funksjon: "test",
      korrelasjonsid: "en-id",
      traceparent: "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
    },
  ]);
  expect(telt).toEqual([{ navn: "forespoersler", funksjon: "test", kode: "OK" }]);
});

test("a bug is counted, logged by its type, and thrown on without its words", async () => {
  const { utfall, linjer, telt } = await kjoer(() => Promise.reject(new TypeError("13097248022")));
  expect(utfall).toBe("Error: test failed");
  expect(linjer).toEqual([{ kode: "INTERN_FEIL", funksjon: "test", type: "TypeError" }]);
  expect(telt).toEqual([{ navn: "forespoersler", funksjon: "test", kode: "intern-feil" }]);
});
