import { aboutPerson, momentOf, type Where, type PersonTools } from '#src/people/person-tools.ts';
import type { EraseStores } from '#src/privacy/erase-person.ts';
import type { JournalLine } from '#src/journal/journal-store.ts';

/**
 * What came of the call before an erasure: 'warned', 'stays' (they want to stay: the 24 months start again), or
 * 'not-reached' (nothing counts: they stay on the list).
 */
export type WarningAnswer = 'warned' | 'stays' | 'not-reached';

/** People are warned by phone, by letter, or by a message that reached them, and it is noted here. */
export const createWarnPerson =
  ({ atomically, now, newId }: PersonTools<EraseStores>) =>
  (where: Where, personId: string, answer: WarningAnswer, by: JournalLine['actor']): Promise<'noted' | 'not-found'> =>
    atomically(where.id, async ({ people, retention, journal }) => {
      const { at } = momentOf(now(), where);
      if (!(await people.find(personId))) return 'not-found';
      if (answer === 'warned') await retention.addWarning(personId);
      if (answer === 'stays') await people.touch(personId, at);
      const action = { warned: 'person-warned', stays: 'person-stays', 'not-reached': 'person-not-warned' }[answer];
      await journal.add(aboutPerson(newId, at, by, action, personId));
      return 'noted';
    });
