import type { DriverTools } from '#src/drivers/driver-tools.ts';
import { aboutPerson, momentOf, type Where } from '#src/people/person-tools.ts';
import { confirmActiveTrips } from '#src/drivers/confirm-trips.ts';
import type { Consents, Driver } from '#src/people/person.ts';

export interface Welcome {
  readonly personId: string;
  readonly memberId: string;
  /** The two sentences of information were read to them. */
  readonly informed: boolean;
  /** Their trips were read to them and hold: those of a sheet are verified by the same call. */
  readonly tripsRead: boolean;
  /** What they answered on the phone; what was not asked keeps its last answer. */
  readonly consents: Partial<Consents>;
}

export type Welcomed =
  | {
      readonly kind: 'welcomed';
      readonly driver: Driver;
      /** Active trips of a sheet that nobody has read with them yet: the public does not see them. */
      readonly toVerify: number;
    }
  | { readonly kind: 'not-found' };

/**
 * The team has spoken to a new driver: from now on their trips can be shown, as far as they consented (design decision 21).
 * A trip of a sheet waits until it was read with them, which is best done in the same call.
 */
export const createWelcomeDriver =
  ({ atomically, now, newId }: DriverTools) =>
  (where: Where, { personId, memberId, informed, tripsRead, consents }: Welcome): Promise<Welcomed> =>
    atomically(where.id, async ({ drivers, people, trips, journal }): Promise<Welcomed> => {
      const { at, today } = momentOf(now(), where);
      const driver = await drivers.find(personId);
      if (!driver) return { kind: 'not-found' };
      await drivers.welcome(personId, today, memberId, at);
      if (informed && driver.person.informedOn === null)
        await people.change({ ...driver.person, informedOn: today }, at);
      for (const purpose of ['listed', 'numberShown', 'neighbours'] as const) {
        const given = consents[purpose];
        if (given === undefined || given === driver.consents[purpose]) continue;
        await drivers.recordConsent({ id: newId(), personId, purpose, given, how: 'phone', memberId, at });
      }
      await people.touch(personId, at);
      const by = { kind: 'member', id: memberId } as const;
      const read = tripsRead ? await confirmActiveTrips(trips, personId, at, by) : 0;
      await journal.add(aboutPerson(newId, at, by, 'driver-welcomed', personId, { informed, trips: read }));
      const toVerify = (await trips.ofDriver(personId)).filter((trip) => trip.state === 'active' && trip.toVerify);
      return { kind: 'welcomed', driver: await drivers.get(personId), toVerify: toVerify.length };
    });
