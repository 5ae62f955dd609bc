import { readFileSync } from 'node:fs';

declare const LOTOCAR_VERSION: string | undefined;

/** The version of package.json: written in by the build, read from the file when run from source. */
export const version: string =
  typeof LOTOCAR_VERSION === 'string'
    ? LOTOCAR_VERSION
    : (JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as { version: string }).version;
