// Preloaded into a child process that runs in a folder of its own: when the parent is gone, however that ended, the
// child ends too and takes the folder with it.

import { rmSync } from "node:fs";
import { basename } from "node:path";

/** What the name of such a folder begins with; no other folder is ever removed. */
const EGEN_MAPPE = "egenandel-";

process.on("disconnect", () => {
  const mappe = process.cwd();
  if (basename(mappe).startsWith(EGEN_MAPPE)) rmSync(mappe, { recursive: true, force: true });
  process.exit(0);
});
