// The ways Altinn can misbehave, and how each looks on the wire.

import { brytForbindelsen, heng, htmlSvar, send, type Svar } from "../http/answers.ts";
import { vent, type Utveksling } from "../http/server.ts";
import { uventetFeil } from "./problem.ts";

export type AltinnFeil =
  /** 500 with a problem that says nothing. */
  | { readonly type: "UVENTET" }
  | { readonly type: "UTILGJENGELIG" }
  | { readonly type: "HENG" }
  | { readonly type: "BRUDD" }
  /** The right answer after some milliseconds of real time. */
  | { readonly type: "TREG"; readonly ms: number }
  | { readonly type: "HTML"; readonly status: number }
  /** 200 and called JSON, but it is not. */
  | { readonly type: "SOEPPEL" }
  /** 302 to the same path under another name of the host: who follows it arrives without its token. */
  | { readonly type: "OMDIRIGERING" }
  | { readonly type: "SVAR"; readonly svar: Svar };

const JSONTYPE = { "content-type": "application/json; charset=utf-8" };

function omdirigering({ req }: Utveksling): Svar {
  const { pathname, search } = new URL(req.url ?? "", "http://altinn.invalid");
  const location = `http://localhost:${req.socket.localPort ?? 0}${pathname.replace(/\/?$/, "/")}${search}`;
  return { status: 302, headers: { location }, body: "" };
}

/** Answers as the fault says; `svar` is what it should have been. */
export async function svarMedFeil(
  feil: AltinnFeil,
  utveksling: Utveksling,
  svar: () => Promise<Svar>,
): Promise<void> {
  switch (feil.type) {
    case "UVENTET":
      send(utveksling, uventetFeil());
      return;
    case "UTILGJENGELIG":
      send(utveksling, {
        status: 503,
        headers: { "content-type": "text/plain" },
        body: "Service Unavailable",
      });
      return;
    case "HENG":
      await heng(utveksling);
      return;
    case "BRUDD":
      brytForbindelsen(utveksling);
      return;
    case "TREG":
      await vent(feil.ms, utveksling);
      send(utveksling, await svar());
      return;
    case "HTML":
      send(utveksling, htmlSvar(feil.status));
      return;
    case "SOEPPEL":
      send(utveksling, { status: 200, headers: JSONTYPE, body: '[{"consumer_org":' });
      return;
    case "OMDIRIGERING":
      send(utveksling, omdirigering(utveksling));
      return;
    case "SVAR":
      send(utveksling, feil.svar);
      return;
  }
}
