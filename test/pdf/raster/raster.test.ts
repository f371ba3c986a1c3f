// What the pages look like. Nothing else sees a letter that is drawn wrong while every rule is kept.

import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { isInstalled } from "../tools.ts";
import { difference, readPng, writePng, type Image } from "./image.ts";
import { drawn, FOLDER, PICTURED } from "./pictures.ts";

/** Of 255. Other releases of poppler smooth edges a little otherwise, and the pictures have few colours. */
const TOLERANCE = 48;
const AT_MOST = 0.001;

function kept(name: string): readonly Image[] {
  const files = readdirSync(FOLDER).filter((file) => file.replace(/-\d+\.png$/, "") === name);
  return files.map((_, i) => readPng(readFileSync(new URL(`${name}-${i + 1}.png`, FOLDER))));
}

describe.skipIf(!isInstalled("pdftoppm"))(
  "the pages are those of docs/pdf within 0.1 % of the pixels, else npm run pdf:bilder (skipped without pdftoppm)",
  () => {
    test.each(PICTURED)("%s: %s", (name, _, grunnlag) => {
      const [pages, pictures] = [drawn(grunnlag), kept(name)];
      expect(pages.length).toBe(pictures.length);
      const tooFarOff = pages.flatMap((page, i) => {
        const picture = pictures[i];
        const part = picture === undefined ? 1 : difference(page, picture, TOLERANCE);
        return part > AT_MOST ? [`page ${i + 1}: ${(100 * part).toFixed(2)} %`] : [];
      });
      expect(tooFarOff).toEqual([]);
    });
  },
);

function plain(...pixels: readonly (readonly [number, number, number])[]): Image {
  return { width: pixels.length, height: 1, pixels: Uint8Array.from(pixels.flat()) };
}

describe("the comparison of pictures", () => {
  const image = plain([0, 0, 0], [255, 255, 255], [11, 61, 102], [255, 255, 255]);

  test("finds a picture equal to itself, written and read again", () => {
    expect(readPng(writePng(image))).toEqual(image);
    expect(difference(readPng(writePng(image)), image, 0)).toBe(0);
  });

  test("counts the pixels that differ by more than is tolerated", () => {
    const other = plain([0, 0, 0], [255, 255, 206], [11, 61, 150], [255, 255, 255]);
    expect(difference(image, other, TOLERANCE)).toBe(0.25);
  });

  test("finds pictures of different sizes wholly different", () => {
    expect(difference(image, plain([0, 0, 0]), 255)).toBe(1);
  });
});
