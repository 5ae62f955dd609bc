import type { Point } from '#src/places/place.ts';
import { parseNumber } from '#src/sources/gtfs/parse-values.ts';
import { type FeedSource, readTable } from '#src/sources/gtfs/read-table.ts';
import type { Area } from '#src/transit/on-demand/on-demand-service.ts';

const GROUP_STOPS = 'location_group_stops.txt';
const MOST_LINES = 5_000_000;

export interface StopAreas {
  readonly stops: ReadonlyMap<string, Area & { readonly kind: 'points' }>;
  readonly groups: ReadonlyMap<string, Area>;
  /** By group, as riders read it. */
  readonly groupNames: ReadonlyMap<string, string>;
}

/**
 * The stops that trips on demand serve, one by one or by groups.
 * @param served ids of stops named by those trips
 */
export const readStopAreas = async (source: FeedSource, served: ReadonlySet<string>): Promise<StopAreas> => {
  const members = new Map<string, string[]>();
  await readTable(
    source,
    { file: GROUP_STOPS, required: ['location_group_id', 'stop_id'], optional: [], most: MOST_LINES },
    (row) => {
      const group = members.get(row.location_group_id);
      if (group) group.push(row.stop_id);
      else members.set(row.location_group_id, [row.stop_id]);
    },
  );
  const groupNames = new Map<string, string>();
  await readTable(
    source,
    {
      file: 'location_groups.txt',
      required: ['location_group_id'],
      optional: ['location_group_name'],
      most: MOST_LINES,
    },
    (row) => void groupNames.set(row.location_group_id, row.location_group_name),
  );
  const wanted = new Set([...served, ...[...members.values()].flat()]);
  const points = new Map<string, Point>();
  if (wanted.size > 0)
    await readTable(
      source,
      { file: 'stops.txt', required: ['stop_id'], optional: ['stop_lat', 'stop_lon'], most: MOST_LINES },
      (row) => {
        const [latitude, longitude] = [parseNumber(row.stop_lat), parseNumber(row.stop_lon)];
        // Stops that cannot be placed are noted by whoever reads the timetables.
        if (wanted.has(row.stop_id) && latitude !== undefined && longitude !== undefined)
          points.set(row.stop_id, { latitude, longitude });
      },
    );
  const area = (ids: readonly string[]) => ({
    kind: 'points' as const,
    points: ids.flatMap((id) => points.get(id) ?? []),
  });
  for (const [id, ids] of members)
    if (ids.some((one) => !points.has(one)))
      source.notes.note(
        GROUP_STOPS,
        null,
        'Des arrêts d’un groupe ne sont pas dans stops.txt : ils sont laissés de côté.',
        id,
      );
  return {
    stops: new Map([...points.keys()].map((id) => [id, area([id])])),
    groups: new Map([...members].map(([id, ids]) => [id, area(ids)])),
    groupNames,
  };
};
