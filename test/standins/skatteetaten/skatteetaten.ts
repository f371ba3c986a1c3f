// Skatteetaten's look-up APIs and event feed on a loopback socket, with the rules of the real ones and faults on command.

import type { IncomingMessage } from "node:http";
import { send, type Svar } from "../http/answers.ts";
import { createFeilbryter } from "../http/feilbryter.ts";
import { startServer, vent, type Utveksling } from "../http/server.ts";
import { DELEGERINGSKILDE_TEST } from "../maskinporten/claims.ts";
import { APIER, EGENSKAPER, type Api } from "./api.ts";
import { createArkiv, lesPersonfiler } from "./arkiv.ts";
import { createBearer, type Kaller } from "./bearer.ts";
import { svarMedFeil, type SkatteFeil } from "./feil.ts";
import { createFeed, type Feed } from "./feed.ts";
import { apifeil, ukjentAdresse } from "./feilsvar.ts";
import { createKommuner, TESTKOMMUNER, type Kommuner } from "./kommuner.ts";
import { createSamtidighet } from "./samtidighet.ts";
import { finnApi, lesSpoersmaal } from "./sti.ts";
import { finnSvar } from "./svar.ts";

export type SkatteetatenOptions = {
  /** Maskinporten's issuer, slash included, and where its keys are. */
  readonly issuer: string;
  readonly jwksUrl: string;
  /** Municipalities with the rettighetspakke for every API; TESTKOMMUNER when absent. */
  readonly kommuner?: readonly string[];
  /** The system clock when absent. */
  readonly now?: () => Date;
  /** 0 or absent: a free one. */
  readonly port?: number;
};

/** A call that reached an API; whom it was about is not kept. */
type Loggetkall = {
  readonly api: Api;
  /** Absent when the token was refused. */
  readonly consumer?: string;
  readonly supplier?: string;
};

type Mottattkall = {
  readonly api: Api;
  /** Empty for the feed. */
  readonly person: string;
  /** The right answer; undefined when the address is not one of the API's. */
  readonly svar: ((consumer: string, korrelasjonsid: string) => Svar) | undefined;
};

export type Skatteetaten = {
  /** Base addresses, version included. */
  readonly summertUrl: string;
  readonly beregnetSkattUrl: string;
  readonly avregningUrl: string;
  readonly sisteUrl: string;
  readonly hendelserUrl: string;
  readonly feed: Feed;
  readonly kommuner: Kommuner;
  /**
   * A fault for calls of the API (every API when absent) and person (everybody when absent), `antall` times; with `andel` only
   * for that share of them.
   */
  readonly settFeil: (
    feil: SkatteFeil,
    valg?: {
      readonly api?: Api;
      readonly person?: string;
      readonly antall?: number;
      readonly andel?: number;
    },
  ) => void;
  readonly fjernFeil: () => void;
  /** Every call takes at least this many milliseconds of real time. */
  readonly settForsinkelse: (ms: number) => void;
  readonly kall: () => readonly Loggetkall[];
  readonly antallKall: (api?: Api) => number;
  /** The most calls seen at once of one API and one consumer; of all when left out. */
  readonly stoersteSamtidige: (api?: Api, consumer?: string) => number;
  /** Forgets the calls and the most seen at once. */
  readonly nullstillLogg: () => void;
  /** The W3C `traceparent` of every request that had one. */
  readonly traceparents: () => readonly string[];
  readonly close: () => Promise<void>;
};

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const JSON_TYPER = ["application/json", "application/*", "*/*"];

function godtarJson(req: IncomingMessage): boolean {
  const typer = (req.headers.accept ?? "*/*").split(",").map((t) => t.split(";")[0]?.trim().toLowerCase());
  return typer.some((t) => t !== undefined && JSON_TYPER.includes(t));
}

/** Starts the stand-in with the persons of personer/. */
export async function startSkatteetaten(options: SkatteetatenOptions): Promise<Skatteetaten> {
  const { issuer, jwksUrl, now = (): Date => new Date() } = options;
  const kommuner = createKommuner(options.kommuner ?? TESTKOMMUNER, APIER);
  const svarDeps = { arkiv: createArkiv(lesPersonfiler()), kommuner, now };
  const lesKaller = createBearer({ issuer, jwksUrl, now, delegeringskilde: DELEGERINGSKILDE_TEST });
  const samtidighet = createSamtidighet();
  const feilbryter = createFeilbryter<{ api: Api; person: string }, SkatteFeil>();
  const feed = createFeed();
  const bruktId = new Set<string>();
  let logg: Loggetkall[] = [];
  let forsinkelseMs = 0;

  /** What a request asks; undefined when no API lies there. */
  function lesKall(url: string): Mottattkall | undefined {
    const feedsti = EGENSKAPER.HENDELSER.sti;
    if (url === feedsti || url.startsWith(`${feedsti}/`) || url.startsWith(`${feedsti}?`)) {
      const resten = url.slice(feedsti.length);
      return { api: "HENDELSER", person: "", svar: (_, korrelasjonsid) => feed.svar(resten, korrelasjonsid) };
    }
    const adresse = finnApi(url);
    if (adresse === undefined) return undefined;
    const { api } = adresse;
    const spoersmaal = lesSpoersmaal(adresse);
    return {
      api,
      person: spoersmaal?.personidentifikator ?? "",
      svar:
        spoersmaal === undefined
          ? undefined
          : (consumer, korrelasjonsid) => finnSvar({ api, consumer, korrelasjonsid, spoersmaal }, svarDeps),
    };
  }

  /** A fresh UUID for every call. */
  function lesKorrelasjonsid(req: IncomingMessage): string | undefined {
    const [id = "", ...flere] = req.headersDistinct.korrelasjonsid ?? [];
    if (flere.length > 0 || !UUID.test(id) || bruktId.has(id.toLowerCase())) return undefined;
    bruktId.add(id.toLowerCase());
    return id;
  }

  async function svarPaaKall(utveksling: Utveksling, kall: Mottattkall, kaller: Kaller): Promise<void> {
    const { api, person } = kall;
    const { req } = utveksling;
    const korrelasjonsid = lesKorrelasjonsid(req);
    if (!kaller.scopes.some((s) => EGENSKAPER[api].scopes.includes(s))) {
      send(utveksling, apifeil(api, "IKKE_AUTORISERT", { korrelasjonsid }));
    } else if (kall.svar === undefined) {
      send(utveksling, apifeil(api, "UKJENT_URL", { korrelasjonsid }));
    } else if (!godtarJson(req)) {
      send(utveksling, apifeil(api, "IKKE_AKSEPTABELT", { korrelasjonsid }));
    } else if (korrelasjonsid === undefined) {
      const melding = "Korrelasjonsid mangler, er ikke en UUID eller er brukt før.";
      send(utveksling, apifeil(api, "UGYLDIG_INPUT", { korrelasjonsid, melding }));
    } else {
      const riktig = kall.svar(kaller.consumer, korrelasjonsid);
      if (forsinkelseMs > 0) await vent(forsinkelseMs, utveksling);
      const feil = feilbryter.ta({ api, person });
      if (feil === undefined) send(utveksling, riktig);
      else await svarMedFeil(feil, { api, korrelasjonsid }, utveksling, riktig);
    }
  }

  const server = await startServer(async (utveksling) => {
    const { req, res } = utveksling;
    const kall = lesKall(req.url ?? "");
    if (kall === undefined) {
      send(utveksling, ukjentAdresse());
      return;
    }
    if (req.method !== "GET") {
      send(utveksling, { status: 405, headers: { allow: "GET" }, body: "" });
      return;
    }
    const { api } = kall;
    const kaller = await lesKaller(req);
    if (!kaller.ok) {
      logg.push({ api });
      const korrelasjonsid = req.headersDistinct.korrelasjonsid?.[0];
      send(utveksling, apifeil(api, kaller.feil, { korrelasjonsid }));
      return;
    }
    const { consumer, supplier } = kaller.value;
    logg.push({ api, consumer, ...(supplier === undefined ? {} : { supplier }) });
    res.once("close", samtidighet.inn(api, consumer));
    await svarPaaKall(utveksling, kall, kaller.value);
  }, options.port);

  const url = (api: Api): string => `${server.url}${EGENSKAPER[api].sti}`;
  return {
    summertUrl: url("SUMMERT_SKATTEGRUNNLAG"),
    beregnetSkattUrl: url("BEREGNET_SKATT"),
    avregningUrl: url("AVREGNING"),
    sisteUrl: url("SISTE"),
    hendelserUrl: url("HENDELSER"),
    feed,
    kommuner,
    settFeil: (feil, { api, person, antall, andel } = {}) => {
      feilbryter.sett(
        feil,
        (kall) => (api ?? kall.api) === kall.api && (person ?? kall.person) === kall.person,
        antall,
        andel,
      );
    },
    fjernFeil: feilbryter.fjernAlle,
    settForsinkelse(ms) {
      forsinkelseMs = ms;
    },
    kall: () => [...logg],
    antallKall: (api) => logg.filter((kall) => (api ?? kall.api) === kall.api).length,
    stoersteSamtidige: samtidighet.stoerste,
    nullstillLogg() {
      logg = [];
      samtidighet.nullstill();
    },
    traceparents: server.traceparents,
    close: server.close,
  };
}
