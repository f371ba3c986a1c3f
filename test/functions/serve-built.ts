// The local host on the bundle as it stands, for tests that start several at once: none of them builds. HOST_JSON_FIL is for
// those that cannot wait as long as the service's own settings say.
import { runServer } from "../local/run-server.ts";

await runServer({
  bundle: () => Promise.resolve("dist/main.cjs"),
  hostJsonPath: process.env.HOST_JSON_FIL ?? "host.json",
  port: process.env.PORT,
});
