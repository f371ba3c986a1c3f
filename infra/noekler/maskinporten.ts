// The key that signs assertions to Maskinporten, from a new one to the removal of the old. The new one is prepared in a
// secret of its own (`<navn>-ny`): the service reads the newest version of `<navn>`, and Maskinporten must know a key before
// that. A disabled newest version would not do, for the vault gives no older one instead.

import type { JWK } from "jose";
import { lesGrantnoekkel } from "../../shared/adapters/key-vault/jwk.ts";
import { err, ok, type Result } from "../../shared/kernel/result.ts";
import type { Hvelv, Versjon } from "./hvelv.ts";
import { lagGrantnoekkel, offentligHalvdel, type OffentligHalvdel } from "./lag-noekkel.ts";
import { proevGrant, type GrantDeps } from "./proev-grant.ts";
import { avregistrer, erstattSett, leggInnForHaand } from "./registrering.ts";
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

/** The half that is registered, or what is wrong with the secret. What its tag says is not asked: anybody can set it. */
function offentligAv({ navn, verdi }: Noekkelversjon): Result<OffentligHalvdel, string> {
  const offentlig = offentligHalvdel(verdi);
  return offentlig === undefined
    ? err(`${navn} er ikke en privat RSA-nøkkel som JWK med kid.`)
    : ok(offentlig);
}

function offentligeAv(versjoner: readonly Noekkelversjon[]): Result<readonly OffentligHalvdel[], string> {
  const offentlige: OffentligHalvdel[] = [];
  for (const versjon of versjoner) {
    const offentlig = offentligAv(versjon);
    if (!offentlig.ok) return offentlig;
    offentlige.push(offentlig.value);
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
    const utloeper = nyttUtloep();
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

  function nyttUtloep(): Date {
    return new Date(now().getTime() + LEVETID_MS);
  }

  /**
   * Tells the vault of a key that was posted by hand. That somebody says so is needed: Maskinporten takes a key that was not
   * posted again just as well, for what is left of its year.
   */
  async function registrertForHaand(versjon: Noekkelversjon): Promise<Utfall> {
    const godtatt = await godtas(versjon, new Set(["MP-121"]));
    if (!godtatt.ok) return godtatt;
    const utloeper = nyttUtloep();
    await hvelv.settUtloep(versjon, utloeper);
    const neste = versjon.navn === navnNy ? ["Neste: bytt."] : [];
    return ok([...godtatt.value, `I hvelvet utløper den nå ${visDato(utloeper)}.`, ...neste]);
  }

  async function registrer({ forHaand: gjort }: Valg): Promise<Utfall> {
    const [gjeldende, ny] = await Promise.all([hvelv.gjeldende(navn), hvelv.gjeldende(navnNy)]);
    const versjoner = [gjeldende, ny].filter((versjon) => versjon !== undefined);
    const postet = ny ?? gjeldende;
    if (postet === undefined) return err("Det finnes ingen nøkkel å registrere. Begynn med opprett.");
    const egne = offentligeAv(versjoner);
    if (!egne.ok) return egne;
    if (selvbetjening === undefined) {
      return gjort ? registrertForHaand(postet) : ok(leggInnForHaand(clientId, egne.value));
    }
    const registrerte = await selvbetjening.hent(clientId);
    if (!registrerte.ok) return registrerte;
    const sett = forening(registrerte.value, egne.value);
    if (sett.length > FLEST_NOEKLER) {
      return err(
        `Klienten ville fått ${sett.length} nøkler, og Digdir tar ${FLEST_NOEKLER}. Fjern gamle nøkler først.`,
      );
    }
    const utfall = await erstattSett(selvbetjening, clientId, sett);
    if (!utfall.ok) return utfall;
    const utloeper = nyttUtloep();
    for (const versjon of versjoner) await hvelv.settUtloep(versjon, utloeper);
    const neste = ny === undefined ? "Ingen ny nøkkel: de gamle er fornyet for et år." : "Neste: verifiser.";
    return ok([...utfall.value, `De utløper ${visDato(utloeper)}.`, neste]);
  }

  /** Tries until Maskinporten takes the key, at most five minutes; of the refusals only those of `forbigaaende` may pass. */
  async function godtas(
    { verdi }: Noekkelversjon,
    forbigaaende: ReadonlySet<string> = new Set(),
  ): Promise<Utfall> {
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
      if (proeve.type === "AVVIST" && !forbigaaende.has(proeve.aarsakskode)) {
        return err(`Maskinporten avviser nøkkelen ${kid} (${proeve.aarsakskode}).`);
      }
    }
    return err(
      `Maskinporten godtok ikke nøkkelen ${kid} på fem minutter: den er ikke registrert eller ikke fornyet, eller Maskinporten er nede.`,
    );
  }

  /** That both Maskinporten and the service take the key. */
  async function virker(versjon: Noekkelversjon): Promise<Utfall> {
    const godtatt = await godtas(versjon);
    const { utloeper } = versjon;
    if (!godtatt.ok || utloeper === undefined || now() < utloeper) return godtatt;
    return err(
      `Maskinporten godtar nøkkelen, men den utløp ${visDato(utloeper)} i hvelvet, så tjenesten bruker den ikke. Er den fornyet for hånd hos Digdir, kjør registrer --for-haand.`,
    );
  }

  async function verifiser(): Promise<Utfall> {
    const ny = await hvelv.gjeldende(navnNy);
    const proeves = ny ?? (await hvelv.gjeldende(navn));
    if (proeves === undefined) return err("Det finnes ingen nøkkel å prøve. Begynn med opprett.");
    const utfall = await virker(proeves);
    if (!utfall.ok) return utfall;
    const { utloeper } = proeves;
    const utloep =
      utloeper === undefined
        ? "Nøkkelen har ingen utløpsdato, så ingen alarm varsler."
        : `I hvelvet utløper den ${visDato(utloeper)}.`;
    return ok([...utfall.value, utloep, ...(ny === undefined ? [] : ["Neste: bytt."])]);
  }

  async function bytt(): Promise<Utfall> {
    const ny = await hvelv.gjeldende(navnNy);
    if (ny === undefined) return err(`Det ligger ingen ny nøkkel i ${navnNy}. Begynn med opprett.`);
    const offentlig = offentligAv(ny);
    if (!offentlig.ok) return offentlig;
    const godtatt = await virker(ny);
    if (!godtatt.ok) return err(`${godtatt.feil} Den nye nøkkelen er ikke tatt i bruk.`);
    const { kid, n } = offentlig.value;
    const gjeldende = await hvelv.gjeldende(navn);
    const iBruk = gjeldende === undefined ? undefined : offentligHalvdel(gjeldende.verdi);
    if (iBruk?.kid !== kid || iBruk.n !== n) {
      const utloep = ny.utloeper === undefined ? {} : { utloeper: ny.utloeper };
      await hvelv.sett(navn, ny.verdi, { kid, ...utloep });
    }
    await hvelv.slaaAv(ny);
    return ok([
      ...godtatt.value,
      `${navn} er nå ${kid}. Tjenesten tar den i bruk innen ti minutter.`,
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
    const iBruk = offentligeAv([gjeldende, ...(ny === undefined ? [] : [ny])]);
    if (!iBruk.ok) return iBruk;
    const beholdes = new Set(iBruk.value.map(({ kid }) => kid));
    const gamle = alle.filter(({ versjon }) => versjon !== gjeldende.versjon);
    const vekk = new Set<string>();
    const uleselige: Versjon[] = [];
    for (const versjon of gamle) {
      const kid = await kidAv(versjon);
      if (kid === undefined) uleselige.push(versjon);
      else if (!beholdes.has(kid)) vekk.add(kid);
    }
    const utfall = gjort ? ok([]) : await avregistrer({ selvbetjening, clientId, vekk, beholdes, uleselige });
    if (!utfall.ok) return utfall;
    const paa = gamle.filter(({ aktiv }) => aktiv);
    for (const versjon of paa) await hvelv.slaaAv(versjon);
    return ok([...utfall.value, `${paa.length} eldre versjoner av ${navn} er slått av.`]);
  }

  /** From the key itself; its tag where the vault does not give the key. Undefined when neither tells. */
  async function kidAv(versjon: Versjon): Promise<string | undefined> {
    const verdi = versjon.aktiv ? await hvelv.verdiAv(versjon) : undefined;
    return (verdi === undefined ? undefined : offentligHalvdel(verdi)?.kid) ?? versjon.kid;
  }

  return { opprett, registrer, verifiser, bytt, fjern };
}
