// The set of keys that Digdir has for our client: changed, or how a person changes it where there is no admin client.

import type { JWK } from "jose";
import { err, ok } from "../../shared/kernel/result.ts";
import type { Versjon } from "./hvelv.ts";
import type { Selvbetjening } from "./selvbetjening.ts";
import type { Utfall } from "./utfall.ts";

/** Replaces the set, and looks whether it is there. */
export async function erstattSett(
  selvbetjening: Selvbetjening,
  clientId: string,
  sett: readonly JWK[],
): Promise<Utfall> {
  const erstattet = await selvbetjening.erstatt(clientId, sett);
  if (!erstattet.ok) return erstattet;
  const etterpaa = await selvbetjening.hent(clientId);
  if (!etterpaa.ok) return etterpaa;
  const kid = (noekler: readonly JWK[]): string =>
    noekler
      .map((noekkel) => noekkel.kid)
      .sort()
      .join(", ");
  if (kid(etterpaa.value) !== kid(sett)) {
    return err(`Digdir har ikke de nøklene som ble sendt. Registrert nå: ${kid(etterpaa.value)}.`);
  }
  return ok([`Registrert hos Digdir for klienten ${clientId}: ${kid(sett)}.`]);
}

/** What a person does to register these, the keys last. */
export function leggInnForHaand(clientId: string, egne: readonly JWK[]): readonly string[] {
  return [
    `Uten adminklient registreres nøkler for hånd. Legg disse inn på klienten ${clientId} i Digdirs selvbetjening, også om de`,
    "står der fra før (da fornyes de). Behold de andre. Kjør så registrer --for-haand samme dag: den prøver nøkkelen og setter",
    "utløpsdatoen i hvelvet.",
    JSON.stringify(egne, null, 2),
  ];
}

type Avregistrering = {
  readonly selvbetjening: Selvbetjening | undefined;
  readonly clientId: string;
  /** The kids of keys that are no longer used. */
  readonly vekk: ReadonlySet<string>;
  /** Those of the keys in use or under way. */
  readonly beholdes: ReadonlySet<string>;
  /** Old versions whose kid nothing tells. */
  readonly uleselige: readonly Versjon[];
};

function omUleselige(uleselige: readonly Versjon[]): string {
  const versjoner = uleselige.map(({ navn, versjon }) => `${navn}/${versjon}`).join(", ");
  return uleselige.length === 0
    ? ""
    : ` Hvilken nøkkel som er i ${versjoner}, kan ikke sees: versjonen er slått av eller er ikke en nøkkel, og har ingen kid-tag.`;
}

/** Takes keys away from Digdir; says how when it must be done by hand, and when one that should go may be left. */
export async function avregistrer(oppdrag: Avregistrering): Promise<Utfall> {
  const { selvbetjening, clientId, vekk, beholdes, uleselige } = oppdrag;
  if (vekk.size === 0 && uleselige.length === 0) return ok([]);
  if (selvbetjening === undefined) {
    const gamle = vekk.size === 0 ? "" : ` De gamle er ${[...vekk].join(", ")}.`;
    return err(
      `Fjern gamle nøkler fra klienten ${clientId} i Digdirs selvbetjening, og kjør så fjern --for-haand.${gamle}${omUleselige(uleselige)} Behold ${[...beholdes].join(", ")}.`,
    );
  }
  const registrerte = await selvbetjening.hent(clientId);
  if (!registrerte.ok) return registrerte;
  const sett = registrerte.value.filter(({ kid = "" }) => !vekk.has(kid));
  if (sett.length === 0) return err("Klienten ville stått uten nøkler. Ingenting er endret.");
  const utfall =
    sett.length === registrerte.value.length ? ok([]) : await erstattSett(selvbetjening, clientId, sett);
  if (!utfall.ok || uleselige.length === 0) return utfall;
  // Where nothing is registered but what is in use, the unknown ones are gone already.
  const andre = sett.flatMap(({ kid = "" }) => (beholdes.has(kid) ? [] : [kid]));
  if (andre.length === 0) return utfall;
  return err(
    `Hos Digdir står også ${andre.join(", ")}.${omUleselige(uleselige)} Er en av dem en gammel nøkkel, så fjern den i Digdirs selvbetjening. Kjør så fjern --for-haand.`,
  );
}
