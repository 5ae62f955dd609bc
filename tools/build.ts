// npm run build: the service as one JavaScript file and the few files it reads, in dist/.
import { cpSync, mkdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { build } from 'esbuild';

const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };
rmSync('dist', { recursive: true, force: true });
mkdirSync('dist', { recursive: true });
await build({
  entryPoints: ['src/cli.ts'],
  outfile: 'dist/lotocar.js',
  bundle: true,
  platform: 'node',
  format: 'esm',
  target: 'node26',
  jsx: 'automatic',
  jsxImportSource: 'hono/jsx',
  define: { LOTOCAR_VERSION: JSON.stringify(version) },
  // Some packages are CommonJS inside: they need a require to call.
  banner: {
    js: "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);",
  },
  external: ['pg-native'],
  legalComments: 'linked',
  logLevel: 'warning',
});
cpSync('src/web/assets', 'dist/assets', { recursive: true });
cpSync('data', 'dist/data', { recursive: true });
process.stdout.write(
  `dist/lotocar.js : ${Math.round(statSync('dist/lotocar.js').size / 1024)} ko. Pour l'ouvrir : node dist/lotocar.js start\n`,
);
