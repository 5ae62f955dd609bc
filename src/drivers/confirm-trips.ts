import type { DriverStores, DriverTools } from '#src/drivers/driver-tools.ts';
import { aboutPerson, type Actor, momentOf, type Where } from '#src/people/person-tools.ts';
import type { JournalLine } from '#src/journal/journal-store.ts';
import type { IsoInstant } from '#src/time/units.ts';
import { formatInstant } from '#src/time/zone.ts';
import { UNTIL_FURTHER_NOTICE } from '#src/trips/runs-on.ts';
import type { Trip } from '#src/trips/trip.ts';

/** Asked so many times without an answer, a regular trip pauses by itself. */
export const ASKED_BEFORE_PAUSE = 2;
/** A regular trip without news for so long comes on the desk's list "toujours d'accord ?". */
const NEWS_MONTHS = 6;

/** Trips confirmed before it are without news. */
export const withoutNewsBefore = (now: Temporal.Instant): IsoInstant =>
  formatInstant(now.toZonedDateTimeISO('UTC').subtract({ months: NEWS_MONTHS }).toInstant());

/** Whether it was paused by our own job, for want of an answer, and not by its driver. */
const pausedBySilence = ({ schedule, timesAsked }: Trip): boolean =>
  schedule.kind === 'regular' && schedule.pausedUntil === UNTIL_FURTHER_NOTICE && timesAsked >= ASKED_BEFORE_PAUSE;

const confirmed = (trip: Trip, at: IsoInstant, byMember: boolean): Trip => ({
  ...trip,
  schedule:
    trip.schedule.kind === 'regular' && pausedBySilence(trip) ? { ...trip.schedule, pausedUntil: null } : trip.schedule,
  confirmedAt: at,
  timesAsked: 0,
  toVerify: byMember ? false : trip.toVerify,
});

/** Writes that all active trips of a driver hold as they are said; how many. */
export const confirmActiveTrips = async (
  trips: DriverStores['trips'],
  driverId: string,
  at: IsoInstant,
  by: Actor,
): Promise<number> => {
  const active = (await trips.ofDriver(driverId)).filter((trip) => trip.state === 'active');
  for (const trip of active) await trips.change(confirmed(trip, at, by.kind === 'member'), at);
  return active.length;
};

export type ConfirmedTrips = { readonly kind: 'confirmed'; readonly trips: number } | { readonly kind: 'not-found' };

/**
 * "C'est toujours d'accord": all active trips of a driver hold for six more months. One that was paused because nobody
 * answered runs again; one that the driver paused stays paused.
 */
export const createConfirmTrips =
  ({ atomically, now, newId }: DriverTools) =>
  (where: Where, driverId: string, by: Actor): Promise<ConfirmedTrips> =>
    atomically(where.id, async ({ drivers, trips, people, journal }): Promise<ConfirmedTrips> => {
      const { at } = momentOf(now(), where);
      if (!(await drivers.find(driverId))) return { kind: 'not-found' };
      const held = await confirmActiveTrips(trips, driverId, at, by);
      await people.touch(driverId, at);
      await journal.add(aboutPerson(newId, at, by, 'trips-confirmed', driverId, { trips: held }));
      return { kind: 'confirmed', trips: held };
    });

/**
 * The team asked and got no answer. Only someone who could be asked is counted: a message was left, someone of the house
 * answered. A number that rings in the void changes nothing: no trip pauses because nobody could be asked.
 */
export const createNoteAsked =
  ({ atomically, now, newId }: DriverTools) =>
  (where: Where, driverId: string, couldBeAsked: boolean, by: JournalLine['actor']): Promise<ConfirmedTrips> =>
    atomically(where.id, async ({ drivers, trips, journal }): Promise<ConfirmedTrips> => {
      const { at, instant } = momentOf(now(), where);
      const before = withoutNewsBefore(instant);
      if (!(await drivers.find(driverId))) return { kind: 'not-found' };
      const active = (await trips.ofDriver(driverId)).filter(
        (trip) => trip.state === 'active' && trip.schedule.kind === 'regular' && trip.confirmedAt < before,
      );
      if (couldBeAsked) for (const trip of active) await trips.change({ ...trip, timesAsked: trip.timesAsked + 1 }, at);
      await journal.add(
        aboutPerson(newId, at, by, couldBeAsked ? 'trips-asked' : 'trips-not-asked', driverId, {
          trips: active.length,
        }),
      );
      return { kind: 'confirmed', trips: active.length };
    });
