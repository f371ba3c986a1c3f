// `npm run serve`: the built bundle in the local host, without stand-ins; configuration is the environment alone.
import { buildBundle } from "../../build.ts";
import { runServer } from "./run-server.ts";

await runServer({
  bundle: async () => {
    await buildBundle();
    return "dist/main.cjs";
  },
  hostJsonPath: "host.json",
  port: process.env.PORT,
});
