// Scenes where keys are replaced under load: ours with Maskinporten, Maskinporten's own, and that of the seals.

import { setTimeout as vent } from "node:timers/promises";
import { decodeProtectedHeader } from "jose";
import { z } from "zod";
import { nyttNoekkelpar, privatJwk } from "../standins/maskinporten/noekler.ts";
import { seglnoekkel } from "../standins/system.ts";
import { godtar, slaaOpp } from "./enkelt.ts";
import { avvisTokener, grantsFraNaa, sees, type Omgivelser, type Scene, type Underveis } from "./scene.ts";

const GAMMEL_AVVIST = "a grant signed with the withdrawn key was refused";
const NY_GODTATT = "a grant signed with the new key was accepted";
const UTSTEDERS_NYE = "Maskinporten's keys were fetched, and a token signed with the new one was accepted";
const NY_FORSEGLER = "an instance started after the change seals with the new key";
const NY_LESER_GAMMELT = "it takes a seal of the old key";
const GAMMEL_LESER_NYTT = "the instance from before takes a seal of the new key";
const BARE_NYE_SEGL = "lookups are sealed with the new key alone";
const DREPT = "the instance was killed";

const SEGLNOEKKEL = "segl-noekkel";

/**
 * Our key is replaced and the old one withdrawn at once, as when it has gone astray (docs/drift.md). The instance still holds
 * it and finds out by being refused; no lookup may fail for that.
 */
async function byttVaar(her: Omgivelser, { sekunder }: Underveis): Promise<readonly string[]> {
  const { maskinporten, azure, env } = her.system;
  const { register } = maskinporten;
  const clientId = env.MASKINPORTEN_CLIENT_ID ?? "";
  await vent(sekunder * 300);
  const gamle = register.postede(clientId);
  const par = await nyttNoekkelpar();
  register.settNoekler(clientId, [...gamle, par.offentligJwk]);
  azure.keyVault.secrets.sett("maskinporten-noekkel", JSON.stringify(await privatJwk(par)));
  for (const { kid } of gamle) register.trekkNoekkel(clientId, kid ?? "");
  const grants = grantsFraNaa(her);
  avvisTokener(her);
  const innen = sekunder * 0.6;
  const avvist = await sees(GAMMEL_AVVIST, innen, () =>
    grants().some(({ kid, status }) => kid !== par.kid && status === 400),
  );
  const godtatt = await sees(NY_GODTATT, innen, () =>
    grants().some(({ kid, status }) => kid === par.kid && status === 200),
  );
  her.system.skatteetaten.fjernFeil();
  return [...avvist, ...godtatt];
}

/** The issuer signs with a key nobody has seen, and takes the old one away. */
async function byttUtsteders(her: Omgivelser, { sekunder, tall }: Underveis): Promise<readonly string[]> {
  const { maskinporten } = her.system;
  await vent(sekunder * 300);
  const hentet = maskinporten.logg().jwksHentinger;
  await maskinporten.roterNoekler();
  const token = await her.nyttToken();
  const saa = await sees(
    UTSTEDERS_NYE,
    sekunder * 0.4,
    () => maskinporten.logg().jwksHentinger > hentet && tall.godtatte.has(token),
  );
  maskinporten.slettGamleNoekler();
  return saa;
}

const seglSchema = z.looseObject({ segl: z.string() });

function nyesteSeglkid({ system }: Omgivelser): string | undefined {
  const nyeste = system.azure.keyVault.secrets.finn(SEGLNOEKKEL)?.bundle(true).value;
  return z.object({ kid: z.string() }).parse(JSON.parse(String(nyeste))).kid;
}

function kidI(oppslag: unknown): string | undefined {
  const segl = seglSchema.safeParse(oppslag).data?.segl;
  return segl === undefined ? undefined : decodeProtectedHeader(segl).kid;
}

/**
 * A new seal key. For up to ten minutes instances with the old and the new key answer side by side (how long is tested with
 * a clock of its own, test/adapters/key-vault), and each must take the other's seals.
 */
async function byttSegl(her: Omgivelser, underveis: Underveis): Promise<readonly string[]> {
  await vent(underveis.sekunder * 200);
  const gammelt = await slaaOpp(her.instans.url, her, underveis);
  her.system.azure.keyVault.secrets.sett(SEGLNOEKKEL, await seglnoekkel());
  const ny = await her.enTil();
  try {
    const nytt = await slaaOpp(ny.url, her, underveis);
    const sett: readonly (readonly [boolean, string])[] = [
      [kidI(nytt) === nyesteSeglkid(her) && kidI(gammelt) !== kidI(nytt), NY_FORSEGLER],
      [await godtar(ny.url, her, underveis, gammelt), NY_LESER_GAMMELT],
      [await godtar(her.instans.url, her, underveis, nytt), GAMMEL_LESER_NYTT],
    ];
    return sett.flatMap(([er, hva]) => (er ? [hva] : []));
  } finally {
    await ny.stopp();
  }
}

/** Killed in the middle of it all; it is started again when the load has ended. */
async function drept({ instans }: Omgivelser, { sekunder }: Underveis): Promise<readonly string[]> {
  await vent(sekunder * 700);
  await instans.drep();
  return instans.lever() ? [] : [DREPT];
}

/** Who started after the keys were replaced has the new ones. */
async function startetIgjen(her: Omgivelser, { sekunder, tall }: Underveis): Promise<readonly string[]> {
  await vent(sekunder * 900);
  const byttet = her.system.azure.keyVault.secrets.versjoner(SEGLNOEKKEL).length > 1;
  const [kid, ...flere] = tall.seglkider;
  return byttet && kid === nyesteSeglkid(her) && flere.length === 0 ? [BARE_NYE_SEGL] : [];
}

/** The last two belong after the others: they tell what holds for an instance that was started again. */
export const NOEKKELSCENER: readonly Scene[] = [
  {
    navn: "our key is replaced and withdrawn",
    tillatt: [],
    maaSees: [GAMMEL_AVVIST, NY_GODTATT],
    underveis: byttVaar,
  },
  {
    navn: "Maskinporten's keys are rotated",
    tillatt: [],
    maaSees: [UTSTEDERS_NYE],
    underveis: byttUtsteders,
  },
  {
    navn: "the seal key is rotated",
    tillatt: [],
    maaSees: [NY_FORSEGLER, NY_LESER_GAMMELT, GAMMEL_LESER_NYTT],
    underveis: byttSegl,
  },
  { navn: "killed", tillatt: [], maaSees: [DREPT], drept: true, underveis: drept },
  { navn: "started again", tillatt: [], maaSees: [BARE_NYE_SEGL], underveis: startetIgjen },
];
