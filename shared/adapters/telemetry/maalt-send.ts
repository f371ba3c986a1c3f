// Every call over HTTP is measured, and carries the trace it belongs to. Addresses stay here: Skatteetaten's hold a person.

import type { Send } from "../../kernel/http.ts";
import type { Sporing } from "../../kernel/sporing.ts";

export type MaaltSendDeps = {
  readonly send: Send;
  readonly sporing: Pick<Sporing, "kall">;
  /** The addresses that are called and what each is for; what stands under none of them is `ANNET`. */
  readonly operasjoner: readonly (readonly [base: URL, operasjon: string])[];
};

/** Creates the measured sender. The time is that of the whole call, a second try included. */
export function createMaaltSend({ send, sporing, operasjoner }: MaaltSendDeps): Send {
  const kjente = operasjoner.map(([base, operasjon]) => [base.href.replace(/\/$/, ""), operasjon] as const);

  function operasjonFor({ href }: URL): string {
    const treff = kjente.find(([base]) => href === base || href.startsWith(`${base}/`));
    return treff?.[1] ?? "ANNET";
  }

  return async (kall) => {
    const maalt = sporing.kall(kall.motpart, operasjonFor(kall.url));
    const { traceparent } = maalt;
    const svar = await send({
      ...kall,
      headersPerForsoek: () => ({ ...kall.headersPerForsoek?.(), traceparent }),
    });
    maalt.slutt(
      svar.ok
        ? { resultat: svar.value.status, svarte: true }
        : { resultat: svar.feil.kode, svarte: svar.feil.kode !== "motpart-utilgjengelig" },
    );
    return svar;
  };
}
