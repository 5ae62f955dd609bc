import type { Kysely } from 'kysely';
import type { TerritoryStores } from '#src/storage-ports.ts';
import type { Database } from '#src/storage/schema/database.ts';
import { createOutboxInSight } from '#src/storage/outbox-in-sight.ts';
import { type Use, peopleStoresInSight } from '#src/storage/people-in-sight.ts';
import { createSightTools, inSight } from '#src/storage/sight-tools.ts';
import type { PaperSheet } from '#src/paper/paper-sheet.ts';
import type { Sight } from '#src/team/sight.ts';

const OUT_OF_SIGHT = 'a referent has no such thing';

/** The stores of a territory as a referent may use them. A store without its line here does not compile: decide. */
export const storesInSight = (all: TerritoryStores, db: Kysely<Database>, sight: Sight, use: Use): TerritoryStores => {
  const seen = { memberId: sight.memberId, communeCodes: sight.communeCodes };
  const tools = createSightTools(all, db, sight);
  const { onlyVisible, requestsOf } = tools;
  const reading = use === 'read';

  const sheetsInSight = async (sheets: readonly PaperSheet[]): Promise<readonly PaperSheet[]> => {
    const ids = await requestsOf([...new Set(sheets.flatMap(({ lines }) => lines.map(({ requestId }) => requestId)))]);
    return sheets.map((sheet) => ({ ...sheet, lines: sheet.lines.filter(({ requestId }) => ids.has(requestId)) }));
  };
  /** Of these things, those about a request in sight. */
  const ofRequests = async <T extends { readonly requestId: string }>(found: readonly T[]): Promise<readonly T[]> => {
    const ids = await requestsOf([...new Set(found.map(({ requestId }) => requestId))]);
    return found.filter(({ requestId }) => ids.has(requestId));
  };
  const findRequest: TerritoryStores['requests']['find'] = async (id) =>
    (await all.requests.list({ ids: [id], seenBy: seen }))[0];

  return {
    ...peopleStoresInSight(all, tools, use),
    requests: {
      ...all.requests,
      find: findRequest,
      get: async (id) => inSight(await findRequest(id)),
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
      listOfDriver: async (id) => ofRequests(await all.introductions.listOfDriver(id)),
      listPending: async (ids) => ofRequests(await all.introductions.listPending(ids)),
      listToCallAgain: async (until) => ofRequests(await all.introductions.listToCallAgain(until)),
    },
    journal: {
      ...all.journal,
      async of(subject, limit) {
        const may =
          subject.kind === 'request'
            ? (await requestsOf([subject.id])).size > 0
            : subject.kind === 'person' && (await onlyVisible([subject.id], (id) => id)).length > 0;
        return may ? all.journal.of(subject, limit) : [];
      },
    },
    // Counts are for those who may read figures.
    figures: {
      standing: () => Promise.reject(new Error(OUT_OF_SIGHT)),
      months: () => Promise.reject(new Error(OUT_OF_SIGHT)),
      tally: () => Promise.reject(new Error(OUT_OF_SIGHT)),
      activeDrivers: () => Promise.reject(new Error(OUT_OF_SIGHT)),
    },
    trials: {
      list: () => Promise.reject(new Error(OUT_OF_SIGHT)),
      add: () => Promise.reject(new Error(OUT_OF_SIGHT)),
      remove: () => Promise.reject(new Error(OUT_OF_SIGHT)),
      publish: () => Promise.reject(new Error(OUT_OF_SIGHT)),
      keepFollowed: () => Promise.reject(new Error(OUT_OF_SIGHT)),
      countNew: () => Promise.reject(new Error(OUT_OF_SIGHT)),
    },
    outbox: createOutboxInSight(all, db, tools),
    // Whose an SMS is, is often a guess: the team's to read.
    incomingSms: {
      ...all.incomingSms,
      find: async () => undefined,
      list: async () => [],
      count: async () => 0,
    },
    wishes: {
      ...all.wishes,
      found: async () => ofRequests(await all.wishes.found()),
      countFound: async () => new Set((await ofRequests(await all.wishes.found())).map((wish) => wish.requestId)).size,
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
      listPending: async (since) => ofRequests(await all.tellings.listPending(since)),
    },
    lostRides: {
      ...all.lostRides,
      listPending: async (since) => ofRequests(await all.lostRides.listPending(since)),
    },
    // Of a driver already in sight: who has them on the phone.
    holds: all.holds,
    // Numbers only, which a page hashes: of everyone, since what changes elsewhere may come into sight.
    deskMark: all.deskMark,
    // Hashes: whoever holds the sheet of paper may use it, signed in or not.
    recoveryCodes: all.recoveryCodes,
    // Each member's own.
    callDrafts: all.callDrafts,
    // Ids and places of the territory: nothing of anyone.
    localPlaces: all.localPlaces,
    // Public, and nothing of anyone.
    otherWays: all.otherWays,
    messageSettings: all.messageSettings,
    closureRides: all.closureRides,
    presence: all.presence,
    rideDays: all.rideDays,
    importedLines: all.importedLines,
    // The coordination's alone: a file holds people of every commune.
    sheetImports: {
      ...all.sheetImports,
      find: async () => undefined,
      list: async () => [],
    },
  };
};
