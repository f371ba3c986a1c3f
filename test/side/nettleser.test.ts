// The pages in a real browser: with and without script, with the keyboard alone, narrow and wide, light and dark.

import { readFileSync } from "node:fs";
import type { Browser, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { passer } from "../../functions/side/soek.ts";
import { alleKommuner } from "../../shared/tilkobling/kommuner.ts";
import { removeTestBundles } from "../local/test-bundle.ts";
import { difference, readPng } from "../pdf/raster/image.ts";
import { kjoerAxe } from "./axe.ts";
import { BILDER, MAPPE, ta } from "./bilder.ts";
import { CHROMIUM, nyFane, startNettleser, type Fane } from "./nettleser.ts";
import { skrivSkriftoppsett } from "./skrifter.ts";
import { startSider, type Sidetjener } from "./start.ts";

const UTEN_DELEGERING = "/tilkobling/940493021";
const UGYLDIG = "/tilkobling/964338530";
const SMAL = { width: 360, height: 740 };
const BRED = { width: 1280, height: 800 };

describe.skipIf(CHROMIUM === undefined)(
  "in a browser (skipped without Chromium: apt-get install chromium, or set CHROMIUM_PATH)",
  () => {
    let skrifter: ReturnType<typeof skrivSkriftoppsett>;
    let tjener: Sidetjener;
    let nettleser: Browser;
    let fane: Fane;
    let page: Page;
    beforeAll(async () => {
      skrifter = skrivSkriftoppsett();
      [tjener, nettleser] = await Promise.all([
        startSider(),
        startNettleser({ FONTCONFIG_FILE: skrifter.fil }),
      ]);
      fane = await nyFane(nettleser, { baseURL: tjener.url, viewport: BRED });
      page = fane.page;
    });
    afterEach(() => {
      const uventet = fane.sagt().filter((linje) => !/status of [45]\d\d/.test(linje));
      expect(uventet, "the console says nothing").toEqual([]);
    });
    afterAll(async () => {
      await nettleser.close();
      await tjener.close();
      await removeTestBundles();
      skrifter.fjern();
    });

    const viste = (side = page) => side.locator("tbody tr:visible a").allTextContents();
    const felt = (side = page) => side.getByLabel("Søk etter kommune");
    const overskrift = (side = page) => side.getByRole("heading", { level: 1 }).textContent();
    const status = (hasText: string | RegExp) => page.getByRole("status").filter({ hasText }).waitFor();
    const bredde = () => page.evaluate("document.documentElement.scrollWidth");

    test.each([
      ["bergen", 1],
      ["ÅL", 7],
      ["964 338 531", 1],
      ["karasjohka", 1],
      [" 9643", 3],
      ["xyz", 0],
      [".*", 0],
    ])("typing «%s» shows the same %i municipalities as sending it", async (soek, antall) => {
      const ventet = alleKommuner().filter((kommune) => passer(kommune, soek));
      expect(ventet).toHaveLength(antall);
      const tekst = antall === 0 ? "Ingen kommuner passer" : `${antall} av 356 kommuner`;
      await page.goto("/tilkobling");
      await felt().fill(soek);
      await status(tekst);
      expect(await viste()).toEqual(ventet.map(({ navn }) => navn));
      await page.reload();
      await status(tekst);
      expect(await viste()).toEqual(ventet.map(({ navn }) => navn));
      expect(await felt().inputValue()).toBe(soek.trim());
    });

    test("an emptied search shows everything again, and going back shows what was searched for", async () => {
      await page.goto("/tilkobling?soek=bergen");
      await felt().fill("");
      await status(/^356 kommuner$/);
      expect(await viste()).toHaveLength(356);
      await felt().fill("askøy");
      await status("1 av 356");
      await page.getByRole("link", { name: "Askøy" }).click();
      await page.waitForURL("**/tilkobling/964338442");
      expect(await overskrift()).toBe("Askøy");
      await page.goBack();
      await status("1 av 356");
      expect(await felt().inputValue()).toBe("askøy");
      expect(await viste()).toEqual(["Askøy"]);
    });

    test("a page the browser has kept is shown as when it came", async () => {
      const egen = await nyFane(nettleser, { baseURL: tjener.url });
      const cdp = await egen.page.context().newCDPSession(egen.page);
      const statuser: number[] = [];
      cdp.on("Network.responseReceivedExtraInfo", ({ statusCode }) => statuser.push(statusCode));
      await cdp.send("Network.enable");
      for (const sti of ["/tilkobling", UTEN_DELEGERING, "/tilkobling"]) await egen.page.goto(sti);
      expect(statuser).toEqual([200, 200, 304]);
      const farge = "getComputedStyle(document.querySelector('header')).backgroundColor";
      expect(await egen.page.evaluate(farge)).toBe("rgb(243, 245, 248)");
      await felt(egen.page).fill("bergen");
      await egen.page.getByRole("status").filter({ hasText: "1 av 356" }).waitFor();
      expect(egen.sagt()).toEqual([]);
    });

    test("without script the search is a form, and every page can be read", async () => {
      const uten = await nyFane(nettleser, { baseURL: tjener.url, javaScriptEnabled: false });
      await uten.page.goto("/tilkobling");
      expect(await viste(uten.page)).toHaveLength(356);
      await felt(uten.page).fill("arendal");
      await uten.page.getByRole("button", { name: "Søk" }).click();
      await uten.page.waitForURL("**/tilkobling?soek=arendal");
      expect(await viste(uten.page)).toEqual(["Arendal"]);
      expect(await uten.page.getByRole("status").textContent()).toBe("1 av 356 kommuner");
      await uten.page.getByText("Hva statusene betyr").click();
      await uten.page.getByText("Det betyr ikke at noe mangler.").waitFor();
      await uten.page.getByRole("link", { name: "Arendal" }).click();
      await uten.page.waitForURL(`**${UTEN_DELEGERING}`);
      await uten.page.getByRole("heading", { name: "Neste steg" }).waitFor();
      await uten.page.getByRole("link", { name: "Alle kommuner" }).first().click();
      await uten.page.waitForURL("**/tilkobling");
      expect(uten.sagt()).toEqual([]);
    });

    /** Goes on so many times; gives what then had the focus, which must be seen. */
    async function tabber(antall: number): Promise<string[]> {
      const rekke: string[] = [];
      for (let i = 0; i < antall; i++) {
        await page.keyboard.press("Tab");
        const [navn, ramme] = await page.evaluate<[string, string]>(
          "(() => { const e = document.activeElement, s = getComputedStyle(e); return [e.id || e.textContent, `${s.outlineStyle} ${s.outlineWidth}`]; })()",
        );
        expect(ramme, navn).toBe("solid 3px");
        rekke.push(navn);
      }
      return rekke;
    }
    async function trykk(...taster: readonly string[]): Promise<void> {
      for (const tast of taster) await page.keyboard.press(tast);
    }
    const TOPP = ["Gå til innholdet", "Egenandel: tilkobling"];

    test("the keyboard alone is enough, and where it is can be seen", async () => {
      await page.goto("/tilkobling");
      expect(await tabber(6)).toEqual([...TOPP, "soek", "Søk", "Hva statusene betyr", "Alstahaug"]);
      await trykk("Shift+Tab", "Enter");
      await page.getByText("Det betyr ikke at noe mangler.").waitFor();
      await trykk("Shift+Tab", "Shift+Tab");
      await page.keyboard.type("arendal");
      await Promise.all([page.waitForEvent("load"), trykk("Enter")]);
      expect(page.url()).toBe(`${tjener.url}/tilkobling?soek=arendal`);
      expect(await tabber(7)).toEqual([
        ...TOPP,
        "soek",
        "Søk",
        "Vis alle kommuner",
        "Hva statusene betyr",
        "Arendal",
      ]);
      await trykk("Enter");
      await page.waitForURL(`**${UTEN_DELEGERING}`);
      expect(await tabber(3)).toEqual([...TOPP, "←\u00a0Alle kommuner"]);
      await trykk("Shift+Tab", "Shift+Tab", "Enter");
      expect(await page.evaluate("document.activeElement.id")).toBe("innhold");
    });

    test.each([
      [UGYLDIG, 400, "Adressen er ikke riktig", "må være ni sifre"],
      ["/tilkobling/bergen", 400, "Adressen er ikke riktig", "må være ni sifre"],
      ["/tilkobling/991825827", 404, "Fant ikke kommunen", "Søk etter kommunen i oversikten."],
      [`/tilkobling?soek=${"a".repeat(101)}`, 400, "Adressen er ikke riktig", "kan ha høyst 100 tegn."],
    ])("%s is a page with status %i that says what to do", async (sti, ventet, tittel, tekst) => {
      const svar = await page.goto(sti);
      expect(svar?.status()).toBe(ventet);
      expect(await overskrift()).toBe(tittel);
      await page.getByText(tekst).waitFor();
      expect(await page.locator("code").textContent()).toBe(svar?.headers().korrelasjonsid);
      await page.getByRole("link", { name: "Gå til oversikten over kommuner" }).click();
      await page.waitForURL("**/tilkobling");
    });

    test.each([
      ["BORTE", 503, "Vi får ikke kontakt", "30"],
      ["FEIL", 500, "Noe gikk galt hos oss", undefined],
    ] as const)("with a store that is %s both pages say so, and can be tried again", async (...sak) => {
      const [tilstand, ventet, tittel, vent] = sak;
      for (const sti of ["/tilkobling", UTEN_DELEGERING]) {
        await tjener.lageret(tilstand);
        const svar = await page.goto(sti);
        const { "retry-after": etter, "cache-control": cache } = svar?.headers() ?? {};
        expect([svar?.status(), etter, cache]).toEqual([ventet, vent, "no-store"]);
        expect(await overskrift()).toBe(tittel);
        await tjener.lageret("VIRKER");
        await Promise.all([
          page.waitForEvent("load"),
          page.getByRole("link", { name: "Prøv igjen" }).click(),
        ]);
        expect(await overskrift()).not.toBe(tittel);
      }
    });

    describe.each([SMAL, BRED])("$width px wide", (stoerrelse) => {
      beforeAll(() => page.setViewportSize(stoerrelse));
      afterAll(() => page.setViewportSize(BRED));

      test.each([
        ["the overview", "/tilkobling"],
        ["a search without hits", "/tilkobling?soek=xyz"],
        ["a municipality that lacks something", UTEN_DELEGERING],
        ["a municipality that waits", "/tilkobling/940875560"],
        ["a municipality of which nothing is known", "/tilkobling/964981337"],
        ["a fault", UGYLDIG],
      ])("%s: axe finds nothing, light or dark, and nothing is wider than the screen", async (_, sti) => {
        await page.goto(sti);
        expect(await bredde()).toBe(stoerrelse.width);
        await page.evaluate("document.querySelectorAll('details').forEach((d) => { d.open = true; })");
        // A sample: every row is made by the same template.
        await page.evaluate(
          "document.querySelectorAll('tbody tr:nth-child(n+15)').forEach((r) => r.remove())",
        );
        for (const colorScheme of ["dark", "light"] as const) {
          await page.emulateMedia({ colorScheme });
          const { feil, godkjent } = await kjoerAxe(page);
          expect(feil, colorScheme).toEqual([]);
          expect(godkjent).toContain("color-contrast");
        }
      });

      test("what is pressed is at least 44 px high", async () => {
        for (const sti of ["/tilkobling?soek=berg", UTEN_DELEGERING, UGYLDIG]) {
          await page.goto(sti);
          const lave = await page.evaluate(
            `[...document.querySelectorAll("a, button, input, summary")]
              .filter((e) => e.checkVisibility() && !e.closest("p") && !e.matches(".hopp"))
              .map((e) => [e.textContent, e.getBoundingClientRect().height])
              .filter(([, hoeyde]) => hoeyde < 44)`,
          );
          expect(lave).toEqual([]);
        }
      });

      test("the table is a table to those who hear it", async () => {
        await page.goto("/tilkobling?soek=bergen");
        const cdp = await page.context().newCDPSession(page);
        const { nodes } = await cdp.send("Accessibility.getFullAXTree");
        await cdp.detach();
        const antall = (rolle: string) =>
          nodes.filter((node) => !node.ignored && node.role?.value === rolle).length;
        expect(["table", "columnheader", "rowheader", "cell"].map(antall)).toEqual([1, 5, 1, 4]);
      });
    });

    test.each([200, 400])("at %i percent nothing is wider than the screen", async (prosent) => {
      await page.setViewportSize({ width: (1280 * 100) / prosent, height: (800 * 100) / prosent });
      for (const sti of ["/tilkobling", UTEN_DELEGERING]) {
        await page.goto(sti);
        expect(await bredde()).toBe((1280 * 100) / prosent);
      }
      await page.setViewportSize(BRED);
    });

    test.each(BILDER)(
      "the page is as the picture $navn of the guide (npm run tilkobling:bilder)",
      async (bilde) => {
        const kjent = readPng(readFileSync(new URL(`${bilde.navn}.png`, MAPPE)));
        expect(difference(kjent, await ta(bilde, nettleser, tjener.url), 48)).toBeLessThan(0.01);
      },
    );

    test("on paper there are no controls, and dark is light", async () => {
      await page.goto(UTEN_DELEGERING);
      await page.emulateMedia({ media: "print", colorScheme: "dark" });
      expect(await page.evaluate("getComputedStyle(document.body).color")).toBe("rgb(30, 39, 51)");
      expect(await page.getByRole("link", { name: "Alle kommuner" }).count()).toBe(0);
      await page.getByText("Kode for brukerstøtte: MP-251").first().waitFor();
      await page.emulateMedia({ media: null, colorScheme: null });
    });
  },
);
