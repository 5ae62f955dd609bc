import type { DriverTools } from '#src/drivers/driver-tools.ts';
import { aboutPerson, momentOf, type Where } from '#src/people/person-tools.ts';

export type SetAside = { readonly kind: 'done' } | { readonly kind: 'not-found' } | { readonly kind: 'no-reason' };

/**
 * A person is never proposed nor shown again, for a reason that only the team reads; null takes them back. Their trips stay
 * as they were.
 */
export const createSetAside =
  ({ atomically, now, newId }: DriverTools) =>
  (where: Where, personId: string, reason: string | null, memberId: string): Promise<SetAside> =>
    atomically(where.id, async ({ people, journal }): Promise<SetAside> => {
      const { at } = momentOf(now(), where);
      const person = await people.find(personId);
      if (!person) return { kind: 'not-found' };
      const setAsideReason = reason === null ? null : reason.trim();
      if (setAsideReason === '') return { kind: 'no-reason' };
      await people.change({ ...person, setAsideReason }, at);
      const action = setAsideReason === null ? 'person-taken-back' : 'person-set-aside';
      await journal.add(aboutPerson(newId, at, { kind: 'member', id: memberId }, action, personId));
      return { kind: 'done' };
    });
