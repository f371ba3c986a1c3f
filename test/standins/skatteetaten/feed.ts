// Skatteoppgjoer hendelser: the feed of settlement events, with numbers that grow and have gaps.

import { jsonSvar, type Svar } from "../http/answers.ts";
import { apifeil } from "./feilsvar.ts";

/** An event as it stands on the wire; all but the first two may be absent. */
export type Feedhendelse = {
  readonly sekvensnummer: number;
  readonly identifikator: string;
  readonly gjelderPeriode?: string;
  readonly registreringstidspunkt?: string;
  readonly hendelsetype?: string | null;
};

export type Feed = {
  /** Adds events at the end; their numbers must grow. */
  readonly leggTil: (...hendelser: readonly Feedhendelse[]) => void;
  readonly toem: () => void;
  /** How it says that there is nothing more: an empty list (from the start), or 404 with FA-005. */
  readonly settSlutt: (slutt: "TOM_LISTE" | "FA-005") => void;
  /** The answer to what stands after the address of the feed, query included. */
  readonly svar: (resten: string, korrelasjonsid: string) => Svar;
};

function positivt(tekst: string | null): number | undefined {
  return tekst !== null && /^[1-9][0-9]{0,15}$/.test(tekst) ? Number(tekst) : undefined;
}

export function createFeed(): Feed {
  let hendelser: Feedhendelse[] = [];
  let slutt: "TOM_LISTE" | "FA-005" = "TOM_LISTE";

  function side(query: URLSearchParams, korrelasjonsid: string): Svar {
    const fra = positivt(query.get("fraSekvensnummer"));
    const antall = positivt(query.get("antall"));
    if (fra === undefined || antall === undefined) {
      return apifeil("HENDELSER", "UGYLDIG_INPUT", { korrelasjonsid });
    }
    const start = hendelser.findIndex(({ sekvensnummer }) => sekvensnummer >= fra);
    const funnet = start < 0 ? [] : hendelser.slice(start, start + antall);
    return funnet.length === 0 && slutt === "FA-005"
      ? apifeil("HENDELSER", "INGEN_DATA", { korrelasjonsid })
      : jsonSvar(200, { hendelser: funnet }, { korrelasjonsid });
  }

  function start(query: URLSearchParams, korrelasjonsid: string): Svar {
    const dato = query.get("dato") ?? "";
    if (!/^[0-9]{4}-[0-9]{2}-[0-9]{2}$/.test(dato)) {
      return apifeil("HENDELSER", "UGYLDIG_INPUT", { korrelasjonsid });
    }
    const foerste = hendelser.find(({ registreringstidspunkt }) => (registreringstidspunkt ?? "") >= dato);
    return foerste === undefined
      ? apifeil("HENDELSER", "INGEN_DATA", { korrelasjonsid })
      : jsonSvar(200, { sekvensnummer: foerste.sekvensnummer }, { korrelasjonsid });
  }

  return {
    leggTil(...nye) {
      for (const ny of nye) {
        if (ny.sekvensnummer <= (hendelser.at(-1)?.sekvensnummer ?? 0)) {
          throw new RangeError("the numbers of a feed grow");
        }
        hendelser.push(ny);
      }
    },
    toem() {
      hendelser = [];
    },
    settSlutt(ny) {
      slutt = ny;
    },
    svar(resten, korrelasjonsid) {
      const [sti, query] = resten.split("?", 2);
      const parametre = new URLSearchParams(query);
      if (sti === "") return side(parametre, korrelasjonsid);
      if (sti === "/start") return start(parametre, korrelasjonsid);
      return apifeil("HENDELSER", "UKJENT_URL", { korrelasjonsid });
    },
  };
}
