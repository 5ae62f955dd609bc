import { readFileSync } from 'node:fs';
import { getAsset, isSea } from 'node:sea';
import { fileURLToPath } from 'node:url';

/** The pages of the guide, in the order in which a territory lives them. Listed in code: a single executable has no folder. */
export const GUIDE = [
  'ou-l-ouvrir',
  'installer',
  'ouvrir',
  'recruter',
  'tenir-le-bureau',
  'cars-et-trains',
  'mesurer',
  'sauvegardes',
  'mettre-a-jour',
  'passer-la-main',
  'operateur',
  'fermer',
] as const;
export type GuidePageName = (typeof GUIDE)[number];

/** Name among the assets of the single executable, and in the folder of the build. */
const ASSET = 'guide';

/** The Markdown of one page: from inside the executable, beside the bundle, or where the sources keep it. */
export const readGuidePage = (name: GuidePageName): string => {
  if (isSea()) return getAsset(`${ASSET}/${name}.md`, 'utf8');
  const folder = import.meta.url.endsWith('.ts') ? '../../../docs/territoire/' : `./${ASSET}/`;
  return readFileSync(fileURLToPath(new URL(`${folder}${name}.md`, import.meta.url)), 'utf8');
};
