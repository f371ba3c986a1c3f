// Calls through Microsoft's clients are measured where the clients themselves offer it (@azure/core-tracing): every operation
// is met, whichever adapter makes it. Of what they tell, only the operation and the HTTP status are kept.

import type { Instrumenter, TracingContext, TracingSpan } from "@azure/core-tracing";
import type { Motpart } from "../../kernel/feil.ts";
import type { Kallutfall, Paagaaendekall, Sporing } from "../../kernel/sporing.ts";

const MOTPARTER: Readonly<Record<string, Motpart>> = {
  "@azure/data-tables": "STORAGE",
  "@azure/storage-blob": "STORAGE",
  "@azure/storage-queue": "STORAGE",
  "@azure/keyvault-secrets": "KEY_VAULT",
};

/** An operation under way, and the status of the last HTTP request it made. */
type Operasjon = { readonly kall: Paagaaendekall; status: number | undefined; feilet: boolean };

/** Which operation a request belongs to goes along in the clients' own context. */
const OPERASJON = Symbol("operasjon");

function kontekst(verdier: ReadonlyMap<symbol, unknown>): TracingContext {
  return {
    getValue: (noekkel) => verdier.get(noekkel),
    setValue: (noekkel, verdi) => kontekst(new Map(verdier).set(noekkel, verdi)),
    deleteValue: (noekkel) => kontekst(new Map([...verdier].filter(([navn]) => navn !== noekkel))),
  };
}

const INGEN: TracingSpan = {
  setStatus: () => undefined,
  setAttribute: () => undefined,
  recordException: () => undefined,
  isRecording: () => false,
  end: () => undefined,
};

function utfallAv({ status, feilet }: Operasjon): Kallutfall {
  const svarte = status !== undefined && status < 500 && status !== 408 && status !== 429;
  return {
    resultat: status ?? (feilet ? "AVBRUTT" : "OK"),
    svarte: svarte || (status === undefined && !feilet),
  };
}

/** The operation as a whole: an SDK method with all its requests. */
function operasjonsspenn(operasjon: Operasjon): TracingSpan {
  return {
    ...INGEN,
    isRecording: () => true,
    setStatus({ status }) {
      operasjon.feilet = status === "error";
    },
    end() {
      operasjon.kall.slutt(utfallAv(operasjon));
    },
  };
}

/** One request of it: its status is that of the operation until there is another. */
function requestspenn(operasjon: Operasjon): TracingSpan {
  operasjon.status = undefined;
  return {
    ...INGEN,
    isRecording: () => true,
    setAttribute(navn, verdi) {
      if (navn === "http.status_code" && typeof verdi === "number") operasjon.status = verdi;
    },
  };
}

/** The instrumenter for `useInstrumenter`. Requests for tokens of the managed identity are not counted as the counterpart's. */
export function createAzureSporing(sporing: Pick<Sporing, "kall">): Instrumenter {
  // The context carries a mark; what it stands for is kept here.
  const operasjoner = new WeakMap<object, Operasjon>();

  function operasjonI(context: TracingContext | undefined): Operasjon | undefined {
    const merke = context?.getValue(OPERASJON);
    return typeof merke === "object" && merke !== null ? operasjoner.get(merke) : undefined;
  }

  return {
    startSpan(navn, { packageName, tracingContext = kontekst(new Map()) }) {
      if (packageName === "@azure/identity") {
        return { span: INGEN, tracingContext: tracingContext.deleteValue(OPERASJON) };
      }
      const ytre = operasjonI(tracingContext);
      if (ytre !== undefined) {
        const erRequest = packageName === "@azure/core-rest-pipeline";
        return { span: erRequest ? requestspenn(ytre) : INGEN, tracingContext };
      }
      const motpart = MOTPARTER[packageName];
      if (motpart === undefined) return { span: INGEN, tracingContext };
      const operasjon = { kall: sporing.kall(motpart, navn), status: undefined, feilet: false };
      const merke = {};
      operasjoner.set(merke, operasjon);
      return { span: operasjonsspenn(operasjon), tracingContext: tracingContext.setValue(OPERASJON, merke) };
    },
    withContext: (_, callback, ...argumenter) => callback(...argumenter),
    parseTraceparentHeader: () => undefined,
    createRequestHeaders(context): Record<string, string> {
      const operasjon = operasjonI(context);
      return operasjon === undefined ? {} : { traceparent: operasjon.kall.traceparent };
    },
  };
}
