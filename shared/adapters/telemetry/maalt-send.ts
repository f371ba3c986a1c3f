// Every call over HTTP is measured, and carries the trace it belongs to. Addresses stay here: Skatteetaten's hold a person.

import type { Motpart } from "../../kernel/feil.ts";
import type { Adressat, Kallslutt, Send } from "../../kernel/http.ts";
import type { Kallutfall, Sporing } from "../../kernel/sporing.ts";

export type MaaltSendDeps<A extends Adressat = Motpart> = {
  readonly send: Send<A>;
  readonly sporing: Pick<Sporing, "kall">;
  /** The addresses that are called and what each is for. */
  readonly operasjoner: readonly (readonly [base: URL, operasjon: string])[];
  /** What an address that stands under none of them is called for; `ANNET` unless told. */
  readonly ellers?: string;
};

/** What a sender says of a call; without a word from it, what its answer says. */
function utfallAv(svar: Awaited<ReturnType<Send<Adressat>>>, slutt: Kallslutt | undefined): Kallutfall {
  if (svar.ok) return { resultat: svar.value.status, svarte: true };
  if (svar.feil.kode === "ugyldig-svar") return { resultat: svar.feil.kode, svarte: true };
  return { resultat: slutt ?? svar.feil.kode, svarte: slutt === "FRIST" ? undefined : false };
}

/**
 * Creates the measured sender. The time is that of the whole call, a second try included. A call whose time is out before it
 * begins is none.
 */
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
    if (kall.frist?.aborted === true) return send(kall);
    const maalt = sporing.kall(kall.motpart, operasjonFor(kall.url));
    const { traceparent } = maalt;
    let slutt: Kallslutt | undefined;
    try {
      const svar = await send({
        ...kall,
        headersPerForsoek: () => ({ ...kall.headersPerForsoek?.(), traceparent }),
        meldSlutt: (hvordan) => {
          slutt = hvordan;
          kall.meldSlutt?.(hvordan);
        },
      });
      maalt.slutt(utfallAv(svar, slutt));
      return svar;
    } finally {
      // A bug of ours: it has its end in any case, and only the first counts.
      maalt.slutt({ resultat: "AVBRUTT", svarte: undefined });
    }
  };
}
