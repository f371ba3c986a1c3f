// Builds the one deployable file, dist/main.cjs. `node build.ts` prints its size on standard error.
import { build } from "esbuild";

/** Bundles functions/main.ts into dist/main.cjs; resolves to the size in bytes. */
export async function buildBundle(): Promise<number> {
  const result = await build({
    entryPoints: ["functions/main.ts"],
    outfile: "dist/main.cjs",
    bundle: true,
    platform: "node",
    format: "cjs",
    target: "node24",
    minify: true,
    sourcemap: true,
    loader: { ".ttf": "binary" },
    // The Functions host supplies this module at run time.
    external: ["@azure/functions-core"],
    metafile: true,
    logLevel: "warning",
  });
  return result.metafile.outputs["dist/main.cjs"]?.bytes ?? 0;
}

if (import.meta.main) {
  const bytes = await buildBundle();
  process.stderr.write(`dist/main.cjs ${(bytes / 1024).toFixed(0)} kB\n`);
}
