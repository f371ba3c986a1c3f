import { expect, test } from "vitest";
import { startTjeneste } from "./tjeneste.ts";

const NUMMER = "13097248022";

/** Run in the process of the service, before it. */
function foerst(kode: string): { NODE_OPTIONS: string } {
  return { NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(kode)}` };
}

test.each(["stdout", "stderr"])(
  "a person's number on %s is found, also in the last it writes",
  async (hvor) => {
    const env = foerst(`process.on("exit",()=>process.${hvor}.write("${NUMMER}"))`);
    const tjeneste = await startTjeneste({ storage: false, env });
    await expect(tjeneste.close()).rejects.toThrow("1 lines of log or problems hold a person's number");
  },
);
