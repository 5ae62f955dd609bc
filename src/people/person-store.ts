import type { Person } from '#src/people/person.ts';
import type { IsoInstant } from '#src/time/units.ts';

/** People of one territory. Every write that changes what matching shows records it in the same transaction. */
export interface PersonStore {
  find(id: string): Promise<Person | undefined>;
  /** @throws Error when nobody of this territory has this id. */
  get(id: string): Promise<Person>;
  /** In no particular order; ids that lead nowhere are left out. */
  findMany(ids: readonly string[]): Promise<readonly Person[]>;
  /** Everyone who gave this number (E.164): a couple, a household, a retirement home. */
  withNumber(number: string): Promise<readonly Person[]>;
  /** Everyone who gave this e-mail address, in any case. */
  withEmail(address: string): Promise<readonly Person[]>;
  /**
   * Best first: digits are read as the end, the beginning or the whole of a number in any spelling; letters as a name,
   * written or as heard ("Delmasse" finds "Delmas"). Empty for an empty text.
   */
  search(text: string, limit: number): Promise<readonly Person[]>;
  /** Whether who asks may change, pause or erase this person: the whole team; a referent, those of their communes. */
  mayChange(id: string): Promise<boolean>;
  /** The new person, with `version` 1. */
  add(person: Person): Promise<void>;
  /** Keeps all of the person if its `version` is still the one read; it then grows by one. */
  change(person: Person, at: IsoInstant): Promise<'changed' | 'stale'>;
  /** They wrote, called, or acted: the 24 months start again and warnings are forgotten. */
  touch(id: string, at: IsoInstant): Promise<void>;
  /**
   * The person and all that depends on it go: trips, consents, links, requests, introductions. Counts were made before
   * by `erasePerson`, which is the way to call it. Leaves the hash of the id, to be applied again after a restore.
   */
  erase(id: string, at: IsoInstant): Promise<void>;
}
