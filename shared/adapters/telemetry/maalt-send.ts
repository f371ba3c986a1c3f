// Every call over HTTP is measured, and carries the trace it belongs to. Addresses stay here: Skatteetaten's hold a person.

import type { Motpart } from "../../kernel/feil.ts";
import type { Adressat, Send } from "../../kernel/http.ts";
import type { Sporing } from "../../kernel/sporing.ts";

export type MaaltSendDeps<A extends Adressat = Motpart> = {
  readonly send: Send<A>;
  readonly sporing: Pick<Sporing, "kall">;
  /** The addresses that are called and what each is for. */
  readonly operasjoner: readonly (readonly [base: URL, operasjon: string])[];
  /** What an address that stands under none of them is called for; `ANNET` unless told. */
  readonly ellers?: string;
};

/** Creates the measured sender. The time is that of the whole call, a second try included. */
export function createMaaltSend<A extends Adressat = Motpart>({
  send,
  sporing,
  operasjoner,
  ellers = "ANNET",
}: MaaltSendDeps<A>): Send<A> {
  const kjente = operasjoner.map(([base, operasjon]) => [base.href.replace(/\/$/, ""), operasjon] as const);

  function operasjonFor({ href }: URL): string {
    const treff = kjente.find(([base]) => href === base || href.startsWith(`${base}/`));
    return treff?.[1] ?? ellers;
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
