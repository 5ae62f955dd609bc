import type { DriverHold } from '#src/introductions/hold-store.ts';
import type { Asked } from '#src/introductions/introduction-store.ts';
import type { Introduction } from '#src/introductions/introduction.ts';
import { type AskingRest, restsOn } from '#src/introductions/rest-store.ts';
import type { VolunteerMatch } from '#src/matching/match-volunteers.ts';
import type { Match, MatchResult, ShownPart } from '#src/matching/match.ts';
import type { Channel } from '#src/outbox/outbox-message.ts';
import { writerOf } from '#src/outbox/write-to.ts';
import type { Person } from '#src/people/person.ts';
import type { JournalLine } from '#src/journal/journal-store.ts';
import { afterOutward } from '#src/follow-up/after-outward.ts';
import { matchQueryOf } from '#src/follow-up/ask-matches.ts';
import type { Request, Slot, Way } from '#src/requests/request.ts';
import { canWait } from '#src/follow-up/open-queries.ts';
import { openSlots } from '#src/requests/settlement.ts';
import { addDays } from '#src/time/dates.ts';
import { formatInstant, instantOf } from '#src/time/zone.ts';
import type { Trip } from '#src/trips/trip.ts';
import type { Ctx } from '#src/web/context.ts';
import { type DrivenLine, drivenLines } from '#src/web/driven-line.ts';
import { loadWayJourneys, type WayJourneys } from '#src/web/load-journeys.ts';
import { loadWayServices, type ToldService } from '#src/web/load-services.ts';
import { meetingStopsOf } from '#src/web/places/meeting-points.ts';
import { territoryPlaces } from '#src/web/territory-places.ts';
import { loadNames, type Names } from '#src/web/workspace/lists/load-lists.ts';

/** "Demandé 3 fois ce mois-ci": the last thirty days say more than the first days of a month. */
const ASKED_DAYS = 30;
const MOST_LINES = 80;
const MOST_FOUND = 8;

/** One way with what is left of it and who could drive it. */
export interface SheetWay {
  readonly way: Way;
  readonly open: readonly Slot[];
  /** null when nothing is left to drive. */
  readonly result: MatchResult | null;
  /** Who could drive it on purpose, in the order to be asked. */
  readonly volunteers: readonly VolunteerMatch[];
  /** By coach and train; null when nothing is left to drive, or without timetables. */
  readonly journeys: WayJourneys | null;
  /** What else goes there, which the team tells of. */
  readonly services: readonly ToldService[];
}

/** Everything the sheet of a request shows. */
export interface Sheet {
  readonly request: Request;
  readonly passenger: Person;
  readonly ways: readonly SheetWay[];
  readonly introductions: readonly Introduction[];
  readonly names: Names;
  readonly asked: ReadonlyMap<string, Asked>;
  /** Who is on the phone with a colleague, or with the reader, by driver. */
  readonly holds: ReadonlyMap<string, DriverHold>;
  /** Whom not to ask today, by driver. */
  readonly rests: ReadonlyMap<string, AskingRest>;
  /** By what each driver can be asked in writing; who is absent is called. */
  readonly writtenTo: ReadonlyMap<string, Channel>;
  /** Days on which a driver was already asked for other requests, by driver. */
  readonly alsoAsked: ReadonlyMap<string, readonly Slot[]>;
  /** Trips of the rides agreed, by id. */
  readonly trips: ReadonlyMap<string, Trip>;
  /** Names of the territories whose drivers appear. */
  readonly neighbours: ReadonlyMap<string, string>;
  readonly journal: readonly JournalLine[];
  /** The road of a trip, where the territory has roads. */
  readonly lineOf: (trip: Trip) => DrivenLine | null;
  /** People found by the field "une autre personne conduit". */
  readonly found: readonly Person[];
}

const all = (ways: readonly SheetWay[]): readonly Match[] =>
  ways.flatMap(({ result }) => (result ? [...result.matches, ...result.outsideWindow] : []));

/** Drivers shown of each way; the others are one link away. */
export const FIRST_DRIVERS = 6;
/** Trips told at first: more than are shown, since some drivers rest, and some leave before the person is there. */
const FIRST_TOLD = 40;

/** How many of those who fit are told: all, enough for the first ones to be shown, or nobody. */
export type DriversTold = 'all' | 'first' | 'none';

/** The best trips for a way: as many as have to be told for enough of them to be kept, all when there are not. */
const findBest = async (
  find: (shown: ShownPart) => Promise<MatchResult>,
  told: DriversTold,
  keep: (matches: readonly Match[]) => Promise<readonly Match[]>,
): Promise<MatchResult> => {
  for (let take = told === 'all' ? Infinity : FIRST_TOLD; ; take *= 4) {
    const { matches, outsideWindow, counts, ...rest } = await find({ skip: 0, take });
    const kept = { matches: await keep(matches), outsideWindow: await keep(outsideWindow) };
    const isAll = matches.length + outsideWindow.length >= counts.matches + counts.outsideWindow;
    if (!isAll && kept.matches.length + kept.outsideWindow.length < FIRST_DRIVERS) continue;
    // Those that were told and not kept are not counted; of those that were not told, nobody knows yet.
    return {
      ...rest,
      ...kept,
      counts: {
        matches: counts.matches - (matches.length - kept.matches.length),
        outsideWindow: counts.outsideWindow - (outsideWindow.length - kept.outsideWindow.length),
      },
    };
  }
};

/** Reads a request and all that its sheet shows, or undefined when it is not of this territory. */
export const loadSheet = async (c: Ctx, id: string, told: DriversTold): Promise<Sheet | undefined> => {
  const at = c.get('at');
  const service = c.get('service');
  const { storage, findMatches, findVolunteers } = service;
  const stores = storage.in(at.territory.id);
  const request = await stores.requests.find(id);
  if (!request) return undefined;
  const introductions = await stores.introductions.listOfRequests([id]);

  const now = { date: at.today, time: at.time };
  const meetingStops = meetingStopsOf(await territoryPlaces(service, at.territory), service.communes);
  const ways: SheetWay[] = [];
  // "Ne me demandez plus": these drivers are in the list no more.
  const mayBeAsked =
    (way: Way) =>
    async (matches: readonly Match[]): Promise<readonly Match[]> => {
      const rests = await stores.rests.findMany(matches.map(({ offer }) => offer.driver.id));
      const never = new Set(rests.filter(({ until }) => until === null).map(({ personId }) => personId));
      const inTime = afterOutward(request, way);
      return matches.filter((match) => !never.has(match.offer.driver.id) && inTime(match));
    };
  for (const way of request.ways) {
    const open = openSlots(request, way);
    const query = request.closing || told === 'none' ? undefined : matchQueryOf(request, way, open, now, meetingStops);
    const other = request.ways.find((one) => one.id !== way.id);
    const asking = {
      requestId: id,
      passengerId: request.passengerId,
      back: other && canWait(request, way, other) ? other : null,
    };
    const result = query
      ? await findBest((shown) => findMatches(at.territory, query, shown), told, mayBeAsked(way))
      : null;
    const found = result ? result.counts.matches + result.counts.outsideWindow : 0;
    ways.push({
      way,
      open,
      result,
      volunteers: query ? await findVolunteers(at.territory, query, asking) : [],
      journeys: query ? await loadWayJourneys(service, at, way, { query, found }) : null,
      services: query ? await loadWayServices(service, at, request, way) : [],
    });
  }
  const text = (c.req.query('conduit') ?? '').trim().slice(0, 80);
  const found = text === '' ? [] : await stores.people.search(text, MOST_FOUND);
  const ours = all(ways).filter(({ offer }) => offer.trip.territoryId === at.territory.id);
  const onCall = ways.flatMap(({ volunteers }) => volunteers.map(({ driver }) => driver.id));
  const driverIds = [
    ...new Set([...ours.map(({ offer }) => offer.driver.id), ...onCall, ...found.map((person) => person.id)]),
  ];

  const names = await loadNames(c, [request], introductions);
  const drivers = await stores.people.findMany(driverIds);
  const people = new Map([...names.people, ...drivers.map((person): [string, Person] => [person.id, person])]);
  const since = instantOf({ date: addDays(at.today, -ASKED_DAYS), time: 0 }, at.territory.zone);
  const tripIds = request.rides.flatMap(({ tripId }) => tripId ?? []);
  const trips = await stores.trips.findMany(tripIds);
  const writer = await writerOf(stores, at.territory);
  const holds = await stores.holds.findMany(driverIds, formatInstant(at.now));
  const rests = (await stores.rests.findMany(driverIds)).filter((rest) => restsOn(rest, at.today));
  const elsewhereAsked = (await stores.introductions.listPending(driverIds)).filter((one) => one.requestId !== id);
  const elsewhere = new Set(all(ways).map(({ offer }) => offer.trip.territoryId));
  const territories =
    elsewhere.size > 0 || at.territory.neighbourIds.length > 0 ? await storage.instance.territories.list() : [];
  const onCallAsked = (driverId: string): boolean =>
    rests.every(({ personId, until }) => until !== null || personId !== driverId);
  // Who said no to this very way stays readable, after those who may still say yes.
  const refused = (way: Way) => {
    const noes = new Set(
      introductions.filter((one) => one.wayId === way.id && one.state === 'no').map(({ driverId }) => driverId),
    );
    return (a: Match, b: Match): number => Number(noes.has(a.offer.driver.id)) - Number(noes.has(b.offer.driver.id));
  };
  return {
    request,
    passenger: await stores.people.get(request.passengerId),
    ways: ways.map(({ result, ...part }) => ({
      ...part,
      volunteers: part.volunteers.filter(({ driver }) => onCallAsked(driver.id)),
      result: result && {
        ...result,
        matches: result.matches.toSorted(refused(part.way)),
        outsideWindow: result.outsideWindow.toSorted(refused(part.way)),
      },
    })),
    introductions,
    names: { ...names, people },
    asked: await stores.introductions.asked([...people.keys()], formatInstant(since)),
    writtenTo: new Map(
      at.territory.switches.sms || at.territory.switches.email
        ? drivers.flatMap((person): readonly [string, Channel][] => {
            const reach = writer.reach(person);
            return reach ? [[person.id, reach.channel]] : [];
          })
        : [],
    ),
    holds: new Map(holds.map((hold) => [hold.driverId, hold])),
    rests: new Map(rests.map((rest) => [rest.personId, rest])),
    alsoAsked: new Map(
      [...Map.groupBy(elsewhereAsked, ({ driverId }) => driverId)].map(([driverId, some]) => [
        driverId,
        [...new Set(some.flatMap(({ slots }) => slots))],
      ]),
    ),
    trips: new Map(trips.map((trip) => [trip.id, trip])),
    neighbours: new Map(
      territories
        .filter((one) => at.territory.neighbourIds.includes(one.id) || elsewhere.has(one.id))
        .map((one) => [one.id, one.name]),
    ),
    lineOf: drivenLines(c),
    journal: await stores.journal.of({ kind: 'request', id }, MOST_LINES),
    found: found.filter((person) => person.id !== request.passengerId),
  };
};
