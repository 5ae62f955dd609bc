import type { DriverTools } from '#src/drivers/driver-tools.ts';
import { aboutPerson, type Actor, momentOf, type Where } from '#src/people/person-tools.ts';
import type { ConsentPurpose } from '#src/people/person.ts';

export type AnsweredConsent = { readonly kind: 'answered' } | { readonly kind: 'not-found' };

/** A driver gives or takes back one consent, by their link or on the phone. What matching shows follows at once. */
export const createAnswerConsent =
  ({ atomically, now, newId }: DriverTools) =>
  (
    where: Where,
    personId: string,
    answers: Readonly<Partial<Record<ConsentPurpose, boolean>>>,
    by: Actor,
  ): Promise<AnsweredConsent> =>
    atomically(where.id, async ({ drivers, people, journal }): Promise<AnsweredConsent> => {
      const { at } = momentOf(now(), where);
      const driver = await drivers.find(personId);
      if (!driver) return { kind: 'not-found' };
      const how = by.kind === 'driver' ? 'link' : 'phone';
      const memberId = by.kind === 'member' ? by.id : null;
      for (const purpose of ['listed', 'numberShown', 'neighbours'] as const) {
        const given = answers[purpose];
        if (given === undefined || given === driver.consents[purpose]) continue;
        await drivers.recordConsent({ id: newId(), personId, purpose, given, how, memberId, at });
        await journal.add(aboutPerson(newId, at, by, 'consent-answered', personId, { purpose, given }));
      }
      await people.touch(personId, at);
      return { kind: 'answered' };
    });
