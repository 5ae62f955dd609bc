import type { DriverTools } from '#src/drivers/driver-tools.ts';
import { type Actor, type Moment, momentOf, type Where } from '#src/people/person-tools.ts';
import type { JournalLine } from '#src/journal/journal-store.ts';
import type { TripRefusal } from '#src/trips/trip-details.ts';
import type { Trip } from '#src/trips/trip.ts';

/** Which trip, whose, and who acts on it. */
export interface TripAct {
  /** The driver it must belong to: a personal link reaches no other. */
  readonly driverId: string;
  readonly tripId: string;
  readonly by: Actor;
}

export type TripOutcome =
  | { readonly kind: 'done'; readonly trip: Trip }
  /** Someone wrote in between: the trip as it stands now, nothing was written. */
  | { readonly kind: 'stale'; readonly trip: Trip }
  | { readonly kind: 'not-found' }
  | { readonly kind: 'refused'; readonly refusal: TripRefusal | 'stopped' };

export type TripStep =
  | { readonly trip: Trip; readonly action: string; readonly details?: JournalLine['details'] }
  | { readonly refusal: TripRefusal | 'stopped' }
  | { readonly stale: true };

/** Reads a trip of this driver, applies a change, keeps it with its line of journal: the driver was heard of today. */
export const changeOneTrip = (
  { atomically, now, newId }: DriverTools,
  where: Where,
  { driverId, tripId, by }: TripAct,
  change: (trip: Trip, moment: Moment) => TripStep,
): Promise<TripOutcome> =>
  atomically(where.id, async ({ trips, people, journal }): Promise<TripOutcome> => {
    const moment = momentOf(now(), where);
    const trip = await trips.find(tripId);
    if (!trip || trip.driverId !== driverId) return { kind: 'not-found' };
    if (trip.state === 'stopped') return { kind: 'refused', refusal: 'stopped' };
    const step = change(trip, moment);
    if ('stale' in step) return { kind: 'stale', trip };
    if ('refusal' in step) return { kind: 'refused', refusal: step.refusal };
    if ((await trips.change(step.trip, moment.at)) === 'stale') return { kind: 'stale', trip };
    await people.touch(driverId, moment.at);
    await journal.add({
      id: newId(),
      at: moment.at,
      actor: by,
      action: step.action,
      subject: { kind: 'person', id: driverId },
      details: { tripId, ...step.details },
    });
    return { kind: 'done', trip: { ...step.trip, version: trip.version + 1 } };
  });
