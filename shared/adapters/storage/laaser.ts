// The right to work for a municipality as a lease on a blob of its own. Storage gives it back by itself when whoever has it
// stops renewing it.

import { ok } from "../../kernel/result.ts";
import type { Laas, Laaser } from "../../etteroppgjoer/lager.ts";
import { fortalt, type Hendelselageraarsak, type Utfall } from "./hendelseskall.ts";
import { ETTEROPPGJOERCONTAINER } from "./jobblager.ts";
import { createJsonblober, type Blobadgang } from "./jsonblob.ts";
import { FRIST_MS, lesAvslag } from "./lagerkall.ts";

export type LaaserDeps = Blobadgang & {
  /** Hears why storage failed. */
  readonly meld: (aarsak: Hendelselageraarsak) => void;
  /** Milliseconds on a clock that only goes forward. */
  readonly klokkeMs: () => number;
};

/** As long as storage allows: a lease runs out by itself so long after its holder has gone. Renewed at a third of it. */
const SEKUNDER = 60;

/** Creates the leases; the SDK is loaded with the first. Throws as `createJsonblober`. */
export function createLaaser({ meld, klokkeMs, ...adgang }: LaaserDeps): Laaser {
  const blober = createJsonblober(adgang, ETTEROPPGJOERCONTAINER);

  return {
    ta: (kommune) =>
      fortalt(FRIST_MS, meld, async (abortSignal): Promise<Utfall<Laas | "OPPTATT">> => {
        const navn = `laaser/${kommune}`;
        await blober.skrivHvis(navn, {}, undefined, abortSignal).catch((kastet: unknown) => {
          // Somebody has it, and so it is there.
          if (lesAvslag(kastet)?.kode !== "LeaseIdMissing") throw kastet;
        });
        const leie = (await blober.klient(navn)).getBlobLeaseClient();
        try {
          await leie.acquireLease(SEKUNDER, { abortSignal });
        } catch (kastet) {
          if (lesAvslag(kastet)?.kode === "LeaseAlreadyPresent") return ok("OPPTATT");
          throw kastet;
        }
        let fornyet = klokkeMs();
        let fornyer: Promise<unknown> = Promise.resolve();
        const klokke = setInterval(() => {
          const spurt = klokkeMs();
          fornyer = leie.renewLease({ abortSignal: AbortSignal.timeout(FRIST_MS) }).then(
            () => {
              fornyet = spurt;
            },
            // Not renewed is what counts, and that shows by itself.
            () => {
              meld({ kode: "LAGER_UTILGJENGELIG" });
            },
          );
        }, SEKUNDER * 333);
        klokke.unref();
        return ok({
          tapt: () => klokkeMs() - fornyet > SEKUNDER * 1_000,
          async slipp() {
            clearInterval(klokke);
            await fornyer;
            // Not given back it runs out, and the next waits until then.
            await leie.releaseLease({ abortSignal: AbortSignal.timeout(FRIST_MS) }).catch(() => {
              meld({ kode: "LAGER_UTILGJENGELIG" });
            });
          },
        });
      }),
  };
}
