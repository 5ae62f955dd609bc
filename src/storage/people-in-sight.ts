import type { TerritoryStores } from '#src/storage-ports.ts';
import { inSight, MOST_SEARCHED, type SightTools } from '#src/storage/sight-tools.ts';

/**
 * How the stores are used. A page reads: nothing out of sight comes out. An act starts from what is in sight, found by its
 * id, and then touches all that depends on it: an erasure that reopened only the rides in sight would lose the others.
 */
export type Use = 'read' | 'act';

type OfPeople = Pick<TerritoryStores, 'people' | 'drivers' | 'trips' | 'volunteers' | 'links' | 'rests' | 'retention'>;

/** People, and what is kept of them as drivers: read when in sight, changed when theirs. */
export const peopleStoresInSight = (all: TerritoryStores, tools: SightTools, use: Use): OfPeople => {
  const { mine, onlyVisible, one } = tools;
  const reading = use === 'read';
  const personId = (person: { readonly id: string }): string => person.id;
  const ofDriver = ({ driverId }: { readonly driverId: string }): string => driverId;

  const findPerson: TerritoryStores['people']['find'] = async (id) => one(await all.people.find(id), personId);
  const findDriver: TerritoryStores['drivers']['find'] = async (id) =>
    one(await all.drivers.find(id), ({ person }) => person.id);
  const findTrip: TerritoryStores['trips']['find'] = async (id) => one(await all.trips.find(id), ofDriver);

  return {
    people: {
      ...all.people,
      find: findPerson,
      get: async (id) => inSight(await findPerson(id)),
      findMany: async (ids) => onlyVisible(await all.people.findMany(ids), personId),
      withNumber: async (number) =>
        reading ? onlyVisible(await all.people.withNumber(number), personId) : all.people.withNumber(number),
      withEmail: async (address) =>
        reading ? onlyVisible(await all.people.withEmail(address), personId) : all.people.withEmail(address),
      async search(text, limit) {
        const found = await all.people.search(text, MOST_SEARCHED);
        return (await onlyVisible(found, personId)).slice(0, limit);
      },
      mayChange: tools.isTheirs,
      async add(person) {
        tools.made(person.id);
        await all.people.add(person);
      },
      async change(person, at) {
        await mine(person.id);
        return all.people.change(person, at);
      },
      async erase(id, at) {
        await mine(id);
        await all.people.erase(id, at);
      },
    },
    drivers: {
      ...all.drivers,
      find: findDriver,
      get: async (id) => inSight(await findDriver(id)),
      findMany: async (ids) => onlyVisible(await all.drivers.findMany(ids), ({ person }) => person.id),
      drove: async (from, until) => onlyVisible(await all.drivers.drove(from, until), (drove) => drove.personId),
      consentsOf: async (id) =>
        (await onlyVisible([id], (same) => same)).length > 0 ? all.drivers.consentsOf(id) : [],
      list: async (query) => all.drivers.list({ ...query, only: await tools.everyone() }),
      count: async (query) => all.drivers.count({ ...query, only: await tools.everyone() }),
      async add(driver) {
        await mine(driver.personId);
        await all.drivers.add(driver);
      },
      async welcome(id, on, memberId, at) {
        await mine(id);
        await all.drivers.welcome(id, on, memberId, at);
      },
      async recordConsent(answer) {
        await mine(answer.personId);
        await all.drivers.recordConsent(answer);
      },
    },
    trips: {
      ...all.trips,
      find: findTrip,
      get: async (id) => inSight(await findTrip(id)),
      findMany: async (ids) => onlyVisible(await all.trips.findMany(ids), ofDriver),
      ofDriver: async (id) => onlyVisible(await all.trips.ofDriver(id), ofDriver),
      ofDrivers: async (ids) => onlyVisible(await all.trips.ofDrivers(ids), ofDriver),
      oneOffsBefore: async (day) => onlyVisible(await all.trips.oneOffsBefore(day), ofDriver),
      unconfirmed: async (query) => onlyVisible(await all.trips.unconfirmed(query), ofDriver),
      stoppedBefore: async (at) => onlyVisible(await all.trips.stoppedBefore(at), ofDriver),
      async add(trip) {
        await mine(trip.driverId);
        await all.trips.add(trip);
      },
      async change(trip, at) {
        const kept = await all.trips.get(trip.id);
        await mine(kept.driverId);
        await mine(trip.driverId);
        return all.trips.change(trip, at);
      },
    },
    volunteers: {
      ...all.volunteers,
      find: async (id) => one(await all.volunteers.find(id), (volunteer) => volunteer.personId),
      findMany: async (ids) => onlyVisible(await all.volunteers.findMany(ids), (volunteer) => volunteer.personId),
      list: async () => onlyVisible(await all.volunteers.list(), ({ volunteer }) => volunteer.personId),
      async add(volunteer) {
        await mine(volunteer.personId);
        await all.volunteers.add(volunteer);
      },
      async change(volunteer, at) {
        await mine(volunteer.personId);
        return all.volunteers.change(volunteer, at);
      },
      async remove(id) {
        await mine(id);
        await all.volunteers.remove(id);
      },
    },
    // Hashes only. But a driver's own link changes all that they may change.
    links: {
      ...all.links,
      async add(link) {
        if (link.purpose === 'manage') await mine(link.subjectId);
        await all.links.add(link);
      },
      async revokeAll(purpose, subjectId, at) {
        if (purpose === 'manage') await mine(subjectId);
        await all.links.revokeAll(purpose, subjectId, at);
      },
    },
    // "Ne me demandez plus" is an answer, noted for whoever is called; to take it back is the team's.
    rests: {
      ...all.rests,
      async remove(id) {
        await mine(id);
        await all.rests.remove(id);
      },
    },
    retention: {
      ...all.retention,
      silentSince: async (at, only) =>
        onlyVisible(await all.retention.silentSince(at, only), (silent) => silent.personId),
    },
  };
};
