import KDBush from 'kdbush';
import { toFlat } from '#src/bench/country/settlements.ts';
import type { Random } from '#src/demo/random.ts';
import type { Point } from '#src/places/place.ts';
import { type Ticks, TICKS_PER_MINUTE } from '#src/roads/weight.ts';

/** Where traffic comes from and goes to, with how much of it. */
export interface TrafficPlace {
  readonly point: Point;
  readonly people: number;
}

/** Ways between places, by number. */
export interface Traffic {
  readonly pair: () => readonly [from: number, to: number];
}

/** Most rides are near, some cross the country: medians in kilometres of two lognormal laws, and how many follow the second. */
const NEAR_KM = 14;
const FAR_KM = 110;
const FAR_SHARE = 0.12;
const SPREAD = 0.7;

/** Origins follow the people, a little less than in proportion; the end is at a drawn distance, sooner in a large place. */
export const inventWays = (places: readonly TrafficPlace[], random: Random): Traffic => {
  const flat = places.map(({ point }) => toFlat(point));
  const weights = Float64Array.from(places, ({ people }) => Math.max(1, people) ** 0.75);
  const cumulated = new Float64Array(places.length);
  let total = 0;
  for (let place = 0; place < places.length; place += 1) {
    total += weights[place] as number;
    cumulated[place] = total;
  }
  const tree = new KDBush(places.length);
  for (const [x, y] of flat) tree.add(x, y);
  tree.finish();

  const origin = (): number => {
    const wanted = random.next() * total;
    let [low, high] = [0, places.length - 1];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((cumulated[middle] as number) < wanted) low = middle + 1;
      else high = middle;
    }
    return low;
  };
  /** A standard normal number (Box and Muller 1958). */
  const normal = (): number => Math.sqrt(-2 * Math.log(1 - random.next())) * Math.cos(2 * Math.PI * random.next());
  const end = (from: number): number => {
    const kilometres = (random.chance(FAR_SHARE) ? FAR_KM : NEAR_KM) * Math.exp(SPREAD * normal());
    const angle = random.next() * 2 * Math.PI;
    const [x, y] = flat[from] as readonly [number, number];
    const near = tree.within(
      x + kilometres * Math.cos(angle),
      y + kilometres * Math.sin(angle),
      Math.max(3, kilometres * 0.15),
    );
    const others = near.filter((place) => place !== from);
    return others.length === 0 ? -1 : random.weighted(others, (place) => weights[place] as number);
  };
  return {
    pair: () => {
      for (;;) {
        const from = origin();
        // Over the sea, in the mountains, nobody lives at that distance.
        const to = end(from);
        if (to !== -1) return [from, to];
      }
    },
  };
};

/** Detour accepted for a ride of this length: five, ten or fifteen minutes, no more than half the ride and two minutes. */
export const inventTolerance = (ride: Ticks, random: Random): Ticks =>
  Math.min(random.pick([5, 10, 15]) * TICKS_PER_MINUTE, Math.floor(ride / 2) + 2 * TICKS_PER_MINUTE);

/** Days on which a trip runs: seven bits for one that comes back each week; the number of its day for one that does not. */
export interface TrafficDays {
  readonly weekdays: number;
  readonly day: number;
}

const WEEKLY_SHARE = 0.7;
export const DAYS_AHEAD = 60;

export const inventDays = (random: Random): TrafficDays =>
  random.chance(WEEKLY_SHARE)
    ? { weekdays: random.chance(0.4) ? 31 : random.whole(1, 127), day: -1 }
    : { weekdays: 0, day: random.whole(0, DAYS_AHEAD - 1) };
