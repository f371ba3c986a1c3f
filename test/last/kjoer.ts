// A whole run: everything started, a burst from cold, every scene in turn with recovery after each, and then what must hold of it
// all. Only loopback, and only processes that it started itself.

import { lesOppslagslogg } from "../functions/les-oppslagslogg.ts";
import { startMellomledd } from "../standins/azure/mellomledd.ts";
import { startSystem } from "../standins/system.ts";
import { bedring, belast, stoet, type Bedring, type Maaling } from "./belast.ts";
import { startInstans, type Instans } from "./instans.ts";
import { bruddILoggen, bruddITelemetrien } from "./lekkasje.ts";
import { bruddIMinnet, foelgMinne, type Minne, type Minnestykke } from "./minne.ts";
import type { Omgivelser, Scene } from "./scene.ts";

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
  /** What the scene says that it saw. */
  readonly saa: readonly string[];
  readonly minne: Minne;
  readonly bedring: Bedring;
};

type Regler = Pick<Scene, "tillatt" | "maaSees" | "drept">;

/** More than an instance takes on at once (functions/main.ts). */
const STOET = 140;
const FLEST_OPPSLAG = 128;
const OPPTATT = "503 opptatt";
// Keys that are unknown are asked for again after 30 s at most; everything else sooner.
const BEDRING_INNEN_SEKUNDER = 35;

/** What was wrong in a stretch: a kode that does not belong to the scene, wrong amounts, no recovery, or nothing that went on. */
function bruddI({ navn, maaling, saa, bedring: etterpaa }: Stykke, regler: Regler): string[] {
  const uventet = [...maaling.utfall].filter(
    ([utfall]) => utfall !== "200" && !regler.tillatt.includes(utfall),
  );
  const usett = regler.maaSees.filter((hva) => !maaling.utfall.has(hva) && !saa.includes(hva));
  const drept = regler.drept === true;
  return [
    ...uventet.map(([utfall, antall]) => `${navn}: ${antall} x ${utfall}`),
    ...usett.map((hva) => `${navn}: not seen: ${hva}`),
    ...[...new Set([...maaling.galt, ...etterpaa.galt])].map((hva) => `${navn}: ${hva}`),
    ...(maaling.utleverte.length === 0 ? [`${navn}: no lookup was answered`] : []),
    ...(!drept && maaling.utenSvar > 0 ? [`${navn}: ${maaling.utenSvar} without an answer`] : []),
    ...(drept && maaling.utenSvar === 0 ? [`${navn}: nobody noticed`] : []),
    ...(etterpaa.sekunder === undefined ? [`${navn}: it did not recover without a restart`] : []),
  ];
}

/** Those of the load, and those of the tries until it went well again. */
function utleverteI({ maaling, bedring: etterpaa }: Stykke): string[] {
  return [...maaling.utleverte, ...etterpaa.utleverte];
}

/** Every lookup that was answered with data has its entry, and the entry says that it was. */
async function uforteOppslag(system: Omgivelser["system"], utleverte: readonly string[]): Promise<string[]> {
  const innslag = new Map((await lesOppslagslogg(system)).map((rad) => [rad.korrelasjonsid, rad.utfall]));
  const ufoerte = utleverte.filter((id) => innslag.get(id) !== "UTLEVERT");
  return ufoerte.length === 0
    ? []
    : [`${ufoerte.length} lookups were released without their entry in the log`];
}

function somMinnestykke({ maaling, minne }: Stykke): Minnestykke {
  return { antall: maaling.antall, mestMb: minne.mestMb };
}

/** Runs it all; resolves to every rule that was broken. */
export async function kjoer({ scener, sekunder, forbindelser, fraKaldt, vis }: Valg): Promise<string[]> {
  let skjev = 0;
  const system = await startSystem({
    telemetri: true,
    egetLager: true,
    now: () => new Date(Date.now() + skjev),
  });
  const { certificates, azurite, ingestion } = system.azure;
  if (azurite === undefined) throw new Error("no storage");
  const bak = new URL(azurite.tableUrl);
  const tls = { cert: certificates.certPem, key: certificates.keyPem };
  const mellomledd = await startMellomledd(tls, bak.origin, certificates.caPem);
  const instanser: Instans[] = [];
  async function enTil(): Promise<Instans> {
    const ny = await startInstans({
      ...system.env,
      STORAGE_TABLE_URL: `${mellomledd.origin}${bak.pathname}`,
    });
    instanser.push(ny);
    return ny;
  }
  try {
    const instans = await enTil();
    let verdi = await system.hentEpjToken();
    const token = (): string => verdi;
    const her: Omgivelser = {
      system,
      instans,
      enTil,
      mellomledd,
      skjevMs: (ms) => {
        skjev = ms;
      },
      token,
      nyttToken: async () => {
        verdi = await system.hentEpjToken();
        return verdi;
      },
    };
    const brudd: string[] = [];
    const stykker: Stykke[] = [];
    const varme: string[] = [];

    async function stykke(
      navn: string,
      regler: Regler,
      belastning: () => Promise<Pick<Stykke, "saa" | "maaling">>,
    ): Promise<Stykke> {
      const minne = foelgMinne(instans);
      const belastet = await belastning();
      if (!instans.lever()) await instans.startIgjen();
      const etterpaa = await bedring(instans.url, token, BEDRING_INNEN_SEKUNDER);
      const dette = { navn, ...belastet, bedring: etterpaa, minne: minne.slutt() };
      stykker.push(dette);
      brudd.push(...bruddI(dette, regler));
      vis(dette);
      return dette;
    }

    if (!fraKaldt) {
      // The first stretch is to be about the scene, not about a start.
      const varm = await bedring(instans.url, token, BEDRING_INNEN_SEKUNDER);
      if (varm.sekunder === undefined) throw new Error("the service does not answer");
      varme.push(...varm.utleverte);
    } else {
      // With a cold cache all wait for the same token, so that all are under way at once.
      system.maskinporten.settTokenFeil({ type: "TREG", ms: 2_000 }, { antall: 3 });
      const regler = { tillatt: [OPPTATT], maaSees: [OPPTATT] };
      const { maaling } = await stykke(`burst of ${STOET} from cold`, regler, async () => ({
        maaling: await stoet(instans.url, token, STOET),
        saa: [],
      }));
      if (maaling.utleverte.length !== FLEST_OPPSLAG) {
        brudd.push(
          `burst: ${maaling.utleverte.length} lookups were answered, ${FLEST_OPPSLAG} should have been`,
        );
      }
    }
    const foer = stykker.length;
    for (const scene of scener) {
      const belastning = (): ReturnType<typeof belast> =>
        belast({
          url: instans.url,
          token,
          forbindelser,
          sekunder,
          underveis: (tall) => scene.underveis(her, { sekunder, tall }),
        });
      await stykke(scene.navn, scene, belastning);
    }
    await instans.stopp();
    return [
      ...brudd,
      ...bruddIMinnet(stykker.slice(foer).map(somMinnestykke)),
      ...(await uforteOppslag(system, [...varme, ...stykker.flatMap(utleverteI)])),
      ...instanser.flatMap(({ logg }) => bruddILoggen(logg())),
      ...bruddITelemetrien(ingestion.items(), ingestion.tekst()),
    ];
  } finally {
    await Promise.all(instanser.map((instans) => instans.stopp()));
    await mellomledd.close();
    await system.close();
  }
}
