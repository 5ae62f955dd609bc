import assert from 'node:assert/strict';
import { beforeEach, suite, test } from 'node:test';
import type { Actor } from '#src/people/person-tools.ts';
import { createAddTrip } from '#src/drivers/add-trip.ts';
import { createChangeTrip } from '#src/drivers/change-trip.ts';
import { createConfirmTrips, createNoteAsked } from '#src/drivers/confirm-trips.ts';
import { createAddDaysOff, createRemoveDaysOff } from '#src/drivers/days-off.ts';
import { createPauseTrip, createResumeTrip } from '#src/drivers/pause-trip.ts';
import { createStopTrip } from '#src/drivers/stop-trip.ts';
import { detailsOf } from '#src/trips/trip-details.ts';
import type { RegularSchedule, Trip } from '#src/trips/trip.ts';
import { AT, aPerson, aTrip, CAHORS, everyMonday, FIGEAC } from '#test/fixtures/drivers.ts';
import { onSqlite } from '#test/fixtures/sqlite.ts';

suite('the life of a trip', () => {
  onSqlite((bench) => {
    let driverId = '';
    let tripId = '';
    let people = 0;
    const byDriver = (): Actor => ({ kind: 'driver', id: driverId });
    const act = (by: Actor = byDriver()) => ({ driverId, tripId, by });
    const where = () => bench.territory;
    const trips = () => bench.storage.in(where().id).trips;
    const schedule = async (): Promise<RegularSchedule> => {
      const kept = (await trips().get(tripId)).schedule;
      assert.ok(kept.kind === 'regular');
      return kept;
    };
    const add = (changes: Partial<Trip>) =>
      bench.storage.atomically(where().id, (stores) => stores.trips.add(aTrip({ driverId, ...changes })));

    beforeEach(async () => {
      people += 1;
      [driverId, tripId] = [`d-${people}`, `trip-${people}`];
      await bench.storage.atomically(where().id, async (stores) => {
        await stores.people.add(aPerson({ id: driverId }));
        await stores.drivers.add({ personId: driverId, welcomedOn: null, welcomedBy: null, createdAt: AT });
        await stores.trips.add(
          aTrip({ id: tripId, driverId, confirmedAt: '2026-01-01T00:00:00.000Z', toVerify: true }),
        );
      });
    });

    test('its words are written anew, once for each reading', async () => {
      const details = { ...detailsOf(await trips().get(tripId)), stops: [FIGEAC, CAHORS], seats: 2 };
      const changed = await createChangeTrip(bench.tools)(where(), act(), 1, details);
      assert.equal(changed.kind === 'done' && changed.trip.version, 2);
      const kept = await trips().get(tripId);
      assert.deepEqual([kept.seats, kept.confirmedAt, kept.toVerify], [2, AT, true]);
      const late = await createChangeTrip(bench.tools)(where(), act(), 1, { ...details, seats: 3 });
      assert.equal(late.kind === 'stale' && late.trip.seats, 2);
      await createChangeTrip(bench.tools)(where(), act({ kind: 'member', id: 'm-1' }), 2, details);
      assert.equal((await trips().get(tripId)).toVerify, false, 'the team has read it');
    });

    test('no trip of someone else is reached, none is moved into the past', async () => {
      const other = { ...act(), driverId: 'd-0' };
      assert.equal((await createStopTrip(bench.tools)(where(), other)).kind, 'not-found');
      const details = detailsOf(await trips().get(tripId));
      const past = { ...details, schedule: { kind: 'one-off', date: '2026-11-01', departure: null } as const };
      assert.deepEqual(await createChangeTrip(bench.tools)(where(), act(), 1, past), {
        kind: 'refused',
        refusal: 'past-date',
      });
    });

    test('it pauses until a day, and starts again', async () => {
      const pause = createPauseTrip(bench.tools);
      assert.deepEqual(await pause(where(), act(), { until: '2026-11-22' }), { kind: 'refused', refusal: 'past-date' });
      await pause(where(), act(), { until: '2027-01-04' });
      assert.equal((await schedule()).pausedUntil, '2027-01-04');
      await pause(where(), act(), 'further-notice');
      assert.equal((await schedule()).pausedUntil, '9999-12-31');
      await createConfirmTrips(bench.tools)(where(), driverId, byDriver());
      assert.equal((await schedule()).pausedUntil, '9999-12-31', 'to agree is not to start again');
      await createResumeTrip(bench.tools)(where(), act());
      assert.equal((await schedule()).pausedUntil, null);
    });

    test('days off come and go, the past ones are forgotten', async () => {
      const off = createAddDaysOff(bench.tools);
      await add({
        id: `${tripId}-x`,
        schedule: { ...everyMonday, excluded: [{ from: '2026-01-01', until: '2026-01-02' }] },
      });
      tripId = `${tripId}-x`;
      await off(where(), act(), { from: '2026-12-21', until: '2027-01-03' });
      await off(where(), act(), { from: '2026-11-30', until: '2026-11-30' });
      await off(where(), act(), { from: '2026-11-30', until: '2026-11-30' });
      assert.deepEqual((await schedule()).excluded, [
        { from: '2026-11-30', until: '2026-11-30' },
        { from: '2026-12-21', until: '2027-01-03' },
      ]);
      assert.equal((await off(where(), act(), { from: '2026-12-02', until: '2026-12-01' })).kind, 'refused');
      await createRemoveDaysOff(bench.tools)(where(), act(), { from: '2026-11-30', until: '2026-11-30' });
      assert.deepEqual((await schedule()).excluded, [{ from: '2026-12-21', until: '2027-01-03' }]);
    });

    test('stopped, it is over for good, and its way back goes on', async () => {
      await add({ id: `${tripId}-back`, returnOf: tripId });
      assert.equal((await createStopTrip(bench.tools)(where(), act())).kind, 'done');
      assert.deepEqual(await createResumeTrip(bench.tools)(where(), act()), { kind: 'refused', refusal: 'stopped' });
      assert.equal((await trips().get(`${tripId}-back`)).state, 'active');
      const journal = await bench.storage.in(where().id).journal.of({ kind: 'person', id: driverId }, 9);
      assert.deepEqual(
        journal.map((line) => line.action),
        ['trip-stopped'],
      );
    });

    test('the very trip already offered is not doubled', async () => {
      const details = { ...detailsOf(await trips().get(tripId)), seats: 4 };
      const added = await createAddTrip(bench.tools)(
        where(),
        driverId,
        { details, back: { departure: 1050, date: null } },
        byDriver(),
      );
      assert.equal(added.kind === 'added' && added.trips.length, 1);
      const all = await trips().ofDriver(driverId);
      assert.deepEqual(all.map(({ schedule: { departure }, returnOf }) => `${departure} ${returnOf}`).toSorted(), [
        '1050 null',
        '510 null',
      ]);
    });

    test('asked without an answer is counted only where someone could be asked', async () => {
      await add({ id: `${tripId}-new` });
      const note = createNoteAsked(bench.tools);
      await note(where(), driverId, false, { kind: 'member', id: 'm-1' });
      assert.equal((await trips().get(tripId)).timesAsked, 0);
      await note(where(), driverId, true, { kind: 'member', id: 'm-1' });
      assert.equal((await trips().get(tripId)).timesAsked, 1);
      assert.equal((await trips().get(`${tripId}-new`)).timesAsked, 0, 'news of it are fresh');
      await createConfirmTrips(bench.tools)(where(), driverId, byDriver());
      const { timesAsked, confirmedAt } = await trips().get(tripId);
      assert.deepEqual([timesAsked, confirmedAt], [0, AT]);
    });
  });
});
