import type { CommuneDirectory } from '#src/places/commune-directory.ts';
import { meetingStops } from '#src/places/meeting-stops.ts';
import type { Stop } from '#src/places/place.ts';
import type { TerritoryPlaces } from '#src/places/search-places.ts';

/** Names of the territory's public meeting points, by id: no other meeting place is shown before contact. */
export const meetingPointsOf = (places: TerritoryPlaces): ReadonlyMap<string, string> =>
  new Map(
    places.localPlaces.filter(({ kind }) => kind === 'meeting-point').map(({ id, names }) => [id, names[0] ?? '']),
  );

const stops = new WeakMap<TerritoryPlaces, readonly Stop[]>();

/** The same points as ends of a way: where a passenger may walk to be picked up. */
export const meetingStopsOf = (places: TerritoryPlaces, communes: CommuneDirectory): readonly Stop[] => {
  const known = stops.get(places);
  if (known !== undefined) return known;
  const made = meetingStops(places.localPlaces, communes);
  stops.set(places, made);
  return made;
};
