import type { CommuneDirectory } from '#src/places/commune-directory.ts';
import type { LocalPlace } from '#src/places/local-place.ts';
import type { Stop } from '#src/places/place.ts';

/** The territory's meeting points as ends of a way: where a passenger may walk to be picked up. */
export const meetingStops = (
  localPlaces: readonly LocalPlace[],
  communes: Pick<CommuneDirectory, 'find'>,
): readonly Stop[] =>
  localPlaces.flatMap(({ kind, names, communeCode, point }): readonly Stop[] => {
    const commune = communes.find(communeCode);
    if (kind !== 'meeting-point' || commune === undefined) return [];
    return [{ label: names[0] ?? commune.name, communeName: commune.name, communeCode, point, source: 'local' }];
  });
