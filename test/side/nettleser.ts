// A real browser, headless, where one is installed. Nothing is downloaded.

import { existsSync } from "node:fs";
import { chromium, type Browser, type BrowserContextOptions, type Page } from "playwright-core";

const STEDER = [process.env.CHROMIUM_PATH, "/usr/bin/chromium", "/usr/bin/chromium-browser"];

/** Where the browser is; undefined when there is none. */
export const CHROMIUM = STEDER.find((sted) => sted !== undefined && existsSync(sted));

/** Starts the browser, with this environment besides its own. Call only when there is one. */
export async function startNettleser(miljoe: Readonly<Record<string, string>> = {}): Promise<Browser> {
  if (CHROMIUM === undefined) throw new Error("no browser is installed (apt-get install chromium)");
  return chromium.launch({
    executablePath: CHROMIUM,
    env: { ...process.env, ...miljoe },
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
    ],
  });
}

export type Fane = {
  readonly page: Page;
  /** What the console has said and the page has thrown since last asked. */
  sagt(): readonly string[];
};

/** A tab with a profile of its own. */
export async function nyFane(nettleser: Browser, valg: BrowserContextOptions): Promise<Fane> {
  const page = await (await nettleser.newContext(valg)).newPage();
  const sagt: string[] = [];
  page.on("console", (melding) => sagt.push(melding.text()));
  page.on("pageerror", (feil) => sagt.push(feil.message));
  return { page, sagt: () => sagt.splice(0) };
}
