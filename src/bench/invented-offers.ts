import { inventTolerance, inventWays } from '#src/bench/country/invent-traffic.ts';
import { createRandom } from '#src/demo/random.ts';
import type { MatchQuery } from '#src/matching/match-query.ts';
import type { Offer } from '#src/matching/offer.ts';
import type { Commune, Stop } from '#src/places/place.ts';
import { crowFlyMetric } from '#src/roads/crow-fly-metric.ts';
import { toMinutes } from '#src/roads/weight.ts';
import type { Minutes } from '#src/time/units.ts';
import { addDays } from '#src/time/dates.ts';
import type { Trip } from '#src/trips/trip.ts';

/** The day the invented searches are made. */
export const BENCH_NOW = { date: '2026-12-01', time: 360 };

/** Trips and searches between these communes: origins follow the population, most go to a near and larger place. */
export interface InventedTraffic {
  readonly offers: (count: number) => readonly Offer[];
  readonly queries: (count: number) => readonly MatchQuery[];
}

/** Whose limit holds: the territory's for most, or each driver's own, as short as people say it. */
export type Limits = 'mostly-the-territory' | 'their-own';

export const inventTraffic = (
  communes: readonly Commune[],
  seed: number,
  limits: Limits = 'mostly-the-territory',
): InventedTraffic => {
  const random = createRandom(seed);
  const draw = random.next;
  const stops = communes.flatMap((commune) => (commune.point ? [stopOf(commune)] : []));
  const ways = inventWays(
    communes.flatMap(({ point, population }) => (point ? [{ point, people: population }] : [])),
    random,
  );
  const pair = (): readonly [Stop, Stop] => {
    const [from, to] = ways.pair();
    return [stops[from] as Stop, stops[to] as Stop];
  };
  const ownLimit = (from: Stop, to: Stop): Minutes =>
    Math.round(toMinutes(inventTolerance(crowFlyMetric.ticks(from.point, to.point), random)));
  const trip = (index: number): Trip => {
    const [from, to] = pair();
    const quarter = draw() < 0.6 ? 26 + Math.floor(draw() * 12) : Math.floor(20 + draw() * 56);
    const oneOff = draw() < 0.15;
    const departure = draw() < 0.1 ? null : quarter * 15;
    return {
      id: `trip-${index}`,
      territoryId: 't',
      driverId: `driver-${index >> 1}`,
      returnOf: null,
      schedule: oneOff
        ? { kind: 'one-off', date: addDays(BENCH_NOW.date, Math.floor(draw() * 40)), departure }
        : {
            kind: 'regular',
            weekdays: draw() < 0.4 ? 31 : 1 + Math.floor(draw() * 127),
            departure,
            from: null,
            until: null,
            excluded: [],
            pausedUntil: draw() < 0.03 ? '9999-12-31' : null,
          },
      stops: [from, to],
      seats: null,
      maxDetour: limits === 'their-own' ? ownLimit(from, to) : draw() < 0.2 ? 10 : null,
      flexibility: 0,
      meetingPlace: null,
      remarks: '',
      carTakes: [],
      help: 'free',
      state: 'active',
      toVerify: false,
      confirmedAt: '2026-11-01T08:00:00.000Z',
      timesAsked: 0,
      createdAt: '2026-10-01T08:00:00.000Z',
      version: 1,
    };
  };
  return {
    offers: (count) =>
      Array.from({ length: count }, (_, index): Offer => {
        const made = trip(index);
        const driver = { id: made.driverId, firstName: 'Camille', lastName: 'Martin', initial: 'M.' };
        const consents = { listed: draw() < 0.9, numberShown: false, neighbours: false };
        return { trip: made, driver: { ...driver, ...consents, welcomed: true, setAside: false } };
      }),
    queries: (count) =>
      Array.from({ length: count }, (_, index): MatchQuery => {
        const [from, to] = pair();
        const date = addDays(BENCH_NOW.date, Math.floor(draw() * 21));
        const at = 480 + Math.floor(draw() * 40) * 15;
        return {
          from,
          to,
          when: index % 4 === 0 ? { kind: 'any' } : { kind: 'date', date },
          window: index % 2 === 0 ? { kind: 'any' } : { kind: 'arrive-by', at },
          audience: 'public',
          needs: [],
          seats: 1,
          now: BENCH_NOW,
        };
      }),
  };
};

const stopOf = ({ name, code, point, pointSource }: Commune): Stop => ({
  label: name,
  communeName: name,
  communeCode: code,
  point: point ?? { latitude: 0, longitude: 0 },
  source: pointSource ?? 'centroid',
});
