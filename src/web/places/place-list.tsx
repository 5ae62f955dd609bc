import { raw } from 'hono/html';
import type { HtmlEscapedString } from 'hono/utils/html';
import type { CommuneDirectory } from '#src/places/commune-directory.ts';
import type { TerritoryPlaces } from '#src/places/search-places.ts';

/** Id of the list that fields of places name in `list`. */
export const PLACE_LIST = 'lieux';

/**
 * The most names a page carries for its fields to suggest: about 3 kB compressed. A larger territory suggests its own
 * places and its largest communes; all others are understood as well.
 */
const MOST_NAMES = 330;

const rendered = new WeakMap<TerritoryPlaces, HtmlEscapedString>();

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

const french = new Intl.Collator('fr');

/** Names suggested while typing, by the browser itself: the territory's own places and its communes. */
export const placeList = (places: TerritoryPlaces, communes: Pick<CommuneDirectory, 'find'>): HtmlEscapedString => {
  const known = rendered.get(places);
  if (known) return known;
  const own = places.localPlaces.map((place) => place.names[0] ?? '').filter((name) => name !== '');
  const largest = places.communeCodes
    .map((code) => communes.find(code))
    .filter((commune) => commune !== undefined)
    .toSorted((a, b) => b.population - a.population);
  const names = new Set([...own, ...largest.map((commune) => commune.name)].slice(0, MOST_NAMES));
  const options = [...names].toSorted(french.compare).map((name) => `<option value="${escaped(name)}"></option>`);
  const html = raw(`<datalist id="${PLACE_LIST}">${options.join('')}</datalist>`);
  rendered.set(places, html);
  return html;
};
