// Node strips types from .ts by itself but refuses .tsx: esbuild turns the JSX into calls, file by file. What was read once is kept
// beside Node's own cache of compiled code: a process then starts in half the time, and a run of the tests starts thirty of them.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { createRequire, enableCompileCache, registerHooks } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const cache = join(enableCompileCache().directory ?? tmpdir(), 'lotocar-jsx');
mkdirSync(cache, { recursive: true });

// Loaded only for a file that is not in the cache.
const require = createRequire(import.meta.url);

const compile = (path, source) =>
  require('esbuild').transformSync(source, {
    loader: 'tsx',
    format: 'esm',
    target: 'esnext',
    jsx: 'automatic',
    jsxImportSource: 'hono/jsx',
    sourcemap: 'inline',
    sourcefile: path,
  }).code;

registerHooks({
  load(url, context, nextLoad) {
    if (!url.endsWith('.tsx')) return nextLoad(url, context);
    const path = fileURLToPath(url);
    const source = readFileSync(path, 'utf8');
    const kept = join(cache, createHash('sha256').update(`${path}\n${source}`).digest('hex'));
    if (!existsSync(kept)) {
      // Another process may be reading: it finds the whole file or none.
      const whole = `${kept}.${process.pid}.${process.hrtime.bigint()}`;
      writeFileSync(whole, compile(path, source));
      renameSync(whole, kept);
    }
    return { format: 'module', source: readFileSync(kept, 'utf8'), shortCircuit: true };
  },
});
