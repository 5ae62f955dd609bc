import { Query, Router, type StopId, Time } from 'minotor';
import { GtfsParser } from 'minotor/parser';
import type { IsoDate } from '#src/time/units.ts';

/** minotor, another engine (RAPTOR), over one service day of a feed. */
export interface MinotorWitness {
  /** The stops it takes for one with that stop: those of its station. */
  readonly together: (stopId: string) => readonly string[];
  /** Its earliest arrival, in seconds of the service day; undefined when it finds none. */
  readonly arrival: (fromStopId: string, toStopId: string, after: number) => number | undefined;
  /** Whether a vehicle of that journey arrives before it leaves, or leaves before one is there: where runs of a line overtake. */
  readonly goesBackInTime: (fromStopId: string, toStopId: string, after: number) => boolean;
}

/** More than it takes to cross a country. */
const MOST_CHANGES = 16;

export const openMinotor = async (zipPath: string, date: IsoDate): Promise<MinotorWitness> => {
  const { timetable, stopsIndex } = await quietly(() => new GtfsParser(zipPath).parse(new Date(`${date}T12:00:00`)));
  const router = new Router(timetable, stopsIndex);
  const route = (fromStopId: string, toStopId: string, after: number) =>
    router.route(
      new Query.Builder()
        .from(asTheirs(fromStopId))
        .to(asTheirs(toStopId))
        .departureTime(Time.fromSeconds(after))
        .maxTransfers(MOST_CHANGES)
        .build(),
    );
  return {
    together: (stopId) => stopsIndex.equivalentStops(asTheirs(stopId)).map(String),
    arrival: (fromStopId, toStopId, after) =>
      route(fromStopId, toStopId, after).arrivalAt(asTheirs(toStopId))?.time.toSeconds(),
    goesBackInTime: (fromStopId, toStopId, after) => {
      let now = after;
      for (const leg of route(fromStopId, toStopId, after).bestRoute()?.legs ?? []) {
        if (leg.departureTime === undefined || leg.arrivalTime === undefined) continue;
        const [leaves, arrives] = [leg.departureTime.toSeconds(), leg.arrivalTime.toSeconds()];
        if (leaves < now || arrives < leaves) return true;
        now = arrives;
      }
      return false;
    },
  };
};

/** Numbers of stops that are digits alone are numbers to it. */
const asTheirs = (stopId: string): StopId => (/^\d+$/.test(stopId) ? Number(stopId) : stopId);

/** It warns of each row that leaves out what the specification lets it leave out. */
const quietly = async <T>(work: () => Promise<T>): Promise<T> => {
  const { console } = globalThis;
  globalThis.console = Object.assign(Object.create(console) as Console, { warn: () => undefined });
  try {
    return await work();
  } finally {
    globalThis.console = console;
  }
};
