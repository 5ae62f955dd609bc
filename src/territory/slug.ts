/** First words of the instance's own addresses, today's and those kept for later: no territory may be called so. */
export const RESERVED_SLUGS = [
  'aide',
  'api',
  'assets',
  'code',
  'cgu',
  'conducteurs',
  'demande',
  'demo',
  'equipe',
  'favicon.ico',
  'health',
  'hote',
  'index',
  'instance',
  'lien',
  'lignes',
  'llms.txt',
  'lotocar',
  'ouvrir',
  'plan',
  'robots.txt',
  'sitemap.xml',
  'statistiques',
  'static',
  'trajets',
  'vie-privee',
  'well-known',
  'www',
] as const;

const reserved: ReadonlySet<string> = new Set(RESERVED_SLUGS);

export type SlugCheck = 'ok' | 'malformed' | 'reserved';

/**
 * Whether a territory may stand at `/{slug}/`: 2 to 40 small letters without accents, digits and single hyphens, starting
 * with a letter, and no word of the instance's own addresses.
 */
export const checkSlug = (slug: string): SlugCheck => {
  if (reserved.has(slug)) return 'reserved';
  return slug.length >= 2 && slug.length <= 40 && /^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/.test(slug) ? 'ok' : 'malformed';
};
