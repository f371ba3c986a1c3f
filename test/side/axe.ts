// axe-core, run in a page of the browser.

import axe from "axe-core";
import type { Page } from "playwright-core";

type Regel = { readonly id: string; readonly nodes: readonly { readonly html: string }[] };

/** What is wrong, by rule and element, and the rules that found something to agree with. */
export async function kjoerAxe(
  page: Page,
): Promise<{ readonly feil: readonly string[]; readonly godkjent: readonly string[] }> {
  await page.evaluate(axe.source);
  // Without preload it fetches nothing, which the page does not allow.
  const { violations, passes } = await page.evaluate<{ violations: Regel[]; passes: Regel[] }>(
    "axe.run(document, { preload: false, resultTypes: ['violations'] })",
  );
  return {
    feil: violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`)),
    godkjent: passes.map(({ id }) => id),
  };
}
