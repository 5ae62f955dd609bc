import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import type { Hono } from 'hono';
import type { Logger } from 'pino';
import { createBackups } from '#src/backups/backups.ts';
import type { Restoring } from '#src/backups/restoring.ts';
import type { Config } from '#src/config.ts';
import { hourOf, resolveTxt } from '#src/doctor/ask-outside.ts';
import { createExamine } from '#src/doctor/doctor.ts';
import { createTakeAnswerSms } from '#src/follow-up/take-answer-sms.ts';
import { refreshTimetables } from '#src/jobs/refresh-timetables.ts';
import { tidySpaces } from '#src/jobs/tidy-spaces.ts';
import { allJobs } from '#src/jobs/all-jobs.ts';
import { backupJobs } from '#src/jobs/backup-jobs.ts';
import type { RegularJob } from '#src/jobs/regular-job.ts';
import { updateJobs } from '#src/jobs/update-jobs.ts';
import { messageJobs } from '#src/jobs/message-jobs.ts';
import { createJobRunner, type JobRunner } from '#src/jobs/job-runner.ts';
import { createMessageLoop, type MessageLoop } from '#src/messages/message-loop.ts';
import { createMessageTools } from '#src/messages/message-tools.ts';
import { crowFlyMetric } from '#src/roads/crow-fly-metric.ts';
import { createFindVolunteers } from '#src/matching/find-volunteers.ts';
import { metricBy } from '#src/roads/metres-by.ts';
import { newId } from '#src/new-id.ts';
import { createRoadImports } from '#src/roads-import/road-imports.ts';
import { createRoadMaps } from '#src/roads-import/road-maps.ts';
import { runWorker } from '#src/roads-import/run-worker.ts';
import { openTransit } from '#src/open-transit.ts';
import type { Service } from '#src/service.ts';
import { createSheetImports } from '#src/sheet-imports/sheet-imports.ts';
import { reachMotis } from '#src/sources/motis/reach-motis.ts';
import type { Engine } from '#src/storage/engine.ts';
import { openEngine } from '#src/storage/open-engine.ts';
import { communesOfFrance, placesOfFrance } from '#src/sources/places-of-france.ts';
import { examineDatabase } from '#src/storage/examine-database.ts';
import { createFileStore } from '#src/storage/file-store.ts';
import { readOrMakeSecret } from '#src/storage/instance-secret.ts';
import { createJobStore } from '#src/storage/job-store.ts';
import { notedSince } from '#src/storage/noted-since.ts';
import { openCopy } from '#src/storage/open-copy.ts';
import { createStorage } from '#src/storage/stores.ts';
import type { DaysAhead } from '#src/timetables-import/days-ahead.ts';
import { createVolunteerReading } from '#src/storage/volunteer-reading.ts';
import { createTerritoryMoves } from '#src/storage/territory-moves.ts';
import { createTripCatalogue } from '#src/storage/trip-catalogue.ts';
import type { Territory } from '#src/territory/territory.ts';
import { changelogAddress } from '#src/updates/changelog-address.ts';
import { findLaterReleases } from '#src/updates/later-releases.ts';
import type { Clock } from '#src/time/units.ts';
import { repository, version } from '#src/version.ts';
import { createApp } from '#src/web/app.tsx';
import type { Env } from '#src/web/context.ts';
import { newLinkToken } from '#src/web/new-token.ts';
import { createUrlFor } from '#src/web/url-for.ts';

/** A service, open: its pages, its jobs, and how to close it. */
export interface OpenService {
  readonly service: Service;
  readonly app: Hono<Env>;
  readonly engine: Engine;
  readonly jobs: JobRunner;
  /** Sends what waits in the outbox. */
  readonly messages: MessageLoop;
  readonly daysAhead: DaysAhead;
  close(): Promise<void>;
}

export interface OpenOptions {
  readonly config: Config;
  readonly log: Logger;
  /** The one reading of the clock. */
  readonly clock?: Clock;
  /** False for a command that asks for no travel: it need not open the road maps, nor the timetables. */
  readonly roads?: boolean;
  /** True when all the people are invented. */
  readonly demo?: boolean;
  /** How a backup is put in place without stopping the process; null where nobody can. */
  readonly restoring?: Restoring | null;
  /** What guessing the passphrase of a backup costs: tests, which guess nothing, make it small. */
  readonly passphraseCost?: number;
}

/**
 * The only wiring, with `open-transit.ts`: configuration, storage, places, matching, pages and jobs.
 * @throws Error in French when the database cannot be opened.
 */
export const openService = async ({
  config,
  log,
  clock = () => Temporal.Now.instant(),
  roads = true,
  demo = false,
  restoring = null,
  passphraseCost,
}: OpenOptions): Promise<OpenService> => {
  const started = clock();
  const communes = communesOfFrance();
  const engine = await openEngine({
    databaseUrl: config.databaseUrl,
    dataFolder: config.dataFolder,
    onConnectionLost: (error) => log.warn({ error: error.name }, 'connection to the database lost'),
  });
  const storage = createStorage(engine);
  const files = createFileStore({ engine, dataFolder: config.dataFolder, clock });
  const roadMaps = createRoadMaps({ store: storage.instance.roads, files, log });
  const catalogue = createTripCatalogue({ engine, estimate: crowFlyMetric, roadsOf: (id) => roadMaps.of(id) });
  const roadImports = createRoadImports({
    store: storage.instance.roads,
    write: (work) => storage.atomicallyOnInstance(({ roads }) => work(roads)),
    files,
    dataFolder: config.dataFolder,
    served: async (territoryIds) =>
      Promise.all(
        territoryIds.map(async (territoryId) => {
          const territory = await storage.instance.territories.find(territoryId);
          const codes = territory?.communeCodes ?? [];
          return { territoryId, communes: codes.flatMap((code) => communes.find(code)?.point ?? []) };
        }),
      ),
    makeRoadFile: runWorker,
    onChange: async () => {
      if (roads) await roadMaps.refresh();
    },
    clock,
    newId,
    log,
  });
  const secret = await readOrMakeSecret(engine, () => randomBytes(32));
  const [transit] = await Promise.all([
    openTransit({ config, storage, files, secret, clock, log, searched: roads }),
    roads ? roadMaps.refresh() : undefined,
  ]);
  // The index takes the new roads at once: the next person who searches does not wait for it.
  roadMaps.onChange((territoryId) => {
    catalogue.listOffers(territoryId).catch((error: unknown) => {
      log.warn({ error: error instanceof Error ? error.name : 'unknown' }, 'offers were not moved to the new roads');
    });
  });
  const { timetables, timetableImports, liveTimetables, findJourneys, findStations, daysAhead } = transit;
  const { gammuFolder, motisUrl } = config;
  const { backupTo } = engine;
  const backups =
    backupTo === null
      ? null
      : createBackups({
          folder: join(config.dataFolder, 'sauvegardes'),
          copyTo: backupTo,
          openCopy,
          notedSince: (at) => notedSince(engine, at),
          passphrase: async () => (await storage.instance.settings.get('backup-passphrase')) ?? null,
          passphraseCost,
        });
  const placeSearch = placesOfFrance();
  const sheetImports = createSheetImports({ storage, placeSearch, communes, clock, newId, log });
  const jobStore = createJobStore(engine);
  const messageTools = createMessageTools({ secret, gammuFolder, clock, newId });
  const regularJobs: RegularJob[] = [];
  const service: Service = {
    config,
    demo,
    clock,
    newId,
    storage,
    communes,
    placeSearch,
    metric: crowFlyMetric,
    roadMaps,
    roadImports,
    timetables,
    timetableImports,
    liveTimetables,
    sheetImports,
    findMatches: catalogue.findMatches,
    findVolunteers: createFindVolunteers({
      in: createVolunteerReading(storage, () => engine.stateMark()),
      metricOf: (territoryId) => metricBy(roadMaps.of(territoryId), crowFlyMetric),
    }),
    findJourneys,
    findStations,
    listOffers: catalogue.listOffers,
    secret,
    messages: messageTools,
    backups,
    restoring: backups === null ? null : restoring,
    examine: createExamine({
      config,
      clock,
      storage,
      backups,
      messages: messageTools,
      examineDatabase: (quick) => examineDatabase(engine, config.dataFolder, quick),
      openTimetables: async () => {
        if (!roads) await timetables.refresh();
      },
      timetables,
      liveTimetables,
      reachMotis: motisUrl === null ? null : () => reachMotis(motisUrl),
      isRoadFileThere: async (file) => (await files.find(file)) !== undefined,
      regularJobs,
      listJobs: () => jobStore.listJobs(),
      newerVersion: async () => (await findLaterReleases(storage.instance, version))[0]?.version ?? null,
      resolveTxt,
      hourOf,
    }),
    moves: createTerritoryMoves(engine),
    health: async () => ({
      version,
      ...(await engine.describe()),
      uptimeSeconds: Math.round(started.until(clock()).total('seconds')),
    }),
  };
  const urlFor = createUrlFor(config.publicUrl);
  const linkTo = (territory: Territory, token: string): string => urlFor.absolute(territory, `/lien/${token}`);
  regularJobs.push(
    ...allJobs(service),
    tidySpaces(service),
    refreshTimetables(service),
    ...messageJobs({ storage, newId, newToken: newLinkToken, linkTo }),
    // A demo is thrown away.
    ...backupJobs({ backups: demo ? null : backups, storage, zone: 'Europe/Paris' }),
    ...updateJobs({ address: demo ? null : changelogAddress(repository), installed: version, storage }),
  );
  const jobs = createJobRunner({
    store: jobStore,
    jobs: regularJobs,
    clock,
    newId,
    log,
  });
  const messages = createMessageLoop({
    storage,
    clock,
    newId,
    secret,
    gammuFolder,
    readers: [createTakeAnswerSms({ atomically: (id, work) => storage.atomically(id, work), now: clock, newId })],
    log,
  });
  return {
    service,
    app: createApp(service, log),
    engine,
    jobs,
    messages,
    daysAhead,
    async close() {
      roadMaps.close();
      await Promise.all([roadImports.close(), transit.close()]);
      await sheetImports.close();
      await Promise.all([jobs.stop(), messages.stop()]);
      await engine.close();
    },
  };
};
