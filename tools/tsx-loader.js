// Node strips types from .ts by itself but refuses .tsx: esbuild turns the JSX into calls, file by file. What was read once is kept
// beside Node's own cache of compiled code: a process then starts in half the time, and a run of the tests starts thirty of them.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { createRequire, enableCompileCache, registerHooks } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

// Loaded only for a file that was not kept.
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

// Among the packages, where nobody else of the machine may put something to be run. None where a process may not write
// there: it compiles for itself.
const { directory } = enableCompileCache(fileURLToPath(new URL('../node_modules/.cache/lotocar', import.meta.url)));
const folder = directory && join(directory, 'lotocar-jsx');
if (folder) mkdirSync(folder, { recursive: true });

const compileOnce = (path, source) => {
  if (!folder) return compile(path, source);
  const kept = join(folder, createHash('sha256').update(`${path}\n${source}`).digest('hex'));
  if (!existsSync(kept)) {
    // Another process may be reading: it finds the whole file or none.
    const whole = `${kept}.${process.pid}.${process.hrtime.bigint()}`;
    writeFileSync(whole, compile(path, source));
    renameSync(whole, kept);
  }
  return readFileSync(kept, 'utf8');
};

registerHooks({
  load(url, context, nextLoad) {
    if (!url.endsWith('.tsx')) return nextLoad(url, context);
    const path = fileURLToPath(url);
    const source = compileOnce(path, readFileSync(path, 'utf8'));
    return { format: 'module', source, shortCircuit: true };
  },
});
