import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { createLogger } from '#src/log.ts';
import type { Territory } from '#src/territory/territory.ts';
import { createDaysAhead, type DaysAheadParts } from '#src/timetables-import/days-ahead.ts';
import type { NetworkFeed } from '#src/transit/network/network.ts';

const territories = ['a', 'b', 'c', 'd', 'e', 'f'].map((id) => ({ id, zone: 'Europe/Paris' }) as Territory);
const withTimetables = ['b', 'c', 'd', 'e', 'f'];

const parts = (more: Partial<DaysAheadParts> = {}): { readonly prepared: string[]; readonly made: DaysAheadParts } => {
  const prepared: string[] = [];
  return {
    prepared,
    made: {
      listTerritories: () => Promise.resolve(territories),
      timetables: {
        of: (id) => (withTimetables.includes(id) ? [{} as NetworkFeed] : []),
        onChange: () => () => undefined,
      },
      prepareDay: ({ id }, date) => {
        prepared.push(`${id} ${date}`);
        return Promise.resolve();
      },
      clock: () => Temporal.Instant.from('2026-11-24T23:30:00+01:00'),
      log: createLogger('silent'),
      ...more,
    },
  };
};

suite('days of timetables made ahead', () => {
  test('today and the six days after it, by the clock of the territory, of the first four that have timetables', async () => {
    const { prepared, made } = parts();
    await createDaysAhead(made).prepare();
    assert.equal(prepared.length, 28);
    assert.deepEqual([prepared[0], prepared[6]], ['b 2026-11-24', 'b 2026-11-30']);
    assert.ok(!prepared.some((one) => one.startsWith('a') || one.startsWith('f')));
  });

  test('again after each change, and no more once closed', async () => {
    let changed: (territoryId: string) => void = () => undefined;
    let left = false;
    const { prepared, made } = parts({
      timetables: {
        of: (id) => (id === 'b' ? [{} as NetworkFeed] : []),
        onChange: (listener) => {
          changed = listener;
          return () => (left = true);
        },
      },
    });
    const ahead = createDaysAhead(made);
    ahead.watch();
    await ahead.prepare();
    assert.equal(prepared.length, 14);
    changed('b');
    await ahead.prepare();
    assert.equal(prepared.length, 28);
    ahead.close();
    assert.ok(left);
    await ahead.prepare();
    assert.equal(prepared.length, 28);
  });
});
