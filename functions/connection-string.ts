// The connection string of Application Insights: names the resource and where its telemetry is taken in. The rest is for its
// client to read.

import { z } from "zod";

/** The text, and the endpoint in it, which must be https. */
export const connectionStringSchema = z.string().transform((tekst, ctx) => {
  const endepunkt = /(?:^|;)IngestionEndpoint=(https:[^;]+)/i.exec(tekst)?.[1] ?? "";
  if (URL.canParse(endepunkt) && /(?:^|;)InstrumentationKey=[0-9a-f-]{36}(?:;|$)/i.test(tekst)) {
    return { tekst, endepunkt: new URL(endepunkt) };
  }
  ctx.addIssue({ code: "custom", message: "må ha InstrumentationKey og en IngestionEndpoint med https://" });
  return z.NEVER;
});
