// The frame of every page, and what a browser may do with it.

import { createHash } from "node:crypto";
import { innebygd, markup, type Html } from "./markup.ts";
import { SKRIPT } from "./skript.ts";
import { STIL } from "./stil.ts";

const IKON =
  "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 32 32'%3E%3Crect width='32' height='32' rx='7' fill='%230055a4'/%3E%3Cpath d='m8 17 6 6L25 10' fill='none' stroke='%23fff' stroke-width='4'/%3E%3C/svg%3E";

function kilde(kode: string): string {
  return `'sha256-${createHash("sha256").update(kode).digest("base64")}'`;
}

function policy(...skript: readonly string[]): string {
  return [
    "default-src 'none'",
    `style-src ${kilde(STIL)}`,
    ...skript.map((kode) => `script-src ${kilde(kode)}`),
    // The icon; nothing is fetched for it.
    "img-src data:",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join("; ");
}

/** A page, and the Content-Security-Policy it needs: its own style and script by their hashes, and nothing else. */
export type Side = { readonly html: Html; readonly policy: string };

const UTEN_SKRIPT = policy();
const MED_SKRIPT = policy(SKRIPT);

type Innhold = {
  readonly tittel: string;
  readonly innhold: Html;
  /** Whether the page has the search. */
  readonly medSoek?: boolean;
};

/** The whole page around its content. */
export function lagSide({ tittel, innhold, medSoek = false }: Innhold): Side {
  const html = markup`
    <!doctype html>
    <html lang="nb">
    <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>${tittel} – Tilkobling</title>
    <link rel="icon" href="${IKON}">
    ${innebygd("style", STIL)}
    </head>
    <body>
    <a class="hopp" href="#innhold">Gå til innholdet</a>
    <header><a class="merke" href="/tilkobling">Egenandel: tilkobling</a></header>
    <main id="innhold" tabindex="-1">${innhold}</main>
    <footer>
    <p>
    Siden er åpen for alle og har ingen personopplysninger. Statusene er de siste svarene vi har fått fra Maskinporten og Altinn,
    og det operatøren har registrert.
    </p>
    </footer>
    ${medSoek ? innebygd("script", SKRIPT) : []}
    </body>
    </html>`;
  return { html, policy: medSoek ? MED_SKRIPT : UTEN_SKRIPT };
}
