import { daysServed, type DaysServed, MOST_DATES } from '#src/matching/days-served.ts';
import type { MatchQuery } from '#src/matching/match-query.ts';
import { AFTERNOON_STARTS, MORNING_ENDS } from '#src/time/half-days.ts';
import type { IsoDate, Minutes, TimeOfDay, WeekdayMask } from '#src/time/units.ts';
import type { Volunteer } from '#src/volunteers/volunteer.ts';

/** The clock of a drive on purpose, in whole minutes of the day of the way: early rather than late, beyond 1439 the next day. */
export interface DoorTimes {
  readonly leaveHome: Minutes;
  readonly pickup: Minutes;
  readonly dropoff: Minutes;
  readonly backHome: Minutes;
}

/** What a drive takes, in whole minutes. */
export interface Legs {
  readonly toPickup: Minutes;
  readonly ride: Minutes;
  readonly backHome: Minutes;
}

/** Someone who drives on purpose comes at the hour asked; null when no hour was said. */
export const doorTimes = ({ window }: Pick<MatchQuery, 'window'>, legs: Legs): DoorTimes | null => {
  if (window.kind !== 'arrive-by' && window.kind !== 'leave-at') return null;
  const pickup = window.kind === 'leave-at' ? window.at : window.at - legs.ride;
  const dropoff = pickup + legs.ride;
  return { leaveHome: pickup - legs.toPickup, pickup, dropoff, backHome: dropoff + legs.backHome };
};

/** Days on which the volunteer is free at some hour, and the last minute at which they can still leave home that day. */
interface Free {
  readonly weekdays: WeekdayMask;
  readonly leaveBy: TimeOfDay;
}

const END_OF_DAY: TimeOfDay = 1439;

/**
 * The half-days that count are those in which the passenger is in the car; noon, from 12 h to 12 h 30, belongs to both.
 * Without an hour, one half-day of those asked is enough.
 */
const freeDays = (volunteer: Volunteer, query: MatchQuery, legs: Legs): readonly Free[] => {
  const { mornings, afternoons } = volunteer;
  const morning = { weekdays: mornings, leaveBy: MORNING_ENDS - 1 - legs.toPickup };
  const afternoon = { weekdays: afternoons, leaveBy: END_OF_DAY - legs.toPickup };
  if (query.window.kind === 'morning') return [morning];
  if (query.window.kind === 'afternoon') return [afternoon];
  const times = doorTimes(query, legs);
  if (times === null) return [morning, afternoon];
  const inMorning = times.dropoff <= MORNING_ENDS;
  const inAfternoon = times.pickup >= AFTERNOON_STARTS;
  const weekdays = inMorning
    ? mornings | (inAfternoon ? afternoons : 0)
    : inAfternoon
      ? afternoons
      : mornings & afternoons;
  return [{ weekdays, leaveBy: times.leaveHome }];
};

const inOrder = (values: readonly string[]): readonly string[] => [...new Set(values)].toSorted();

/**
 * What a volunteer serves of the days asked, or undefined when nothing: free that half-day, not away, not paused, and still
 * at home today.
 */
export const volunteerDays = (volunteer: Volunteer, query: MatchQuery, legs: Legs): DaysServed | undefined => {
  const served = freeDays(volunteer, query, legs).flatMap(({ weekdays, leaveBy }) =>
    weekdays === 0
      ? []
      : (daysServed(
          {
            kind: 'regular',
            weekdays,
            departure: leaveBy,
            from: null,
            until: null,
            excluded: volunteer.absences,
            pausedUntil: volunteer.pausedUntil,
          },
          query.when,
          query.now,
        ) ?? []),
  );
  if (served.length === 0) return undefined;
  const dates: readonly IsoDate[] = inOrder(served.flatMap((one) => one.dates));
  const most = query.when.kind === 'dates' ? dates.length : MOST_DATES;
  return { slots: inOrder(served.flatMap((one) => one.slots)), dates: dates.slice(0, most) };
};
