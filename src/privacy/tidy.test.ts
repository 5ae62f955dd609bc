import assert from 'node:assert/strict';
import { before, suite, test } from 'node:test';
import { aboutPerson } from '#src/people/person-tools.ts';
import { peopleToWarn, stepFor } from '#src/privacy/silent-people.ts';
import { createEraseSilentPeople } from '#src/privacy/tidy-people.ts';
import { createBlurRides, createReduceUnmetRequests } from '#src/privacy/tidy-requests.ts';
import { createTidyTraces } from '#src/privacy/tidy-traces.ts';
import { createBlurStoppedTrips, createEndOneOffs, createPauseUnanswered } from '#src/privacy/tidy-trips.ts';
import { createWarnPerson } from '#src/privacy/warn-person.ts';
import { createConfirmTrips, createNoteAsked } from '#src/drivers/confirm-trips.ts';
import { AT, aPerson, aRequest, aTrip, CAHORS, GRAMAT } from '#test/fixtures/drivers.ts';
import { onSqlite } from '#test/fixtures/sqlite.ts';

const at = (text: string): Temporal.Instant => Temporal.Instant.from(text);
const member = { kind: 'member', id: 'm-1' } as const;
/** A directory that knows where Gramat is, and nothing else. */
const communes = {
  find: (code: string) =>
    code === GRAMAT.communeCode
      ? {
          code,
          name: 'Gramat',
          department: '46',
          departmentName: 'Lot',
          postalCodes: [],
          epci: null,
          epciName: null,
          population: 3400,
          point: GRAMAT.point,
          pointSource: 'chef-lieu' as const,
          parent: null,
        }
      : undefined,
};

const ways = (id: string) => aRequest().ways.map((way) => ({ ...way, id }));

suite('what is kept goes in its time', () => {
  onSqlite((bench) => {
    const stores = () => bench.storage.in(bench.territory.id);
    const write: typeof bench.storage.atomically = (id, work) => bench.storage.atomically(id, work);
    const lot = 't-lot';

    before(async () => {
      await write(lot, async ({ people, drivers, trips }) => {
        await people.add(aPerson());
        await people.add(aPerson({ id: 'p-2', firstName: 'Lucette' }));
        await drivers.add({ personId: 'p-1', welcomedOn: '2026-01-01', welcomedBy: null, createdAt: AT });
        await trips.add(aTrip({ id: 'once', schedule: { kind: 'one-off', date: '2026-11-23', departure: 510 } }));
        await trips.add(aTrip({ id: 'weekly', confirmedAt: '2026-01-05T10:00:00.000Z' }));
      });
    });

    test('a one-off trip goes after its hour, not before', async () => {
      const end = createEndOneOffs(bench.tools);
      assert.deepEqual(await end(bench.territory, at('2026-11-23T07:30:00Z')), { stopped: 0 }, '8 h 30 in Paris');
      assert.deepEqual(await end(bench.territory, at('2026-11-23T07:31:00Z')), { stopped: 1 });
      assert.deepEqual(await end(bench.territory, at('2026-11-23T07:31:00Z')), { stopped: 0 });
      assert.equal((await stores().trips.get('once')).state, 'stopped');
    });

    test('a regular trip pauses a week after the second question without answer, and an answer starts it again', async () => {
      const pause = createPauseUnanswered(bench.tools);
      const ask = createNoteAsked(bench.tools);
      assert.deepEqual(
        await pause(bench.territory, at('2027-06-01T08:00:00Z')),
        { paused: 0 },
        'nobody could be asked',
      );
      await ask(bench.territory, 'p-1', true, member);
      assert.deepEqual(await pause(bench.territory, at('2027-06-01T08:00:00Z')), { paused: 0 }, 'asked once');
      bench.now = at('2026-12-10T08:00:00Z');
      await ask(bench.territory, 'p-1', true, member);
      assert.deepEqual(await pause(bench.territory, at('2026-12-17T07:00:00Z')), { paused: 0 }, 'a week to answer');
      assert.deepEqual(await pause(bench.territory, at('2026-12-17T09:00:00Z')), { paused: 1 });
      assert.deepEqual(await pause(bench.territory, at('2026-12-17T09:00:00Z')), { paused: 0 });
      await createConfirmTrips(bench.tools)(bench.territory, 'p-1', { kind: 'driver', id: 'p-1' });
      const { schedule } = await stores().trips.get('weekly');
      assert.equal(schedule.kind === 'regular' && schedule.pausedUntil, null);
      bench.now = at(AT);
    });

    test('a stopped trip keeps its communes only, after six weeks', async () => {
      const precise = {
        ...GRAMAT,
        label: '12 rue du Foirail',
        point: { latitude: 44.77777, longitude: 1.72222 },
        source: 'address' as const,
      };
      const unknown = { ...CAHORS, label: 'Hôpital', point: { latitude: 44.44444, longitude: 1.43333 } };
      await write(lot, ({ trips }) =>
        trips.add(
          aTrip({
            id: 'old',
            state: 'stopped',
            stops: [precise, unknown],
            remarks: 'sonner',
            meetingPlace: { text: 'portail', placeId: null },
          }),
        ),
      );
      const blur = createBlurStoppedTrips(bench.tools, communes);
      assert.deepEqual(await blur(bench.territory, at('2027-01-03T19:00:00Z')), { blurred: 0 });
      for (const expected of [1, 0])
        assert.deepEqual(await blur(bench.territory, at('2027-01-03T21:00:00Z')), { blurred: expected });
      const { stops, remarks, meetingPlace } = await stores().trips.get('old');
      assert.deepEqual(stops[0], GRAMAT);
      assert.deepEqual([stops[1]?.label, stops[1]?.point], ['Cahors', { latitude: 44.44, longitude: 1.43 }]);
      assert.deepEqual([remarks, meetingPlace], ['', null]);
    });

    test('an unmet request becomes counts after six months; a ride loses its details after six weeks', async () => {
      await write(lot, async ({ requests }) => {
        await requests.add(aRequest({ id: 'unmet', ways: ways('w-unmet') }), null);
        await requests.add(
          aRequest({ id: 'met', ways: ways('w-met'), closing: { reason: 'done', at: AT, byMember: null } }),
          null,
        );
      });
      const reduce = createReduceUnmetRequests(bench.tools);
      const blur = createBlurRides(bench.tools, communes);
      assert.deepEqual(await blur(bench.territory, at('2027-01-12T12:00:00Z')), { blurred: 0 });
      assert.deepEqual(await blur(bench.territory, at('2027-01-13T12:00:00Z')), { blurred: 1 });
      assert.deepEqual(await blur(bench.territory, at('2027-01-13T12:00:00Z')), { blurred: 0 });
      assert.equal((await stores().requests.get('met')).ways[0]?.from.label, 'Gramat');
      assert.deepEqual(await reduce(bench.territory, at('2027-06-01T12:00:00Z')), { reduced: 0 });
      assert.deepEqual(await reduce(bench.territory, at('2027-06-02T12:00:00Z')), { reduced: 1 });
      assert.equal(await stores().requests.find('unmet'), undefined);
      assert.equal(
        await stores()
          .people.find('p-2')
          .then((person) => person?.firstName),
        'Lucette',
      );
    });

    test('someone silent is warned twice before they are erased, and never erased unwarned', async () => {
      await write(lot, ({ people }) =>
        people.add(aPerson({ id: 'silent', lastContactAt: '2025-01-01T12:00:00.000Z' })),
      );
      const erase = createEraseSilentPeople(bench.tools);
      const warn = createWarnPerson(bench.tools);
      const others = async () =>
        (await peopleToWarn(stores().retention, bench.now)).filter(({ personId }) => personId === 'silent');
      bench.now = at('2028-06-01T08:00:00Z');
      assert.equal((await erase(bench.territory, bench.now))['erased'], 0, 'long silent, but nobody warned them');
      assert.deepEqual(
        (await others()).map(({ second }) => second),
        [false],
      );
      await warn(bench.territory, 'silent', 'not-reached', { kind: 'member', id: 'm-1' });
      assert.equal((await others()).length, 1);
      await warn(bench.territory, 'silent', 'warned', { kind: 'member', id: 'm-1' });
      assert.equal((await others()).length, 0, 'left alone for a month');
      bench.now = at('2028-07-02T08:00:00Z');
      assert.deepEqual(
        (await others()).map(({ second }) => second),
        [true],
      );
      await warn(bench.territory, 'silent', 'warned', { kind: 'member', id: 'm-1' });
      assert.equal((await erase(bench.territory, bench.now))['erased'], 0, 'a month to answer');
      bench.now = at('2028-08-02T08:00:00Z');
      assert.equal((await erase(bench.territory, bench.now))['erased'], 1);
      assert.equal(await stores().people.find('silent'), undefined);
      assert.ok(await stores().people.find('p-2'), 'p-2 was never warned');
      bench.now = at(AT);
    });

    test('the journal goes after twelve months', async () => {
      await write(lot, ({ journal }) =>
        journal.add(aboutPerson(() => 'old-line', '2025-11-20T10:00:00.000Z', member, 'number-revealed', 'p-1')),
      );
      const tidy = createTidyTraces(bench.tools);
      assert.equal((await tidy(bench.territory, at(AT)))['journal'], 1);
      assert.equal((await tidy(bench.territory, at(AT)))['journal'], 0);
    });
  });
});

suite('stepFor', () => {
  const now = at('2026-12-01T12:00:00Z');
  const silent = (lastContactAt: string, warned: number, warnedAt: string | null) =>
    stepFor({ personId: 'p', lastContactAt, warned, warnedAt }, now);
  for (const [name, step, expected] of [
    ['17 months', silent('2025-07-02T12:00:00.000Z', 0, null), 'wait'],
    ['18 months', silent('2025-06-01T11:00:00.000Z', 0, null), 'first-warning'],
    ['warned last week', silent('2024-06-01T11:00:00.000Z', 1, '2026-11-24T12:00:00.000Z'), 'wait'],
    ['22 months, warned once', silent('2025-02-01T11:00:00.000Z', 1, '2026-08-01T12:00:00.000Z'), 'wait'],
    ['23 months, warned once', silent('2025-01-01T11:00:00.000Z', 1, '2026-07-01T12:00:00.000Z'), 'second-warning'],
    ['24 months, warned twice', silent('2024-11-30T11:00:00.000Z', 2, '2026-10-30T12:00:00.000Z'), 'erase'],
    ['24 months, warned twice, the day of it unknown', silent('2024-11-30T11:00:00.000Z', 2, null), 'wait'],
  ] as const)
    test(name, () => assert.equal(step, expected));
});
