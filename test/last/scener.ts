// Everything that is done to the counterparts and the instance while the service is under load, in turn.

import { KLOKKESCENER } from "./klokker.ts";
import { HVELVSCENE, MOTPARTSSCENER } from "./motparter.ts";
import { NOEKKELSCENER } from "./noekkelbytter.ts";
import type { Scene } from "./scene.ts";

/** Nothing is done: what the others are compared with. */
const JEVN: Scene = { navn: "steady", tillatt: [], maaSees: [], underveis: () => Promise.resolve([]) };

/** One instance lives through all of it until the scenes that kill it, which are the last. */
export const SCENER: readonly Scene[] = [
  JEVN,
  ...MOTPARTSSCENER,
  ...KLOKKESCENER,
  ...NOEKKELSCENER,
  HVELVSCENE,
];
