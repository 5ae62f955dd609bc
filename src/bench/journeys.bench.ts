import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { FEEDS_AT_HAND } from '#src/bench/feeds-at-hand.ts';
import { writeInventedRegion } from '#src/bench/invented-region.ts';
import { type MinotorWitness, openMinotor } from '#src/bench/minotor-witness.ts';
import { percentileOf, sortedNumbers } from '#src/bench/percentile.ts';
import { stopsByName } from '#src/bench/stop-ends.ts';
import { createRandom } from '#src/demo/random.ts';
import type { Commune } from '#src/places/place.ts';
import { readCommunes } from '#src/places/read-communes.ts';
import { greatCircleMetres } from '#src/places/distance.ts';
import { readCommunesFile } from '#src/sources/communes-file.ts';
import { readFeed } from '#src/sources/gtfs/read-feed.ts';
import { ALL_ON } from '#src/territory/switches.ts';
import { addDays, weekdayOf } from '#src/time/dates.ts';
import { createFindJourneys } from '#src/transit/search/find-journeys.ts';
import { type NetworkFeed, networkOf } from '#src/transit/network/network.ts';
import type { Ends } from '#src/transit/search/search-space.ts';
import { createSearcher, type Searcher } from '#src/transit/search/searcher.ts';
import type { Timetable } from '#src/transit/timetable/timetable.ts';

const DEPARTMENT = '46';
/** Hours asked of each pair of places: from 5 h to 19 h. */
const HOURS = [5, 7, 9, 12, 14, 16, 19];
const ROUNDS = 5;
/** Searches that minotor is asked too: it takes its time. */
const WITNESSED = 400;
/** As minotor has it: a change takes no time, and is made at one stop. */
const AS_MINOTOR = { change: 0, longestWalkBetween: -1, longestWalkToStop: 0 };

const figure = (name: string, value: number, unit: string) => ({ name, value, unit });

const timed = <T>(work: () => T): readonly [T, number] => {
  const start = performance.now();
  const result = work();
  return [result, performance.now() - start];
};

/** What is still held, after everything else was let go. */
const heldMebibytes = (): number => {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  collect();
  collect();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return (heapUsed + arrayBuffers) / 2 ** 20;
};

/** A place of the timetable, by one of its stops: the station where there is one. */
interface Place {
  readonly stopId: string;
  readonly name: string;
  readonly point: { readonly latitude: number; readonly longitude: number };
}

/** Stations and stops without one whose nearest commune is of the département; all of them where there is none. */
const placesIn = ({ stops }: Timetable, communes: readonly Commune[]): readonly Place[] => {
  const places = stops.ids.flatMap((stopId, stop) => {
    const point = { latitude: stops.latitudes[stop] as number, longitude: stops.longitudes[stop] as number };
    return (stops.parents[stop] as number) === -1 ? [{ stopId, name: stops.names[stop] as string, point }] : [];
  });
  const near = communes.flatMap(({ point, department }) =>
    point && Math.abs(point.latitude - 44.6) < 1 && Math.abs(point.longitude - 1.6) < 1.4
      ? [{ point, department }]
      : [],
  );
  const nearest = ({ point }: Place): string | undefined => {
    let [least, department]: [number, string | undefined] = [20_000, undefined];
    if (Math.abs(point.latitude - 44.6) > 0.6 || Math.abs(point.longitude - 1.6) > 0.9) return undefined;
    for (const commune of near) {
      const metres = greatCircleMetres(point, commune.point);
      if (metres < least) [least, department] = [metres, commune.department];
    }
    return department;
  };
  const ours = places.filter((place) => nearest(place) === DEPARTMENT);
  return ours.length > 1 ? ours : places;
};

interface Asked {
  readonly from: Place;
  readonly to: Place;
  readonly ends: Ends;
  readonly after: number;
}

const everyPair = (places: readonly Place[], witness: MinotorWitness, searcher: Searcher): readonly Asked[] => {
  const endsAt = stopsByName(searcher.network);
  const walks = new Map(places.map((place) => [place, endsAt(witness.together(place.stopId))]));
  return places.flatMap((from) =>
    places.flatMap((to) => {
      const [access, egress] = [walks.get(from), walks.get(to)];
      if (from === to || !access || !egress) return [];
      return HOURS.map((hour) => ({ from, to, ends: { access, egress }, after: hour * 3600 }));
    }),
  );
};

const median = (times: Iterable<number>): number => percentileOf(sortedNumbers(times), 0.5);

/** p50 and p99 of one round, the median of several. */
const rounds = <T>(asked: readonly T[], times: number, ask: (one: T) => unknown) => {
  for (const one of asked.slice(0, 50)) ask(one);
  const all = Array.from({ length: times }, () => sortedNumbers(asked.map((one) => timed(() => ask(one))[1])));
  return {
    p50: median(all.map((times) => percentileOf(times, 0.5))),
    p99: median(all.map((times) => percentileOf(times, 0.99))),
  };
};

/** A Tuesday well inside what the timetable tells. */
const dateIn = ({ about }: Timetable): string => {
  let date = addDays(about.firstDate, 7);
  while (weekdayOf(date) !== 2) date = addDays(date, 1);
  return date;
};

/**
 * Journeys by public transport between all the places of the Lot, on the national timetable of regional trains where it is
 * at hand, else on an invented one: one search, a whole day, the answer of a page; and the same searches by minotor.
 */
export const run = async ({ small }: { readonly small: boolean }) => {
  const folder = await mkdtemp(join(tmpdir(), 'lotocar-trajets-'));
  try {
    const real = FEEDS_AT_HAND.find((path) => existsSync(path));
    const path = small || real === undefined ? await writeInventedRegion(join(folder, 'cars.zip')) : real;
    return await measure(path, small);
  } finally {
    await rm(folder, { recursive: true });
  }
};

const measure = async (path: string, small: boolean) => {
  const empty = heldMebibytes();
  const reading = performance.now();
  const { timetable } = await readFeed(path, { zone: 'Europe/Paris', builtAt: '2026-01-01T00:00:00.000Z' });
  const read = (performance.now() - reading) / 1000;
  const date = dateIn(timetable);
  const feeds: readonly NetworkFeed[] = [{ feedId: 'feed', name: basename(path), timetable }];
  const [searcher, joined] = timed(() => createSearcher(networkOf(feeds)));
  const [day, opened] = timed(() => searcher.day(date));
  searcher.profile(day, {
    access: searcher.network.near({ latitude: 44.45, longitude: 1.44 }, 1800),
    egress: searcher.network.near({ latitude: 45, longitude: 1.5 }, 1800),
  });
  const ours = heldMebibytes() - empty;

  const opening = performance.now();
  const witness = await openMinotor(path, date);
  const theirsRead = (performance.now() - opening) / 1000;
  const theirs = heldMebibytes() - empty - ours;

  const communes = [...readCommunes(readCommunesFile()).communes()];
  const places = placesIn(timetable, communes);
  const asked = everyPair(places, witness, searcher);
  const some = createRandom(46)
    .shuffled(asked)
    .slice(0, small ? WITNESSED / 10 : WITNESSED);

  const times = small ? 1 : ROUNDS;
  const one = rounds(asked, times, ({ ends, after }) => searcher.soonest(day, ends, after));
  const wholeDays = asked.filter(({ after }) => after === (HOURS[0] as number) * 3600);
  const profile = rounds(wholeDays, times, ({ ends }) => searcher.profile(day, ends));
  const find = createFindJourneys(() => feeds);
  const page = rounds(wholeDays, times, ({ from, to }) =>
    find(
      { id: 'lot', tolerance: 30, switches: ALL_ON, zone: 'Europe/Paris' },
      { from, to, date, window: { kind: 'any' }, back: { kind: 'any' }, wholeDay: true },
    ),
  );
  const alike = createSearcher(networkOf(feeds, AS_MINOTOR));
  const sameDay = alike.day(date);
  const again = sortedNumbers(some.map(({ ends, after }) => timed(() => searcher.soonest(day, ends, after))[1]));
  let different = 0;
  let found = 0;
  const taken = some.map(({ from, to, ends, after }) => {
    const [arrival, milliseconds] = timed(() => witness.arrival(from.stopId, to.stopId, after));
    if (alike.soonest(sameDay, ends, after)?.arrival !== arrival) different += 1;
    if (arrival !== undefined) found += 1;
    return milliseconds;
  });
  const minotor = sortedNumbers(taken);
  return {
    name: `journeys : trajets en car et en train, ${basename(path)}, le ${date}`,
    figures: [
      figure('lieux', places.length, ''),
      figure('passages aux arrêts', timetable.stopTimes.stops.length, ''),
      figure('liaisons du jour', day.departures.length, ''),
      figure('lecture des horaires', read, 's'),
      figure('réseau et marches', joined, 'ms'),
      figure('première recherche d’un jour', opened, 'ms'),
      figure('recherches', asked.length, ''),
      figure('journey_p50', one.p50, 'ms'),
      figure('journey_p99', one.p99, 'ms'),
      figure('profile_p50', profile.p50, 'ms'),
      figure('profile_p99', profile.p99, 'ms'),
      figure('page_p50 (toute la journée, aller et retour, racontée)', page.p50, 'ms'),
      figure('page_p99', page.p99, 'ms'),
      figure('minotor_p50', percentileOf(minotor, 0.5), 'ms'),
      figure('minotor_p99', percentileOf(minotor, 0.99), 'ms'),
      figure('journey_ratio', percentileOf(minotor, 0.5) / percentileOf(again, 0.5), 'fois plus vite que minotor'),
      figure('recherches comparées à minotor', some.length, ''),
      figure('dont trouvées', found, ''),
      figure('differences', different, ''),
      figure('journey_memory', ours, 'Mio, horaires entiers, réseau, un jour'),
      figure('minotor_memory', theirs, 'Mio, un seul jour'),
      figure('minotor : lecture d’un jour', theirsRead, 's'),
    ],
  };
};
