import { allJobs } from '#src/jobs/all-jobs.ts';
import type { RegularJob } from '#src/jobs/regular-job.ts';
import type { FindMatches } from '#src/matching/find-matches.ts';
import { createFindVolunteers, type FindVolunteers } from '#src/matching/find-volunteers.ts';
import { metresThrough } from '#src/roads/metres-by.ts';
import type { ListOffers } from '#src/matching/list-offers.ts';
import type { CommuneDirectory } from '#src/places/commune-directory.ts';
import type { RideTools } from '#src/follow-up/stores.ts';
import { crowFlyMetric } from '#src/roads/crow-fly-metric.ts';
import { toMinutes } from '#src/roads/weight.ts';
import type { Storage } from '#src/storage-ports.ts';
import type { Engine } from '#src/storage/engine.ts';
import { createStorage } from '#src/storage/stores.ts';
import { createTripCatalogue } from '#src/storage/trip-catalogue.ts';
import type { Clock, NewId } from '#src/time/units.ts';

/** What every process of a life shares: the clock on the wall and where ids come from. */
export interface Surroundings {
  readonly clock: Clock;
  readonly newId: NewId;
  readonly communes: CommuneDirectory;
  /** Stands between use cases and the database, to cut the power or to plant a fault. */
  readonly around: (storage: Storage) => Storage;
}

/** One process of the service, without its pages: the real use cases over the real storage. */
export interface Process {
  readonly engine: Engine;
  /** As use cases see it. */
  readonly storage: Storage;
  /** As it is, for who checks. */
  readonly truth: Storage;
  readonly tools: RideTools;
  readonly findMatches: FindMatches;
  readonly findVolunteers: FindVolunteers;
  readonly listOffers: ListOffers;
  readonly jobs: readonly RegularJob[];
}

export const startProcess = (engine: Engine, { clock, newId, communes, around }: Surroundings): Process => {
  const truth = createStorage(engine);
  const storage = around(truth);
  const findVolunteers = createFindVolunteers({
    in: (territoryId) => storage.in(territoryId),
    metricOf: () => () => crowFlyMetric,
  });
  const catalogue = createTripCatalogue({ engine, estimate: crowFlyMetric });
  return {
    engine,
    storage,
    truth,
    tools: {
      atomically: (territoryId, work) => storage.atomically(territoryId, work),
      now: clock,
      newId,
      minutes: (from, to) => toMinutes(crowFlyMetric.ticks(from, to)),
      largestDetour: 45,
      metres: (...points) => metresThrough(crowFlyMetric, points),
    },
    findMatches: catalogue.findMatches,
    findVolunteers,
    listOffers: catalogue.listOffers,
    jobs: allJobs({
      storage,
      newId,
      communes,
      findMatches: catalogue.findMatches,
      findVolunteers,
      listOffers: catalogue.listOffers,
    }),
  };
};
