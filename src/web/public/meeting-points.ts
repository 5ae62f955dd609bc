import type { TerritoryPlaces } from '#src/places/search-places.ts';

/** Names of the territory's public meeting points, by id: no other meeting place is shown before contact. */
export const meetingPointsOf = (places: TerritoryPlaces): ReadonlyMap<string, string> =>
  new Map(
    places.localPlaces.filter(({ kind }) => kind === 'meeting-point').map(({ id, names }) => [id, names[0] ?? '']),
  );
