// The pages as text: what they say, what they may do, and how large they are.

import { createHash } from "node:crypto";
import { HttpRequest } from "@azure/functions";
import { expect, test } from "vitest";
import { SOM_SIDE, visFeil } from "../../functions/side/feilside.ts";
import { visKommune } from "../../functions/side/kommune.ts";
import { htmltekst } from "../../functions/side/markup.ts";
import { visOversikt } from "../../functions/side/oversikt.ts";
import type { Side } from "../../functions/side/ramme.ts";
import { somFerskt } from "../../functions/side/svar.ts";
import { alleKommuner } from "../../shared/tilkobling/kommuner.ts";
import { lagOversikt } from "../../shared/tilkobling/oversikt.ts";
import { visTilkobling } from "../../shared/tilkobling/status.ts";
import { avvist, blandet, nummer, TILFELLER, tilkobling } from "./tilkoblinger.ts";

const OND = `<script>alert("x")</script>`;
const bergen = { organisasjonsnummer: nummer("964338531"), navn: "Bergen" };

function statusFor(tilfelle: string, navn = "Bergen") {
  const hendelser = TILFELLER[tilfelle] ?? [];
  return visTilkobling({ ...bergen, navn }, tilkobling(bergen.organisasjonsnummer, ...hendelser));
}

function oversiktside(soek: string | null, navn?: string): string {
  const kommuner = navn === undefined ? alleKommuner() : [{ ...bergen, navn }];
  return htmltekst(visOversikt({ ...lagOversikt(kommuner, blandet()), soek }).html);
}

/** What a page says, without its tags. */
function ord(html: string): string {
  return html
    .replace(/<(style|script)>.*?<\/\1>/gs, "")
    .replace(/<[^>]*>/g, " ")
    .replace(/\s+/g, " ");
}

const kommuneside = (tilfelle: string, navn?: string) =>
  htmltekst(visKommune(statusFor(tilfelle, navn)).html);

test.each([
  ["the name in the overview", () => oversiktside(null, OND)],
  ["the search", () => oversiktside(OND)],
  ["the name on its own page", () => kommuneside("ferdig", OND)],
  [
    "the reason for a refusal",
    () => {
      const hendelser = [...(TILFELLER.tilVurdering ?? []), avvist(OND)];
      return htmltekst(
        visKommune(visTilkobling(bergen, tilkobling(bergen.organisasjonsnummer, ...hendelser))).html,
      );
    },
  ],
  [
    "the words of a fault",
    () => htmltekst(visFeil({ tittel: OND, forklaring: OND, korrelasjonsid: OND, proevIgjen: true }).html),
  ],
])("a tag in %s is shown, not run", (_, lag) => {
  const html = lag();
  expect(html).toContain("&lt;script&gt;alert(&quot;x&quot;)&lt;/script&gt;");
  expect(html).not.toContain("<script>alert");
});

/** The hashes a browser would compute of what stands in a page. */
function hasher(html: string, element: string): string[] {
  const deler = [...html.matchAll(new RegExp(`<${element}>(.*?)</${element}>`, "gs"))];
  return deler.map(
    ([, kode]) =>
      `'sha256-${createHash("sha256")
        .update(kode ?? "")
        .digest("base64")}'`,
  );
}

const SIDER: readonly [string, Side][] = [
  ["the overview", visOversikt({ ...lagOversikt(alleKommuner(), []), soek: null })],
  ["a municipality", visKommune(statusFor("ferdig"))],
  ["a fault", visFeil({ tittel: "a", forklaring: "b", korrelasjonsid: "c", proevIgjen: false })],
];

test.each(SIDER)("%s may use its own style and script, and nothing else", (_, { html, policy }) => {
  const tekst = htmltekst(html);
  const direktiver = new Map(policy.split("; ").map((d) => [d.split(" ")[0], d.split(" ").slice(1)]));
  expect(direktiver.get("default-src")).toEqual(["'none'"]);
  expect(direktiver.get("style-src")).toEqual(hasher(tekst, "style"));
  expect(direktiver.get("script-src") ?? []).toEqual(hasher(tekst, "script"));
  for (const fast of ["base-uri", "frame-ancestors"]) expect(direktiver.get(fast)).toEqual(["'none'"]);
  expect(policy).not.toMatch(/unsafe|https?:|\*/);
  expect(tekst).not.toMatch(/ style="| on[a-z]+="|src="|https?:\/\/(?!www\.w3\.org\/2000\/svg)/);
});

test.each(SIDER)(
  "%s is in bokmål, has one heading of the first level and somewhere to skip to",
  (_, { html }) => {
    const tekst = htmltekst(html);
    expect(tekst).toMatch(/^<!doctype html><html lang="nb">/);
    expect(tekst.match(/<h1>/g)).toHaveLength(1);
    expect(tekst).toContain('href="#innhold"');
    expect(tekst).toContain('<main id="innhold"');
  },
);

test("the overview of all municipalities is less than 100 kB", () => {
  expect(Buffer.byteLength(oversiktside(null))).toBeLessThan(100_000);
});

test("the overview tells how many have come how far", () => {
  const { antall } = lagOversikt(alleKommuner(), blandet());
  const tekst = ord(oversiktside(null));
  expect(tekst).toContain(`Signert ${antall.signert} av 356`);
  expect(tekst).toContain(`Har tilgang ${antall.medTilgang} av 356`);
  expect(tekst).toContain(`Klare ${antall.klare} av 356`);
});

test("a search hides the rows that do not fit, and says how many do", () => {
  const html = oversiktside("BERG");
  const viste = [...html.matchAll(/<tr><th scope="row"><a [^>]*>([^<]*)/g)].map(([, navn]) => navn);
  expect(viste).toEqual(
    alleKommuner()
      .map((k) => k.navn)
      .filter((n) => n.toLowerCase().includes("berg")),
  );
  expect(viste).toContain("Bergen");
  expect(html.match(/<tr hidden>/g)).toHaveLength(356 - viste.length);
  expect(ord(html)).toContain(`${viste.length} av 356 kommuner`);
});

test("a search without hits says so and shows no table", () => {
  const html = oversiktside("xyz");
  expect(html).toContain('<table id="kommuner" hidden>');
  expect(ord(html)).toContain("Ingen kommuner passer med søket.");
});

test.each([
  ["ferdig", "Signert Har tilgang Klar 14.03.2026"],
  ["klarUtenAvregning", "Signert Har tilgang Klar 14.03.2026"],
  ["utenDelegering", "Signert Tilgang ikke kjent Ikke klar 14.03.2026"],
  ["utenTilgang", "Signert Uten tilgang Ikke klar 14.03.2026"],
  ["tilVurdering", "Til vurdering Har tilgang Venter 14.03.2026"],
  ["avvist", "Avvist Tilgang ikke kjent Ikke klar Ikke kontrollert"],
  ["utenSvar", "Signert Tilgang ikke kjent Ikke avklart 14.03.2026"],
  ["ingenting", "Ikke mottatt Tilgang ikke kjent Ikke klar Ikke kontrollert"],
])("a row of %s says %s", (tilfelle, forventet) => {
  const rader = [statusFor(tilfelle)];
  const antall = { kommuner: 1, signert: 0, medTilgang: 0, klare: 0 };
  const html = htmltekst(visOversikt({ rader, antall, soek: null }).html);
  expect(ord(html)).toContain(`Bergen 964338531 ${forventet}`);
});

test.each([
  ["ferdig", "Kommunen er klar til å slå opp skatteopplysninger.", "Ingenting gjenstår."],
  [
    "klarUtenAvregning",
    "Kommunen er klar til å slå opp skatteopplysninger.",
    "Dette gjenstår: Deleger «Avregning API",
  ],
  ["utenDelegering", "Kommunen er ikke klar til å slå opp", "Deleger «Beregnet skatt API – På vegne av»"],
  [
    "utenTilgang",
    "Kommunen er ikke klar til å slå opp",
    "Be Skatteetaten om tilgang til «Summert skattegrunnlag API",
  ],
  [
    "tilVurdering",
    "Kommunen er ikke klar ennå. Tilslutningserklæringen er til vurdering.",
    "Vent til en saksbehandler",
  ],
  ["avvist", "Kommunen er ikke klar til å slå opp", "Signer tilslutningserklæringen på nytt"],
  ["utenSvar", "Vi vet ikke ennå om kommunen er klar", "Send påkoblingsforespørselen"],
  ["ingenting", "Kommunen er ikke klar til å slå opp", "Signer tilslutningserklæringen og last den opp."],
])("the page of %s says «%s» and one next step: «%s»", (tilfelle, klar, neste) => {
  const tekst = ord(kommuneside(tilfelle));
  expect(tekst).toContain(klar);
  expect(tekst).toContain(`Neste steg ${neste}`);
  expect(tekst.match(/Neste steg/g)).toHaveLength(1);
});

test("the five steps stand in order, each API with its name, status, what to do and the code", () => {
  const tekst = ord(kommuneside("utenDelegering"));
  const steg = [
    "Tilslutningserklæring Ordføreren",
    "Påkoblingsforespørsel Kommunen",
    "Tilgang hos Skatteetaten Skatteetaten",
    "Delegering i Altinn Den som",
    "Tjenestevedlegg Den som",
  ].map((navn) => tekst.indexOf(navn));
  expect(steg).toEqual([...steg].sort((a, b) => a - b));
  expect(steg).not.toContain(-1);
  expect(tekst).toContain(
    "Beregnet skatt API – På vegne av Mangler Kommunen har ikke delegert «Beregnet skatt API – På vegne av» i Altinn. " +
      "Kontrollert 14.03.2026. Gjør dette: Deleger",
  );
  expect(tekst).toContain("Kode for brukerstøtte: MP-251");
  expect(tekst).toContain("Avregning API – På vegne av (ikke nødvendig for å bli klar) Mangler");
});

test("what is the same for all three APIs is said once", () => {
  expect(ord(kommuneside("ferdig")).match(/Skatteetaten har gitt kommunen tilgang/g)).toHaveLength(1);
  expect(ord(kommuneside("utenTilgang")).match(/Skatteetaten har ikke gitt kommunen tilgang/g)).toHaveLength(
    3,
  );
});

test("what could not be checked is not known, never missing", () => {
  const steg = ord(kommuneside("utenSvar")).split("Hva statusene betyr")[0] ?? "";
  expect(steg).not.toContain("Mangler");
  expect(steg).toContain("Avregning API – På vegne av (ikke nødvendig for å bli klar) Ikke kjent");
});

test.each([
  [{ kode: "ikke-funnet" } as const, 404, "Fant ikke kommunen"],
  [
    { kode: "ugyldig-forespoersel", felt: [{ sti: "orgnr", melding: "må være ni sifre" }] } as const,
    400,
    "Organisasjonsnummeret må være ni sifre.",
  ],
  [{ kode: "motpart-utilgjengelig", motpart: "STORAGE" } as const, 503, "Prøv igjen"],
  [{ kode: "ugyldig-svar", motpart: "STORAGE" } as const, 502, "Prøv igjen"],
])("%o is a page with status %d", (feil, status, tekst) => {
  const svar = SOM_SIDE.feil(feil, "en-id");
  expect(svar.status).toBe(status);
  expect(svar.headers).toMatchObject({ "Content-Type": "text/html; charset=utf-8" });
  expect(svar.headers?.["Content-Security-Policy"]).toContain("default-src 'none'");
  expect(svar.headers?.["Retry-After"]).toBe(status === 503 ? "30" : undefined);
  expect(svar.body).toContain(tekst);
  expect(svar.body).toContain("<code>en-id</code>");
});

test("a bug is a page too", () => {
  const svar = SOM_SIDE.internFeil("en-id");
  expect(svar.status).toBe(500);
  expect(svar.body).toContain("Noe gikk galt hos oss");
});

const forespoersel = (headers: Record<string, string> = {}) =>
  new HttpRequest({ method: "GET", url: "http://localhost/tilkobling", headers });

test("a page the browser has already is not sent again, and keeps its headers", () => {
  const side = visKommune(statusFor("ferdig"));
  const foerst = somFerskt(side, forespoersel());
  const etag = foerst.headers?.ETag ?? "";
  expect(foerst.headers?.["Cache-Control"]).toBe("no-cache");
  for (const kjent of [etag, `W/${etag}`, `"x", ${etag}`]) {
    const igjen = somFerskt(side, forespoersel({ "If-None-Match": kjent }));
    expect(igjen).toEqual({ status: 304, headers: foerst.headers });
  }
  expect(somFerskt(visKommune(statusFor("avvist")), forespoersel({ "If-None-Match": etag })).status).toBe(
    200,
  );
});
