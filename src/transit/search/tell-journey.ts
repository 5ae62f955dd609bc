import { suits } from '#src/matching/in-window.ts';
import type { TimeWindow } from '#src/requests/request.ts';
import { addDays } from '#src/time/dates.ts';
import type { Minutes } from '#src/time/units.ts';
import type { Day, Run } from '#src/transit/search/day.ts';
import type { DayClock } from '#src/transit/timetable/day-clock.ts';
import type { Call, Journey, Leg, LegEnd, RideLeg } from '#src/transit/journey/journey.ts';
import { lineOf } from '#src/transit/journey/line-of.ts';
import { isNumber, towardsOf } from '#src/transit/journey/towards-of.ts';
import { walkLeg, walkedMinutes } from '#src/transit/journey/walk-leg.ts';
import type { Itinerary, Ride } from '#src/transit/search/read-profile.ts';
import { BOARDING, type ServiceSeconds } from '#src/transit/timetable/timetable.ts';

/** What has to be known to tell the journeys of one way. */
export interface Telling {
  readonly day: Day;
  readonly clock: DayClock;
  readonly from: LegEnd;
  readonly to: LegEnd;
  readonly window: TimeWindow;
  readonly tolerance: Minutes;
}

/** Tells an itinerary: lines, stops, hours, walks. */
export const tellJourney = (telling: Telling, { departure, arrival, changes, rides }: Itinerary): Journey => {
  const { clock } = telling;
  const legs = legsOf(
    telling,
    rides.map((ride) => rideLeg(telling, ride)),
  );
  const shown = { leaveHome: clock.shown(departure), arrival: shownAfter(clock, arrival) };
  return {
    departure: shown.leaveHome,
    arrival: shown.arrival,
    duration: Math.ceil((arrival - departure) / 60),
    changes,
    walking: walkedMinutes(legs),
    missesBy: suits(telling.window, shown, telling.tolerance).missesBy,
    legs,
  };
};

/** The rides with the walks before, between and after them. */
const legsOf = ({ from, to }: Telling, rides: readonly RideLeg[]): readonly Leg[] => {
  const legs: Leg[] = [];
  let here: LegEnd = from;
  const walkTo = (there: LegEnd): void => {
    const walk = walkLeg(endOf(here), endOf(there));
    if (walk.metres > 0) legs.push(walk);
  };
  for (const ride of rides) {
    if (ride.isStay !== true) walkTo(ride.board);
    legs.push(ride);
    here = ride.alight;
  }
  walkTo(to);
  return legs;
};

const endOf = ({ name, point }: LegEnd): LegEnd => ({ name, point });

const rideLeg = ({ day, clock }: Telling, { board, exit, isStay }: Ride): RideLeg => {
  const run = day.runTable[day.runs[board] as number] as Run;
  const { part, trip, every, extra } = run;
  const { trips } = part.timetable;
  const [first, last] = [day.stopTimes[board] as number, (day.stopTimes[exit] as number) + 1];
  const calls = Array.from({ length: last - first + 1 }, (_, at) => callOf(run, clock, first + at));
  return {
    kind: 'ride',
    feedId: part.feedId,
    line: lineOf(part.timetable, trip),
    tripId: trips.ids[trip] as string,
    serviceDate: addDays(day.date, run.dayOffset),
    headsign: towardsOf(part.timetable, trip),
    number: (trips.shortNames[trip] as string) || numberIn(trips.headsigns[trip] as string),
    board: calls[0] as Call,
    alight: calls.at(-1) as Call,
    between: calls.slice(1, -1),
    every: every === null ? null : Math.round(every / 60),
    ...(isStay && { isStay }),
    ...(extra && {
      live: { missing: null, boardDelay: null, alightDelay: null, saidAt: extra.saidAt, extra: extra.kind, alerts: [] },
    }),
  };
};

const numberIn = (headsign: string): string => (isNumber(headsign) ? headsign : '');

const callOf = ({ part: { timetable }, shift, every }: Run, clock: DayClock, row: number): Call => {
  const { stops, stopTimes } = timetable;
  const stop = stopTimes.stops[row] as number;
  return {
    stopId: stops.ids[stop] as string,
    name: stops.names[stop] as string,
    point: { latitude: stops.latitudes[stop] as number, longitude: stops.longitudes[stop] as number },
    arrival: shownAfter(clock, (stopTimes.arrivals[row] as number) + shift),
    departure: clock.shown((stopTimes.departures[row] as number) + shift),
    pickup: BOARDING[stopTimes.pickups[row] as number] ?? 'regular',
    dropOff: BOARDING[stopTimes.dropOffs[row] as number] ?? 'regular',
    approximate: stopTimes.approximate[row] === 1 || every !== null,
  };
};

/** A started minute counted: one is there by then. */
const shownAfter = (clock: DayClock, seconds: ServiceSeconds): Minutes => clock.shown(seconds + 59);
