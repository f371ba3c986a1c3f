// The forms of settings: what a value must look like, each by itself.

import { z } from "zod";
import { erLoopback } from "../shared/kernel/loopback.ts";
import { lesOrganisasjonsnummer } from "../shared/kernel/organisasjonsnummer.ts";

/** Where a counterpart is: https, or plain http on this machine. */
export const adresse = z.string().transform((tekst, ctx) => {
  const url = URL.canParse(tekst) ? new URL(tekst) : undefined;
  if (url?.search !== "" || url.hash !== "" || url.username !== "") {
    ctx.addIssue({ code: "custom", message: "er ikke en gyldig adresse" });
    return z.NEVER;
  }
  if (url.protocol !== "https:" && !(url.protocol === "http:" && erLoopback(url))) {
    ctx.addIssue({ code: "custom", message: "må begynne med https:// (http:// bare på egen maskin)" });
    return z.NEVER;
  }
  return url;
});

/** Microsoft's clients send their tokens over TLS only, on this machine too. */
export const tlsAdresse = adresse.refine((url) => url.protocol === "https:", {
  message: "må begynne med https://, også på egen maskin",
});

/** Kept as text as well: an issuer is compared letter by letter, with or without its slash. */
export const utsteder = z.string().transform((tekst, ctx) => {
  const url = adresse.safeParse(tekst);
  if (!url.success) {
    ctx.addIssue({ code: "custom", message: url.error.issues[0]?.message ?? "er ikke en gyldig adresse" });
    return z.NEVER;
  }
  return { issuer: tekst, url: url.data };
});

export const tekst = z.string().min(1).max(500);
export const scope = z
  .string()
  .regex(/^[\x21\x23-\x5b\x5d-\x7e]{1,200}$/, "må være ett scope uten mellomrom");
export const hemmelighetsnavn = z
  .string()
  .regex(/^[0-9A-Za-z-]{1,127}$/, "er ikke et gyldig navn i Key Vault");
export const organisasjonsnummer = z.string().transform((t, ctx) => {
  const lest = lesOrganisasjonsnummer(t);
  if (lest !== undefined) return lest;
  ctx.addIssue({ code: "custom", message: "må være ni sifre med riktig kontrollsiffer" });
  return z.NEVER;
});

const FLEST_VERTER = 100;
/** A name or an address, in lower case or not, with or without a port: no scheme, no path, no pattern. */
const VERT = /^(?:[0-9a-z](?:[0-9a-z.-]*[0-9a-z])?|\[[0-9a-f:.]+\])(?::[0-9]{1,5})?$/i;

/** Hosts apart by commas, each as an https address has it: lower case, and no port when it is that of https. */
export const verter = z.string().transform((alle, ctx) => {
  const oppgitte = alle.split(",").map((vert) => vert.trim());
  const lest = oppgitte.flatMap((vert) =>
    VERT.test(vert) && URL.canParse(`https://${vert}`) ? [new URL(`https://${vert}`).host] : [],
  );
  if (lest.length === oppgitte.length && lest.length <= FLEST_VERTER) return lest;
  const message = `må være høyst ${FLEST_VERTER} verter med komma mellom, hver som vert eller vert:port`;
  ctx.addIssue({ code: "custom", message });
  return z.NEVER;
});
