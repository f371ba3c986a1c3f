// docs/tilkobling.md says what the pages and the service say.

import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { STATUS, STEG } from "../../functions/side/tekster-nb.ts";
import { visTilkobling } from "../../shared/tilkobling/status.ts";
import { APINAVN } from "../../shared/tilkobling/tekster-nb.ts";
import { BILDER, MAPPE } from "./bilder.ts";
import { nummer, TILFELLER, tilkobling } from "./tilkoblinger.ts";

const guide = readFileSync("docs/tilkobling.md", "utf8");

test("every picture there is, is shown with a text, and no other", () => {
  const vist = [...guide.matchAll(/!\[([^\]]{10,})\]\(tilkobling\/([^)]+)\.png\)/g)].map(
    ([, , navn]) => navn,
  );
  expect(vist.toSorted()).toEqual(BILDER.map(({ navn }) => navn).toSorted());
  expect(readdirSync(MAPPE).toSorted()).toEqual(BILDER.map(({ navn }) => `${navn}.png`).toSorted());
});

test.each(Object.entries(STATUS))("the status %s is called what the page calls it", (kode, { tekst }) => {
  expect(guide).toMatch(new RegExp(`^\\| ${tekst} +\\| \`${kode}\` `, "m"));
});

test("the steps stand in order with the names of the page, and the APIs with those of Altinn", () => {
  const navn = Object.values(STEG).map((steg, i) => `| ${String(i + 1)} ${steg.navn} `);
  const steder = navn.map((n) => guide.indexOf(n));
  expect(steder).not.toContain(-1);
  expect(steder).toEqual(steder.toSorted((a, b) => a - b));
  for (const api of Object.values(APINAVN)) expect(guide).toContain(`| ${api} `);
});

test("the step that is shown is one the service answers with", () => {
  const [, vist = ""] = /```json\n(.*?)```/s.exec(guide) ?? [];
  const bergen = { organisasjonsnummer: nummer("964338531"), navn: "Bergen" };
  const hendelser = TILFELLER.utenDelegering ?? [];
  const { steg } = visTilkobling(bergen, tilkobling(bergen.organisasjonsnummer, ...hendelser));
  expect(steg).toContainEqual(JSON.parse(vist));
});
