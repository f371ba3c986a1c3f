// Which municipalities a search finds.

import { expect, test } from "vitest";
import { passer } from "../../functions/side/soek.ts";

const bodoe = { navn: "Bodø", organisasjonsnummer: "972418013" };
const karasjok = { navn: "Kárášjohka - Karasjok", organisasjonsnummer: "963376030" };
const haa = { navn: "Hå", organisasjonsnummer: "964969590" };

test.each([
  ["", bodoe],
  ["Bodø", bodoe],
  ["bodø", bodoe],
  ["BODØ", bodoe],
  ["  odø ", bodoe],
  ["972418013", bodoe],
  ["972 418 013", bodoe],
  ["972\u00a0418", bodoe],
  ["karasjohka", karasjok],
  ["KÁRÁŠ", karasjok],
  ["ha\u030a", haa],
])("«%s» finds $navn", (soek, kommune) => {
  expect(passer(kommune, soek)).toBe(true);
});

test.each([
  ["bodo", bodoe],
  ["ha", haa],
  ["haa", haa],
  ["972418014", bodoe],
  ["<script>", bodoe],
  [".*", bodoe],
])("«%s» does not find $navn", (soek, kommune) => {
  expect(passer(kommune, soek)).toBe(false);
});
