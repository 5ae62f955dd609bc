import { readFileSync } from 'node:fs';

declare const LOTOCAR_PACKAGE: Package | undefined;

interface Package {
  readonly version: string;
  /** Where the project is published, if it is. */
  readonly repository?: string | { readonly url?: string };
}

/** What package.json says of us: written in by the build, read from the file when run from source. */
const ours: Package =
  typeof LOTOCAR_PACKAGE === 'object'
    ? LOTOCAR_PACKAGE
    : (JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as Package);

export const { version, repository } = ours;
