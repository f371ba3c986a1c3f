// Where work that nobody waits for comes in: timers and queues. One catch, and log lines from a closed list.

import type { InvocationContext } from "@azure/functions";
import type { Motpart } from "../shared/kernel/feil.ts";
import type { Organisasjonsnummer } from "../shared/kernel/organisasjonsnummer.ts";
import type { Sporing } from "../shared/kernel/sporing.ts";
import type { Jobbutfall } from "../shared/etteroppgjoer/behandle-jobb.ts";
import type { Utfall } from "../shared/hendelser/les-hendelser.ts";
import type { Varslingsutfall } from "../shared/hendelser/varsle.ts";
import type { Stansaarsak } from "../shared/hendelser/webhook.ts";

/** The closed list of log lines. Nothing here may hold a person, an amount, an address or a body. */
export type Bakgrunnslinje =
  | {
      readonly kode: "HENDELSER_LEST" | "HENDELSER_IKKE_LEST";
      readonly utfall: Utfall;
      readonly sider: number;
      readonly hendelser: number;
      readonly endringer: number;
      readonly baklengs: number;
      readonly uleselige: number;
      readonly foersteUleselige: number | null;
      readonly feilkode?: string;
      readonly motpart?: Motpart;
      readonly aarsakskode?: string;
    }
  | {
      readonly kode: "ETTEROPPGJOER_TUR" | "ETTEROPPGJOER_HINDRET";
      readonly utfall: Jobbutfall;
      readonly kommune: Organisasjonsnummer;
      readonly jobbId: string;
      readonly behandlet: number;
      readonly feilet: number;
      readonly feilkode?: string;
    }
  | {
      readonly kode: "ETTEROPPGJOER_STANSET";
      readonly kommune: Organisasjonsnummer;
      readonly jobbId: string;
    }
  | { readonly kode: "ETTEROPPGJOER_FREMMED_MELDING" }
  | {
      readonly kode: "HENDELSER_RYDDET";
      readonly abonnementer: number;
      readonly spor: number;
      /** False when time was out before all municipalities were looked through. */
      readonly ferdig: boolean;
    }
  | { readonly kode: "HENDELSER_IKKE_RYDDET"; readonly feilkode: string }
  | {
      readonly kode: "WEBHOOK_VARSLET" | "WEBHOOK_IKKE_VARSLET";
      readonly utfall: Varslingsutfall;
      readonly webhooker: number;
      readonly stansede: number;
      readonly levert: number;
      readonly ikkeLevert: number;
      readonly feilkode?: string;
    }
  | {
      readonly kode: "WEBHOOK_STANSET";
      readonly kommune: Organisasjonsnummer;
      readonly aarsak: Stansaarsak;
    }
  | {
      readonly kode: "TILKOBLINGER_KONTROLLERT";
      /** How many were asked about, and of how many an answer had changed. */
      readonly antall: number;
      readonly endret: number;
      /** What stopped the run, the kode of a Feil or a code of why nothing was answered; null when it reached its end. */
      readonly stanset: string | null;
    }
  | { readonly kode: "TILKOBLING_ENDRET"; readonly organisasjonsnummer: Organisasjonsnummer };

type Logg = {
  /** As it should be. */
  readonly info: (linje: Bakgrunnslinje) => void;
  /** What somebody must look at. */
  readonly feil: (linje: Bakgrunnslinje) => void;
};

/** Work on an input, which logs what became of it. */
export type Bakgrunnsarbeid<T> = (inn: T, logg: Logg) => Promise<void>;

export type Bakgrunn = <T>(
  funksjon: string,
  arbeid: Bakgrunnsarbeid<T>,
) => (inn: T, context: InvocationContext) => Promise<void>;

/**
 * Creates the wrapper of the work as a handler: each time is a trace of its own. A bug is logged by type; what is thrown on holds
 * nothing else, since the host writes it to its log and lets a queue try again.
 */
export function createBakgrunn(sporing: Pick<Sporing, "forespoersel" | "tell">): Bakgrunn {
  return (funksjon, arbeid) => async (inn, context) => {
    const logg: Logg = {
      info: (linje) => {
        context.log(JSON.stringify(linje));
      },
      feil: (linje) => {
        context.error(JSON.stringify(linje));
      },
    };
    const traceparent = context.traceContext?.traceParent;
    try {
      const { invocationId: korrelasjonsid } = context;
      await sporing.forespoersel({ funksjon, korrelasjonsid, traceparent }, () => arbeid(inn, logg));
      sporing.tell({ navn: "forespoersler", funksjon, kode: "OK" });
    } catch (bug) {
      sporing.tell({ navn: "forespoersler", funksjon, kode: "intern-feil" });
      const type = bug instanceof Error ? bug.name : typeof bug;
      context.error(JSON.stringify({ kode: "INTERN_FEIL", funksjon, type }));
      throw new Error(`${funksjon} failed`);
    }
  };
}
