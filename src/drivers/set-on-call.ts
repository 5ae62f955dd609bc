import type { DriverTools } from '#src/drivers/driver-tools.ts';
import { aboutPerson, type Actor, type Moment, momentOf, type Where } from '#src/people/person-tools.ts';
import type { JournalLine } from '#src/journal/journal-store.ts';
import { UNTIL_FURTHER_NOTICE } from '#src/trips/runs-on.ts';
import type { Pause } from '#src/drivers/pause-trip.ts';
import {
  refuseVolunteer,
  type Volunteer,
  type VolunteerDetails,
  type VolunteerRefusal,
} from '#src/volunteers/volunteer.ts';

export type VolunteerOutcome =
  | { readonly kind: 'done' }
  /** Someone wrote in between: as it stands now, nothing was written. */
  | { readonly kind: 'stale' }
  | { readonly kind: 'not-found' }
  | { readonly kind: 'refused'; readonly refusal: VolunteerRefusal | 'past-date' };

type Next =
  | { readonly volunteer: Volunteer | null; readonly action: string; readonly details?: JournalLine['details'] }
  | { readonly refusal: VolunteerRefusal | 'past-date' }
  | 'not-found'
  | 'stale';

/** Without the days away that are gone. */
export const toCome = (details: VolunteerDetails, today: string): VolunteerDetails => ({
  ...details,
  absences: details.absences
    .filter(({ until }) => until >= today)
    .toSorted((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : 0)),
});

const changing =
  ({ atomically, now, newId }: DriverTools) =>
  (
    where: Where,
    personId: string,
    by: Actor,
    next: (current: Volunteer | undefined, moment: Moment) => Next,
  ): Promise<VolunteerOutcome> =>
    atomically(where.id, async ({ drivers, volunteers, people, journal }): Promise<VolunteerOutcome> => {
      const moment = momentOf(now(), where);
      if (!(await drivers.find(personId))) return { kind: 'not-found' };
      const current = await volunteers.find(personId);
      const step = next(current, moment);
      if (step === 'not-found' || step === 'stale') return { kind: step };
      if ('refusal' in step) return { kind: 'refused', refusal: step.refusal };
      if (step.volunteer === null) await volunteers.remove(personId);
      else if (current === undefined) await volunteers.add(step.volunteer);
      else await volunteers.change(step.volunteer, moment.at);
      await people.touch(personId, moment.at);
      await journal.add(aboutPerson(newId, moment.at, by, step.action, personId, step.details));
      return { kind: 'done' };
    });

/**
 * A driver accepts to drive on purpose, or says otherwise when and how far.
 * @param version the one the form showed, 0 when there was nothing yet: if someone wrote in between, nothing is written.
 */
export const createSetOnCall =
  (tools: DriverTools) =>
  (where: Where, personId: string, version: number, details: VolunteerDetails, by: Actor): Promise<VolunteerOutcome> =>
    changing(tools)(where, personId, by, (current, { at, today }) => {
      if ((current?.version ?? 0) !== version) return 'stale';
      const refusal = refuseVolunteer(details);
      if (refusal) return { refusal };
      const kept = toCome(details, today);
      return {
        volunteer: current
          ? { ...current, ...kept }
          : { ...kept, personId, territoryId: where.id, pausedUntil: null, createdAt: at, version: 1 },
        action: 'on-call-set',
        details: { absences: kept.absences.length },
      };
    });

/** They are asked no more until that day, or until further notice; null = they may be asked again from today. */
export const createPauseOnCall =
  (tools: DriverTools) =>
  (where: Where, personId: string, pause: Pause | null, by: Actor): Promise<VolunteerOutcome> =>
    changing(tools)(where, personId, by, (current, { today }) => {
      if (!current) return 'not-found';
      const pausedUntil = pause === null ? null : pause === 'further-notice' ? UNTIL_FURTHER_NOTICE : pause.until;
      if (pausedUntil !== null && pausedUntil <= today) return { refusal: 'past-date' };
      return {
        volunteer: { ...current, pausedUntil },
        action: pause === null ? 'on-call-resumed' : 'on-call-paused',
        details: { pausedUntil },
      };
    });

/** They accept no more: what they had said of it is forgotten. */
export const createWithdrawOnCall =
  (tools: DriverTools) =>
  (where: Where, personId: string, by: Actor): Promise<VolunteerOutcome> =>
    changing(tools)(where, personId, by, (current) =>
      current ? { volunteer: null, action: 'on-call-withdrawn' } : 'not-found',
    );
