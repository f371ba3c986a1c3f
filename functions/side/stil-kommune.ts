// The style of the page of a municipality and of the page of a fault.

export const STIL_KOMMUNE = `
.nummer { color: var(--dempet); font-variant-numeric: tabular-nums; }
.klar { margin: 1rem 0; font-size: 1.1875rem; }
.klar span { color: inherit; }
.neste { margin: 1.5rem 0; padding: 1.25rem 1.5rem; background: var(--flate); border-left: 6px solid var(--lenke); border-radius: 0 8px 8px 0; }
.neste h2 { margin: 0 0 .375rem; font-size: 1.25rem; }
.neste p { margin: 0; font-size: 1.125rem; }
.neste.ferdig { border-color: var(--ok); }
.steg { list-style: none; counter-reset: steg; margin: 1.25rem 0 0; padding: 0; }
.steg > li { position: relative; counter-increment: steg; margin-left: 1.125rem; padding: 0 0 1.75rem 2.125rem; border-left: 2px solid var(--strek); }
.steg > li:last-child { border-color: transparent; padding-bottom: 0; }
.steg > li::before {
  content: counter(steg);
  position: absolute;
  left: calc(-1.125rem - 1px);
  width: 2.25rem;
  height: 2.25rem;
  border: 2px solid var(--dempet);
  border-radius: 50%;
  background: var(--bunn);
  font-weight: 700;
  line-height: 2rem;
  text-align: center;
}
.steg h3 { padding-top: .25rem; }
.hvem { margin-bottom: .625rem; color: var(--dempet); font-size: .9375rem; }
.kolonner { display: grid; grid-template-columns: minmax(0, 1fr) 19rem; gap: 0 3.5rem; }
.kort { padding: .875rem 1.125rem; border: 1px solid var(--strek); border-radius: 8px; }
.kort + .kort { margin-top: .625rem; }
.kort ul { list-style: none; margin: 0; padding: 0; }
.kort li { display: flex; flex-wrap: wrap; justify-content: space-between; gap: 0 1rem; }
.kort li + li { margin-top: .25rem; }
.kort p { margin: .375rem 0 0; }
.gjoer { padding-left: .875rem; border-left: 3px solid var(--lenke); }
.betyr { margin: 0; max-width: 46rem; }
.betyr dd { margin: 0 0 .75rem; font-size: .9375rem; }
.hjelp { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 24rem), 1fr)); gap: 1rem; }
.hjelp section { padding: 1rem 1.25rem; background: var(--flate); border-radius: 8px; }
.hjelp p { margin: .25rem 0 0; }
.hjelp ol, .hjelp ul { margin: .25rem 0 0; padding-left: 1.25rem; }
.hjelp li { margin-top: .375rem; }
.valg { display: flex; flex-wrap: wrap; gap: .5rem 1.5rem; align-items: center; margin-top: 1.5rem; }
.valg a { display: inline-flex; align-items: center; min-height: 44px; }
code { font: .9375em ui-monospace, "Cascadia Mono", Menlo, Consolas, monospace; overflow-wrap: anywhere; }
@media (max-width: 63.99rem) {
  .kolonner { display: block; }
}
@media (max-width: 47.99rem) {
  .neste { padding: 1rem; }
  .steg > li { padding-left: 1.625rem; }
  .kort { padding: .625rem .875rem; }
}
@media print {
  .kolonner { display: block; }
  .kort { break-inside: avoid; padding: .375rem .625rem; }
  .steg > li { padding-bottom: .75rem; }
}
`;
