import { foldPlaceName, withoutSmallWords } from '#src/places/normalise.ts';
import { checkSlug } from '#src/territory/slug.ts';

/** Words that every service has in its name: an address does not need them. */
const EVERYONES = new Set(['lotocar', 'covoiturage', 'solidaire', 'service', 'territoire']);

const LONGEST = 40;

/** An address out of a name: "Lotocar du Haut-Quercy" gives `haut-quercy`. Never one that may not be taken. */
export const slugOfName = (name: string): string => {
  const words = withoutSmallWords(foldPlaceName(name)).split(' ');
  const own = words.filter((word) => !EVERYONES.has(word));
  for (const kept of [own, words]) {
    const slug = kept
      .join('-')
      .slice(0, LONGEST)
      .replace(/^[\d-]+/u, '')
      .replace(/-$/u, '');
    if (checkSlug(slug) === 'ok') return slug;
  }
  const longer = `service-${own.join('-')}`.slice(0, LONGEST).replace(/-$/u, '');
  return checkSlug(longer) === 'ok' ? longer : 'notre-service';
};
