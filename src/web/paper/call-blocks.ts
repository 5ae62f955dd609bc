import type { Introduction } from '#src/introductions/introduction.ts';
import { restsOn } from '#src/introductions/rest-store.ts';
import type { VolunteerMatch } from '#src/matching/match-volunteers.ts';
import type { Match } from '#src/matching/match.ts';
import type { LineToPrint, PaperLine, PaperSheet } from '#src/paper/paper-sheet.ts';
import type { Person } from '#src/people/person.ts';
import { afterOutward } from '#src/requests/after-outward.ts';
import { matchQueryOf } from '#src/requests/ask-matches.ts';
import { wayBackOf } from '#src/requests/agree-drive.ts';
import { countedThrough } from '#src/requests/on-purpose.ts';
import type { Regime, Request, Slot, Way } from '#src/requests/request.ts';
import { isPressing, pressingUntil } from '#src/requests/is-pressing.ts';
import { findWay, openSlots } from '#src/requests/settlement.ts';
import type { IsoDate, Metres, TimeOfDay } from '#src/time/units.ts';
import type { Trip } from '#src/trips/trip.ts';
import type { Ctx } from '#src/web/context.ts';
import { meetingStopsOf } from '#src/web/public/meeting-points.ts';
import { territoryPlaces } from '#src/web/territory-places.ts';
import { requestTools } from '#src/web/workspace/tools.ts';
import { loadLists, loadNames, type Names } from '#src/web/workspace/load-lists.ts';

/** Drivers proposed for each way: whom one calls in a day. The desk has the others. */
const MOST_DRIVERS = 3;
/** With those who would go on purpose: one at least where there is one. */
const MOST_TO_CALL = 4;

/** A number on paper, and what was typed back of it; null on a sheet that is not kept. */
export type Numbered = Pick<PaperLine, 'number' | 'reported'> | null;

/** A driver to call for a way. */
export interface CallDriver {
  readonly numbered: Numbered;
  readonly way: Way;
  readonly driverId: string;
  readonly person: Person | undefined;
  readonly trip: Trip | undefined;
  readonly slots: readonly Slot[];
  readonly date: IsoDate | null;
  readonly pickupAt: TimeOfDay | null;
  readonly regime: Regime;
  /** Of a volunteer: from their door and back, as it is known today; null for who goes there anyway. */
  readonly fromDoor: Metres | null;
  /** They may bring the passenger back as well. */
  readonly mayWait: boolean;
  /** What they said last of this very way. */
  readonly last: Introduction | undefined;
}

/** A request on the call sheet: who to tell, and whom to call for it. */
export interface CallBlock {
  readonly request: Request;
  readonly passenger: Person | undefined;
  readonly drivers: readonly CallDriver[];
  readonly tell: Numbered;
}

export interface CallSheet {
  readonly blocks: readonly CallBlock[];
  readonly names: Names;
}

type Fit = Pick<CallDriver, 'driverId' | 'slots' | 'date' | 'pickupAt' | 'regime'> & { readonly tripId: string | null };

const fitOf = ({ offer, slots, dates, pickupAt }: Match): Fit => ({
  driverId: offer.driver.id,
  tripId: offer.trip.id,
  slots,
  date: dates[0] ?? null,
  pickupAt,
  regime: 'on-the-way',
});

const volunteerOf = ({ driver, slots, dates, times }: VolunteerMatch): Fit => ({
  driverId: driver.id,
  tripId: null,
  slots,
  date: dates[0] ?? null,
  pickupAt: times?.pickup ?? null,
  regime: 'on-purpose',
});

/** Those who asked not to be asked, any more or that day, are not on the sheet. */
const rested = async (c: Ctx, fits: readonly Fit[]): Promise<readonly Fit[]> => {
  const { territory, today } = c.get('at');
  const { rests } = c.get('service').storage.in(territory.id);
  const found = await rests.findMany([...new Set(fits.map(({ driverId }) => driverId))]);
  const ids = new Set(found.filter((rest) => restsOn(rest, today)).map(({ personId }) => personId));
  return fits.filter(({ driverId }) => !ids.has(driverId));
};

/** Who to call for a way: those who asked to be called again first, then the others in their rank, volunteers last. */
const fitsOf = async (c: Ctx, request: Request, way: Way, asked: readonly Introduction[]): Promise<readonly Fit[]> => {
  const at = c.get('at');
  const service = c.get('service');
  const open = openSlots(request, way);
  const mine = asked.filter((one) => one.requestId === request.id && one.wayId === way.id);
  const again = mine
    .filter(({ state, slots }) => state === 'call-again' && slots.some((slot) => open.includes(slot)))
    .map(({ driverId, tripId, slots, regime }): Fit => ({
      driverId,
      tripId,
      slots,
      regime,
      date: null,
      pickupAt: null,
    }));
  const meeting = meetingStopsOf(await territoryPlaces(service, at.territory), service.communes);
  const query = matchQueryOf(request, way, open, { date: at.today, time: at.time }, meeting);
  if (!query) return again;
  const { matches, outsideWindow } = await service.findMatches(at.territory, query);
  const answered = new Set(
    mine.filter(({ state }) => state === 'no' || state === 'call-again').map((one) => one.driverId),
  );
  // A neighbour's drivers are called by their own team.
  const ours = [...matches, ...outsideWindow].filter(
    (match) =>
      match.offer.trip.territoryId === at.territory.id &&
      !answered.has(match.offer.driver.id) &&
      afterOutward(request, way)(match),
  );
  const drivers = [...again, ...(await rested(c, ours.map(fitOf)))].slice(0, MOST_DRIVERS);
  const asking = { requestId: request.id, passengerId: request.passengerId, back: null };
  const onPurpose = (await service.findVolunteers(at.territory, query, asking)).filter(
    ({ driver }) => !answered.has(driver.id) && !drivers.some(({ driverId }) => driverId === driver.id),
  );
  const volunteers = await rested(c, onPurpose.map(volunteerOf));
  return [...drivers, ...volunteers.slice(0, MOST_TO_CALL - drivers.length)];
};

interface Raw {
  readonly request: Request;
  readonly fits: readonly (Fit & { readonly way: Way; readonly numbered: Numbered })[];
  readonly tell: Numbered;
}

/** Puts names on what is to be printed. */
const named = async (c: Ctx, raws: readonly Raw[], asked: readonly Introduction[]): Promise<CallSheet> => {
  const { people, trips, volunteers } = c.get('service').storage.in(c.get('at').territory.id);
  const { metres } = requestTools(c);
  const fits = raws.flatMap((raw) => raw.fits);
  const names = await loadNames(
    c,
    raws.map(({ request }) => request),
    asked,
  );
  const missing = new Set(fits.map(({ driverId }) => driverId).filter((id) => !names.people.has(id)));
  const drivers = await people.findMany([...missing]);
  const all = new Map([...names.people, ...drivers.map((person): [string, Person] => [person.id, person])]);
  const driven = await trips.findMany([...new Set(fits.flatMap(({ tripId }) => tripId ?? []))]);
  const byId = new Map(driven.map((trip) => [trip.id, trip]));
  const onPurpose = fits.filter(({ regime }) => regime === 'on-purpose').map(({ driverId }) => driverId);
  const doors = new Map((await volunteers.findMany([...new Set(onPurpose)])).map((one) => [one.personId, one.home]));
  const fromDoor = ({ way, driverId, regime }: Raw['fits'][number]): Metres | null => {
    const door = regime === 'on-purpose' ? doors.get(driverId) : undefined;
    return door ? metres(...countedThrough(way, door.point, { waits: false })) : null;
  };
  return {
    names: { ...names, people: all },
    blocks: raws.map(({ request, fits: own, tell }) => ({
      request,
      passenger: all.get(request.passengerId),
      tell,
      drivers: own.map((fit) => ({
        ...fit,
        person: all.get(fit.driverId),
        fromDoor: fromDoor(fit),
        mayWait:
          fit.regime === 'on-purpose' &&
          fit.way.direction === 'outward' &&
          wayBackOf(request, fit.way.id, fit.slots) !== undefined,
        trip: fit.tripId === null ? undefined : byId.get(fit.tripId),
        last: asked.findLast((one) => one.driverId === fit.driverId && one.wayId === fit.way.id),
      })),
    })),
  };
};

/**
 * What presses by that day, with what is left to do for it, the most urgent first. The others wait for the next sheets:
 * a desk with sixty open requests would print seventy pages every evening, and nobody would read them.
 */
export const loadCallSheet = async (c: Ctx, forDate: IsoDate): Promise<CallSheet> => {
  const { territory } = c.get('at');
  const { introductions } = c.get('service').storage.in(territory.id);
  const { lists } = await loadLists(c);
  const sheet = { forDate, until: pressingUntil(territory, forDate), zone: territory.zone };
  const items = [...lists.callBack, ...lists.now, ...lists.waiting].filter(
    (item) => !item.request.closing && isPressing(item, sheet),
  );
  const asked = await introductions.listOfRequests(items.map(({ request }) => request.id));
  const raws: Raw[] = [];
  for (const { request } of items) {
    const fits: Raw['fits'][number][] = [];
    for (const way of request.ways)
      for (const fit of await fitsOf(c, request, way, asked)) fits.push({ ...fit, way, numbered: null });
    const toTell = request.promise?.keptAt === null;
    if (fits.length > 0 || toTell) raws.push({ request, fits, tell: null });
  }
  return named(c, raws, asked);
};

/** The lines of a call sheet, in the order in which they are numbered: the drivers of a request, then whom to tell. */
export const linesOf = ({ blocks }: CallSheet): readonly LineToPrint[] =>
  blocks.flatMap(({ request, drivers }) => {
    const own = { requestId: request.id, requestVersion: request.version };
    return [
      ...drivers.map(({ way, driverId, trip, slots, date, pickupAt, regime }): LineToPrint => ({
        ...own,
        subject: { kind: 'driver', wayId: way.id, driverId, tripId: trip?.id ?? null, slots, date, pickupAt, regime },
      })),
      { ...own, subject: { kind: 'passenger' } },
    ];
  });

/** The same sheet as it was numbered, with what is known today: the numbers mean what they meant. */
export const callSheetOf = async (c: Ctx, sheet: PaperSheet): Promise<CallSheet> => {
  const { requests, introductions } = c.get('service').storage.in(c.get('at').territory.id);
  const lines = sheet.lines.filter(({ subject }) => subject.kind !== 'ride');
  const ids = [...new Set(lines.map(({ requestId }) => requestId))];
  const known = new Map((await requests.list({ ids })).map((request) => [request.id, request]));
  const asked = await introductions.listOfRequests(ids);
  const raws = ids.flatMap((id): readonly Raw[] => {
    const request = known.get(id);
    if (!request) return [];
    const own = lines.filter(({ requestId }) => requestId === id);
    return [
      {
        request,
        tell: own.find(({ subject }) => subject.kind === 'passenger') ?? null,
        fits: own.flatMap((line) => {
          const way = line.subject.kind === 'driver' ? findWay(request, line.subject.wayId) : undefined;
          return line.subject.kind === 'driver' && way ? [{ ...line.subject, way, numbered: line }] : [];
        }),
      },
    ];
  });
  return named(c, raws, asked);
};
