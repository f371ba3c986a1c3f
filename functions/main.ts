// The composition root: configuration → adapters → functions. The only file that wires, and the only one with a clock.

import { randomUUID } from "node:crypto";
import { setTimeout as vent } from "node:timers/promises";
import { app, type HttpMethod } from "@azure/functions";
import { createSend } from "../shared/adapters/http/send.ts";
import { createCredential } from "../shared/adapters/identity/credential.ts";
import { createNoekkelkilde, lesGrantnoekkel, lesSeglnoekkel } from "../shared/adapters/key-vault/jwk.ts";
import { createHemmeligheter } from "../shared/adapters/key-vault/secrets.ts";
import { createSegl } from "../shared/adapters/key-vault/segl.ts";
import { createJwks, NoeklerUtilgjengelige } from "../shared/adapters/maskinporten/jwks.ts";
import { createTokenCache } from "../shared/adapters/maskinporten/token-cache.ts";
import { createTokenClient } from "../shared/adapters/maskinporten/token-client.ts";
import { createHendelseskilde } from "../shared/adapters/skatteetaten/hendelser.ts";
import type { SkattekallDeps } from "../shared/adapters/skatteetaten/kall.ts";
import { createSkattekilde } from "../shared/adapters/skatteetaten/skattekilde.ts";
import { createAbonnementlager } from "../shared/adapters/storage/abonnementlager.ts";
import { createEndringslager } from "../shared/adapters/storage/endringslager.ts";
import type { Hendelselageraarsak } from "../shared/adapters/storage/hendelseskall.ts";
import { createJobblager } from "../shared/adapters/storage/jobblager.ts";
import { createKoe, ETTEROPPGJOERKOE } from "../shared/adapters/storage/koe.ts";
import { createLaaser } from "../shared/adapters/storage/laaser.ts";
import { createOppslagslogg } from "../shared/adapters/storage/oppslagslogg.ts";
import { createBehandleJobb } from "../shared/etteroppgjoer/behandle-jobb.ts";
import { createLesHendelser } from "../shared/hendelser/les-hendelser.ts";
import { erSyntetisk } from "../shared/kernel/organisasjonsnummer.ts";
import { createUtfoerOppslag } from "../shared/oppslag/utfoer-oppslag.ts";
import { finnKommune } from "../shared/tilkobling/kommuner.ts";
import { createLagreAbonnement, createSlettAbonnement } from "./abonnement.ts";
import { createAbonnementer } from "./abonnementer.ts";
import { bakgrunn } from "./bakgrunn.ts";
import { createBeregning } from "./beregning.ts";
import { createBeregningPdf } from "./beregning-pdf.ts";
import { configFraMiljoe } from "./config.ts";
import { createEndringer } from "./endringer.ts";
import { createEtteroppgjoerArbeid, createEtteroppgjoerStanset } from "./etteroppgjoer-arbeid.ts";
import { createEtteroppgjoerStatus } from "./etteroppgjoer-status.ts";
import { createEtteroppgjoer } from "./etteroppgjoer.ts";
import { createHelse } from "./helse.ts";
import { createHendelser, createOpprydding } from "./hendelser.ts";
import { createBoundary, type Handler } from "./http/boundary.ts";
import { createAutentiser } from "./http/caller.ts";
import { createUtfoerSak } from "./http/utfoer-sak.ts";
import { createOpenapi } from "./openapi.ts";
import { createOppslag } from "./oppslag.ts";
import { createSatser } from "./satser.ts";
import { createUkjentRute } from "./ukjent-rute.ts";
import { VERSJON } from "./versjon.ts";

const OPPSLAG_FRIST_MS = 20_000;
/** Of the two minutes host.json gives a function: the page that is under way has the rest. */
const HENDELSER_FRIST_MS = 75_000;
/** The same for a turn of a settlement in bulk: the lookups that are under way have the rest. */
const TUR_MS = 60_000;
/** A lease runs out by itself so long after its holder has gone; storage allows no more. */
const LAAS_SEKUNDER = 60;

const config = configFraMiljoe();
const { azure, maskinporten, skatteetaten, api, hemmeligheter: navn } = config;
const now = (): Date => new Date();
const nyId = (): string => randomUUID();

const send = createSend({
  fetch: globalThis.fetch,
  tilfeldig: Math.random,
  vent: (ms) => vent(ms),
});
const credential = createCredential(azure.clientId);
const loopback = azure.loopbackCa === undefined ? {} : { loopbackCa: azure.loopbackCa };
const hemmeligheter = createHemmeligheter({ vaultUrl: azure.keyVaultUrl, credential, now, ...loopback });

const segl = createSegl({
  noekkel: createNoekkelkilde(() => hemmeligheter.hent(navn.seglNoekkel), lesSeglnoekkel),
  now,
});
const tokener = createTokenCache({
  ...maskinporten,
  now,
  hentToken: createTokenClient({
    ...maskinporten,
    send,
    now,
    nyId,
    leverandoer: config.leverandoer,
    noekkel: createNoekkelkilde(() => hemmeligheter.hent(navn.maskinportenNoekkel), lesGrantnoekkel),
  }),
});
const skattekall: SkattekallDeps = {
  send,
  nyId,
  hentToken: (skatteApi, kommune) => tokener.hent(skatteApi, kommune),
  forkastToken: (skatteApi, kommune, token) => {
    tokener.forkast(skatteApi, kommune, token);
  },
};
const utfoerOppslag = createUtfoerOppslag({
  kilde: createSkattekilde({ ...skatteetaten, ...skattekall }),
  logg: createOppslagslogg({
    tableUrl: azure.tableUrl,
    credential,
    pepper: () => hemmeligheter.hent(navn.loggPepper),
    now,
    nyId,
    // Outside a request there is no invocation to log through; the host takes lines from standard error.
    meld: (aarsak) => process.stderr.write(`${JSON.stringify({ kode: "OPPSLAGSLOGG_FEILET", aarsak })}\n`),
    ...loopback,
  }),
  segl,
  now,
  nyId,
  nyFrist: () => AbortSignal.timeout(OPPSLAG_FRIST_MS),
});
const autentiser = createAutentiser({
  ...api,
  noekkel: createJwks({ send, jwkUrl: api.jwkUrl, now }),
  erKommune: (nummer) =>
    finnKommune(nummer) !== undefined || (config.miljoe === "test" && erSyntetisk(nummer)),
  erUtilgjengelig: (feil) => feil instanceof NoeklerUtilgjengelige,
  now,
});

const boundary = createBoundary({ nyId, klokkeMs: () => performance.now() });
const kaller = { autentiser, scope: api.scopeOppslag };

app.http("oppslag", {
  methods: ["POST"],
  authLevel: "anonymous",
  route: "api/v1/oppslag",
  handler: boundary("oppslag", createOppslag({ ...kaller, miljoe: config.miljoe, now, utfoerOppslag })),
});
app.http("beregning", {
  methods: ["POST"],
  authLevel: "anonymous",
  route: "api/v1/beregning",
  handler: boundary("beregning", createBeregning({ ...kaller, segl })),
});
app.http("beregning-pdf", {
  methods: ["POST"],
  authLevel: "anonymous",
  route: "api/v1/beregning/pdf",
  handler: boundary(
    "beregning-pdf",
    createBeregningPdf({
      ...kaller,
      segl,
      hentPdf: async () => {
        const [{ lagPdf }, { FONTER }] = await Promise.all([
          import("../shared/pdf/lag-pdf.ts"),
          import("./pdf-skrifter.ts"),
        ]);
        return (grunnlag) => lagPdf(grunnlag, FONTER);
      },
    }),
  ),
});
app.http("helse", {
  methods: ["GET"],
  authLevel: "anonymous",
  route: "api/helse",
  handler: boundary("helse", createHelse(VERSJON)),
});
app.http("openapi", {
  methods: ["GET"],
  authLevel: "anonymous",
  route: "api/openapi.json",
  handler: boundary(
    "openapi",
    createOpenapi({
      now,
      hentDokument: async (sisteInntektsaar) => {
        const { lagDokument } = await import("./openapi/dokument.ts");
        return lagDokument({
          versjon: VERSJON,
          sisteInntektsaar,
          scope: api.scopeOppslag,
          audience: api.audience,
        });
      },
    }),
  ),
});
app.http("satser", {
  methods: ["GET"],
  authLevel: "anonymous",
  route: "api/v1/satser/{dato}",
  handler: boundary("satser", createSatser()),
});
// Subscriptions, changes and the feed they come from; settlements in bulk.
const meldLager = (aarsak: Hendelselageraarsak): void => {
  process.stderr.write(`${JSON.stringify({ kode: "HENDELSESLAGER_FEILET", aarsak })}\n`);
};
const meldBug = (type: string): void => {
  process.stderr.write(
    `${JSON.stringify({ kode: "INTERN_FEIL", funksjon: "etteroppgjoer-arbeid", type })}\n`,
  );
};
const pepper = () => hemmeligheter.hent(navn.loggPepper);
const lageradgang = { ...azure.lageradresser, credential, meld: meldLager, ...loopback };
const abonnementer = createAbonnementlager({ ...lageradgang, pepper, nyId });
const endringer = createEndringslager({ ...lageradgang, now });
const lager = createJobblager({ ...lageradgang, pepper, now });
const koe = createKoe(lageradgang);
const kommunens = { ...kaller, miljoe: config.miljoe, now, abonnementer, endringer, lager, koe };
const lesHendelser = createLesHendelser({
  kilde: createHendelseskilde({ ...skattekall, adresse: skatteetaten.hendelserUrl }),
  abonnementer,
  endringer,
  now,
  nyFrist: () => AbortSignal.timeout(HENDELSER_FRIST_MS),
});
const behandleJobb = createBehandleJobb({
  lager,
  laaser: createLaaser({ ...lageradgang, sekunder: LAAS_SEKUNDER, klokkeMs: () => performance.now() }),
  koe,
  utfoerSak: createUtfoerSak({ miljoe: config.miljoe, now, utfoerOppslag, segl, meldBug }),
  now,
  nyFrist: () => AbortSignal.timeout(TUR_MS),
});

const rute = (funksjon: string, metode: HttpMethod, route: string, handler: Handler): void => {
  app.http(funksjon, {
    methods: [metode],
    authLevel: "anonymous",
    route,
    handler: boundary(funksjon, handler),
  });
};
rute("abonnement-lagre", "PUT", "api/v1/abonnementer/{abonnementId}", createLagreAbonnement(kommunens));
rute("abonnement-slett", "DELETE", "api/v1/abonnementer/{abonnementId}", createSlettAbonnement(kommunens));
rute("abonnementer", "GET", "api/v1/abonnementer", createAbonnementer(kommunens));
rute("endringer", "GET", "api/v1/endringer", createEndringer(kommunens));
rute("etteroppgjoer", "POST", "api/v1/etteroppgjoer", createEtteroppgjoer(kommunens));
rute("etteroppgjoer-status", "GET", "api/v1/etteroppgjoer/{id}", createEtteroppgjoerStatus(kommunens));
app.timer("hendelser", {
  schedule: "0 17 * * * *",
  handler: bakgrunn("hendelser", createHendelser(lesHendelser)),
});
app.timer("hendelser-opprydding", {
  schedule: "0 43 2 * * *",
  handler: bakgrunn("hendelser-opprydding", createOpprydding({ abonnementer, endringer, now })),
});
app.storageQueue("etteroppgjoer-arbeid", {
  queueName: ETTEROPPGJOERKOE,
  connection: "AzureWebJobsStorage",
  handler: bakgrunn("etteroppgjoer-arbeid", createEtteroppgjoerArbeid(behandleJobb)),
});
app.storageQueue("etteroppgjoer-stanset", {
  queueName: `${ETTEROPPGJOERKOE}-poison`,
  connection: "AzureWebJobsStorage",
  handler: bakgrunn("etteroppgjoer-stanset", createEtteroppgjoerStanset(lager)),
});

app.http("ukjent-rute", {
  methods: ["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS"],
  authLevel: "anonymous",
  route: "{*rest}",
  handler: boundary("ukjent-rute", createUkjentRute()),
});
