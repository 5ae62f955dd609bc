import { readFileSync } from 'node:fs';
import { build, type BuildOptions } from 'esbuild';

const { version, repository } = JSON.parse(readFileSync('package.json', 'utf8')) as {
  version: string;
  repository?: unknown;
};

/** The service; and the thread that imports roads, found beside it. */
const ENTRY_POINTS = { lotocar: 'src/cli.ts', 'import-worker': 'src/import-worker.ts' };

const OPTIONS = {
  entryPoints: ENTRY_POINTS,
  outdir: 'dist',
  bundle: true,
  platform: 'node',
  format: 'esm',
  target: 'node26',
  jsx: 'automatic',
  jsxImportSource: 'hono/jsx',
  define: { LOTOCAR_PACKAGE: JSON.stringify({ version, repository }) },
  // Some packages are CommonJS inside: they need a require to call.
  banner: {
    js: "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);",
  },
  external: ['pg-native'],
  legalComments: 'linked',
  logLevel: 'warning',
} as const satisfies BuildOptions;

/** One JavaScript file for each entry point, in dist/, beside what they read. */
export const bundle = (entryPoints: Readonly<Record<string, string>> = ENTRY_POINTS): Promise<unknown> =>
  build({ ...OPTIONS, entryPoints: { ...entryPoints } });

/** The files that are in them, ours and those of packages. */
export const bundledFiles = async (): Promise<readonly string[]> => {
  const { metafile } = await build({ ...OPTIONS, write: false, metafile: true });
  return [...new Set(Object.values(metafile.outputs).flatMap(({ inputs }) => Object.keys(inputs)))];
};
