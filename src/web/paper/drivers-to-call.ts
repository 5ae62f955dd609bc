import type { Introduction } from '#src/introductions/introduction.ts';
import { restsOn } from '#src/introductions/rest-store.ts';
import type { MatchQuery } from '#src/matching/match-query.ts';
import type { Match } from '#src/matching/match.ts';
import type { VolunteerMatch } from '#src/matching/match-volunteers.ts';
import type { Stop } from '#src/places/place.ts';
import { afterOutward } from '#src/follow-up/after-outward.ts';
import { matchQueryOf } from '#src/follow-up/ask-matches.ts';
import type { Request, Way } from '#src/requests/request.ts';
import { openSlots } from '#src/requests/settlement.ts';
import type { Ctx } from '#src/web/context.ts';
import type { CallDriver } from '#src/web/paper/call-sheet.ts';

/** To call for each way, in a day; one who would go on purpose among them, where there is one. The desk has the others. */
const MOST_TO_CALL = 3;
/** Told by the search at first: all of them only when too many of these are not to be called. */
const TOLD_FIRST = 6;

/** A driver to call, before they have a name. */
export type Fit = Pick<CallDriver, 'driverId' | 'slots' | 'date' | 'pickupAt' | 'regime'> & {
  readonly tripId: string | null;
};

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
  if (fits.length === 0) return fits;
  const { territory, today } = c.get('at');
  const { rests } = c.get('service').storage.in(territory.id);
  const found = await rests.findMany([...new Set(fits.map(({ driverId }) => driverId))]);
  const ids = new Set(found.filter((rest) => restsOn(rest, today)).map(({ personId }) => personId));
  return fits.filter(({ driverId }) => !ids.has(driverId));
};

/** The first who may be called, in their rank: those far behind are told by the search only when they are needed. */
const firstOnTheWay = async (
  c: Ctx,
  query: MatchQuery,
  wanted: number,
  suits: (match: Match) => boolean,
): Promise<readonly Fit[]> => {
  const { territory } = c.get('at');
  const tell = async (take: number) => {
    const { matches, outsideWindow, counts } = await c.get('service').findMatches(territory, query, { skip: 0, take });
    const suiting = [...matches, ...outsideWindow].filter(suits);
    return { fits: await rested(c, suiting.map(fitOf)), all: counts.matches + counts.outsideWindow <= take };
  };
  const first = await tell(TOLD_FIRST);
  const { fits } = first.all || first.fits.length >= wanted ? first : await tell(Infinity);
  return fits.slice(0, wanted);
};

/**
 * Who to call for a way: those who asked to be called again first, then the others in their rank, volunteers last.
 * @param asked for this request
 * @param meeting the territory's meeting points
 */
export const driversToCall = async (
  c: Ctx,
  request: Request,
  way: Way,
  asked: readonly Introduction[],
  meeting: readonly Stop[],
): Promise<readonly Fit[]> => {
  const at = c.get('at');
  const open = openSlots(request, way);
  const mine = asked.filter(({ wayId }) => wayId === way.id);
  const again = mine
    .filter(({ state, slots }) => state === 'call-again' && slots.some((slot) => open.includes(slot)))
    .map(({ driverId, tripId, slots, regime }): Fit => ({
      driverId,
      tripId,
      slots,
      regime,
      date: null,
      pickupAt: null,
    }))
    .slice(0, MOST_TO_CALL);
  const query = matchQueryOf(request, way, open, { date: at.today, time: at.time }, meeting);
  if (!query) return again;
  const answered = new Set(
    mine.filter(({ state }) => state === 'no' || state === 'call-again').map(({ driverId }) => driverId),
  );
  const passesInTime = afterOutward(request, way);
  // A neighbour's drivers are called by their own team.
  const isOurs = ({ offer }: Match): boolean => offer.trip.territoryId === at.territory.id;
  const onTheWay = await firstOnTheWay(
    c,
    query,
    MOST_TO_CALL - again.length,
    (match) => isOurs(match) && !answered.has(match.offer.driver.id) && passesInTime(match),
  );
  const drivers = [...again, ...onTheWay];
  const asking = { requestId: request.id, passengerId: request.passengerId, back: null };
  const onPurpose = (await c.get('service').findVolunteers(at.territory, query, asking)).filter(
    ({ driver }) => !answered.has(driver.id) && !drivers.some(({ driverId }) => driverId === driver.id),
  );
  const volunteers = await rested(c, onPurpose.map(volunteerOf));
  const kept = drivers.slice(0, Math.max(again.length, MOST_TO_CALL - Math.min(1, volunteers.length)));
  return [...kept, ...volunteers].slice(0, MOST_TO_CALL);
};
