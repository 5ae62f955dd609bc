import { buildSync } from 'esbuild';

/**
 * The desk's script as browsers get it: one file, in the syntax of Safari 10 and Chrome 60. The build keeps it beside the
 * style sheets; run from source, the service asks for it when it starts.
 */
export const compileDeskScript = (): Uint8Array => {
  const [file] = buildSync({
    entryPoints: ['src/web/browser/desk.ts'],
    absWorkingDir: new URL('..', import.meta.url).pathname,
    bundle: true,
    format: 'iife',
    target: ['safari10', 'chrome60'],
    // Both have them; Safari 10 only refuses a loop's `let` that bears the name of a parameter, which short names would bring.
    supported: { 'const-and-let': true, destructuring: true },
    minifySyntax: true,
    minifyWhitespace: true,
    write: false,
    logLevel: 'warning',
  }).outputFiles;
  if (!file) throw new Error('the desk script came to nothing');
  return file.contents;
};
