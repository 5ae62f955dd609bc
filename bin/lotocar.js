#!/usr/bin/env node
if (typeof Temporal === 'undefined') {
  process.stderr.write(
    `Lotocar a besoin de Node 26 (ici : ${process.version}). Lancez-le avec « npx --no-install lotocar » ou « npm start » dans son dossier : le bon Node y est installé.\n`,
  );
  process.exit(1);
}
await import('../tools/tsx-loader.js');
await import('../src/cli.ts');
