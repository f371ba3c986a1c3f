// A deployment from start to end. Every part may be run again: what is done already, is left as it is.

import { readFileSync, writeFileSync } from "node:fs";
import type { Result } from "../../shared/kernel/result.ts";
import type { Hvelv } from "../noekler/hvelv.ts";
import type { Pakke } from "../pakke/lag-pakke.ts";
import { lesPakke } from "../pakke/les-pakke.ts";
import { BRUK, kommando, lesArgumenter, type Argumenter } from "./argumenter.ts";
import type { Az } from "./az.ts";
import {
  finnEksempler,
  kontrollerAz,
  kontrollerBudsjettFra,
  kontrollerRegion,
  registrerLeverandoerer,
} from "./forutsetninger.ts";
import { finnVersjon, kontrollerTjenesten, type KontrollDeps } from "./kontroll.ts";
import { sjekkNoekler } from "./noekler.ts";
import { erFoersteGang, hvaHvis, leggUt, rullUt, slaaOpp, type Ressurser } from "./ressurser.ts";

export type DeployDeps = KontrollDeps & {
  readonly az: Az;
  readonly now: () => Date;
  /** Builds the bundle and packs it. */
  readonly bygg: () => Promise<Pakke>;
  readonly aapneHvelv: (url: URL) => Hvelv;
  /** The text of an environment's parameter file. */
  readonly lesParametre: (miljoe: string) => string;
  /** Where a package that is made is written. */
  readonly pakkefil: string;
  /** Results, for standard output. */
  readonly skriv: (linje: string) => void;
  /** What is going on and what is in the way, for standard error. */
  readonly meld: (linje: string) => void;
};

/** 0 done, 1 something is wrong, 2 a person has something to do first. */
export type Status = 0 | 1 | 2;

function noeklerMangler(argumenter: Argumenter, linjer: readonly string[]): string {
  return [
    "Nøkler mangler. Dette må et menneske gjøre, én gang (docs/drift.md, «Første gang»):",
    `  mkdir -p .local && npm run --silent ${kommando(argumenter)} --vis > .local/miljoe && . .local/miljoe`,
    ...linjer,
    "Kjør så denne kommandoen igjen.",
  ].join("\n");
}

const KAN_IKKE_SE =
  "Kan ikke se etter nøkler herfra (ingen rolle, eller hvelvet er stengt for denne maskinen)";

/** Without an answer from the service nobody knows that there are keys: code without them starts, and fails at the first look-up. */
const FOERSTE_GANG_I_BLINDE = [
  `${KAN_IKKE_SE}, og ingen versjon svarer.`,
  "Første gang: åpne hvelvet for maskinen din (docs/drift.md, «Åpne og stenge»), og kjør kommandoen der, som medlem av driftsgruppen.",
  "Er tjenesten nede, og du vet at nøklene er i hvelvet: legg til --noekler-finnes.",
].join("\n");

function region(bicepparam: string): string {
  return /^param location = '(\w+)'$/m.exec(bicepparam)?.[1] ?? "norwayeast";
}

/** Carries out what the arguments ask for. */
export async function deploy(args: readonly string[], deps: DeployDeps): Promise<Status> {
  const argumenter = lesArgumenter(args);
  if (argumenter === undefined) return stopp(deps, BRUK);
  const bicepparam = deps.lesParametre(argumenter.miljoe);
  const abonnement = await kontrollerAz(deps.az, argumenter);
  if (!abonnement.ok) return stopp(deps, abonnement.feil);
  deps.meld(`Abonnement: ${abonnement.value}. Miljø: ${argumenter.miljoe}.`);

  switch (argumenter.gjoer) {
    case "VIS":
      return vis(deps, argumenter);
    case "HVA_HVIS":
      return ferdig(deps, await hvaHvis(deps.az, argumenter.miljoe, region(bicepparam)));
    case "BARE_KODE": {
      const ressurser = await slaaOpp(deps.az, argumenter);
      return ressurser.ok ? leggUtKode(deps, argumenter, ressurser.value) : stopp(deps, ressurser.feil);
    }
    case "ALT":
    case "BARE_INFRA":
      return rullUtAlt(deps, argumenter, bicepparam);
  }
}

function stopp({ meld }: DeployDeps, hvorfor: string): Status {
  meld(hvorfor);
  return 1;
}

function ferdig(deps: DeployDeps, utfall: Result<void, string>): Status {
  return utfall.ok ? 0 : stopp(deps, utfall.feil);
}

async function vis(deps: DeployDeps, argumenter: Argumenter): Promise<Status> {
  const ressurser = await slaaOpp(deps.az, argumenter);
  if (!ressurser.ok) return stopp(deps, ressurser.feil);
  for (const [navn, verdi] of Object.entries(ressurser.value.noekkelinnstillinger)) {
    deps.skriv(`export ${navn}='${verdi.replaceAll("'", "'\\''")}'`);
  }
  deps.meld(
    `Kall ut kommer fra ${ressurser.value.utgaaendeAdresse}. Tjenesten: ${ressurser.value.vertsnavn}.`,
  );
  return 0;
}

async function rullUtAlt(deps: DeployDeps, argumenter: Argumenter, bicepparam: string): Promise<Status> {
  const { az, meld } = deps;
  const { miljoe } = argumenter;
  const eksempler = finnEksempler(bicepparam);
  if (eksempler.length > 0) {
    const linjer = eksempler.map((hva) => `  ${hva}`);
    meld([`infra/${miljoe}.bicepparam har eksempler som må byttes ut:`, ...linjer].join("\n"));
    return 2;
  }
  if (await erFoersteGang(az, miljoe)) {
    const budsjett = kontrollerBudsjettFra(bicepparam, deps.now());
    if (!budsjett.ok) return stopp(deps, budsjett.feil);
  }
  const registrert = await registrerLeverandoerer(az);
  if (!registrert.ok) return stopp(deps, registrert.feil);
  if (registrert.value.length > 0) meld(`Tatt i bruk i abonnementet: ${registrert.value.join(", ")}.`);
  // Asked of Microsoft.Web, so not before the subscription knows it.
  const regionen = region(bicepparam);
  const tilbys = await kontrollerRegion(az, regionen);
  if (!tilbys.ok) return stopp(deps, tilbys.feil);

  meld("Ruller ut ressursene. Første gang tar det ti minutter.");
  const ressurser = await rullUt(az, miljoe, regionen);
  if (!ressurser.ok) return stopp(deps, ressurser.feil);
  meld(`Ressursene er på plass i ${ressurser.value.ressursgruppe}.`);
  return argumenter.gjoer === "BARE_INFRA" ? 0 : leggUtKode(deps, argumenter, ressurser.value);
}

/** The package to send: one made before, or one made now. */
async function finnPakke(
  { bygg, pakkefil }: DeployDeps,
  zip: string | undefined,
): Promise<{ readonly fil: string; readonly pakke: Pakke } | undefined> {
  if (zip !== undefined) {
    const pakke = lesPakke(new Uint8Array(readFileSync(zip)));
    return pakke === undefined ? undefined : { fil: zip, pakke };
  }
  const pakke = await bygg();
  writeFileSync(pakkefil, pakke.zip);
  return { fil: pakkefil, pakke };
}

async function leggUtKode(deps: DeployDeps, argumenter: Argumenter, ressurser: Ressurser): Promise<Status> {
  const { az, meld, skriv } = deps;
  const { zip, noeklerFinnes } = argumenter;
  const status = await sjekkNoekler(
    deps.aapneHvelv(new URL(ressurser.hvelvUrl)),
    ressurser.noekkelinnstillinger,
  );
  if (status.type === "MANGLER") {
    meld(noeklerMangler(argumenter, status.linjer));
    return 2;
  }
  const foer = await finnVersjon(deps, ressurser.vertsnavn);
  if (status.type === "KAN_IKKE_SE") {
    if (foer === undefined && !noeklerFinnes) {
      meld(FOERSTE_GANG_I_BLINDE);
      return 2;
    }
    meld(`${KAN_IKKE_SE}. Går videre.`);
  }
  const funnet = await finnPakke(deps, zip);
  if (funnet === undefined) return stopp(deps, `${zip ?? ""} er ikke en pakke av denne tjenesten.`);
  const { fil, pakke } = funnet;
  meld(
    `Legger ut ${fil}: versjon ${pakke.versjon}, ${(pakke.zip.length / 1024).toFixed(0)} kB, sha256 ${pakke.sha256}.`,
  );
  if (foer === pakke.versjon) {
    meld(
      `Versjon ${pakke.versjon} svarer alt, så kontrollen etterpå kan ikke skille ny fra gammel. Øk versjonen i package.json.`,
    );
  }
  const lagtUt = await leggUt(az, ressurser, fil);
  if (!lagtUt.ok) return stopp(deps, lagtUt.feil);
  const kontrollert = await kontrollerTjenesten(deps, ressurser.vertsnavn, pakke.versjon);
  if (!kontrollert.ok) return stopp(deps, kontrollert.feil);
  for (const linje of kontrollert.value) skriv(linje);
  return 0;
}
