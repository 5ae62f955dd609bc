import { lighterPolygon } from '#src/sources/gtfs/flex/lighter-ring.ts';
import { z } from 'zod';
import { text } from 'node:stream/consumers';
import type { FeedSource } from '#src/sources/gtfs/read-table.ts';
import type { Area, Polygon } from '#src/transit/on-demand/on-demand-service.ts';

const FILE = 'locations.geojson';
/** The communes of France with every bend are 40 MB. */
const MOST_CHARACTERS = 50e6;
/** Of all zones together: they are looked through at each search. */
const MOST_POINTS = 100_000;

const position = z
  .tuple([z.number().min(-180).max(180), z.number().min(-90).max(90)])
  .rest(z.number())
  .transform(([longitude, latitude]) => [longitude, latitude] as const);
const polygon: z.ZodType<Polygon> = z.array(z.array(position).min(4)).min(1);

const geometry = z.union([
  z.object({ type: z.literal('Polygon'), coordinates: polygon }),
  z.object({ type: z.literal('MultiPolygon'), coordinates: z.array(polygon).min(1) }),
]);

const collection = z.object({ type: z.literal('FeatureCollection'), features: z.array(z.unknown()) });
const feature = z.object({ id: z.union([z.string(), z.number()]).transform(String), geometry });

/** Stops half-way through what is too long. */
async function* bounded(stream: NodeJS.ReadableStream): AsyncGenerator<string | Buffer> {
  let length = 0;
  for await (const piece of stream as AsyncIterable<string | Buffer>) {
    length += piece.length;
    if (length > MOST_CHARACTERS) throw new RangeError('too long');
    yield piece;
  }
}

const parsed = async (stream: NodeJS.ReadableStream): Promise<unknown> => {
  try {
    return JSON.parse((await text(bounded(stream))).replace(/^\uFEFF/u, ''));
  } catch {
    return undefined;
  }
};

/** The shapes of a feed, by id: polygons with their holes, several for one id. What is wrong is noted and left out. */
export const readLocations = async ({ zip, notes }: FeedSource): Promise<ReadonlyMap<string, Area>> => {
  const areas = new Map<string, Area>();
  const stream = await zip.stream(FILE);
  if (!stream) return areas;
  const read = collection.safeParse(await parsed(stream));
  if (!read.success) {
    notes.note(
      FILE,
      null,
      'Ce fichier ne se lit pas comme une liste de zones (FeatureCollection) : il est laissé de côté.',
    );
    return areas;
  }
  let points = 0;
  for (const one of read.data.features) {
    const zone = feature.safeParse(one);
    if (!zone.success) {
      notes.note(
        FILE,
        null,
        'Une zone n’a pas d’identifiant, ou n’est ni un polygone ni plusieurs : elle est laissée de côté.',
      );
      continue;
    }
    const { id } = zone.data;
    const { type, coordinates } = zone.data.geometry;
    if (areas.has(id)) {
      notes.note(FILE, null, 'Une zone a le nom d’une autre : elle est laissée de côté.', id);
      continue;
    }
    const polygons = (type === 'Polygon' ? [coordinates] : coordinates).flatMap((one) => {
      const lighter = lighterPolygon(one);
      return lighter ? [lighter] : [];
    });
    points += polygons.flat(1).reduce((sum, ring) => sum + ring.length, 0);
    if (points > MOST_POINTS) {
      notes.note(FILE, null, 'Les zones ont trop de points : celle-ci et les suivantes sont laissées de côté.', id);
      break;
    }
    areas.set(id, { kind: 'polygons', polygons });
  }
  return areas;
};
