import { aboutPerson, type Where, type PersonTools } from '#src/people/person-tools.ts';
import type { RestStore } from '#src/introductions/rest-store.ts';
import type { JournalStore } from '#src/journal/journal-store.ts';
import type { PersonStore } from '#src/people/person-store.ts';
import { formatInstant } from '#src/time/zone.ts';

interface AskAgainStores {
  readonly people: PersonStore;
  readonly rests: RestStore;
  readonly journal: JournalStore;
}

/** Whoever asked not to be asked any more, or not this week, said on the phone that they may be. */
export const createAskAgain =
  ({ atomically, now, newId }: PersonTools<AskAgainStores>) =>
  (where: Where, personId: string, memberId: string): Promise<{ readonly kind: 'done' | 'not-found' }> =>
    atomically(where.id, async ({ people, rests, journal }): Promise<{ readonly kind: 'done' | 'not-found' }> => {
      if (!(await people.find(personId))) return { kind: 'not-found' };
      await rests.remove(personId);
      await journal.add(
        aboutPerson(newId, formatInstant(now()), { kind: 'member', id: memberId }, 'asking-resumed', personId),
      );
      return { kind: 'done' };
    });
