import type { CommuneDirectory } from '#src/places/commune-directory.ts';
import type { LocalPlace } from '#src/places/local-place.ts';
import { buildNameIndex, type NameIndex } from '#src/places/name-index.ts';
import { foldPlaceName } from '#src/places/normalise.ts';
import type { PlaceCatalogue } from '#src/places/place-catalogue.ts';
import type { Commune } from '#src/places/place.ts';
import type { TerritoryPlaces } from '#src/places/place-suggestion.ts';

/** One name of one local place. */
export interface LocalName {
  readonly place: LocalPlace;
  readonly name: string;
  readonly folded: string;
  readonly commune: Commune;
}

/** A territory made ready for search. */
export interface ReadyTerritory {
  /** 1 for the entries of the catalogue inside it. */
  readonly ours: Uint8Array;
  /** The same as a list. */
  readonly entries: Int32Array;
  readonly localNames: readonly LocalName[];
  /** Its entries are places in `localNames`. */
  readonly localIndex: NameIndex;
  /** Degrees. */
  readonly latitude: number;
  readonly longitude: number;
}

/** Local places whose commune nobody knows are left out: there would be nothing to show in public. */
const localNamesOf = (directory: CommuneDirectory, places: readonly LocalPlace[]): readonly LocalName[] =>
  places.flatMap((place) => {
    const commune = directory.find(place.communeCode);
    if (commune === undefined) return [];
    return place.names.map((name) => ({ place, name, folded: foldPlaceName(name), commune }));
  });

/** Makes territories ready, once for each object it is given. */
export const territoryReader = (
  directory: CommuneDirectory,
  catalogue: PlaceCatalogue,
): ((territory: TerritoryPlaces) => ReadyTerritory) => {
  const { table } = directory;
  const known = new WeakMap<TerritoryPlaces, ReadyTerritory>();
  const read = (territory: TerritoryPlaces): ReadyTerritory => {
    const rows = new Set<number>();
    for (const code of territory.communeCodes) {
      const former = table.formerOf(code);
      const row = table.rowOf(code);
      if (row >= 0) rows.add(row);
      else if (former >= 0) rows.add(table.formerRow[former] ?? 0);
    }
    const ours = new Uint8Array(catalogue.entryCount);
    const entries: number[] = [];
    for (let entry = 0; entry < catalogue.entryCount; entry += 1) {
      const row = catalogue.rowOf(entry);
      if (!rows.has(row) && !rows.has(table.parent[row] ?? -1)) continue;
      ours[entry] = 1;
      entries.push(entry);
    }
    const localNames = localNamesOf(directory, territory.localPlaces);
    return {
      ours,
      entries: Int32Array.from(entries),
      localNames,
      localIndex: buildNameIndex(localNames.map(({ folded }) => folded)),
      latitude: territory.centre.latitude,
      longitude: territory.centre.longitude,
    };
  };
  return (territory) => {
    const ready = known.get(territory) ?? read(territory);
    known.set(territory, ready);
    return ready;
  };
};
