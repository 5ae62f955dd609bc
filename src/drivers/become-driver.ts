import type { DriverTools } from '#src/drivers/driver-tools.ts';
import { aboutPerson, momentOf, type Where } from '#src/people/person-tools.ts';

export type BecameDriver = { readonly kind: 'driver'; readonly already: boolean } | { readonly kind: 'not-found' };

/** A person the team already knows, and has on the phone, offers to drive as well: welcomed by that very call. */
export const createBecomeDriver =
  ({ atomically, now, newId }: DriverTools) =>
  (where: Where, personId: string, memberId: string): Promise<BecameDriver> =>
    atomically(where.id, async ({ people, drivers, journal }): Promise<BecameDriver> => {
      const { at, today } = momentOf(now(), where);
      if (!(await people.find(personId))) return { kind: 'not-found' };
      if (await drivers.find(personId)) return { kind: 'driver', already: true };
      await drivers.add({ personId, welcomedOn: today, welcomedBy: memberId, createdAt: at });
      await people.touch(personId, at);
      await journal.add(aboutPerson(newId, at, { kind: 'member', id: memberId }, 'driver-welcomed', personId));
      return { kind: 'driver', already: false };
    });
