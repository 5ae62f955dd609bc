import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { inventTimetable } from '#src/demo/invent-timetable.ts';
import { communesOfFrance } from '#src/sources/places-of-france.ts';
import { readFeed } from '#src/sources/gtfs/read-feed.ts';
import { writeFeed } from '#test/fixtures/gtfs-feed.ts';

test('the invented feed is read without a remark, around today, and says that it is invented', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'lotocar-gtfs-'));
  try {
    const files = inventTimetable(communesOfFrance(), '2026-11-24');
    const path = await writeFeed(join(folder, 'essai.zip'), files);
    const { timetable, report } = await readFeed(path, { zone: 'Europe/Paris', builtAt: '2026-11-24T08:00:00.000Z' });
    assert.deepEqual(report.remarks, []);
    assert.equal(timetable.routes.length, 5);
    assert.ok(timetable.about.firstDate < '2026-11-24' && timetable.about.lastDate > '2027-03-01');
    assert.match(timetable.about.source, /inventés/u);
    for (const { longName } of timetable.routes) assert.match(longName, /essai/u);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});
