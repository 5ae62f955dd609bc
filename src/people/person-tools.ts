import type { JournalLine } from '#src/journal/journal-store.ts';
import type { Clock, IsoDate, IsoInstant, NewId } from '#src/time/units.ts';
import { formatInstant, localMoment } from '#src/time/zone.ts';

/** What a use case about people is made of. */
export interface PersonTools<Stores> {
  /** All or nothing on one territory; the closure may run again and has no other effect. */
  readonly atomically: <T>(territoryId: string, work: (stores: Stores) => Promise<T>) => Promise<T>;
  readonly now: Clock;
  readonly newId: NewId;
}

/** The territory as these use cases see it. */
export interface Where {
  readonly id: string;
  readonly zone: string;
}

/** A driver by their personal link, or a member of the team who has them on the phone. */
export interface Actor {
  readonly kind: 'driver' | 'member';
  readonly id: string;
}

/** Now, as it is kept and as the wall of the territory shows it. */
export interface Moment {
  readonly instant: Temporal.Instant;
  readonly at: IsoInstant;
  readonly today: IsoDate;
}

export const momentOf = (now: Temporal.Instant, where: Pick<Where, 'zone'>): Moment => ({
  instant: now,
  at: formatInstant(now),
  today: localMoment(now, where.zone).date,
});

/** A line of journal about a person; ids, counts and flags only. */
export const aboutPerson = (
  newId: NewId,
  at: IsoInstant,
  actor: JournalLine['actor'],
  action: string,
  personId: string,
  details: JournalLine['details'] = {},
): JournalLine => ({ id: newId(), at, actor, action, subject: { kind: 'person', id: personId }, details });
