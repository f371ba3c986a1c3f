// The key that signs assertions to Maskinporten, from a new one to the removal of the old. The new one is prepared in a
// secret of its own (`<navn>-ny`): the service reads the newest version of `<navn>`, and Maskinporten must know a key before
// that. A disabled newest version would not do, for the vault gives no older one instead.

import type { JWK } from "jose";
import { lesGrantnoekkel } from "../../shared/adapters/key-vault/jwk.ts";
import { err, ok, type Result } from "../../shared/kernel/result.ts";
import type { Hvelv, Versjon } from "./hvelv.ts";
import { lagGrantnoekkel, offentligHalvdel } from "./lag-noekkel.ts";
import { proevGrant, type GrantDeps } from "./proev-grant.ts";
import { FLEST_NOEKLER, type Selvbetjening } from "./selvbetjening.ts";
import { DAG_MS, visDato, type Steg, type Utfall } from "./utfall.ts";

export type MaskinportenDeps = GrantDeps & {
  readonly hvelv: Hvelv;
  /** The name of the secret the service reads. */
  readonly navn: string;
  /** Absent when there is no admin client: then keys are registered by hand, and what to do is told. */
  readonly selvbetjening: Selvbetjening | undefined;
  readonly vent: (ms: number) => Promise<void>;
};

export type Valg = {
  /** The key may be in wrong hands: the waiting is left out. */
  readonly straks: boolean;
  /** What Maskinporten has registered was changed by hand. */
  readonly forHaand: boolean;
};

/** How long a registered key is good for at Digdir. */
const LEVETID_MS = 365 * DAG_MS;
// A change at Digdir takes up to two minutes to reach Maskinporten.
const PROEV_IGJEN_MS = 10_000;
const FLEST_PROEVER = 30;
// An instance that cannot reach the vault goes on with what it has for a day.
const GAMMEL_BRUKES_MS = DAG_MS;
/** Any scope of the client will do: the key is judged before the scope. */
const PROEVESCOPE = "skatteetaten:summertskattegrunnlag";

type Noekkelversjon = Versjon & { readonly verdi: string };

/** The halves that are registered, or what is wrong with one of the secrets. */
function offentligeAv(versjoner: readonly Noekkelversjon[]): Result<readonly JWK[], string> {
  const offentlige: JWK[] = [];
  for (const { navn, verdi } of versjoner) {
    const offentlig = offentligHalvdel(verdi);
    if (offentlig === undefined) return err(`${navn} er ikke en privat RSA-nøkkel som JWK med kid.`);
    offentlige.push(offentlig);
  }
  return ok(offentlige);
}

/** Creates the steps. Each tells what it did, or what is in the way, in words. */
export function createMaskinportensteg(
  deps: MaskinportenDeps,
): Readonly<Record<"opprett" | "registrer" | "verifiser" | "bytt" | "fjern", Steg<Valg>>> {
  const { hvelv, navn, clientId, selvbetjening, now } = deps;
  const navnNy = `${navn}-ny`;

  async function opprett(): Promise<Utfall> {
    const underveis = await hvelv.gjeldende(navnNy);
    if (underveis !== undefined) {
      return err(
        `Det ligger alt en ny nøkkel i ${navnNy} (kid ${underveis.kid ?? "mangler"}). Gå videre med registrer, verifiser og bytt.`,
      );
    }
    const { kid, tekst } = await lagGrantnoekkel();
    const utloeper = new Date(now().getTime() + LEVETID_MS);
    await hvelv.sett(navnNy, tekst, { kid, utloeper });
    return ok([
      `Ny nøkkel ligger i ${navnNy}, kid ${kid}, utløper ${visDato(utloeper)}. Tjenesten bruker den ikke ennå.`,
      "Neste: registrer.",
    ]);
  }

  /** The keys the client shall have: what is registered, and ours. The order is theirs first. */
  function forening(registrerte: readonly JWK[], egne: readonly JWK[]): readonly JWK[] {
    const egneKid = new Set(egne.map(({ kid }) => kid));
    return [...registrerte.filter(({ kid }) => !egneKid.has(kid)), ...egne];
  }

  async function erstatt(sett: readonly JWK[], api: Selvbetjening): Promise<Utfall> {
    const erstattet = await api.erstatt(clientId, sett);
    if (!erstattet.ok) return erstattet;
    const etterpaa = await api.hent(clientId);
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

  async function registrer(): Promise<Utfall> {
    const [gjeldende, ny] = await Promise.all([hvelv.gjeldende(navn), hvelv.gjeldende(navnNy)]);
    const versjoner = [gjeldende, ny].filter((versjon) => versjon !== undefined);
    if (versjoner.length === 0) return err("Det finnes ingen nøkkel å registrere. Begynn med opprett.");
    const egne = offentligeAv(versjoner);
    if (!egne.ok) return egne;
    if (selvbetjening === undefined) return ok(forHaand(clientId, egne.value));
    const registrerte = await selvbetjening.hent(clientId);
    if (!registrerte.ok) return registrerte;
    const sett = forening(registrerte.value, egne.value);
    if (sett.length > FLEST_NOEKLER) {
      return err(
        `Klienten ville fått ${sett.length} nøkler, og Digdir tar ${FLEST_NOEKLER}. Fjern gamle nøkler først.`,
      );
    }
    const utfall = await erstatt(sett, selvbetjening);
    if (!utfall.ok) return utfall;
    const utloeper = new Date(now().getTime() + LEVETID_MS);
    for (const versjon of versjoner) await hvelv.settUtloep(versjon, utloeper);
    const neste = ny === undefined ? "Ingen ny nøkkel: de gamle er fornyet for et år." : "Neste: verifiser.";
    return ok([...utfall.value, `De utløper ${visDato(utloeper)}.`, neste]);
  }

  /** Tries until Maskinporten knows the key, at most five minutes. */
  async function godtas({ verdi }: Noekkelversjon): Promise<Utfall> {
    const noekkel = await lesGrantnoekkel(verdi);
    if (!noekkel.ok) return err("Hemmeligheten er ikke en privat RSA-nøkkel med alg RS256 og kid.");
    const { kid } = noekkel.value;
    for (let nr = 1; nr <= FLEST_PROEVER; nr++) {
      if (nr > 1) await deps.vent(PROEV_IGJEN_MS);
      const proeve = await proevGrant(deps, PROEVESCOPE, noekkel.value);
      if (proeve.type === "GODTATT") {
        const merknad = proeve.aarsakskode === undefined ? "" : ` (svar ${proeve.aarsakskode} om scopet)`;
        return ok([`Maskinporten godtar nøkkelen ${kid}${merknad}.`]);
      }
      if (proeve.type === "AVVIST") {
        return err(`Maskinporten avviser nøkkelen ${kid} (${proeve.aarsakskode}). Den er ikke tatt i bruk.`);
      }
    }
    return err(
      `Maskinporten godtok ikke nøkkelen ${kid} på fem minutter: den er ikke registrert, eller Maskinporten er nede.`,
    );
  }

  async function verifiser(): Promise<Utfall> {
    const ny = await hvelv.gjeldende(navnNy);
    const proeves = ny ?? (await hvelv.gjeldende(navn));
    if (proeves === undefined) return err("Det finnes ingen nøkkel å prøve. Begynn med opprett.");
    const utfall = await godtas(proeves);
    if (!utfall.ok) return utfall;
    const uten =
      proeves.utloeper === undefined ? ["Nøkkelen har ingen utløpsdato, så ingen alarm varsler."] : [];
    return ok([...utfall.value, ...uten, ...(ny === undefined ? [] : ["Neste: bytt."])]);
  }

  async function bytt(): Promise<Utfall> {
    const ny = await hvelv.gjeldende(navnNy);
    if (ny === undefined) return err(`Det ligger ingen ny nøkkel i ${navnNy}. Begynn med opprett.`);
    const godtatt = await godtas(ny);
    if (!godtatt.ok) return godtatt;
    const gjeldende = await hvelv.gjeldende(navn);
    if (gjeldende?.kid !== ny.kid) {
      await hvelv.sett(navn, ny.verdi, {
        ...(ny.kid === undefined ? {} : { kid: ny.kid }),
        ...(ny.utloeper === undefined ? {} : { utloeper: ny.utloeper }),
      });
    }
    await hvelv.slaaAv(ny);
    return ok([
      ...godtatt.value,
      `${navn} er nå ${ny.kid ?? "den nye"}. Tjenesten tar den i bruk innen ti minutter.`,
      ...(gjeldende === undefined ? [] : ["Neste, når et døgn er gått: fjern."]),
    ]);
  }

  async function fjern({ straks, forHaand: gjort }: Valg): Promise<Utfall> {
    const [gjeldende, ny, alle] = await Promise.all([
      hvelv.gjeldende(navn),
      hvelv.gjeldende(navnNy),
      hvelv.versjoner(navn),
    ]);
    if (gjeldende === undefined) return err(`${navn} har ingen nøkkel som er i bruk.`);
    const tidligst = new Date(gjeldende.opprettet.getTime() + GAMMEL_BRUKES_MS);
    if (!straks && now() < tidligst) {
      return err(
        `Den gamle nøkkelen kan være i bruk til ${tidligst.toISOString()}. Vent til da, eller bruk --straks hvis den er på avveie.`,
      );
    }
    const gamle = alle.filter(({ versjon }) => versjon !== gjeldende.versjon);
    const beholdes = new Set([gjeldende.kid, ny?.kid]);
    const vekk = new Set(
      gamle.map(({ kid }) => kid).filter((kid) => kid !== undefined && !beholdes.has(kid)),
    );
    const utfall = await avregistrer(vekk, gjort);
    if (!utfall.ok) return utfall;
    const paa = gamle.filter(({ aktiv }) => aktiv);
    for (const versjon of paa) await hvelv.slaaAv(versjon);
    return ok([...utfall.value, `${paa.length} eldre versjoner av ${navn} er slått av.`]);
  }

  /** Takes the keys with these kids away from Digdir; says how when it must be done by hand and has not been. */
  async function avregistrer(vekk: ReadonlySet<string | undefined>, gjort: boolean): Promise<Utfall> {
    if (vekk.size === 0 || gjort) return ok([]);
    if (selvbetjening === undefined) {
      return err(
        `Fjern disse nøklene fra klienten ${clientId} i Digdirs selvbetjening, og kjør så fjern --for-haand: ${[...vekk].join(", ")}`,
      );
    }
    const registrerte = await selvbetjening.hent(clientId);
    if (!registrerte.ok) return registrerte;
    const sett = registrerte.value.filter(({ kid }) => !vekk.has(kid));
    if (sett.length === 0) return err("Klienten ville stått uten nøkler. Ingenting er endret.");
    return sett.length === registrerte.value.length ? ok([]) : erstatt(sett, selvbetjening);
  }

  return { opprett, registrer, verifiser, bytt, fjern };
}

function forHaand(clientId: string, egne: readonly JWK[]): readonly string[] {
  return [
    `Uten adminklient registreres nøkler for hånd. Legg disse til på klienten ${clientId} i Digdirs selvbetjening`,
    "(behold de som står der fra før), og kjør så verifiser:",
    JSON.stringify(egne, null, 2),
  ];
}
