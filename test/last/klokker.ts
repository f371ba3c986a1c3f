// Scenes where the counterparts' clocks and ours differ. Tokens are renewed meanwhile, both those we are called with and ours.

import { setTimeout as vent } from "node:timers/promises";
import { avvisTokener, grantsFraNaa, sees, type Omgivelser, type Scene, type Underveis } from "./scene.ts";

const GODTATT_FORAN = "new tokens were good while their clocks were ahead";
const GODTATT_BAK = "new tokens were good while their clocks were behind";
const FOR_LANGT_FORAN = "502 tilkobling-feilkonfigurert invalid_grant";
const FOR_LANGT_BAK = "502 tilkobling-feilkonfigurert KLOKKE";
const IKKE_INNLOGGET = "401 ikke-autentisert";

/** Within what both sides bear with: all new tokens are taken. */
async function litt(her: Omgivelser, { sekunder, tall }: Underveis): Promise<readonly string[]> {
  const saa: string[] = [];
  for (const [ms, hva] of [
    [8_000, GODTATT_FORAN],
    [-8_000, GODTATT_BAK],
  ] as const) {
    her.skjevMs(ms);
    const grants = grantsFraNaa(her);
    const token = await her.nyttToken();
    avvisTokener(her);
    const godtatt = (): boolean => tall.godtatte.has(token) && grants().some(({ status }) => status === 200);
    saa.push(...(await sees(hva, sekunder * 0.4, godtatt)));
  }
  her.skjevMs(0);
  her.system.skatteetaten.fjernFeil();
  await her.nyttToken();
  return saa;
}

/** Beyond it: our grants are refused, and a token from the future is refused by us. */
async function mye(her: Omgivelser, { sekunder }: Underveis): Promise<readonly string[]> {
  await vent(sekunder * 200);
  her.skjevMs(45_000);
  avvisTokener(her);
  await vent(sekunder * 200);
  await her.nyttToken();
  await vent(sekunder * 100);
  her.skjevMs(-45_000);
  await her.nyttToken();
  await vent(sekunder * 200);
  her.skjevMs(0);
  her.system.skatteetaten.fjernFeil();
  await her.nyttToken();
  return [];
}

export const KLOKKESCENER: readonly Scene[] = [
  { navn: "clocks 8 s apart", tillatt: [], maaSees: [GODTATT_FORAN, GODTATT_BAK], underveis: litt },
  {
    navn: "clocks 45 s apart",
    tillatt: [FOR_LANGT_FORAN, FOR_LANGT_BAK, IKKE_INNLOGGET],
    maaSees: [FOR_LANGT_FORAN, FOR_LANGT_BAK, IKKE_INNLOGGET],
    underveis: mye,
  },
];
