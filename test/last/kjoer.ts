// A whole run: everything started, a burst from cold, every scene in turn with recovery after each, and then what must hold of it
// all. Only loopback, and only processes that it started itself.

import { linjerMedBeloep } from "../functions/tjeneste.ts";
import { lesOppslagslogg } from "../functions/les-oppslagslogg.ts";
import { linjerMedNummer } from "../functions/sifre.ts";
import { rss } from "../bench/maal.ts";
import { startMellomledd } from "../standins/azure/mellomledd.ts";
import { startSystem } from "../standins/system.ts";
import { bedring, belast, stoet, type Maaling } from "./belast.ts";
import { startInstans } from "./instans.ts";
import type { Omgivelser, Scene } from "./scener.ts";

export type Valg = {
  readonly scener: readonly Scene[];
  readonly sekunder: number;
  readonly forbindelser: number;
  /** Whether it begins with more lookups at the same moment than an instance takes on. */
  readonly fraKaldt: boolean;
  /** Hears how each stretch went. */
  readonly vis: (stykke: Stykke) => void;
};

export type Stykke = {
  readonly navn: string;
  readonly maaling: Maaling;
  /** Resident memory of the instance afterwards, in MB. */
  readonly minneMb: number;
  /** Seconds until the whole flow went well again; undefined when it did not in time. */
  readonly bedringSekunder: number | undefined;
};

/** More than an instance takes on at once (functions/main.ts). */
const STOET = 140;
const FLEST_OPPSLAG = 128;
/** At most this many times the memory after the first scene. */
const MEST_MINNE = 1.3;
const OPPTATT = "503 opptatt";
// Keys that are unknown are asked for again after 30 s at most; everything else sooner.
const BEDRING_INNEN_SEKUNDER = 35;

/** What an answer tells that it should not have: kode that does not belong to the scene, wrong amounts, no recovery. */
function bruddI(
  { navn, maaling, bedringSekunder }: Stykke,
  scene: Pick<Scene, "tillatt" | "drept">,
): string[] {
  const uventet = [...maaling.utfall].filter(
    ([utfall]) => utfall !== "200" && !scene.tillatt.includes(utfall),
  );
  return [
    ...uventet.map(([utfall, antall]) => `${navn}: ${antall} x ${utfall}`),
    ...[...new Set(maaling.galt)].map((hva) => `${navn}: ${hva}`),
    ...(maaling.utleverte.length === 0 ? [`${navn}: no lookup was answered`] : []),
    ...(scene.drept !== true && maaling.utenSvar > 0
      ? [`${navn}: ${maaling.utenSvar} without an answer`]
      : []),
    ...(bedringSekunder === undefined ? [`${navn}: it did not recover without a restart`] : []),
  ];
}

/** Every lookup that was answered with data has its entry, and the entry says that it was. */
async function uforteOppslag(system: Omgivelser["system"], utleverte: readonly string[]): Promise<string[]> {
  const innslag = new Map((await lesOppslagslogg(system)).map((rad) => [rad.korrelasjonsid, rad.utfall]));
  const ufoerte = utleverte.filter((id) => innslag.get(id) !== "UTLEVERT");
  return ufoerte.length === 0
    ? []
    : [`${ufoerte.length} lookups were released without their entry in the log`];
}

function bruddILoggen(logg: string): string[] {
  const [numre, beloep] = [linjerMedNummer(logg).length, linjerMedBeloep(logg).length];
  return [
    ...(numre > 0 ? [`${numre} lines of log hold a person's number`] : []),
    ...(beloep > 0 ? [`${beloep} lines of log hold an amount of a person`] : []),
  ];
}

/** Runs it all; resolves to every rule that was broken. */
export async function kjoer({ scener, sekunder, forbindelser, fraKaldt, vis }: Valg): Promise<string[]> {
  let skjev = 0;
  const system = await startSystem({ telemetri: true, now: () => new Date(Date.now() + skjev) });
  const { certificates, azurite } = system.azure;
  if (azurite === undefined) throw new Error("no storage");
  const bak = new URL(azurite.tableUrl);
  const tls = { cert: certificates.certPem, key: certificates.keyPem };
  const mellomledd = await startMellomledd(tls, bak.origin, certificates.caPem);
  const instans = await startInstans({
    ...system.env,
    STORAGE_TABLE_URL: `${mellomledd.origin}${bak.pathname}`,
  });
  try {
    let verdi = await system.hentEpjToken();
    const token = (): string => verdi;
    const her: Omgivelser = {
      system,
      instans,
      mellomledd,
      skjevMs: (ms) => {
        skjev = ms;
      },
      nyttToken: async () => {
        verdi = await system.hentEpjToken();
      },
    };
    const brudd: string[] = [];
    const utleverte: string[] = [];
    const stykker: Stykke[] = [];

    async function stykke(
      navn: string,
      maaling: Maaling,
      scene: Pick<Scene, "tillatt" | "drept">,
    ): Promise<void> {
      utleverte.push(...maaling.utleverte);
      const bedringSekunder = await bedring(instans.url, token, BEDRING_INNEN_SEKUNDER);
      const dette = { navn, maaling, bedringSekunder, minneMb: rss(instans.pid()) };
      vis(dette);
      stykker.push(dette);
      brudd.push(...bruddI(dette, scene));
    }

    if (fraKaldt) {
      // With a cold cache all wait for the same token, so that all are under way at once.
      system.maskinporten.settTokenFeil({ type: "TREG", ms: 2_000 }, { antall: 3 });
      const kald = await stoet(instans.url, token, STOET);
      await stykke(`burst of ${STOET} from cold`, kald, { tillatt: [OPPTATT] });
      if (kald.utleverte.length !== FLEST_OPPSLAG) {
        brudd.push(
          `burst: ${kald.utleverte.length} lookups were answered, ${FLEST_OPPSLAG} should have been`,
        );
      }
    }
    const foer = stykker.length;
    for (const scene of scener) {
      const maaling = await belast({
        url: instans.url,
        token,
        forbindelser,
        sekunder,
        underveis: () => scene.underveis(her, sekunder),
      });
      if (scene.drept === true) await instans.startIgjen();
      await stykke(scene.navn, maaling, scene);
    }
    const minner = stykker.slice(foer).map(({ minneMb }) => minneMb);
    if (Math.max(...minner) > (minner[0] ?? 0) * MEST_MINNE)
      brudd.push(`memory grew to ${Math.max(...minner)} MB`);
    await instans.stopp();
    brudd.push(...(await uforteOppslag(system, utleverte)), ...bruddILoggen(instans.logg()));
    return brudd;
  } finally {
    await instans.stopp();
    await mellomledd.close();
    await system.close();
  }
}
