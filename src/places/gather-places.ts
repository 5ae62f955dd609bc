import type { CommuneTable } from '#src/places/commune-table.ts';
import type { LocalPlace } from '#src/places/local-place.ts';
import { levelOf, matchExactly, matchTypos, matchTyposAmong, type Match, TYPO_INNER } from '#src/places/match-names.ts';
import { buildNameIndex, type NameIndex, toNeedle } from '#src/places/name-index.ts';
import type { PlaceCatalogue } from '#src/places/place-catalogue.ts';
import { localCost, officialCost } from '#src/places/rank-places.ts';
import type { ReadyTerritory } from '#src/places/territory-places.ts';

/** A place that answers. */
export interface Hit {
  /** Entry of the catalogue, or -1 - place in the territory's `localNames`. */
  readonly entry: number;
  readonly match: Match;
  readonly cost: number;
  readonly ours: boolean;
}

/** How far slips are looked for: not at all, in the territory, or everywhere when fewer than `enough` places answer. */
export interface Slips {
  readonly where: 'nowhere' | 'territory' | 'everywhere';
  readonly enough: number;
}

export type Accepts = (entry: number) => boolean;

/** Collects the places that answer a folded name, each once with its best match. Works on shared memory: not reentrant. */
export interface Gatherer {
  /** The best `limit` hits, best first; none of a level over `worst`. */
  best(
    names: readonly string[],
    territory: ReadyTerritory | null,
    options: { readonly slips: Slips; readonly limit: number; readonly accepts?: Accepts; readonly worst?: number },
  ): readonly Hit[];
}

/** The territory's names in their order, then the entries of the catalogue. */
const orderOf = (entry: number): number => (entry < 0 ? -1e9 - entry : entry);

/** Keeps a sorted list of the `limit` lowest costs; equal costs go by entry, so that the order never changes. */
const insert = (list: Hit[], limit: number, entry: number, match: Match, cost: number, ours: boolean): void => {
  const isBefore = (other: Hit): boolean =>
    other.cost < cost || (other.cost === cost && orderOf(other.entry) <= orderOf(entry));
  const last = list[limit - 1];
  if (last !== undefined && isBefore(last)) return;
  let at = list.length;
  for (let other = list[at - 1]; other !== undefined && !isBefore(other); other = list[at - 1]) at -= 1;
  list.splice(at, 0, { entry, match, cost, ours });
  if (list.length > limit) list.pop();
};

/** Builds the index of all official names, and what collects from it. */
export const placeGatherer = (table: CommuneTable, catalogue: PlaceCatalogue): Gatherer => {
  const index: NameIndex = buildNameIndex(catalogue.foldNames());
  const bestMatch = new Int32Array(catalogue.entryCount).fill(-1);
  const met: number[] = [];
  const add = (entry: number, match: Match): void => {
    const known = bestMatch[entry] ?? -1;
    if (known < 0) met.push(entry);
    if (known < 0 || match < known) bestMatch[entry] = match;
  };
  return {
    best(names, territory, { slips, limit, accepts = () => true, worst = TYPO_INNER }) {
      // By place: one that answers by several of its names is one hit.
      const local = new Map<LocalPlace, { readonly name: number; readonly match: Match }>();
      const addLocal = (name: number, match: Match): void => {
        const place = territory?.localNames[name]?.place;
        if (place === undefined || levelOf(match) > worst || !accepts(-1 - name)) return;
        const known = local.get(place);
        if (known === undefined || match < known.match) local.set(place, { name, match });
      };
      const addAccepted = (entry: number, match: Match): void => {
        if (levelOf(match) > worst) return;
        if ((bestMatch[entry] ?? -1) >= 0 || accepts(entry)) add(entry, match);
      };
      const needles = names.map(toNeedle);
      for (const needle of needles) {
        matchExactly(index, needle, addAccepted);
        if (territory === null) continue;
        matchExactly(territory.localIndex, needle, addLocal);
        if (slips.where === 'nowhere') continue;
        matchTypos(territory.localIndex, needle, addLocal);
        matchTyposAmong(index, needle, territory.entries, addAccepted);
      }
      if (slips.where === 'everywhere' && met.length + local.size < slips.enough) {
        for (const needle of needles) matchTypos(index, needle, addAccepted);
      }
      const hits: Hit[] = [];
      for (const { name, match } of local.values()) insert(hits, limit, -1 - name, match, localCost(match), true);
      for (const entry of met) {
        const match = bestMatch[entry] ?? 0;
        bestMatch[entry] = -1;
        const cost = officialCost(table, catalogue, territory, entry, match);
        insert(hits, limit, entry, match, cost, territory?.ours[entry] === 1);
      }
      met.length = 0;
      return hits;
    },
  };
};
