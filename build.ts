// Builds the one deployable file, dist/main.cjs. `node build.ts` prints its size on standard error; with `--rapport` also what
// it is made of, and what of it runs before the first answer.

import { fileURLToPath } from "node:url";
import { build, type Metafile, type Plugin } from "esbuild";

const UTFIL = "dist/main.cjs";

/** What others bring along and this service leaves out, and what stands there instead. */
const UTELATT: readonly (readonly [RegExp, string])[] = [
  [/^@azure\/monitor-opentelemetry$/, "./shared/adapters/telemetry/uten-autoinnsamling.ts"],
  [/_configuration\/configurationManager\.js$/, "./shared/adapters/telemetry/uten-fjernstyring.ts"],
];

const utelat: Plugin = {
  name: "utelat",
  setup(bygger) {
    for (const [filter, isteden] of UTELATT) {
      bygger.onResolve({ filter }, () => ({ path: fileURLToPath(new URL(isteden, import.meta.url)) }));
    }
  },
};

const FELLES = { bundle: true, platform: "node", format: "cjs", target: "node24", minify: true } as const;

/** The code of the thread that judges declarations, as one text: it goes inside the bundle, so that there is one file to deploy. */
export async function buildWorker(): Promise<string> {
  const { outputFiles } = await build({
    ...FELLES,
    entryPoints: ["shared/adapters/worker/worker.ts"],
    write: false,
    logLevel: "warning",
  });
  const [fil] = outputFiles;
  if (fil === undefined) throw new Error("the thread was not built");
  return fil.text;
}

export type Byggevalg = { readonly utfil?: string; readonly plugins?: readonly Plugin[] };

/** Bundles functions/main.ts; resolves to what esbuild knows of the parts. */
export async function bygg({ utfil = UTFIL, plugins = [] }: Byggevalg = {}): Promise<Metafile> {
  const { metafile } = await build({
    ...FELLES,
    entryPoints: ["functions/main.ts"],
    outfile: utfil,
    sourcemap: true,
    loader: { ".ttf": "binary" },
    define: { WORKERKODE: JSON.stringify(await buildWorker()) },
    // The Functions host supplies this module at run time.
    external: ["@azure/functions-core"],
    plugins: [utelat, ...plugins],
    metafile: true,
    logLevel: "warning",
  });
  return metafile;
}

/** Bundles functions/main.ts into dist/main.cjs; resolves to the size in bytes. */
export async function buildBundle(): Promise<number> {
  return (await bygg()).outputs[UTFIL]?.bytes ?? 0;
}

/** The package a file belongs to, or our own folder. */
export function delAv(fil: string): string {
  const pakke = /.*node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(fil)?.[1];
  return pakke ?? fil.split("/").slice(0, 2).join("/");
}

/** The files that run when the bundle is loaded: all that is reached from the entry without a dynamic import. */
export function ivrige({ inputs }: Metafile, inngang = "functions/main.ts"): ReadonlySet<string> {
  const funnet = new Set<string>();
  const igjen = [inngang];
  for (let fil = igjen.pop(); fil !== undefined; fil = igjen.pop()) {
    if (funnet.has(fil)) continue;
    funnet.add(fil);
    for (const { path, kind, external } of inputs[fil]?.imports ?? []) {
      if (kind !== "dynamic-import" && external !== true) igjen.push(path);
    }
  }
  return funnet;
}

/** Lines of a table: each part, its size in the bundle, and how much of that runs at once. */
function rapport(metafile: Metafile): string[] {
  const straks = ivrige(metafile);
  const deler = new Map<string, { alt: number; straks: number }>();
  for (const [fil, { bytesInOutput }] of Object.entries(metafile.outputs[UTFIL]?.inputs ?? {})) {
    const del = deler.get(delAv(fil)) ?? { alt: 0, straks: 0 };
    deler.set(delAv(fil), {
      alt: del.alt + bytesInOutput,
      straks: del.straks + (straks.has(fil) ? bytesInOutput : 0),
    });
  }
  const kb = (byte: number): string => (byte / 1024).toFixed(1).padStart(10);
  return [
    `${"part".padEnd(48)}${"kB".padStart(10)}${"at start".padStart(10)}`,
    ...[...deler]
      .sort(([, a], [, b]) => b.alt - a.alt)
      .map(([del, vekt]) => `${del.padEnd(48)}${kb(vekt.alt)}${kb(vekt.straks)}`),
  ];
}

if (import.meta.main) {
  const metafile = await bygg();
  const linjer = process.argv.includes("--rapport") ? rapport(metafile) : [];
  const bytes = metafile.outputs[UTFIL]?.bytes ?? 0;
  process.stderr.write(`${[...linjer, `${UTFIL} ${(bytes / 1024).toFixed(0)} kB`].join("\n")}\n`);
}
