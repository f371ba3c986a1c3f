// Run by vitest before the first test and after the last.

import { begynnFellesAzurite } from "./azurite.ts";
import { lagFellesmappe } from "./mappe.ts";

export default async function oppsett(): Promise<() => Promise<void>> {
  const { mappe, fjern } = await lagFellesmappe();
  const stopp = begynnFellesAzurite(mappe);
  return async () => {
    await stopp();
    await fjern();
  };
}
