// A connection in three words, as the overview has it.

import { erNoedvendig, type Stegstatus, type Tilkoblingsstatus } from "../../shared/tilkobling/status.ts";

export type Sammendrag = {
  readonly erklaering: Stegstatus;
  /** Access to the APIs a lookup needs. */
  readonly tilgang: Stegstatus;
  /** UKJENT when nothing is known to be missing, but not everything is known to be there. */
  readonly klar: Stegstatus;
};

export function sammendrag({ steg, klar }: Tilkoblingsstatus): Sammendrag {
  const noedvendige = steg.filter(({ steg: navn, api }) =>
    api === undefined ? navn === "TILSLUTNINGSERKLAERING" : erNoedvendig(api),
  );
  const erklaering = noedvendige.filter(({ steg: navn }) => navn === "TILSLUTNINGSERKLAERING");
  const tilgang = noedvendige.filter(({ steg: navn }) => navn === "TILGANG");
  return {
    erklaering: svakest(erklaering),
    tilgang: svakest(tilgang),
    klar: klar ? "OK" : svakest(noedvendige),
  };
}

/** What has not been done counts before what somebody is looking at, and that before what is not known. */
const SVAKEST_FOERST: readonly Stegstatus[] = ["AVVIST", "MANGLER", "TIL_VURDERING", "UKJENT", "OK"];

function svakest(steg: readonly { readonly status: Stegstatus }[]): Stegstatus {
  const funnet = SVAKEST_FOERST.find((status) => steg.some((s) => s.status === status));
  if (funnet === undefined) throw new Error("a status without its steps");
  return funnet;
}
