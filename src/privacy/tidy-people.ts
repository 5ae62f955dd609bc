import { aboutPerson, momentOf } from '#src/people/person-tools.ts';
import { erasePersonIn } from '#src/privacy/erase-person.ts';
import { instantBefore, PERIODS } from '#src/privacy/periods.ts';
import { stepFor } from '#src/privacy/silent-people.ts';
import type { Tidy, TidyTools } from '#src/privacy/tidy.ts';

/** People silent for 24 months, and warned twice, are erased. Says how many wait for a warning. */
export const createEraseSilentPeople =
  ({ in: reading, atomically, newId }: TidyTools): Tidy =>
  async (where, now) => {
    const since = instantBefore(now, { months: PERIODS.firstWarningMonths });
    const silent = await reading(where.id).retention.silentSince(since);
    let erased = 0;
    for (const { personId } of silent.filter((person) => stepFor(person, now) === 'erase')) {
      erased += await atomically(where.id, async (stores) => {
        // They may have called since the list was read.
        const [still] = await stores.retention.silentSince(since, personId);
        if (!still || stepFor(still, now) !== 'erase') return 0;
        const moment = momentOf(now, where);
        const line = aboutPerson(newId, moment.at, { kind: 'system', id: null }, 'person-erased', personId);
        await erasePersonIn(stores, moment, personId, line);
        return 1;
      });
    }
    const toWarn = silent.filter((person) => stepFor(person, now).endsWith('-warning')).length;
    return { erased, toWarn };
  };
