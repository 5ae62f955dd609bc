import type { CommuneDirectory } from '#src/places/commune-directory.ts';
import type { Stop } from '#src/places/place.ts';

/** Two decimals of a degree: about a kilometre. */
const rounded = (degrees: number): number => Math.round(degrees * 100) / 100;

/** The stop said by its commune only: what remains once the exact place is no longer needed. */
export const atCommune =
  (communes: Pick<CommuneDirectory, 'find'>) =>
  (stop: Stop): Stop => {
    const commune = communes.find(stop.communeCode);
    const { latitude, longitude } = stop.point;
    return commune?.point
      ? { ...stop, label: stop.communeName, point: commune.point, source: commune.pointSource ?? 'centroid' }
      : {
          ...stop,
          label: stop.communeName,
          point: { latitude: rounded(latitude), longitude: rounded(longitude) },
          source: 'centroid',
        };
  };
