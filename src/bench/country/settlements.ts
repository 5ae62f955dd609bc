import type { Random } from '#src/demo/random.ts';
import type { Commune } from '#src/places/place.ts';

/** Points where people live, in kilometres from the middle of the country: flat, so that distances cost a square root. */
export interface Settlements {
  readonly x: Float64Array;
  readonly y: Float64Array;
  /** The commune of each point, as a number in the list given. */
  readonly communeOf: Int32Array;
  /** The first of them are the communes themselves, in the order given; then hamlets; then the rest of the towns. */
  readonly communes: number;
  readonly hamlets: number;
}

/** In mainland France 341,000 hamlets and 288,000 more points of towns for 35,000 communes make a network of the size of the real main one. */
const HAMLETS_PER_COMMUNE = 9.8;
const PEOPLE_PER_TOWN_POINT = 205;
/** Below it a commune has no streets of its own. */
const TOWN_FROM = 1500;

const KM_PER_DEGREE = 111.2;
const MIDDLE = { latitude: 46.5, longitude: 2.5 };
const SHRINK = Math.cos((MIDDLE.latitude * Math.PI) / 180);

export const toFlat = (point: { readonly latitude: number; readonly longitude: number }): readonly [number, number] => [
  (point.longitude - MIDDLE.longitude) * SHRINK * KM_PER_DEGREE,
  (point.latitude - MIDDLE.latitude) * KM_PER_DEGREE,
];

export const longitudeOf = (x: number): number => MIDDLE.longitude + x / (SHRINK * KM_PER_DEGREE);
export const latitudeOf = (y: number): number => MIDDLE.latitude + y / KM_PER_DEGREE;

/** Hamlets spread around each commune as far as half the way to its neighbours; streets close around the middle of towns. */
export const settle = (communes: readonly Commune[], reach: Float64Array, random: Random): Settlements => {
  const [x, y, communeOf]: [number[], number[], number[]] = [[], [], []];
  const put = (commune: number, px: number, py: number): void => {
    x.push(px);
    y.push(py);
    communeOf.push(commune);
  };
  for (const [index, { point }] of communes.entries()) {
    const [px, py] = toFlat(point ?? MIDDLE);
    // Two communes at one point would be one node.
    put(index, px + random.next() * 0.01, py + random.next() * 0.01);
  }
  const around = (index: number, distance: number): void => {
    const angle = random.next() * 2 * Math.PI;
    put(index, (x[index] as number) + distance * Math.cos(angle), (y[index] as number) + distance * Math.sin(angle));
  };
  for (let index = 0; index < communes.length; index += 1) {
    const hamlets = Math.floor(HAMLETS_PER_COMMUNE * (0.5 + random.next()) + random.next());
    for (let made = 0; made < hamlets; made += 1)
      around(index, (reach[index] as number) * Math.sqrt(random.next()) * 0.75);
  }
  const hamlets = x.length - communes.length;
  for (const [index, { population }] of communes.entries()) {
    if (population < TOWN_FROM) continue;
    const points = Math.round(population / PEOPLE_PER_TOWN_POINT);
    // As dense in all towns: the radius grows with the square root of the population.
    const radius = 0.35 * Math.sqrt(population / 1000);
    for (let made = 0; made < points; made += 1) around(index, radius * Math.sqrt(random.next()));
  }
  return {
    x: Float64Array.from(x),
    y: Float64Array.from(y),
    communeOf: Int32Array.from(communeOf),
    communes: communes.length,
    hamlets,
  };
};
