import { setImmediate, setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from 'pino';
import type { Config } from '#src/config.ts';
import type { FileStore } from '#src/files.ts';
import { runInThread } from '#src/imports/run-in-thread.ts';
import { newId } from '#src/new-id.ts';
import type { Service } from '#src/service.ts';
import { fetchRealtime } from '#src/sources/gtfs-realtime/fetch-realtime.ts';
import { createAskMotis } from '#src/sources/motis/ask-motis.ts';
import { askPlan } from '#src/sources/motis/ask-plan.ts';
import { createCircuitBreaker } from '#src/sources/motis/circuit-breaker.ts';
import type { Clock } from '#src/time/units.ts';
import { createDaysAhead, type DaysAhead } from '#src/timetables-import/days-ahead.ts';
import { createTimetableImports } from '#src/timetables-import/timetable-imports.ts';
import { createTimetables } from '#src/timetables-import/timetables.ts';
import { createLiveTimetables } from '#src/timetables-live/live-timetables.ts';
import { createAskJourneys } from '#src/transit/search/ask-journeys.ts';
import { createAskWithLive } from '#src/transit/live/ask-with-live.ts';

/** What answers for coaches and trains: timetables, what networks say at the moment, and the search among them. */
export interface OpenTransit extends Pick<
  Service,
  'timetables' | 'timetableImports' | 'liveTimetables' | 'findJourneys' | 'findStations'
> {
  readonly daysAhead: DaysAhead;
  close(): Promise<void>;
}

export interface OpenTransitOptions {
  readonly config: Config;
  readonly storage: Service['storage'];
  readonly files: FileStore;
  readonly secret: Uint8Array;
  readonly clock: Clock;
  readonly log: Logger;
  /** False for a command that asks for no travel. */
  readonly searched: boolean;
}

/** For what networks say at the moment: a page goes without rather than late. */
const LONGEST_WAIT_MILLISECONDS = 1000;

/** A day of a region takes it a few tenths of a second. */
const MOTIS_PATIENCE_MILLISECONDS = 2500;

/** Wires what answers for coaches and trains; timetables are at hand when they are to be searched. */
export const openTransit = async (options: OpenTransitOptions): Promise<OpenTransit> => {
  const { config, storage, files, secret, clock, log, searched } = options;
  const timetables = createTimetables({ store: storage.instance.feeds, files, log });
  if (searched) await timetables.refresh();
  const journeys = createAskJourneys({
    timetablesOf: (territoryId) => timetables.of(territoryId),
    breathe: () => setImmediate(),
  });
  const { motisUrl } = config;
  const daysAhead = createDaysAhead({
    // Where MOTIS answers, ours is for the day it does not: nothing is kept ready.
    listTerritories: async () => (motisUrl === null ? storage.instance.territories.list() : []),
    timetables,
    prepareDay: journeys.prepare,
    clock,
    log,
  });
  const timetableImports = createTimetableImports({
    store: storage.instance.feeds,
    write: (work) => storage.atomicallyOnInstance(({ feeds }) => work(feeds)),
    files,
    dataFolder: config.dataFolder,
    zoneOf: async (territoryId) => (await storage.instance.territories.find(territoryId))?.zone ?? 'Europe/Paris',
    makeTimetable: (order, options) => runInThread('timetable', order, options),
    onChange: async () => {
      if (searched) await timetables.refresh();
    },
    secret,
    clock,
    newId,
    log,
  });
  const liveTimetables = createLiveTimetables({
    timetablesOf: (territoryId) => timetables.of(territoryId),
    feedsOf: (territoryId) => timetables.feedsOf(territoryId),
    fetchRealtime,
    secret,
    clock,
    log,
  });
  const ask =
    motisUrl === null
      ? journeys.ask
      : createAskMotis({
          base: motisUrl,
          own: journeys.ask,
          askPlan: (question) => askPlan(motisUrl, question, MOTIS_PATIENCE_MILLISECONDS),
          breaker: createCircuitBreaker(clock),
          clock,
          log,
        });
  return {
    timetables,
    timetableImports,
    liveTimetables,
    findJourneys: createAskWithLive({
      ask,
      live: liveTimetables,
      clock,
      patience: () => sleep(LONGEST_WAIT_MILLISECONDS, undefined, { ref: false }),
    }),
    findStations: journeys.stations,
    daysAhead,
    async close() {
      daysAhead.close();
      timetables.close();
      await timetableImports.close();
    },
  };
};
