// Every call over HTTP is measured, and carries the trace it belongs to. Addresses stay here: Skatteetaten's hold a person.

import type { Kallslutt, Send } from "../../kernel/http.ts";
import type { Kallutfall, Sporing } from "../../kernel/sporing.ts";

export type MaaltSendDeps = {
  readonly send: Send;
  readonly sporing: Pick<Sporing, "kall">;
  /** The addresses that are called and what each is for; what stands under none of them is `ANNET`. */
  readonly operasjoner: readonly (readonly [base: URL, operasjon: string])[];
};

/** What a sender says of a call; without a word from it, what its answer says. */
function utfallAv(svar: Awaited<ReturnType<Send>>, slutt: Kallslutt | undefined): Kallutfall {
  if (svar.ok) return { resultat: svar.value.status, svarte: true };
  if (svar.feil.kode === "ugyldig-svar") return { resultat: svar.feil.kode, svarte: true };
  return { resultat: slutt ?? svar.feil.kode, svarte: slutt === "FRIST" ? undefined : false };
}

/**
 * Creates the measured sender. The time is that of the whole call, a second try included. A call whose time is out before it
 * begins is none.
 */
export function createMaaltSend({ send, sporing, operasjoner }: MaaltSendDeps): Send {
  const kjente = operasjoner.map(([base, operasjon]) => [base.href.replace(/\/$/, ""), operasjon] as const);

  function operasjonFor({ href }: URL): string {
    const treff = kjente.find(([base]) => href === base || href.startsWith(`${base}/`));
    return treff?.[1] ?? "ANNET";
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
