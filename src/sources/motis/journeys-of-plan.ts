import { suits } from '#src/matching/in-window.ts';
import type { TimeWindow } from '#src/requests/request.ts';
import type { IsoDate, Minutes } from '#src/time/units.ts';
import { formatInstant, localMoment, minutesAfter } from '#src/time/zone.ts';
import type { PlanAnswer, PlanLeg, PlanPlace } from '#src/sources/motis/plan-answer.ts';
import type { Call, Journey, Leg, LegEnd, RideLeg, WalkLeg } from '#src/transit/journey/journey.ts';
import { walkedMinutes } from '#src/transit/journey/walk-leg.ts';
import type { LiveRide } from '#src/transit/journey/live-ride.ts';
import type { RouteKind } from '#src/transit/timetable/timetable.ts';

/** What has to be known to tell what MOTIS found as ours is told. */
export interface PlanTelling {
  readonly from: LegEnd;
  readonly to: LegEnd;
  readonly date: IsoDate;
  readonly zone: string;
  readonly window: TimeWindow;
  readonly tolerance: Minutes;
  readonly now: Temporal.Instant;
}

const WALK = 'WALK';

/** `RideLeg.feedId` of what MOTIS found. */
const FEED = 'motis';

const KINDS: Readonly<Record<string, RouteKind>> = {
  TRAM: 'tram',
  SUBWAY: 'metro',
  METRO: 'metro',
  FERRY: 'boat',
  BUS: 'bus',
  COACH: 'coach',
  RAIL: 'train',
  HIGHSPEED_RAIL: 'train',
  LONG_DISTANCE: 'train',
  NIGHT_RAIL: 'train',
  REGIONAL_FAST_RAIL: 'train',
  REGIONAL_RAIL: 'train',
  SUBURBAN: 'train',
  FUNICULAR: 'cable',
  AERIAL_LIFT: 'cable',
  AREAL_LIFT: 'cable',
  CABLE_CAR: 'cable',
  OTHER: 'other',
};

/** The itineraries of an answer as journeys, in no order; those by a way we cannot tell are left out. */
export const journeysOfPlan = ({ itineraries }: PlanAnswer, telling: PlanTelling): readonly Journey[] =>
  itineraries.flatMap(({ legs }) => {
    const told = legs.map((leg, at) => legOf(telling, leg, { before: legs[at - 1], isLast: at === legs.length - 1 }));
    return told.every((leg) => leg !== undefined) ? (journeyOf(telling, told) ?? []) : [];
  });

const journeyOf = ({ window, tolerance }: PlanTelling, all: readonly Leg[]): Journey | undefined => {
  const legs = all.filter((leg) => leg.kind === 'ride' || leg.minutes > 0);
  const rides = legs.filter((leg) => leg.kind === 'ride');
  const [first, last] = [rides[0], rides.at(-1)];
  if (first === undefined || last === undefined) return undefined;
  // Nobody arrives before leaving.
  if (rides.some(({ board, alight }) => alight.arrival < board.departure)) return undefined;
  if (last.alight.arrival < first.board.departure) return undefined;
  const on = walkedMinutes(legs.slice(0, legs.indexOf(first)));
  const off = walkedMinutes(legs.slice(legs.indexOf(last) + 1));
  const shown = { leaveHome: first.board.departure - on, arrival: last.alight.arrival + off };
  return {
    departure: shown.leaveHome,
    arrival: shown.arrival,
    duration: shown.arrival - shown.leaveHome,
    changes: rides.filter(({ isStay }) => isStay !== true).length - 1,
    walking: walkedMinutes(legs),
    missesBy: suits(window, shown, tolerance).missesBy,
    legs,
  };
};

const legOf = (
  telling: PlanTelling,
  leg: PlanLeg,
  { before, isLast }: { readonly before: PlanLeg | undefined; readonly isLast: boolean },
): Leg | undefined => {
  if (leg.mode === WALK)
    return walkOf(leg, before === undefined ? telling.from : endOf(leg.from), isLast ? telling.to : endOf(leg.to));
  const kind = KINDS[leg.mode];
  const isStay = leg.interlineWithPreviousLeg === true && before !== undefined && before.mode !== WALK;
  return kind && { ...rideOf(telling, leg, kind), ...(isStay && { isStay }) };
};

const walkOf = ({ duration, distance }: PlanLeg, from: LegEnd, to: LegEnd): WalkLeg => ({
  kind: 'walk',
  from,
  to,
  minutes: Math.max(0, Math.ceil(duration / 60)),
  metres: Math.max(0, Math.round(distance ?? 0)),
});

const endOf = ({ name, lat, lon }: PlanPlace): LegEnd => ({ name, point: { latitude: lat, longitude: lon } });

const rideOf = (telling: PlanTelling, leg: PlanLeg, kind: RouteKind): RideLeg => {
  const live = liveOf(telling, leg);
  return {
    kind: 'ride',
    feedId: FEED,
    line: {
      id: leg.routeId ?? '',
      shortName: leg.routeShortName ?? leg.displayName ?? '',
      longName: leg.routeLongName ?? '',
      kind,
      color: /^[0-9a-f]{6}$/iu.test(leg.routeColor ?? '') ? (leg.routeColor ?? null) : null,
      url: webAddress(leg.routeUrl),
      agency: leg.agencyName ?? '',
      phone: null,
    },
    tripId: leg.tripId ?? '',
    serviceDate: serviceDateOf(telling, leg),
    headsign: leg.headsign ?? '',
    number: leg.tripShortName ?? '',
    board: callOf(telling, leg.from, leg.scheduledStartTime, leg.scheduledStartTime),
    alight: callOf(telling, leg.to, leg.scheduledEndTime, leg.scheduledEndTime),
    between: (leg.intermediateStops ?? []).map((stop) => {
      const arrival = stop.scheduledArrival ?? stop.arrival ?? leg.scheduledStartTime;
      return callOf(telling, stop, arrival, stop.scheduledDeparture ?? stop.departure ?? arrival);
    }),
    every: null,
    ...(live && { live }),
  };
};

const callOf = (
  telling: PlanTelling,
  place: PlanPlace,
  arrival: Temporal.Instant,
  departure: Temporal.Instant,
): Call => ({
  ...endOf(place),
  stopId: place.stopId ?? '',
  // A started minute counted: one is there by then.
  arrival: shown(telling, arrival.add({ seconds: 59 })),
  departure: shown(telling, departure),
  pickup: place.pickupType === 'NOT_ALLOWED' && place.cancelled !== true ? 'none' : 'regular',
  dropOff: place.dropoffType === 'NOT_ALLOWED' && place.cancelled !== true ? 'none' : 'regular',
  approximate: false,
});

/** Minutes after the midnight of the date asked, as clocks show them. */
const shown = ({ date, zone }: PlanTelling, instant: Temporal.Instant): Minutes =>
  minutesAfter(date, localMoment(instant, zone));

/** Its ids begin with the service date. */
const serviceDateOf = ({ zone }: PlanTelling, { tripId, scheduledStartTime }: PlanLeg): IsoDate => {
  const parts = /^(\d{4})(\d\d)(\d\d)_/u.exec(tripId ?? '');
  return parts ? `${parts[1]}-${parts[2]}-${parts[3]}` : localMoment(scheduledStartTime, zone).date;
};

/** Hours are told as the timetable has them, and beside them what is known now, as for our own. */
const liveOf = ({ now }: PlanTelling, leg: PlanLeg): LiveRide | undefined => {
  const alerts = (leg.alerts ?? []).slice(0, 3).map(({ headerText, descriptionText, url }) => ({
    title: (headerText || descriptionText).slice(0, 200),
    text: headerText === '' ? '' : descriptionText.slice(0, 600),
    url: webAddress(url),
  }));
  const isMissing = leg.cancelled === true || leg.from.cancelled === true || leg.to.cancelled === true;
  if (!leg.realTime && !isMissing && alerts.length === 0) return undefined;
  return {
    missing:
      leg.cancelled === true
        ? 'trip'
        : leg.from.cancelled === true
          ? 'board'
          : leg.to.cancelled === true
            ? 'alight'
            : null,
    boardDelay: leg.realTime ? minutesLate(leg.scheduledStartTime, leg.startTime) : null,
    alightDelay: leg.realTime ? minutesLate(leg.scheduledEndTime, leg.endTime) : null,
    saidAt: formatInstant(now),
    alerts: alerts.filter(({ title }) => title !== ''),
  };
};

const minutesLate = (scheduled: Temporal.Instant, expected: Temporal.Instant): Minutes =>
  Math.round(scheduled.until(expected).total('minutes')) + 0;

const webAddress = (text: string | undefined): string | null =>
  /^https?:$/u.test(URL.parse(text ?? '')?.protocol ?? '') ? (text ?? null) : null;
