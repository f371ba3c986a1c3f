// The style of every page: colours, type, and what all pages have. No pictures and no fonts are fetched.

import { STIL_KOMMUNE } from "./stil-kommune.ts";
import { STIL_OVERSIKT } from "./stil-oversikt.ts";

const FARGER = `
:root {
  color-scheme: light dark;
  --bunn: #fff;
  --flate: #f3f5f8;
  --strek: #c6ced8;
  --tekst: #1e2733;
  --dempet: #4d5968;
  --lenke: #0055a4;
  --fokus: #0b4a8f;
  --ok: #0b6b3a;
  --mangler: #ab1f18;
  --venter: #855400;
  --ukjent: #4d5968;
}
@media screen and (prefers-color-scheme: dark) {
  :root {
    --bunn: #13171d;
    --flate: #1d232c;
    --strek: #434e5c;
    --tekst: #e9edf2;
    --dempet: #b0bac6;
    --lenke: #8cc4ff;
    --fokus: #ffd866;
    --ok: #63d297;
    --mangler: #ff9d92;
    --venter: #f1c15c;
    --ukjent: #b0bac6;
  }
}
`;

const FELLES = `
*, ::before, ::after { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; text-size-adjust: 100%; }
body {
  margin: 0;
  background: var(--bunn);
  color: var(--tekst);
  font: 1.0625rem/1.55 Inter, system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif;
  overflow-wrap: break-word;
}
body > header, body > footer, main { padding-inline: max(1rem, 50vw - 34rem); }
body > header { background: var(--flate); border-bottom: 1px solid var(--strek); }
body > footer { border-top: 1px solid var(--strek); margin-top: 3rem; padding-block: 1.5rem 2.5rem; color: var(--dempet); font-size: .9375rem; }
main { padding-block: 1.5rem 1rem; }
main:focus { outline: none; }
h1 { font-size: clamp(1.75rem, 1.4rem + 1.6vw, 2.5rem); line-height: 1.2; margin: 0 0 .5rem; letter-spacing: -.01em; }
h2 { font-size: 1.375rem; line-height: 1.3; margin: 2.5rem 0 .75rem; }
h3 { font-size: 1.125rem; line-height: 1.4; margin: 0; }
p { margin: 0 0 .75rem; max-width: 44rem; }
a { color: var(--lenke); text-underline-offset: .2em; }
a:hover { text-decoration-thickness: .15em; }
:focus-visible { outline: 3px solid var(--fokus); outline-offset: 2px; border-radius: 2px; }
.merke, .tilbake { display: inline-flex; align-items: center; min-height: 44px; }
.merke { color: inherit; font-weight: 600; text-decoration: none; }
.merke:hover { text-decoration: underline; }
.hopp { position: absolute; left: -100vw; }
.hopp:focus { left: 1rem; top: .25rem; z-index: 1; padding: .5rem 1rem; background: var(--bunn); }
.ingress { font-size: 1.1875rem; color: var(--dempet); }
@media (max-width: 47.99rem) { .ingress { font-size: 1.0625rem; } }
.liten { font-size: .9375rem; color: var(--dempet); }
.usynlig { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.ok, .mangler, .venter, .ukjent { font-weight: 600; }
.ok { color: var(--ok); }
.mangler { color: var(--mangler); }
.venter { color: var(--venter); }
.ukjent { color: var(--ukjent); font-weight: 500; }
.ok::before, .mangler::before, .venter::before, .ukjent::before {
  display: inline-block;
  width: 1.25em;
  height: 1.25em;
  margin-right: .4em;
  border: 1.5px solid;
  border-radius: 50%;
  font-size: .875em;
  font-weight: 700;
  line-height: 1.15em;
  text-align: center;
  vertical-align: -.2em;
  overflow: hidden;
}
.ok::before { content: "✓"; content: "✓" / ""; background: var(--ok); border-color: var(--ok); color: var(--bunn); }
.mangler::before { content: "!"; content: "!" / ""; background: var(--mangler); border-color: var(--mangler); color: var(--bunn); border-radius: .2em; }
.venter::before { content: "…"; content: "…" / ""; line-height: .6em; }
.ukjent::before { content: "?"; content: "?" / ""; border-style: dashed; }
.knapp {
  min-height: 44px;
  padding: .5rem 1.25rem;
  border: 2px solid var(--lenke);
  border-radius: 4px;
  background: var(--lenke);
  color: var(--bunn);
  font: inherit;
  font-weight: 600;
  cursor: pointer;
}
.knapp:hover { filter: brightness(1.12); }
@media (forced-colors: active) {
  .ok::before, .mangler::before, .venter::before, .ukjent::before { color: CanvasText; background: Canvas; border-color: CanvasText; }
}
@media print {
  body { font-size: 10.5pt; }
  .hopp, form, .tilbake, details { display: none; }
  .ok::before, .mangler::before { color: inherit; background: none; }
  a { color: inherit; text-decoration: none; }
  body > header, body > footer, main { padding-inline: 0; }
  h2, h3, tr { break-after: avoid; break-inside: avoid; }
}
`;

/** Line breaks and indentation are for the reader of the source. */
export const STIL = `${FARGER}${FELLES}${STIL_OVERSIKT}${STIL_KOMMUNE}`
  .replace(/\s*\n\s*/g, "")
  .replace(/: /g, ":");
