// The composition root: configuration → adapters → functions. The only file that wires, and the only one with a clock.

import { randomBytes, randomUUID } from "node:crypto";
import { setTimeout as vent } from "node:timers/promises";
import { app } from "@azure/functions";
import { createAltinntoken } from "../shared/adapters/altinn/altinntoken.ts";
import { createDelegeringsoppslag } from "../shared/adapters/altinn/delegeringsoppslag.ts";
import { createProevMedAltinn } from "../shared/adapters/altinn/proev.ts";
import { createSend } from "../shared/adapters/http/send.ts";
import { createCredential } from "../shared/adapters/identity/credential.ts";
import { createGrantnoekler } from "../shared/adapters/key-vault/grantnoekler.ts";
import { createHemmeligheter } from "../shared/adapters/key-vault/secrets.ts";
import { createSegl } from "../shared/adapters/key-vault/segl.ts";
import { createSeglnoekler } from "../shared/adapters/key-vault/seglnoekler.ts";
import { createTilgangsbevis } from "../shared/adapters/maskinporten/tilgangsbevis.ts";
import { createTokenCache } from "../shared/adapters/maskinporten/token-cache.ts";
import { createEgetToken, createTokenClient, SCOPES } from "../shared/adapters/maskinporten/token-client.ts";
import { createJwks, NoeklerUtilgjengelige } from "../shared/adapters/noekler/jwks.ts";
import { createOidcNoekkeladresse } from "../shared/adapters/noekler/oidc.ts";
import { createHendelseskilde } from "../shared/adapters/skatteetaten/hendelser.ts";
import type { SkattekallDeps } from "../shared/adapters/skatteetaten/kall.ts";
import { createSkattekilde } from "../shared/adapters/skatteetaten/skattekilde.ts";
import { createAbonnementlager } from "../shared/adapters/storage/abonnementlager.ts";
import { createEndringslager } from "../shared/adapters/storage/endringslager.ts";
import { createJobblager } from "../shared/adapters/storage/jobblager.ts";
import { createKoe } from "../shared/adapters/storage/koe.ts";
import { createLaaser } from "../shared/adapters/storage/laaser.ts";
import { createOppslagslogg } from "../shared/adapters/storage/oppslagslogg.ts";
import { lesPepper } from "../shared/adapters/storage/personhash.ts";
import { createTilkoblingslager } from "../shared/adapters/storage/tilkoblingslager.ts";
import { createWebhooklager } from "../shared/adapters/storage/webhooklager.ts";
import { createMaaling } from "../shared/adapters/telemetry/maaling.ts";
import { createMaaltSend } from "../shared/adapters/telemetry/maalt-send.ts";
import { createWebhookavsender } from "../shared/adapters/webhook/webhookavsender.ts";
import { createVerifiserer } from "../shared/adapters/worker/verifiserer.ts";
import { erSyntetisk, type Organisasjonsnummer } from "../shared/kernel/organisasjonsnummer.ts";
import { ok } from "../shared/kernel/result.ts";
import { createUtfoerOppslag } from "../shared/oppslag/utfoer-oppslag.ts";
import { alleKommuner, finnKommune, utenNavn, type Kommune } from "../shared/tilkobling/kommuner.ts";
import { createSjekk } from "../shared/tilkobling/sjekk.ts";
import { createBakgrunn } from "./bakgrunn.ts";
import { createBeregning } from "./beregning.ts";
import { createBeregningPdf } from "./beregning-pdf.ts";
import { configFraMiljoe, settTelemetrivalg } from "./config.ts";
import { createAvsender } from "./http/avsender.ts";
import { createBoundary } from "./http/boundary.ts";
import { createAutentiser } from "./http/caller.ts";
import { createOperatoer } from "./http/operatoer.ts";
import { createPlasser } from "./http/plasser.ts";
import { operasjoner } from "./operasjoner.ts";
import { createOppslag } from "./oppslag.ts";
import { SOM_SIDE } from "./side/feilside.ts";
import { registrerAapne } from "./ruter/aapne.ts";
import { createRegistrer } from "./ruter/registrer.ts";
import { registrerHendelser } from "./ruter/hendelser.ts";
import { registrerTilkobling } from "./ruter/tilkobling.ts";
import { registrerWebhooker } from "./ruter/webhook.ts";
import { VERSJON } from "./versjon.ts";
import { createVurderErklaering } from "./vurder-erklaering.ts";

/** The text of shared/adapters/worker/worker.ts, put in by build.ts. */
declare const WORKERKODE: string;

const OPPSLAG_FRIST_MS = 20_000;
// Skatteetaten takes five calls at a time per API and municipality, and a couple needs two of each. Were all of these couples of
// one municipality, the last would have its answer after 52 rounds of calls: within the 20 s as long as a round takes less than
// 0.38 s. More would wait only to time out (docs/kapasitet.md).
const FLEST_OPPSLAG = 128;
// A document takes 27 ms of the one core, and a declaration up to 5 s of one of two threads, and 10 MiB: the last of so many has
// its answer within a second, and within 20.
const FLEST_DOKUMENTER = 32;
const FLEST_ERKLAERINGER = 8;
const VERIFISERING_FRIST_MS = 5_000;
const VERIFISERING_MINNE_MB = 512;

const config = configFraMiljoe();
const { azure, maskinporten, skatteetaten, api, hemmeligheter: navn } = config;
const now = (): Date => new Date();
const nyId = (): string => randomUUID();

const credential = createCredential(azure.clientId);
const loopback = azure.loopbackCa === undefined ? {} : { loopbackCa: azure.loopbackCa };
/** Outside a request there is no invocation to log through; the host takes lines from standard error. */
const meldTil =
  (kode: string) =>
  (aarsak: object): void => {
    process.stderr.write(`${JSON.stringify({ kode, aarsak })}\n`);
  };

const klokkeMs = (): number => performance.now();
const { sporing, motparter, avslutt } = createMaaling({
  connectionString: config.telemetri,
  settMiljoe: settTelemetrivalg,
  credential,
  versjon: VERSJON,
  now,
  klokkeMs,
  tilfeldigHex: (antallByte) => randomBytes(antallByte).toString("hex"),
  senere: (arbeid, ms) => {
    setTimeout(arbeid, ms).unref();
  },
  meld: meldTil("TELEMETRI_FEILET"),
  ...loopback,
});
if (avslutt !== undefined) app.hook.appTerminate(avslutt);

const nett = { fetch: globalThis.fetch, tilfeldig: Math.random, vent: (ms: number) => vent(ms) };
const send = createMaaltSend({
  send: createSend(nett),
  sporing,
  operasjoner: operasjoner(config),
});
const hemmeligheter = createHemmeligheter({ vaultUrl: azure.keyVaultUrl, credential, now, ...loopback });

const segl = createSegl({
  noekler: createSeglnoekler({ hemmeligheter, navn: navn.seglNoekkel, now }),
  now,
});
const grantavtale = {
  ...maskinporten,
  send,
  now,
  nyId,
  noekkel: createGrantnoekler({ hemmeligheter, navn: navn.maskinportenNoekkel, now }),
};
const hentToken = createTokenClient({ ...grantavtale, leverandoer: config.leverandoer });
const tokener = createTokenCache({ ...maskinporten, now, hentToken, tell: sporing.tell });
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
    meld: meldTil("OPPSLAGSLOGG_FEILET"),
    ...loopback,
  }),
  segl,
  now,
  nyId,
  nyFrist: () => AbortSignal.timeout(OPPSLAG_FRIST_MS),
});

/** A municipality by name; in a test environment also the synthetic organisations. */
const finnKommunen = (nummer: Organisasjonsnummer): Kommune | undefined =>
  finnKommune(nummer) ?? (config.miljoe === "test" && erSyntetisk(nummer) ? utenNavn(nummer) : undefined);
const erUtilgjengelig = (feil: unknown): boolean => feil instanceof NoeklerUtilgjengelige;
const autentiser = createAutentiser({
  ...api,
  noekkel: createJwks({ send, motpart: "MASKINPORTEN", jwkUrl: () => Promise.resolve(api.jwkUrl), now }),
  erKommune: (nummer) => finnKommunen(nummer) !== undefined,
  erUtilgjengelig,
  now,
});
const autentiserOperatoer = createOperatoer({
  ...config.operatoer,
  noekkel: createJwks({
    send,
    motpart: "ENTRA_ID",
    jwkUrl: createOidcNoekkeladresse({ send, motpart: "ENTRA_ID", issuer: config.operatoer.issuer }),
    utsteder: config.operatoer,
    now,
  }),
  erUtilgjengelig,
  now,
});
const finnAvsender = createAvsender({
  autentiser,
  scope: api.scopeTilkobling,
  kommuneIssuer: api.issuer,
  autentiserOperatoer,
  operatoerIssuer: config.operatoer.issuer,
});

const lager = createTilkoblingslager({
  tableUrl: azure.tableUrl,
  blobUrl: azure.blobUrl,
  credential,
  nyId,
  meld: meldTil("TILKOBLINGSLAGER_FEILET"),
  ...loopback,
});
const tilgangsbevis = createTilgangsbevis({
  ...maskinporten,
  hentToken,
  leverandoer: config.leverandoer,
  delegeringskilde: config.delegering.kilde,
  noekkel: createJwks({
    send,
    motpart: "MASKINPORTEN",
    jwkUrl: () => Promise.resolve(maskinporten.jwkUrl),
    now,
  }),
  erUtilgjengelig,
  now,
});
const sjekk = createSjekk({
  prov:
    config.delegering.metode === "token"
      ? tilgangsbevis
      : createProevMedAltinn({
          tilgangsbevis,
          oppslag: createDelegeringsoppslag({
            ...config.altinn,
            send,
            token: createAltinntoken({
              ...config.altinn,
              send,
              now,
              hentMaskinportentoken: createEgetToken(grantavtale),
            }),
          }),
          scopes: SCOPES,
          leverandoer: config.leverandoer,
        }),
  lager,
  now,
});

const boundary = createBoundary({ nyId, klokkeMs, sporing });
const tjeneste = createRegistrer(boundary);
const kaller = { autentiser, scope: api.scopeOppslag };

tjeneste(
  "oppslag",
  "POST",
  "api/v1/oppslag",
  createOppslag({
    ...kaller,
    miljoe: config.miljoe,
    now,
    utfoerOppslag,
    iPlass: createPlasser(FLEST_OPPSLAG),
  }),
);
tjeneste("beregning", "POST", "api/v1/beregning", createBeregning({ ...kaller, segl }));
tjeneste(
  "beregning-pdf",
  "POST",
  "api/v1/beregning/pdf",
  createBeregningPdf({
    ...kaller,
    segl,
    iPlass: createPlasser(FLEST_DOKUMENTER),
    hentPdf: async () => {
      const [{ lagPdf }, { FONTER }] = await Promise.all([
        import("../shared/pdf/lag-pdf.ts"),
        import("./pdf-skrifter.ts"),
      ]);
      return (grunnlag) => lagPdf(grunnlag, FONTER);
    },
  }),
);

const bakgrunn = createBakgrunn(sporing);
registrerTilkobling({
  tjeneste,
  bakgrunn,
  side: createRegistrer(createBoundary({ nyId, klokkeMs, sporing, feilsvar: SOM_SIDE })),
  lager,
  kommuner: alleKommuner(),
  finnKommune: finnKommunen,
  finnAvsender,
  leverandoer: config.leverandoer,
  sjekk,
  iPlass: createPlasser(FLEST_ERKLAERINGER),
  vurder: createVurderErklaering({
    tell: sporing.tell,
    hentAnkere: async () =>
      navn.tillitsankere === undefined ? ok(config.tillitsankere) : hemmeligheter.hent(navn.tillitsankere),
    verifiser: createVerifiserer({
      kode: WORKERKODE,
      nyFrist: () => AbortSignal.timeout(VERIFISERING_FRIST_MS),
      minneMb: VERIFISERING_MINNE_MB,
    }),
  }),
  now,
  vent: (ms) => vent(ms),
});

const hendelseslager = {
  tableUrl: azure.tableUrl,
  blobUrl: azure.blobUrl,
  queueUrl: azure.queueUrl,
  credential,
  meld: meldTil("HENDELSESLAGER_FEILET"),
  pepper: () => hemmeligheter.hent(navn.loggPepper),
  now,
  nyId,
  klokkeMs,
  ...loopback,
};
const jobblager = { ...hendelseslager, meld: meldTil("ETTEROPPGJOERLAGER_FEILET") };
const endringer = createEndringslager(hendelseslager);
const nyFrist = (ms: number): AbortSignal => AbortSignal.timeout(ms);
const felles = { ...kaller, tjeneste, bakgrunn, now, nyId, tilfeldig: Math.random, nyFrist };
registrerHendelser({
  ...felles,
  miljoe: config.miljoe,
  kilde: createHendelseskilde({ ...skattekall, adresse: skatteetaten.hendelserUrl }),
  abonnementer: createAbonnementlager(hendelseslager),
  endringer,
  lager: createJobblager(jobblager),
  laaser: createLaaser(jobblager),
  koe: createKoe(jobblager),
  utfoerOppslag,
  meldBug: (type) => {
    meldTil("INTERN_FEIL")({ funksjon: "etteroppgjoer-arbeid", type });
  },
});
registrerWebhooker({
  ...felles,
  ...createWebhookavsender({
    ...felles,
    send: createMaaltSend({
      send: createSend<"MOTTAKER">(nett),
      sporing,
      operasjoner: [],
      ellers: "WEBHOOK",
    }),
    pepper: hendelseslager.pepper,
    lesPepper,
  }),
  webhooker: createWebhooklager({ ...hendelseslager, meld: meldTil("WEBHOOKLAGER_FEILET") }),
  endringer,
  verter: config.webhookverter,
  nyNonce: () => randomBytes(16).toString("base64url"),
});

registrerAapne({ tjeneste, boundary, versjon: VERSJON, motparter: motparter.alle, now, api });
