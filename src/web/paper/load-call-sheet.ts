import type { Introduction } from '#src/introductions/introduction.ts';
import type { PaperSheet } from '#src/paper/paper-sheet.ts';
import type { Person } from '#src/people/person.ts';
import { wayBackOf } from '#src/follow-up/agree-drive.ts';
import { isPressing, pressingUntil } from '#src/follow-up/is-pressing.ts';
import { countedThrough } from '#src/requests/on-purpose.ts';
import type { Request, Way } from '#src/requests/request.ts';
import { findWay, openSlots } from '#src/requests/settlement.ts';
import type { IsoDate, Metres } from '#src/time/units.ts';
import type { Ctx } from '#src/web/context.ts';
import type { CallSheet, Numbered } from '#src/web/paper/call-sheet.ts';
import { driversToCall, type Fit } from '#src/web/paper/drivers-to-call.ts';
import { shortWayWords } from '#src/web/journey-words.ts';
import { loadWayJourneys } from '#src/web/load-journeys.ts';
import { loadWayServices, type ToldService } from '#src/web/load-services.ts';
import { shortServiceWords } from '#src/web/public/service-words.ts';
import { meetingStopsOf } from '#src/web/places/meeting-points.ts';
import { territoryPlaces } from '#src/web/territory-places.ts';
import { DIRECTION_WORDS } from '#src/web/workspace/shared/desk-words.ts';
import { type DeskLists, loadNames } from '#src/web/workspace/lists/load-lists.ts';
import { requestTools } from '#src/web/tools.ts';

/** A sheet of paper is short: two of a way, the most like a coach first. */
const FIRST_SERVICES = 2;

/** Paper has room for what can be had: in time, and not only for a motive that nobody said. */
const isSure = ({ card }: ToldService, { motive }: Request): boolean =>
  card.onTime && !card.tooLate && (motive !== null || card.service.motives.length === 0);

type UnnamedDriver = Fit & { readonly way: Way; readonly numbered: Numbered };

interface Unnamed {
  readonly request: Request;
  readonly fits: readonly UnnamedDriver[];
  readonly tell: Numbered;
}

/** Besides drivers, a line for each way that is still open, and one a service: what can be said on the phone with a no. */
const otherwiseOf = async (c: Ctx, request: Request): Promise<readonly string[]> => {
  const { at, service } = { at: c.get('at'), service: c.get('service') };
  const lines: string[] = [];
  const told = new Set<string>();
  for (const way of request.ways) {
    if (openSlots(request, way).length === 0) continue;
    const found = await loadWayJourneys(service, at, way);
    const words = found && shortWayWords(found, at.today);
    const direction = DIRECTION_WORDS[way.direction];
    if (words) lines.push(`${direction} : ${words}`);
    const services = (await loadWayServices(service, at, request, way)).filter(
      (one) => isSure(one, request) && !told.has(one.card.service.id),
    );
    for (const one of services.slice(0, FIRST_SERVICES)) {
      told.add(one.card.service.id);
      lines.push(`${direction} : ${shortServiceWords(one, at.today)}`);
    }
  }
  return lines;
};

/** Puts names on what is to be printed. */
const named = async (c: Ctx, blocks: readonly Unnamed[], asked: readonly Introduction[]): Promise<CallSheet> => {
  const { people, trips, volunteers } = c.get('service').storage.in(c.get('at').territory.id);
  const { metres } = requestTools(c);
  const fits = blocks.flatMap((block) => block.fits);
  const names = await loadNames(
    c,
    blocks.map(({ request }) => request),
    asked,
  );
  const missing = new Set(fits.map(({ driverId }) => driverId).filter((id) => !names.people.has(id)));
  const drivers = await people.findMany([...missing]);
  const all = new Map([...names.people, ...drivers.map((person): [string, Person] => [person.id, person])]);
  const driven = await trips.findMany([...new Set(fits.flatMap(({ tripId }) => tripId ?? []))]);
  const byId = new Map(driven.map((trip) => [trip.id, trip]));
  const onPurpose = fits.filter(({ regime }) => regime === 'on-purpose').map(({ driverId }) => driverId);
  const doors = new Map((await volunteers.findMany([...new Set(onPurpose)])).map((one) => [one.personId, one.home]));
  const fromDoor = ({ way, driverId, regime }: UnnamedDriver): Metres | null => {
    const door = regime === 'on-purpose' ? doors.get(driverId) : undefined;
    return door ? metres(...countedThrough(way, door.point, { waits: false })) : null;
  };
  const otherwise = new Map<Request, readonly string[]>();
  for (const { request } of blocks) otherwise.set(request, await otherwiseOf(c, request));
  return {
    names: { ...names, people: all },
    blocks: blocks.map(({ request, fits: own, tell }) => ({
      request,
      otherwise: otherwise.get(request) ?? [],
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
export const loadCallSheet = async (c: Ctx, { lists, asked }: DeskLists, forDate: IsoDate): Promise<CallSheet> => {
  const { territory } = c.get('at');
  const service = c.get('service');
  const sheet = { forDate, until: pressingUntil(territory, forDate), zone: territory.zone };
  const items = [...lists.callBack, ...lists.now, ...lists.waiting].filter(
    (item) => !item.request.closing && isPressing(item, sheet),
  );
  const meeting = meetingStopsOf(await territoryPlaces(service, territory), service.communes);
  const byRequest = Map.groupBy(asked, ({ requestId }) => requestId);
  const blocks: Unnamed[] = [];
  for (const { request } of items) {
    const fits: UnnamedDriver[] = [];
    for (const way of request.ways)
      for (const fit of await driversToCall(c, request, way, byRequest.get(request.id) ?? [], meeting))
        fits.push({ ...fit, way, numbered: null });
    const toTell = request.promise?.keptAt === null;
    if (fits.length > 0 || toTell) blocks.push({ request, fits, tell: null });
  }
  return named(
    c,
    blocks,
    blocks.flatMap(({ request }) => byRequest.get(request.id) ?? []),
  );
};

/** The same sheet as it was numbered, with what is known today: the numbers mean what they meant. */
export const callSheetOf = async (c: Ctx, sheet: PaperSheet): Promise<CallSheet> => {
  const { requests, introductions } = c.get('service').storage.in(c.get('at').territory.id);
  const byRequest = Map.groupBy(
    sheet.lines.filter(({ subject }) => subject.kind !== 'ride'),
    ({ requestId }) => requestId,
  );
  const ids = [...byRequest.keys()];
  const known = new Map((await requests.list({ ids })).map((request) => [request.id, request]));
  const asked = await introductions.listOfRequests(ids);
  const blocks = [...byRequest].flatMap(([id, own]): readonly Unnamed[] => {
    const request = known.get(id);
    if (!request) return [];
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
  return named(c, blocks, asked);
};
