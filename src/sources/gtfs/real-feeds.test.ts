import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { readFeed } from '#src/sources/gtfs/read-feed.ts';
import { decodeTimetable, encodeTimetable } from '#src/transit/timetable/timetable-file.ts';
import { noteSkipped } from '#test/note-skipped.ts';

const pathOf = (name: string): string =>
  fileURLToPath(new URL(`../../../../shared/data/gtfs/${name}`, import.meta.url));
const OPTIONS = { zone: 'Europe/Paris', builtAt: '2026-11-24T08:00:00.000Z' };

/** With a real feed; says aloud that it is not there. */
const withFeed = (name: string, what: string, work: (path: string) => Promise<void>): void => {
  const path = pathOf(name);
  const isThere = existsSync(path);
  if (!isThere) noteSkipped(`${what} : ../shared/data/gtfs/${name} n’est pas là`);
  test(what, { skip: !isThere }, () => work(path));
};

withFeed('sncf-ter-2025-01.zip', 'the regional trains of France, whole', async (path) => {
  const { timetable, report } = await readFeed(path, OPTIONS);
  assert.deepEqual(report, { kept: { routes: 650, stops: 5361, trips: 33_280, stopTimes: 299_983 }, remarks: [] });
  assert.deepEqual([timetable.about.firstDate, timetable.about.lastDate], ['2025-01-22', '2025-04-22']);
  assert.ok(timetable.stops.names.includes('Cahors'));
  const bytes = encodeTimetable(timetable);
  assert.ok(bytes.length < 8e6);
  assert.deepEqual(decodeTimetable(bytes), timetable);
});

withFeed('cg71-2013-derived.zip', 'the coaches of a département, in calendars of weeks', async (path) => {
  const { timetable, report } = await readFeed(path, OPTIONS);
  assert.deepEqual(report, { kept: { routes: 33, stops: 274, trips: 194, stopTimes: 2489 }, remarks: [] });
  assert.deepEqual([timetable.about.firstDate, timetable.about.lastDate], ['2013-01-01', '2013-12-31']);
});

withFeed('vbb-gtfs-flex.zip', 'a feed of on-demand transport alone has services, and no hours', async (path) => {
  const { timetable, report } = await readFeed(path, OPTIONS);
  assert.equal(report.kept.stopTimes, 0);
  assert.ok((timetable.onDemand?.length ?? 0) > 0);
  assert.deepEqual(decodeTimetable(encodeTimetable(timetable)), timetable);
  assert.equal(report.kept.onDemand, timetable.onDemand?.length);
  assert.equal(timetable.about.source, 'Uckermärkische Verkehrsgesellschaft mbH');
  // Another zone than ours, and stops in stops.txt whose stations are not.
  assert.deepEqual(
    report.remarks.map(({ file, count }) => [file, count]),
    [
      ['agency.txt', 1],
      ['stops.txt', 11],
    ],
  );
});
