import type { IsoDate } from '#src/time/units.ts';
import type { Day } from '#src/transit/search/day.ts';
import { dayOf, daySteps } from '#src/transit/search/make-day.ts';
import { DAY_ENDS } from '#src/transit/network/transit-rules.ts';
import { berthsAt } from '#src/transit/network/berths.ts';
import type { Network } from '#src/transit/network/network.ts';
import { scanProfile, scanProfileSteps, type Span } from '#src/transit/search/profile.ts';
import { reach, reachEverything, reachSteps } from '#src/transit/search/reach.ts';
import { type Itinerary, readProfile } from '#src/transit/search/read-profile.ts';
import type { Walks } from '#src/transit/network/near-stops.ts';
import { type Ends, NOWHERE, SearchSpace } from '#src/transit/search/search-space.ts';
import type { Steps } from '#src/transit/network/steps.ts';
import type { ServiceSeconds } from '#src/transit/timetable/timetable.ts';

/** The searches of one network, one after another. */
export interface Searcher {
  readonly network: Network;
  /** What runs on a date; made when first asked, the last few are kept. */
  readonly day: (date: IsoDate) => Day;
  /** Makes a day before it is asked, unless it is at hand; null when it is. */
  readonly prepare: (date: IsoDate) => Steps<void> | null;
  /** Arrives first among those that leave at `after` or later; of equal ones changes least, then leaves last. */
  readonly soonest: (day: Day, ends: Ends, after: ServiceSeconds) => Itinerary | undefined;
  /** Leaves last among those that arrive by `before`; of equal ones arrives first, then changes least. */
  readonly last: (day: Day, ends: Ends, before: ServiceSeconds) => Itinerary | undefined;
  /** All those of the day of which none is beaten: see `readProfile`. */
  readonly profile: (day: Day, ends: Ends) => readonly Itinerary[];
  /** The same, step by step: other searches may be made meanwhile. */
  readonly profileSteps: (day: Day, ends: Ends) => Steps<readonly Itinerary[]>;
  /** Of these stops, those where a vehicle brings one that day from the place one leaves. */
  readonly reached: (day: Day, access: Walks, stops: Int32Array) => Steps<Int32Array>;
  /** Of these stops, those where a vehicle leaves that day that brings one to the place one goes to. */
  readonly leading: (day: Day, egress: Walks, stops: Int32Array) => Steps<Int32Array>;
}

/** Kept for the searches to come. */
const MOST_SPACES = 2;

/** Dates kept ready, of which seven may be made ahead: two megabytes each on a national timetable of trains. */
const DAYS_KEPT = 10;

/** Hops looked at between two steps: a few milliseconds. A day of regional trains is three of them, that of a city seventy. */
const HOPS_A_STEP = 16_384;

export const createSearcher = (network: Network, hopsAStep = HOPS_A_STEP): Searcher => {
  const days = new Map<IsoDate, Day>();
  const space = new SearchSpace(network);
  /** For searches in steps, of which several may go on at once; one that is left half-way leaves its own behind. */
  const spaces: SearchSpace[] = [];
  function* inOwnSpace<T>(work: (own: SearchSpace) => Steps<T>): Steps<T> {
    const own = spaces.pop() ?? new SearchSpace(network);
    const result = yield* work(own);
    if (spaces.length < MOST_SPACES) spaces.push(own);
    return result;
  }
  const wholeDay = (day: Day): Span => ({ after: day.starts, before: DAY_ENDS, lastOnly: false });
  const berthsOf = (stop: number) => berthsAt(network.berths, stop);
  const search = (day: Day, span: Span) => {
    scanProfile(network, day, span, space);
    return readProfile(network, day, space);
  };
  /** The one asked last goes to the end; the one at the start makes room. */
  const keep = (day: Day): Day => {
    days.delete(day.date);
    days.set(day.date, day);
    const [oldest] = days.keys();
    if (days.size > DAYS_KEPT && oldest !== undefined) days.delete(oldest);
    return day;
  };
  function* prepare(date: IsoDate): Steps<void> {
    keep(yield* daySteps(network, date));
  }
  return {
    network,
    day: (date) => keep(days.get(date) ?? dayOf(network, date)),
    prepare: (date) => (days.has(date) ? null : prepare(date)),
    soonest: (day, ends, after) => {
      const arrival = reach(network, day, ends, after, 'there', space);
      // Journeys of the span all arrive then; the first of them changes least.
      return arrival <= DAY_ENDS ? search(day, { after, before: arrival, lastOnly: false })[0] : undefined;
    },
    last: (day, ends, before) => {
      reachEverything(day, ends, space);
      return search(day, { after: day.starts, before: Math.min(before, DAY_ENDS), lastOnly: true }).at(-1);
    },
    profile: (day, ends) => {
      reach(network, day, ends, day.starts, 'day-ends', space);
      return search(day, wholeDay(day));
    },
    profileSteps: (day, ends) =>
      inOwnSpace(function* (own) {
        yield* reachSteps(network, day, ends, day.starts, 'day-ends', own, hopsAStep);
        yield* scanProfileSteps(network, day, wholeDay(day), own, hopsAStep);
        return readProfile(network, day, own);
      }),
    reached: (day, access, stops) =>
      inOwnSpace(function* (own) {
        yield* reachSteps(network, day, { access, egress: NOWHERE }, day.starts, 'day-ends', own, hopsAStep);
        // What leaves before the day ends may arrive after it: as for every journey, it is then another day's.
        return stops.filter((stop) => berthsOf(stop).some((berth) => (own.arrived[berth] as number) <= DAY_ENDS));
      }),
    leading: (day, egress, stops) =>
      inOwnSpace(function* (own) {
        reachEverything(day, { access: NOWHERE, egress }, own);
        yield* scanProfileSteps(network, day, wholeDay(day), own, hopsAStep);
        return stops.filter((stop) => berthsOf(stop).some((berth) => (own.boarding[berth] as number) !== Infinity));
      }),
  };
};
