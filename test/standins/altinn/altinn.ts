// Altinn on a loopback socket: exchange of tokens and the look-up of Maskinporten delegations, with the rules of the real one
// and faults on command. What is delegated is kept in the register of the Maskinporten stand-in.

import { err, ok, type Result } from "../../../shared/kernel/result.ts";
import { jsonSvar, send, type Svar } from "../http/answers.ts";
import { createFeilbryter } from "../http/feilbryter.ts";
import { startServer, type Utveksling } from "../http/server.ts";
import { DELEGERINGSKILDE_TEST } from "../maskinporten/claims.ts";
import type { Ressurs } from "../maskinporten/delegeringer.ts";
import type { Register, Scope } from "../maskinporten/register.ts";
import { svarMedFeil, type AltinnFeil } from "./feil.ts";
import { lesSpoersmaal, SCOPE_ADMIN, SCOPE_OPPSLAG, svarPaaOppslag, type Spoersmaal } from "./oppslag.ts";
import { IKKE_DELEGERBAR } from "./problem.ts";
import { createTokener, lesToken } from "./tokener.ts";

export type AltinnOptions = {
  readonly maskinporten: { readonly issuer: string; readonly jwksUrl: string; readonly register: Register };
  /** Organisations that Altinn knows from the start. */
  readonly parter: readonly string[];
  /** How long an exchanged token lives; half an hour when absent. */
  readonly levetidSekunder?: number;
  /** The system clock when absent. */
  readonly now?: () => Date;
  /** 0 or absent: a free one. */
  readonly port?: number;
};

export type Endepunkt = "VEKSLING" | "OPPSLAG";

/** A call, refused ones too. */
type Loggetkall = {
  readonly endepunkt: Endepunkt;
  /** The path as it was asked for. */
  readonly sti: string;
  readonly spoersmaal?: Spoersmaal;
};

export type Altinn = {
  /** The platform's address, no slash at the end. */
  readonly url: string;
  /** What tokens of delegated scopes give as their source. */
  readonly delegeringskilde: string;
  readonly registrerPart: (orgnr: string) => void;
  readonly slettPart: (orgnr: string) => void;
  readonly settRessurs: (ressurs: Ressurs) => void;
  /** Delegates a resource; refused with Altinn's text when it is not there or not delegable. */
  readonly deleger: (consumer: string, supplier: string, ressursId: string) => Result<void, string>;
  readonly trekk: (consumer: string, supplier: string, ressursId: string) => void;
  /** Whether a Maskinporten token that has not been exchanged is as good; false from the start. */
  readonly settGodtarUvekslet: (godtar: boolean) => void;
  /** The key that API management wants in `Ocp-Apim-Subscription-Key`; undefined wants none, as from the start. */
  readonly settAbonnementsnoekkel: (noekkel: string | undefined) => void;
  readonly settFeil: (
    feil: AltinnFeil,
    valg?: { readonly endepunkt?: Endepunkt; readonly antall?: number },
  ) => void;
  readonly fjernFeil: () => void;
  readonly kall: () => readonly Loggetkall[];
  readonly antallKall: (endepunkt?: Endepunkt) => number;
  readonly nullstillLogg: () => void;
  readonly close: () => Promise<void>;
};

const DIGDIR_ORGNR = "991825827";

/** The scopes of the look-up, as Maskinporten has them: tokens live an hour and name the consumer's prefixes. */
export const ALTINNS_SCOPES: Readonly<Record<string, Scope>> = Object.fromEntries(
  [SCOPE_OPPSLAG, SCOPE_ADMIN].map((navn) => [
    navn,
    { eier: DIGDIR_ORGNR, maksLevetidSekunder: 3_600, medPrefiks: true },
  ]),
);

const VEKSLING = "/authentication/api/v1/exchange/maskinporten";
const OPPSLAG = /^\/accessmanagement\/api\/v1\/maskinporten\/delegations\/?$/;
const HALV_TIME_SEKUNDER = 1_800;
const UTEN_ABONNEMENT = {
  statusCode: 401,
  message:
    "Access denied due to missing subscription key. Make sure to include subscription key when making requests to an API.",
};

/** Starts the stand-in. Nothing is delegated that the register does not say. */
export async function startAltinn(options: AltinnOptions): Promise<Altinn> {
  const { maskinporten, levetidSekunder = HALV_TIME_SEKUNDER, now = (): Date => new Date() } = options;
  const { delegeringer } = maskinporten.register;
  const parter = new Set(options.parter);
  const feilbryter = createFeilbryter<Endepunkt, AltinnFeil>();
  let godtarUvekslet = false;
  let abonnementsnoekkel: string | undefined;
  let logg: Loggetkall[] = [];

  const tokener = await createTokener({
    issuer: () => `${server.url}/authentication/api/v1/openid/`,
    maskinporten,
    levetidSekunder,
    now,
  });

  async function svarPaaVeksling({ req }: Utveksling): Promise<Svar> {
    const token = lesToken(req);
    const vekslet = token === undefined ? undefined : await tokener.veksle(token);
    if (vekslet === undefined) return { status: 401, body: "" };
    return (req.headers.accept ?? "").includes("application/json")
      ? jsonSvar(200, vekslet, { "content-type": "application/json; charset=utf-8" })
      : { status: 200, headers: { "content-type": "text/plain; charset=utf-8" }, body: vekslet };
  }

  async function svarPaaSpoersmaal({ req }: Utveksling, spoersmaal: Spoersmaal): Promise<Svar> {
    if (abonnementsnoekkel !== undefined && req.headers["ocp-apim-subscription-key"] !== abonnementsnoekkel) {
      return jsonSvar(401, UTEN_ABONNEMENT);
    }
    const token = lesToken(req);
    const spoerrer = token === undefined ? undefined : await tokener.lesSpoerrer(token, godtarUvekslet);
    if (spoerrer === undefined) return { status: 401, body: "" };
    return svarPaaOppslag(spoerrer, spoersmaal, { delegeringer, erPart: (orgnr) => parter.has(orgnr) });
  }

  async function svarPaa(utveksling: Utveksling, kall: Loggetkall, svar: () => Promise<Svar>): Promise<void> {
    if (utveksling.req.method !== "GET") {
      send(utveksling, { status: 405, headers: { allow: "GET" }, body: "" });
      return;
    }
    logg.push(kall);
    const feil = feilbryter.ta(kall.endepunkt);
    if (feil === undefined) send(utveksling, await svar());
    else await svarMedFeil(feil, utveksling, svar);
  }

  const server = await startServer(async (utveksling) => {
    const { pathname, searchParams } = new URL(utveksling.req.url ?? "", "http://altinn.invalid");
    if (pathname === VEKSLING) {
      await svarPaa(utveksling, { endepunkt: "VEKSLING", sti: pathname }, () => svarPaaVeksling(utveksling));
    } else if (OPPSLAG.test(pathname)) {
      const spoersmaal = lesSpoersmaal(searchParams);
      await svarPaa(utveksling, { endepunkt: "OPPSLAG", sti: pathname, spoersmaal }, () =>
        svarPaaSpoersmaal(utveksling, spoersmaal),
      );
    } else send(utveksling, { status: 404, body: "" });
  }, options.port);

  return {
    url: server.url,
    delegeringskilde: DELEGERINGSKILDE_TEST,
    registrerPart: (orgnr) => parter.add(orgnr),
    slettPart: (orgnr) => parter.delete(orgnr),
    settRessurs: delegeringer.settRessurs,
    deleger(consumer, supplier, ressursId) {
      if (delegeringer.ressurs(ressursId)?.delegerbar !== true) return err(IKKE_DELEGERBAR);
      delegeringer.delegerRessurs(consumer, supplier, ressursId);
      return ok(undefined);
    },
    trekk: delegeringer.trekkRessurs,
    settGodtarUvekslet(godtar) {
      godtarUvekslet = godtar;
    },
    settAbonnementsnoekkel(noekkel) {
      abonnementsnoekkel = noekkel;
    },
    settFeil: (feil, { endepunkt, antall } = {}) => {
      feilbryter.sett(feil, (kall) => (endepunkt ?? kall) === kall, antall);
    },
    fjernFeil: feilbryter.fjernAlle,
    kall: () => [...logg],
    antallKall: (endepunkt) => logg.filter((kall) => (endepunkt ?? kall.endepunkt) === kall.endepunkt).length,
    nullstillLogg() {
      logg = [];
    },
    close: server.close,
  };
}
