import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { formatDaysOff, parseDaysOff } from '#src/trips/written-days-off.ts';

const TODAY = '2026-11-22';

suite('parseDaysOff', () => {
  test('reads days and periods, one by line or separated by semicolons', () => {
    assert.deepEqual(parseDaysOff('24/12/2026\n du 28/12/2026 au 03/01/2027 ;1er mai 2027', TODAY), {
      kind: 'read',
      value: [
        { from: '2026-12-24', until: '2026-12-24' },
        { from: '2026-12-28', until: '2027-01-03' },
        { from: '2027-05-01', until: '2027-05-01' },
      ],
    });
  });

  test('a period without years goes over New Year', () => {
    assert.deepEqual(parseDaysOff('du 21/12 au 3/1', TODAY), {
      kind: 'read',
      value: [{ from: '2026-12-21', until: '2027-01-03' }],
    });
  });

  test('says what cannot be read', () => {
    for (const text of ['Noël', 'du 24/12/2026 au 20/12/2026', '30/02/2027'])
      assert.equal(parseDaysOff(text, TODAY).kind, 'refused', text);
    assert.deepEqual(parseDaysOff('  ', TODAY), { kind: 'read', value: [] });
  });

  test('comes back as it was written', () => {
    const text = '24/12/2026\ndu 28/12/2026 au 03/01/2027';
    const days = parseDaysOff(text, TODAY);
    assert.ok(days.kind === 'read');
    assert.equal(formatDaysOff(days.value), text);
  });
});
