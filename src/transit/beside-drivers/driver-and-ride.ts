import { suits } from '#src/matching/in-window.ts';
import type { Band, Match } from '#src/matching/match.ts';
import type { TimeWindow } from '#src/requests/request.ts';
import type { Minutes } from '#src/time/units.ts';
import { canBeTaken } from '#src/transit/journey/can-be-taken.ts';
import type { Journey, LegEnd } from '#src/transit/journey/journey.ts';

/** A driver for one end of the way, and a train or a coach for the rest. */
export interface DriverAndRide {
  /** Whether the driver comes first, and brings one to the station. */
  readonly driverFirst: boolean;
  readonly station: LegEnd;
  readonly match: Match;
  readonly journey: Journey;
  /** One leaves the place, and is at the other. Minutes after the date's midnight. */
  readonly departure: Minutes;
  readonly arrival: Minutes;
  /** At the station. */
  readonly wait: Minutes;
  /** As for drivers: 0 when the hour suits. */
  readonly missesBy: Minutes;
}

/** A station, who drives between it and the end it is near to, and what runs between it and the other end. */
export interface Handover {
  readonly driverFirst: boolean;
  readonly station: LegEnd;
  readonly matches: readonly Match[];
  readonly journeys: readonly Journey[];
}

/** A driver may be late, a train may be: nobody is told to run. */
export const SHORTEST_WAIT: Minutes = 10;
/** Beyond, one waits longer than most drives take. */
export const LONGEST_WAIT: Minutes = 60;
/** From where the driver stops to the vehicle: as between two vehicles. */
export const LONGEST_WALK: Minutes = 10;
/** Enough to choose from. */
export const MOST_TOLD = 2;

const BANDS: readonly Band[] = ['direct', 'small', 'large'];

interface Asked {
  readonly window: TimeWindow;
  readonly tolerance: Minutes;
}

/**
 * One driver's leg at either end of the way, and what runs for the rest, on the same day. The rule:
 * - the driver was found as any other, within the bands; their hour is known, since a train waits for nobody;
 * - one waits at the station between ten minutes and an hour. Behind a driver, the first vehicle that arrives soonest; before
 *   one, the last that brings one in time; between the two, ten minutes on foot at most, which are not waited;
 * - those that suit the hour asked come first, as drivers are judged; then the smaller band; then the shorter way; then the
 *   shorter wait;
 * - two at most are told, of two drivers' trips.
 */
export const joinDriverAndRide = (handovers: readonly Handover[], asked: Asked): readonly DriverAndRide[] => {
  const told: DriverAndRide[] = [];
  for (const one of joinEvery(handovers, asked).toSorted(byRank)) {
    if (told.length === MOST_TOLD) break;
    if (!told.some(({ match }) => match.offer.trip.id === one.match.offer.trip.id)) told.push(one);
  }
  return told;
};

/** For each driver at each station, what is told of them; in no order. */
export const joinEvery = (handovers: readonly Handover[], asked: Asked): readonly DriverAndRide[] =>
  handovers.flatMap((handover) => handover.matches.flatMap((match) => joinOne(handover, match, asked) ?? []));

const joinOne = (
  { driverFirst, station, journeys }: Handover,
  match: Match,
  { window, tolerance }: Asked,
): DriverAndRide | undefined => {
  const { pickupAt, arriveAt, walkBefore, walkAfter } = match;
  if (pickupAt === null || arriveAt === null) return undefined;
  const waitFor = (journey: Journey): Minutes =>
    driverFirst ? journey.departure - arriveAt : pickupAt - arrivesAt(journey);
  const inTime = journeys.filter((journey) => {
    const wait = waitFor(journey);
    const end = driverFirst ? journey.legs[0] : journey.legs.at(-1);
    const walk = end?.kind === 'walk' ? end.minutes : 0;
    return canBeTaken(journey) && walk <= LONGEST_WALK && wait >= SHORTEST_WAIT && wait <= LONGEST_WAIT;
  });
  // Behind a driver, soonest there; before one, leaving last: of equal ones, the one that waits least.
  const [journey] = inTime.toSorted((a, b) =>
    driverFirst
      ? a.arrival - b.arrival || b.departure - a.departure
      : b.departure - a.departure || b.arrival - a.arrival,
  );
  if (journey === undefined) return undefined;
  const departure = driverFirst ? pickupAt - (walkBefore?.walk ?? 0) : journey.departure;
  const arrival = driverFirst ? journey.arrival : arriveAt + (walkAfter?.walk ?? 0);
  const { missesBy } = suits(window, { leaveHome: departure, arrival }, tolerance);
  return { driverFirst, station, match, journey, departure, arrival, wait: waitFor(journey), missesBy };
};

/** With the delay that is known at the moment: a driver does not wait for a train. */
const arrivesAt = ({ arrival, legs }: Journey): Minutes => {
  const last = legs.findLast((leg) => leg.kind === 'ride');
  return arrival + Math.max(0, last?.live?.alightDelay ?? 0);
};

const byRank = (a: DriverAndRide, b: DriverAndRide): number =>
  Math.abs(a.missesBy) - Math.abs(b.missesBy) ||
  BANDS.indexOf(a.match.band) - BANDS.indexOf(b.match.band) ||
  a.arrival - a.departure - (b.arrival - b.departure) ||
  a.wait - b.wait ||
  a.departure - b.departure ||
  (a.match.offer.trip.id < b.match.offer.trip.id ? -1 : 1);
