// What the paper says → nodes in reading order: which text is a heading, which belongs together, where a page begins.

import type { Rad, Spesifikasjon, Tabell, Visning } from "../view/visning.ts";
import { columns, householdShape, SHAPES } from "./columns.ts";
import type { Cell, Column, Content, Doc, Language, Node, Row, Table } from "./doc.ts";

type Shape = Parameters<typeof columns>[1];

/** The sign or the number stands first in a row, but the name beside it is what the row is called. */
const NAME_IS_SECOND = 1;

function heading(level: 1 | 2 | 3, text: string): Content {
  return { kind: "heading", level, text };
}

function body(text: string, options: { keepWithNext?: boolean; language?: Language } = {}): Content {
  return { kind: "paragraph", style: "body", runs: [text], ...options };
}

function small(text: string): Content {
  return { kind: "paragraph", style: "small", runs: [text] };
}

function row({ celler, uthevet, foelgesAvNeste }: Rad): Row {
  return { cells: celler satisfies readonly Cell[], emphasis: uthevet, keepWithNext: foelgesAvNeste };
}

function table(tabell: Tabell, shape: Shape, rowHeader = 0, bodyLanguage?: Language): Table {
  const heads: readonly Column[] = columns(tabell.hoder, shape);
  return {
    kind: "table",
    summary: tabell.sammendrag,
    columns: heads,
    rowHeader,
    body: tabell.rader.map(row),
    foot: tabell.summer.map(row),
    ...(bodyLanguage === undefined ? {} : { bodyLanguage }),
  };
}

/** Texts of posts and remarks come in bokmaal, whatever the maalform of the document. */
function sourceLanguage(visning: Visning): { language?: Language } {
  return visning.spraak === "nb-NO" ? {} : { language: "nb-NO" };
}

function firstPage(v: Visning): readonly Content[] {
  const letterhead: readonly Content[] =
    v.avsender === null ? [] : [{ kind: "paragraph", style: "letterhead", runs: [v.avsender] }];
  const { husholdning, hovedsteg } = v;
  return [
    ...letterhead,
    heading(1, v.tittel),
    { kind: "facts", summary: v.fakta.sammendrag, rows: v.fakta.rader },
    {
      kind: "keyFigure",
      caption: v.noekkeltall.tekst,
      value: v.noekkeltall.verdi,
      aside: v.noekkeltall.tillegg,
    },
    body(v.sammendrag),
    heading(2, husholdning.overskrift),
    table(husholdning.tabell, householdShape(husholdning.tabell.hoder.length - 2), NAME_IS_SECOND),
    small(husholdning.tegnforklaring),
    heading(2, hovedsteg.overskrift),
    table(hovedsteg.tabell, SHAPES.steg, NAME_IS_SECOND),
  ];
}

function specification(s: Spesifikasjon, language: Language | undefined): readonly Node[] {
  return [
    { kind: "pageBreak", soft: s.kanDeleSide },
    heading(2, s.overskrift),
    body(s.innledning, { keepWithNext: s.poster !== null }),
    ...(s.poster === null ? [] : [table(s.poster, SHAPES.poster, 0, language)]),
    ...(s.manuelle === null
      ? []
      : [heading(3, s.manuelle.overskrift), table(s.manuelle.tabell, SHAPES.manuelle)]),
  ];
}

function decisions(v: Visning): readonly Node[] {
  const { forsoergelse, skjoenn } = v;
  return [
    ...(forsoergelse === null
      ? []
      : [
          heading(2, forsoergelse.overskrift),
          body(forsoergelse.innledning, { keepWithNext: true }),
          table(forsoergelse.tabell, SHAPES.forsoergelse),
        ]),
    ...(skjoenn === null ? [] : [heading(2, skjoenn.overskrift), table(skjoenn.tabell, SHAPES.skjoenn)]),
  ];
}

function periods({ terminer, etteroppgjoer }: Visning): readonly Node[] {
  return [
    ...(terminer === null
      ? []
      : [
          heading(2, terminer.overskrift),
          body(terminer.innledning, { keepWithNext: true }),
          table(terminer.tabell, SHAPES.terminer),
        ]),
    ...(etteroppgjoer === null
      ? []
      : [
          heading(2, etteroppgjoer.overskrift),
          body(etteroppgjoer.utfall, { keepWithNext: true }),
          table(etteroppgjoer.tabell, SHAPES.etteroppgjoer),
          small(etteroppgjoer.forklaring),
        ]),
  ];
}

function reservations(v: Visning): readonly Node[] {
  const { overskrift, innledning, avsnitt, fraOppslaget } = v.forbehold;
  const language = sourceLanguage(v);
  return [
    ...(avsnitt.length === 0
      ? []
      : [
          heading(2, overskrift),
          body(innledning, { keepWithNext: true }),
          ...avsnitt.map((text) => body(text, language)),
        ]),
    ...(fraOppslaget === null
      ? []
      : [heading(2, fraOppslaget.overskrift), ...fraOppslaget.avsnitt.map((text) => body(text, language))]),
  ];
}

function rules({ regler }: Visning): readonly Node[] {
  return [
    heading(2, regler.overskrift),
    {
      kind: "paragraph",
      style: "body",
      runs: regler.innledning.map((run) =>
        typeof run === "string" ? run : { uri: run.adresse, text: run.lenke, spoken: run.opplest },
      ),
      keepWithNext: true,
    },
    table(regler.satser, SHAPES.satser),
    { kind: "facts", summary: regler.spor.sammendrag, rows: regler.spor.rader },
    small(regler.forklaring),
  ];
}

export function buildDoc(v: Visning): Doc {
  return {
    language: v.spraak,
    title: v.dokumenttittel,
    footer: { left: v.bunntekst.venstre, page: v.bunntekst.side, of: v.bunntekst.av },
    opening: firstPage(v),
    nodes: [
      { kind: "pageBreak", soft: true },
      heading(2, v.utregning.overskrift),
      body(v.utregning.innledning, { keepWithNext: true }),
      table(v.utregning.tabell, SHAPES.utregning, NAME_IS_SECOND),
      ...v.spesifikasjoner.flatMap((s) => specification(s, sourceLanguage(v).language)),
      { kind: "pageBreak", soft: true },
      ...decisions(v),
      ...periods(v),
      ...reservations(v),
      ...rules(v),
      heading(2, v.klage.overskrift),
      ...v.klage.avsnitt.map((text, i, all) => body(text, { keepWithNext: i < all.length - 1 })),
    ],
  };
}
