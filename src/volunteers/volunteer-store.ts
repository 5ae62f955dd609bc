import type { IsoDate, IsoInstant } from '#src/time/units.ts';
import type { OnCall, Volunteer } from '#src/volunteers/volunteer.ts';

/** The volunteers of one territory. They go with their driver when the person is erased. */
export interface VolunteerStore {
  find(personId: string): Promise<Volunteer | undefined>;
  findMany(personIds: readonly string[]): Promise<readonly Volunteer[]>;
  /** All of them with their cards, paused, not yet welcomed and set aside ones too: who reads decides. */
  list(): Promise<readonly OnCall[]>;
  /** The new volunteer, with `version` 1. */
  add(volunteer: Volunteer): Promise<void>;
  /** Keeps all of the volunteer if the `version` is still the one read; it then grows by one. */
  change(volunteer: Volunteer, at: IsoInstant): Promise<'changed' | 'stale'>;
  /** They accept no more: nothing of it is kept. */
  remove(personId: string): Promise<void>;
  /** Forgets absences that ended before that day (when a house was empty is nobody's business); returns of how many people. */
  forgetAbsencesBefore(day: IsoDate, at: IsoInstant): Promise<number>;
  /** The last time one of them, or their card, changed in a way that may matter to a search; null without any. */
  changedAt(): Promise<IsoInstant | null>;
}
