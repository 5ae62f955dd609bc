import { readFileSync } from 'node:fs';
import { build } from 'esbuild';

const { version, repository } = JSON.parse(readFileSync('package.json', 'utf8')) as {
  version: string;
  repository?: unknown;
};

/** One JavaScript file for each entry point, in dist/, beside what they read. */
export const bundle = (entryPoints: Readonly<Record<string, string>>): Promise<unknown> =>
  build({
    entryPoints: { ...entryPoints },
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
  });
