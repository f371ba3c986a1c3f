// Run by vitest before the first test and after the last.

import { begynnFellesAzurite } from "./azurite.ts";
import { lagFellesmappe } from "./mappe.ts";

export default async function oppsett(): Promise<() => Promise<void>> {
  return begynnFellesAzurite(await lagFellesmappe());
}
