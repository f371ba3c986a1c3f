// The local host on the bundle as it stands, for tests that start several at once: none of them builds.
import { runServer } from "../local/run-server.ts";

await runServer({
  bundle: () => Promise.resolve("dist/main.cjs"),
  hostJsonPath: "host.json",
  port: process.env.PORT,
});
