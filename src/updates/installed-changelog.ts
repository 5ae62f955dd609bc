import { readFileSync } from 'node:fs';
import { getAsset, isSea } from 'node:sea';
import { fileURLToPath } from 'node:url';

/** The CHANGELOG of the version that runs: inside the executable, beside the bundle, or where the sources keep it. */
export const readInstalledChangelog = (): string => {
  if (isSea()) return getAsset('guide/CHANGELOG.md', 'utf8');
  const path = import.meta.url.endsWith('.ts') ? '../../CHANGELOG.md' : './guide/CHANGELOG.md';
  return readFileSync(fileURLToPath(new URL(path, import.meta.url)), 'utf8');
};
