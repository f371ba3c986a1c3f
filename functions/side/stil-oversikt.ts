// The style of the overview. On a narrow screen a row of the table becomes a few lines.

export const STIL_OVERSIKT = `
.tall { display: grid; grid-template-columns: repeat(3, 1fr); gap: 1rem; margin: 1.75rem 0; }
.tall div { display: flex; flex-direction: column; justify-content: space-between; padding: 1rem 1.25rem; background: var(--flate); border-radius: 8px; }
.tall dt { color: var(--dempet); font-weight: 600; }
.tall dd { margin: 0; }
.tall b { font-size: 2.25rem; line-height: 1.2; font-variant-numeric: tabular-nums; }
.tall svg { display: block; width: 100%; height: 6px; margin-top: .5rem; border-radius: 3px; background: var(--strek); fill: var(--lenke); }
.soek label { display: block; font-weight: 600; font-size: 1.125rem; }
.soek div { display: flex; gap: .5rem; max-width: 34rem; margin-top: .5rem; }
.soek input {
  flex: 1;
  min-width: 0;
  min-height: 44px;
  padding: .5rem .75rem;
  border: 2px solid var(--dempet);
  border-radius: 4px;
  background: var(--bunn);
  color: inherit;
  font: inherit;
}
.treff { display: flex; flex-wrap: wrap; gap: 0 1.25rem; align-items: center; min-height: 44px; margin-top: .75rem; }
.treff p { margin: 0; }
.treff a { display: inline-flex; align-items: center; min-height: 44px; }
summary { display: flex; align-items: center; gap: .5rem; min-height: 44px; width: fit-content; color: var(--lenke); cursor: pointer; }
summary::before { content: "▸"; content: "▸" / ""; }
[open] > summary::before { content: "▾"; content: "▾" / ""; }
table { width: 100%; border-collapse: collapse; margin-top: .5rem; }
th, td { padding: .125rem .75rem; border-bottom: 1px solid var(--strek); text-align: left; vertical-align: middle; }
thead th { position: sticky; top: 0; padding-block: .75rem; background: var(--bunn); border-bottom: 2px solid var(--dempet); }
tbody th { font-weight: 400; }
tbody tr:hover { background: var(--flate); }
[hidden] { display: none !important; }
tbody a { display: inline-flex; align-items: center; min-height: 44px; margin-right: .75rem; font-weight: 600; }
td { white-space: nowrap; }
table + p { margin-top: 1.25rem; }
small { color: var(--dempet); font-size: .875rem; font-variant-numeric: tabular-nums; }
td:last-child { color: var(--dempet); font-variant-numeric: tabular-nums; }
@media (max-width: 47.99rem) {
  .tall { gap: .5rem; margin-block: 1.25rem; }
  .tall div { padding: .625rem .75rem; }
  .tall dt { font-size: .875rem; line-height: 1.3; }
  .tall b { display: block; font-size: 1.625rem; }
  thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
  table, tbody { display: block; }
  tbody tr { display: flex; flex-wrap: wrap; gap: 0 1rem; padding: .25rem 0 .75rem; border-bottom: 1px solid var(--strek); }
  tbody th { display: flex; flex: 1 0 100%; flex-wrap: wrap; justify-content: space-between; align-items: center; }
  th, td { padding: 0; border: 0; }
  td { font-size: .9375rem; }
  td:last-child:not(.aldri)::before { content: "Kontrollert "; }
}
`;
