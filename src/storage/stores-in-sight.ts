import type { Kysely } from 'kysely';
import type { TerritoryStores } from '#src/service.ts';
import { peopleInSight } from '#src/storage/in-sight.ts';
import type { Database } from '#src/storage/schema/database.ts';
import type { PaperSheet } from '#src/paper/paper-sheet.ts';
import type { Sight } from '#src/team/sight.ts';

/**
 * How the stores are used. A page reads: nothing out of sight comes out. An act starts from what is in sight, found by its
 * id, and then touches all that depends on it: an erasure that reopened only the rides in sight would lose the others.
 */
type Use = 'read' | 'act';

const OUT_OF_SIGHT = 'a referent has no such thing';

/** The stores of a territory as a referent may use them. A store without its line here does not compile: decide. */
export const storesInSight = (all: TerritoryStores, db: Kysely<Database>, sight: Sight, use: Use): TerritoryStores => {
  const seen = { memberId: sight.memberId, communeCodes: sight.communeCodes };
  // Made in this very transaction: their request or trip may come after them.
  const made = new Set<string>();

  const visible = async (ids: readonly string[]): Promise<ReadonlySet<string>> => {
    const known = await peopleInSight(db, sight, ids);
    const others = ids.filter((id) => !known.has(id) && !made.has(id));
    const fitting = others.length === 0 ? new Set<string>() : await sight.fitting();
    return new Set(ids.filter((id) => known.has(id) || made.has(id) || fitting.has(id)));
  };
  const onlyVisible = async <T>(items: readonly T[], idOf: (item: T) => string): Promise<readonly T[]> => {
    if (items.length === 0) return items;
    const ids = await visible([...new Set(items.map(idOf))]);
    return items.filter((item) => ids.has(idOf(item)));
  };
  const one = async <T>(item: T | undefined, idOf: (item: T) => string): Promise<T | undefined> =>
    item && (await onlyVisible([item], idOf))[0];
  const requestsOf = async (ids: readonly string[]): Promise<ReadonlySet<string>> =>
    new Set((await all.requests.list({ ids, seenBy: seen })).map(({ id }) => id));
  const sheetsInSight = async (sheets: readonly PaperSheet[]): Promise<readonly PaperSheet[]> => {
    const ids = await requestsOf([...new Set(sheets.flatMap(({ lines }) => lines.map(({ requestId }) => requestId)))]);
    return sheets.map((sheet) => ({ ...sheet, lines: sheet.lines.filter(({ requestId }) => ids.has(requestId)) }));
  };
  const got = <T>(item: T | undefined): T => {
    if (item === undefined) throw new Error(OUT_OF_SIGHT);
    return item;
  };
  const reading = use === 'read';
  const personId = (person: { readonly id: string }): string => person.id;

  const findPerson: TerritoryStores['people']['find'] = async (id) => one(await all.people.find(id), personId);
  const findDriver: TerritoryStores['drivers']['find'] = async (id) =>
    one(await all.drivers.find(id), ({ person }) => person.id);
  const findTrip: TerritoryStores['trips']['find'] = async (id) =>
    one(await all.trips.find(id), ({ driverId }) => driverId);
  const findRequest: TerritoryStores['requests']['find'] = async (id) =>
    (await all.requests.list({ ids: [id], seenBy: seen }))[0];
  /** Drivers of a list, as ids: the database then counts and cuts. */
  const driverIds = async (): Promise<readonly string[]> => [
    ...new Set([...(await peopleInSight(db, sight, null)), ...(await sight.fitting())]),
  ];

  return {
    people: {
      ...all.people,
      find: findPerson,
      get: async (id) => got(await findPerson(id)),
      findMany: async (ids) => onlyVisible(await all.people.findMany(ids), personId),
      withNumber: async (number) =>
        reading ? onlyVisible(await all.people.withNumber(number), personId) : all.people.withNumber(number),
      withEmail: async (address) =>
        reading ? onlyVisible(await all.people.withEmail(address), personId) : all.people.withEmail(address),
      async search(text, limit) {
        const found = await all.people.search(text, MOST_SEARCHED);
        return (await onlyVisible(found, personId)).slice(0, limit);
      },
      async add(person) {
        made.add(person.id);
        await all.people.add(person);
      },
    },
    drivers: {
      ...all.drivers,
      find: findDriver,
      get: async (id) => got(await findDriver(id)),
      findMany: async (ids) => onlyVisible(await all.drivers.findMany(ids), ({ person }) => person.id),
      drove: async (from, until) => onlyVisible(await all.drivers.drove(from, until), (one) => one.personId),
      consentsOf: async (id) => ((await visible([id])).has(id) ? all.drivers.consentsOf(id) : []),
      list: async (query) => all.drivers.list({ ...query, only: await driverIds() }),
      count: async (query) => all.drivers.count({ ...query, only: await driverIds() }),
    },
    trips: {
      ...all.trips,
      find: findTrip,
      get: async (id) => got(await findTrip(id)),
      findMany: async (ids) => onlyVisible(await all.trips.findMany(ids), ({ driverId }) => driverId),
      ofDriver: async (id) => onlyVisible(await all.trips.ofDriver(id), ({ driverId }) => driverId),
      ofDrivers: async (ids) => onlyVisible(await all.trips.ofDrivers(ids), ({ driverId }) => driverId),
      oneOffsBefore: async (day) => onlyVisible(await all.trips.oneOffsBefore(day), ({ driverId }) => driverId),
      unconfirmed: async (query) => onlyVisible(await all.trips.unconfirmed(query), ({ driverId }) => driverId),
      stoppedBefore: async (at) => onlyVisible(await all.trips.stoppedBefore(at), ({ driverId }) => driverId),
    },
    requests: {
      ...all.requests,
      find: findRequest,
      get: async (id) => got(await findRequest(id)),
      list: async (filter) => all.requests.list(reading ? { ...filter, seenBy: seen } : filter),
      count: async (filter) => all.requests.count({ ...filter, seenBy: seen }),
      async listOfDriver(driverId) {
        const requests = await all.requests.listOfDriver(driverId);
        if (!reading) return requests;
        const ids = await requestsOf(requests.map(({ id }) => id));
        return requests.filter(({ id }) => ids.has(id));
      },
      async add(request, byMember) {
        // Noted for elsewhere, it stays in the care of who noted it until the team takes it: nobody loses a caller.
        const here = request.ways.some(
          ({ from, to }) =>
            sight.communeCodes.includes(from.communeCode) || sight.communeCodes.includes(to.communeCode),
        );
        await all.requests.add({ ...request, memberId: here ? request.memberId : sight.memberId }, byMember);
      },
    },
    introductions: {
      ...all.introductions,
      async find(id) {
        const introduction = await all.introductions.find(id);
        return introduction && (await requestsOf([introduction.requestId])).size > 0 ? introduction : undefined;
      },
      listOfRequests: async (ids) => all.introductions.listOfRequests([...(await requestsOf(ids))]),
      async listOfDriver(id) {
        const found = await all.introductions.listOfDriver(id);
        const ids = await requestsOf(found.map(({ requestId }) => requestId));
        return found.filter(({ requestId }) => ids.has(requestId));
      },
      async listPending(ids) {
        const found = await all.introductions.listPending(ids);
        const seenRequests = await requestsOf(found.map(({ requestId }) => requestId));
        return found.filter(({ requestId }) => seenRequests.has(requestId));
      },
      async listToCallAgain(until) {
        const found = await all.introductions.listToCallAgain(until);
        const ids = await requestsOf(found.map(({ requestId }) => requestId));
        return found.filter(({ requestId }) => ids.has(requestId));
      },
    },
    journal: {
      ...all.journal,
      async of(subject, limit) {
        const may =
          subject.kind === 'request'
            ? (await requestsOf([subject.id])).size > 0
            : subject.kind === 'person' && (await visible([subject.id])).size > 0;
        return may ? all.journal.of(subject, limit) : [];
      },
    },
    retention: {
      ...all.retention,
      silentSince: async (at, only) =>
        onlyVisible(await all.retention.silentSince(at, only), (silent) => silent.personId),
    },
    // Counts are for those who may read figures.
    figures: {
      standing: () => Promise.reject(new Error(OUT_OF_SIGHT)),
      months: () => Promise.reject(new Error(OUT_OF_SIGHT)),
      tally: () => Promise.reject(new Error(OUT_OF_SIGHT)),
      activeDrivers: () => Promise.reject(new Error(OUT_OF_SIGHT)),
    },
    outbox: {
      ...all.outbox,
      async find(id) {
        const message = await all.outbox.find(id);
        return message?.personId != null && (await visible([message.personId])).size > 0 ? message : undefined;
      },
      async list(filter, page) {
        const found = await all.outbox.list(filter, { limit: MOST_SEARCHED, offset: 0 });
        const mine = await onlyVisible(found, (message) => message.personId ?? '');
        return mine.slice(page.offset, page.offset + page.limit);
      },
      async count(filter) {
        const found = await all.outbox.list(filter, { limit: MOST_SEARCHED, offset: 0 });
        return (await onlyVisible(found, (message) => message.personId ?? '')).length;
      },
      listAbout: async (about) => onlyVisible(await all.outbox.listAbout(about), (message) => message.personId ?? ''),
    },
    // Whose an SMS is, is often a guess: the team's to read.
    incomingSms: {
      ...all.incomingSms,
      find: async () => undefined,
      list: async () => [],
      count: async () => 0,
    },
    volunteers: {
      ...all.volunteers,
      find: async (id) => one(await all.volunteers.find(id), (volunteer) => volunteer.personId),
      findMany: async (ids) => onlyVisible(await all.volunteers.findMany(ids), (volunteer) => volunteer.personId),
      list: async () => onlyVisible(await all.volunteers.list(), ({ volunteer }) => volunteer.personId),
    },
    wishes: {
      ...all.wishes,
      async found() {
        const found = await all.wishes.found();
        const ids = await requestsOf([...new Set(found.map(({ requestId }) => requestId))]);
        return found.filter(({ requestId }) => ids.has(requestId));
      },
      async countFound() {
        const found = await all.wishes.found();
        return (await requestsOf([...new Set(found.map(({ requestId }) => requestId))])).size;
      },
      async see(requestId, memberId) {
        if ((await requestsOf([requestId])).size > 0) await all.wishes.see(requestId, memberId);
      },
    },
    paper: {
      ...all.paper,
      async find(id) {
        const sheet = await all.paper.find(id);
        return sheet && (await sheetsInSight([sheet]))[0];
      },
      list: async (limit) => sheetsInSight(await all.paper.list(limit)),
    },
    tellings: {
      ...all.tellings,
      ofRequests: async (ids) => all.tellings.ofRequests([...(await requestsOf(ids))]),
      async listPending(since) {
        const found = await all.tellings.listPending(since);
        const ids = await requestsOf(found.map(({ requestId }) => requestId));
        return found.filter(({ requestId }) => ids.has(requestId));
      },
    },
    lostRides: {
      ...all.lostRides,
      async listPending(since) {
        const found = await all.lostRides.listPending(since);
        const ids = await requestsOf(found.map(({ requestId }) => requestId));
        return found.filter(({ requestId }) => ids.has(requestId));
      },
    },
    // Of a driver already in sight: who has them on the phone, and whether they want to be asked.
    holds: all.holds,
    rests: all.rests,
    // Each member's own.
    callDrafts: all.callDrafts,
    // Hashes, ids and places of the territory: nothing of anyone.
    links: all.links,
    localPlaces: all.localPlaces,
    messageSettings: all.messageSettings,
    closureRides: all.closureRides,
    presence: all.presence,
    rideDays: all.rideDays,
    importedLines: all.importedLines,
  };
};

/** Read before what is out of sight is left out. */
const MOST_SEARCHED = 400;
