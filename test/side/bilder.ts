// The pictures of docs/tilkobling: which they are and how they are taken.

import type { Browser } from "playwright-core";
import type { Image } from "../pdf/raster/image.ts";
import { lesPng } from "./png.ts";

export const MAPPE = new URL("../../docs/tilkobling/", import.meta.url);

type Bilde = {
  readonly navn: string;
  readonly sti: string;
  readonly bredde: 360 | 1280;
  readonly hoeyde: number;
  readonly moerk?: boolean;
};

export const BILDER: readonly Bilde[] = [
  { navn: "oversikt", sti: "/tilkobling", bredde: 1280, hoeyde: 1040 },
  { navn: "oversikt-smal", sti: "/tilkobling?soek=sand", bredde: 360, hoeyde: 1180 },
  { navn: "mangler-delegering", sti: "/tilkobling/940493021", bredde: 1280, hoeyde: 2120 },
  { navn: "til-vurdering-smal", sti: "/tilkobling/940875560", bredde: 360, hoeyde: 1180 },
  { navn: "klar-moerk", sti: "/tilkobling/938712441", bredde: 1280, hoeyde: 1040, moerk: true },
  { navn: "feil-smal", sti: "/tilkobling/964338530", bredde: 360, hoeyde: 560 },
];

/** The top of a page as the browser draws it. */
export async function ta(bilde: Bilde, nettleser: Browser, url: string): Promise<Image> {
  const { sti, bredde, hoeyde, moerk = false } = bilde;
  const context = await nettleser.newContext({
    baseURL: url,
    viewport: { width: bredde, height: hoeyde },
    colorScheme: moerk ? "dark" : "light",
    // A fault shows the number of the request.
    extraHTTPHeaders: { Korrelasjonsid: "6f0f7c3e-8f2b-4d4c-9b55-0c8d2a1f7e11" },
  });
  const page = await context.newPage();
  await page.goto(sti);
  const png = await page.screenshot();
  await context.close();
  return lesPng(png);
}
