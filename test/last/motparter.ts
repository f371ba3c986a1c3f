// Scenes where a counterpart is slow, fails by share or is gone.

import { setTimeout as vent } from "node:timers/promises";
import { slaaOpp } from "./enkelt.ts";
import { erVaar, medKorteTokener, type Omgivelser, type Scene, type Underveis } from "./scene.ts";

const SKATTEETATEN_BORTE = "503 motpart-utilgjengelig SKATTEETATEN";
const MASKINPORTEN_BORTE = "503 motpart-utilgjengelig MASKINPORTEN";
const KEY_VAULT_BORTE = "503 motpart-utilgjengelig KEY_VAULT";
const LOGG_BORTE = "503 logg-utilgjengelig";
const TREG_MS = 250;
const INGEN_RASKE = `every lookup took ${TREG_MS} ms or more`;
const NESTEN_INGEN_RASKE = `tokens were asked for, and 49 of 50 lookups took ${TREG_MS} ms or more`;
// Where Maskinporten is not slow it is 78 to 90 of 100.
const NESTEN_ALLE = 0.98;
const HVELVET_SVIKTET = "the vault failed, and a lookup was answered all the same";
const FLEST_FORSOEK = 20;

/** How large a part of the lookups answered since the first so many waited for the slow one. A timer may be a little early. */
function andelTrege({ ms: { oppslag } }: Underveis["tall"], fra: number): number {
  const disse = oppslag.slice(fra);
  return disse.length === 0 ? 0 : disse.filter((ms) => ms >= TREG_MS - 5).length / disse.length;
}

async function tregSkatteetaten(
  { system: { skatteetaten } }: Omgivelser,
  { sekunder, tall }: Underveis,
): Promise<readonly string[]> {
  skatteetaten.settForsinkelse(TREG_MS);
  await vent(sekunder * 900);
  const saa = andelTrege(tall, 0) === 1;
  skatteetaten.settForsinkelse(0);
  return saa ? [INGEN_RASKE] : [];
}

/** Of eight answers of Skatteetaten's one is a page from a gateway, and one never comes. */
async function noenFeilHosSkatteetaten(
  { system: { skatteetaten } }: Omgivelser,
  { sekunder }: Underveis,
): Promise<readonly string[]> {
  skatteetaten.settFeil({ type: "HTML", status: 502 }, { andel: 1 / 8 });
  skatteetaten.settFeil({ type: "BRUDD" }, { andel: 1 / 8 });
  await vent(sekunder * 1_000);
  skatteetaten.fjernFeil();
  return [];
}

function tregMaskinporten(her: Omgivelser, { sekunder, tall }: Underveis): Promise<readonly string[]> {
  const { maskinporten } = her.system;
  return medKorteTokener(her, async () => {
    maskinporten.settTokenFeil({ type: "TREG", ms: TREG_MS }, { gjelder: erVaar(her) });
    // By then the tokens from before have been refused.
    await vent(sekunder * 450);
    const fra = tall.ms.oppslag.length;
    const vaar = { clientId: her.system.env.MASKINPORTEN_CLIENT_ID };
    const spurtFoer = maskinporten.antallTokenkall(vaar);
    await vent(sekunder * 450);
    maskinporten.fjernFeil();
    const spurt = maskinporten.antallTokenkall(vaar) > spurtFoer;
    // A lookup that comes while the same token is on its way waits for the rest of that only.
    return spurt && andelTrege(tall, fra) >= NESTEN_ALLE ? [NESTEN_INGEN_RASKE] : [];
  });
}

/** Of four token requests one is cut, and one is told to come back. */
function noenFeilHosMaskinporten(her: Omgivelser, { sekunder }: Underveis): Promise<readonly string[]> {
  const { maskinporten } = her.system;
  return medKorteTokener(her, async () => {
    maskinporten.settTokenFeil({ type: "BRUDD" }, { andel: 1 / 4, gjelder: erVaar(her) });
    maskinporten.settTokenFeil({ type: "UTILGJENGELIG" }, { andel: 1 / 4, gjelder: erVaar(her) });
    await vent(sekunder * 900);
    maskinporten.fjernFeil();
    return [];
  });
}

/**
 * An instance that is warm asks the vault for nothing for ten minutes, so only one that starts notices: of three requests to the
 * vault one fails.
 */
async function noenFeilIHvelvet(her: Omgivelser, underveis: Underveis): Promise<readonly string[]> {
  const { system, instans } = her;
  const { fault } = system.azure.keyVault;
  await vent(underveis.sekunder * 200);
  await instans.drep();
  const feilet = fault.antall();
  fault.sett({ type: "STATUS", status: 503 }, undefined, 1 / 3);
  await instans.startIgjen();
  let besvart = false;
  for (let nr = 0; nr < FLEST_FORSOEK && !besvart; nr++) {
    besvart = (await slaaOpp(instans.url, her, underveis)) !== undefined;
  }
  fault.frisk();
  return besvart && fault.antall() > feilet ? [HVELVET_SVIKTET] : [];
}

/** One of three calls to storage is cut before it is carried out, one of ten after. */
async function noenBrudd({ mellomledd }: Omgivelser, { sekunder }: Underveis): Promise<readonly string[]> {
  let nr = 0;
  mellomledd.behandle(() => {
    nr += 1;
    if (nr % 10 === 0) return "SVAR_TAPT";
    return nr % 3 === 0 ? "BRUDD" : "VIDERE";
  });
  await vent(sekunder * 600);
  // Then nothing gets through at all.
  mellomledd.behandle(() => "BRUDD");
  await vent(sekunder * 300);
  mellomledd.behandle(() => "VIDERE");
  return [];
}

export const MOTPARTSSCENER: readonly Scene[] = [
  {
    navn: `Skatteetaten is slow, ${TREG_MS} ms`,
    tillatt: [],
    maaSees: [INGEN_RASKE],
    underveis: tregSkatteetaten,
  },
  {
    navn: "Skatteetaten fails by share",
    tillatt: [SKATTEETATEN_BORTE],
    maaSees: [SKATTEETATEN_BORTE],
    underveis: noenFeilHosSkatteetaten,
  },
  {
    navn: `Maskinporten is slow, ${TREG_MS} ms`,
    tillatt: [],
    maaSees: [NESTEN_INGEN_RASKE],
    underveis: tregMaskinporten,
  },
  {
    navn: "Maskinporten fails by share",
    tillatt: [MASKINPORTEN_BORTE],
    maaSees: [MASKINPORTEN_BORTE],
    underveis: noenFeilHosMaskinporten,
  },
  {
    navn: "storage fails, then is gone",
    tillatt: [LOGG_BORTE],
    maaSees: [LOGG_BORTE],
    underveis: noenBrudd,
  },
];

/** Apart from the others: it starts the instance again. */
export const HVELVSCENE: Scene = {
  navn: "Key Vault fails by share, from cold",
  tillatt: [KEY_VAULT_BORTE, LOGG_BORTE],
  maaSees: [HVELVET_SVIKTET],
  drept: true,
  underveis: noenFeilIHvelvet,
};
