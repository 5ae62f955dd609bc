import type { RegularJob } from '#src/jobs/regular-job.ts';
import type { Service } from '#src/service.ts';
import { isAlive } from '#src/imports/is-alive.ts';
import { nameOfFeed } from '#src/timetables-import/import-words.ts';
import { localMoment } from '#src/time/zone.ts';

const HOURLY = 60;
/** Nobody searches. */
const NIGHT = { from: 3 * 60, until: 6 * 60 };
/** A machine that is off at night asks by day. */
const LONGEST_HOURS = 30;
const ONE_A_NIGHT_HOURS = 12;

/**
 * Asks each night the sites that timetables come from whether they changed, and reads those that did. Searches go on with
 * what is there; a site that fails is said on the page of settings, and asked again the next night.
 */
export const refreshTimetables = ({
  storage,
  timetableImports,
}: Pick<Service, 'storage' | 'timetableImports'>): RegularJob => ({
  name: 'refresh-timetables',
  label: 'Regarde chaque nuit si les horaires des cars et des trains ont changé',
  every: HOURLY,
  async run(now) {
    const total = { asked: 0, changed: 0, failed: 0 };
    for (const territory of await storage.instance.territories.list()) {
      if (!territory.switches.timetables) continue;
      const { time } = localMoment(now, territory.zone);
      const patience = time >= NIGHT.from && time < NIGHT.until ? ONE_A_NIGHT_HOURS : LONGEST_HOURS;
      for (const feed of await storage.instance.feeds.listOf(territory.id)) {
        const { id, address, checkedAt, lastImport, inUse } = feed;
        // One that failed is asked again a night later too.
        const tried = [checkedAt, lastImport?.startedAt]
          .flatMap((at) => at ?? [])
          .toSorted()
          .at(-1);
        if (address === null || isAlive(lastImport, now)) continue;
        if (tried !== undefined && Temporal.Instant.from(tried).until(now).total('hours') < patience) continue;
        const started = await timetableImports.start({
          territoryId: territory.id,
          feedId: id,
          label: nameOfFeed(feed),
          askedBy: null,
          onlyIfNewer: true,
        });
        if (started.kind !== 'started') continue;
        total.asked += 1;
        const end = await started.end;
        if (end.kind !== 'done') total.failed += 1;
        else if (end.made.file !== inUse?.file) total.changed += 1;
      }
    }
    return total;
  },
});
