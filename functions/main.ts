// The composition root: configuration → adapters → functions. The only file that wires, and the only one with a clock.

import { randomUUID } from "node:crypto";
import { setTimeout as vent } from "node:timers/promises";
import { app } from "@azure/functions";
import { createSend } from "../shared/adapters/http/send.ts";
import { createCredential } from "../shared/adapters/identity/credential.ts";
import { createNoekkelkilde, lesGrantnoekkel } from "../shared/adapters/key-vault/jwk.ts";
import { createHemmeligheter } from "../shared/adapters/key-vault/secrets.ts";
import { createSegl } from "../shared/adapters/key-vault/segl.ts";
import { createSeglnoekler } from "../shared/adapters/key-vault/seglnoekler.ts";
import { createJwks, NoeklerUtilgjengelige } from "../shared/adapters/maskinporten/jwks.ts";
import { createTokenCache } from "../shared/adapters/maskinporten/token-cache.ts";
import { createTokenClient } from "../shared/adapters/maskinporten/token-client.ts";
import { createSkattekilde } from "../shared/adapters/skatteetaten/skattekilde.ts";
import { createOppslagslogg } from "../shared/adapters/storage/oppslagslogg.ts";
import { erSyntetisk } from "../shared/kernel/organisasjonsnummer.ts";
import { createUtfoerOppslag } from "../shared/oppslag/utfoer-oppslag.ts";
import { finnKommune } from "../shared/tilkobling/kommuner.ts";
import { createBeregning } from "./beregning.ts";
import { createBeregningPdf } from "./beregning-pdf.ts";
import { configFraMiljoe } from "./config.ts";
import { createHelse } from "./helse.ts";
import { createBoundary } from "./http/boundary.ts";
import { createAutentiser } from "./http/caller.ts";
import { createOpenapi } from "./openapi.ts";
import { createOppslag } from "./oppslag.ts";
import { createSatser } from "./satser.ts";
import { createUkjentRute } from "./ukjent-rute.ts";
import { VERSJON } from "./versjon.ts";

const OPPSLAG_FRIST_MS = 20_000;

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
  noekler: createSeglnoekler({ hemmeligheter, navn: navn.seglNoekkel, now }),
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
const utfoerOppslag = createUtfoerOppslag({
  kilde: createSkattekilde({
    ...skatteetaten,
    send,
    nyId,
    hentToken: (skatteApi, kommune) => tokener.hent(skatteApi, kommune),
    forkastToken: (skatteApi, kommune, token) => {
      tokener.forkast(skatteApi, kommune, token);
    },
  }),
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
app.http("ukjent-rute", {
  methods: ["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS"],
  authLevel: "anonymous",
  route: "{*rest}",
  handler: boundary("ukjent-rute", createUkjentRute()),
});
