// A process of the local host on any bundle: `node test/bench/start-host.ts <bundle>`.
import { runServer } from "../local/run-server.ts";

const [bundle] = process.argv.slice(2);
if (bundle === undefined) throw new Error("name a bundle");
await runServer({ bundle: () => Promise.resolve(bundle), hostJsonPath: "host.json", port: "0" });
