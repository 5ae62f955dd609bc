import { type AskingRest, restsOn } from '#src/introductions/rest-store.ts';
import { aboutPerson } from '#src/people/person-tools.ts';
import { findTwins } from '#src/privacy/join-persons.ts';
import type { Driver, Person } from '#src/people/person.ts';
import { instantBefore, PERIODS } from '#src/privacy/periods.ts';
import { type SilentStep, stepFor } from '#src/privacy/silent-people.ts';
import type { JournalLine } from '#src/journal/journal-store.ts';
import type { Request } from '#src/requests/request.ts';
import { formatInstant, localMoment } from '#src/time/zone.ts';
import type { Trip } from '#src/trips/trip.ts';
import type { Volunteer } from '#src/volunteers/volunteer.ts';
import type { Ctx } from '#src/web/context.ts';
import { storesOf } from '#src/web/tools.ts';
import { memberIdOf } from '#src/web/tools.ts';

/** The most lines of journal on a sheet. */
const MOST_LINES = 60;

/** Everything the team knows of someone. */
export interface PersonSheet {
  readonly person: Person;
  /** Whether who reads may change it: a referent, for those of their communes only. */
  readonly mayChange: boolean;
  /** undefined for someone who asks for trips and does not drive. */
  readonly driver: Driver | undefined;
  readonly trips: readonly Trip[];
  readonly volunteer: Volunteer | undefined;
  readonly requests: readonly Request[];
  /** They asked not to be asked, for a while or for good. */
  readonly rest: AskingRest | undefined;
  /** Others of the same name at the same number. */
  readonly twins: readonly Person[];
  readonly journal: readonly JournalLine[];
  /** Names of the members. */
  readonly names: ReadonlyMap<string, string>;
  /** Whether a warning before erasure is due. */
  readonly silent: SilentStep;
}

/** Names of the territory's members, by id. */
export const memberNames = async (c: Ctx): Promise<ReadonlyMap<string, string>> => {
  const team = await c.get('service').storage.instance.members.listOfTerritory(c.get('at').territory.id);
  return new Map(team.map(({ member }) => [member.id, member.name]));
};

export const loadPersonSheet = async (c: Ctx, id: string): Promise<PersonSheet | undefined> => {
  const stores = storesOf(c);
  const { now } = c.get('at');
  const person = await stores.people.find(id);
  if (!person) return undefined;
  const since = instantBefore(now, { months: PERIODS.firstWarningMonths });
  const [silent] = await stores.retention.silentSince(since, id);
  return {
    person,
    mayChange: await stores.people.mayChange(id),
    driver: await stores.drivers.find(id),
    trips: await stores.trips.ofDriver(id),
    volunteer: await stores.volunteers.find(id),
    requests: await stores.requests.list({ passengerIds: [id], limit: 20 }),
    rest: (await stores.rests.findMany([id])).find((rest) => restsOn(rest, c.get('at').today)),
    twins: await findTwins(stores, person),
    journal: await stores.journal.of({ kind: 'person', id }, MOST_LINES),
    names: await memberNames(c),
    silent: silent ? stepFor(silent, now) : 'wait',
  };
};

/** Reading a sheet is noted once a day for each member. */
export const noteReading = async (c: Ctx, { person, journal }: PersonSheet): Promise<void> => {
  const at = c.get('at');
  const { storage, newId } = c.get('service');
  const memberId = memberIdOf(c);
  const known = journal.some(
    (line) =>
      line.action === 'sheet-read' &&
      line.actor.id === memberId &&
      localMoment(Temporal.Instant.from(line.at), at.territory.zone).date === at.today,
  );
  if (known) return;
  const line = aboutPerson(newId, formatInstant(at.now), { kind: 'member', id: memberId }, 'sheet-read', person.id);
  await storage.atomically(at.territory.id, (stores) => stores.journal.add(line));
};
