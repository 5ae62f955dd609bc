import { CLOSED, FOUND, INSIDE, type RawRoads, type WayColumns } from '#src/roads/osm/raw-roads.ts';
import type { Metres } from '#src/time/units.ts';

/** Straight pieces of road between two points, the shortest there are: those that are kept, and the points they join. */
export interface Segments {
  readonly longitudes: Int32Array;
  readonly latitudes: Int32Array;
  /** The points each goes from and to, in the order of its way; never the same twice. */
  readonly tails: Int32Array;
  readonly heads: Int32Array;
  readonly metres: Float32Array;
  /** The way each is a piece of. */
  readonly wayOf: Int32Array;
  readonly ways: WayColumns;
}

/**
 * Keeps every road of the area, and beyond it the main ones. A piece of road with a missing end is left out, and it
 * alone. A point where something stops cars becomes as many points as pieces of road end there: each a dead end.
 */
export const cutRoads = (raw: RawRoads): Segments => {
  const { count, closedEnds } = countKept(raw);
  const segments = {
    tails: new Int32Array(count),
    heads: new Int32Array(count),
    metres: new Float32Array(count),
    wayOf: new Int32Array(count),
  };
  const numbers = new Int32Array(raw.marks.length).fill(-1);
  const kept = new Int32Array(Math.min(raw.marks.length, 2 * count) + closedEnds);
  const keptCount = fillKept(raw, segments, numbers, kept);
  const longitudes = new Int32Array(keptCount);
  const latitudes = new Int32Array(keptCount);
  for (let point = 0; point < keptCount; point += 1) {
    longitudes[point] = raw.longitudes[kept[point] as number] as number;
    latitudes[point] = raw.latitudes[kept[point] as number] as number;
  }
  return { ...segments, longitudes, latitudes, ways: raw.ways };
};

const countKept = (raw: RawRoads): { readonly count: number; readonly closedEnds: number } => {
  const { firstPoint, points, marks, ways } = raw;
  let count = 0;
  let closedEnds = 0;
  for (let way = 0; way < ways.isMain.length; way += 1)
    for (let at = firstPoint[way] as number; at + 1 < (firstPoint[way + 1] as number); at += 1) {
      const tail = points[at] as number;
      const head = points[at + 1] as number;
      if (!isKept(marks, tail, head, ways.isMain[way] as number)) continue;
      count += 1;
      closedEnds += ((marks[tail] as number) & CLOSED ? 1 : 0) + ((marks[head] as number) & CLOSED ? 1 : 0);
    }
  return { count, closedEnds };
};

const isKept = (marks: Uint8Array, tail: number, head: number, isMain: number): boolean => {
  if (tail === head) return false;
  const [atTail, atHead] = [marks[tail] as number, marks[head] as number];
  return (atTail & atHead & FOUND) !== 0 && (isMain === 1 || ((atTail | atHead) & INSIDE) !== 0);
};

interface Filled {
  readonly tails: Int32Array;
  readonly heads: Int32Array;
  readonly metres: Float32Array;
  readonly wayOf: Int32Array;
}

/**
 * @param numbers of each point its new number, -1 as long as it has none
 * @param kept written with the point that each new number stands for
 * @returns how many points are kept
 */
const fillKept = (raw: RawRoads, segments: Filled, numbers: Int32Array, kept: Int32Array): number => {
  const { firstPoint, points, marks, ways } = raw;
  let keptCount = 0;
  let count = 0;
  for (let way = 0; way < ways.isMain.length; way += 1) {
    const from = firstPoint[way] as number;
    const to = firstPoint[way + 1] as number;
    const scale = scaleOf(raw, way, from, to);
    for (let at = from; at + 1 < to; at += 1) {
      const tail = points[at] as number;
      const head = points[at + 1] as number;
      if (!isKept(marks, tail, head, ways.isMain[way] as number)) continue;
      for (let side = 0; side < 2; side += 1) {
        const point = side === 0 ? tail : head;
        const isClosed = ((marks[point] as number) & CLOSED) !== 0;
        let number = isClosed ? -1 : (numbers[point] as number);
        if (number === -1) {
          number = keptCount;
          kept[keptCount] = point;
          keptCount += 1;
          if (!isClosed) numbers[point] = number;
        }
        (side === 0 ? segments.tails : segments.heads)[count] = number;
      }
      segments.metres[count] = scale * metresBetween(raw, tail, head);
      segments.wayOf[count] = way;
      count += 1;
    }
  }
  return keptCount;
};

/** What the lengths of a way's pieces are multiplied by, for their sum to be the length the data says. */
const scaleOf = (raw: RawRoads, way: number, from: number, to: number): number => {
  const said = raw.ways.lengths[way] as number;
  if (said === 0) return 1;
  let measured = 0;
  for (let at = from; at + 1 < to; at += 1) {
    const tail = raw.points[at] as number;
    const head = raw.points[at + 1] as number;
    // Of a way that is only partly there, the length said is not that of what is left.
    if (((raw.marks[tail] as number) & (raw.marks[head] as number) & FOUND) === 0) return 1;
    measured += metresBetween(raw, tail, head);
  }
  return measured === 0 ? 1 : said / measured;
};

/** One 1e-7 degree of a great circle, on a sphere of the mean radius of the Earth (6,371,008.8 m, IUGG). */
const METRES_PER_UNIT: Metres = (6_371_008.8 * Math.PI) / 180 / 1e7;
const RADIANS_PER_UNIT = Math.PI / 180 / 1e7;

/** On a plane: between two points of a road, which lie near each other, it is the great circle but for millimetres. */
const metresBetween = ({ longitudes, latitudes }: RawRoads, tail: number, head: number): Metres => {
  const south = latitudes[tail] as number;
  const north = latitudes[head] as number;
  const y = north - south;
  const x =
    ((longitudes[head] as number) - (longitudes[tail] as number)) * Math.cos(((south + north) / 2) * RADIANS_PER_UNIT);
  return METRES_PER_UNIT * Math.sqrt(x * x + y * y);
};
