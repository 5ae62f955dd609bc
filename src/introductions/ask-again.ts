import { aboutPerson, type DriverTools, type Where } from '#src/people/driver-tools.ts';
import type { EraseStores } from '#src/people/erase-person.ts';
import { formatInstant } from '#src/time/zone.ts';

/** Whoever asked not to be asked any more, or not this week, said on the phone that they may be. */
export const createAskAgain =
  ({ atomically, now, newId }: DriverTools<EraseStores>) =>
  (where: Where, personId: string, memberId: string): Promise<{ readonly kind: 'done' | 'not-found' }> =>
    atomically(where.id, async ({ people, rests, journal }): Promise<{ readonly kind: 'done' | 'not-found' }> => {
      if (!(await people.find(personId))) return { kind: 'not-found' };
      await rests.remove(personId);
      await journal.add(
        aboutPerson(newId, formatInstant(now()), { kind: 'member', id: memberId }, 'asking-resumed', personId),
      );
      return { kind: 'done' };
    });
