import { suits } from '#src/matching/in-window.ts';
import type { Journey } from '#src/matching/journey.ts';
import type { MatchQuery, MatchWhen } from '#src/matching/match-query.ts';
import type { OtherDay } from '#src/matching/match.ts';
import { addDays, laterOf, weekdayOf } from '#src/time/dates.ts';
import type { IsoDate, Minutes } from '#src/time/units.ts';
import { weekdayBit } from '#src/time/weekdays.ts';
import { hasNotLeft, nextRuns } from '#src/trips/runs-on.ts';

/** How far around the day asked other days are looked for. */
const DAYS_AROUND = 14;
/** Of them, before the day asked: the same week, for someone who may move an errand forward. */
const DAYS_BEFORE = 6;

/**
 * The days not asked on which drivers go that way, when the days asked have none on time: two weeks around the first day
 * asked, never a day gone by. For a weekly need, the other days of its first week. Empty when no day was asked.
 */
export const otherDays = (journeys: readonly Journey[], query: MatchQuery, tolerance: Minutes): readonly OtherDay[] => {
  const { when, now, window } = query;
  const span = spanAround(when, now.date);
  if (span === null) return [];
  const days = new Map<IsoDate, { drivers: Set<string>; onTime: Set<string> }>();
  for (const { offer, times } of journeys) {
    const { schedule, flexibility } = offer.trip;
    if (when.kind === 'weekdays' && schedule.kind === 'one-off') continue;
    for (const date of nextRuns(schedule, span.from, DAYS_AROUND, span.until)) {
      if (isAsked(date, when) || !hasNotLeft(schedule, date, now)) continue;
      const day = days.get(date) ?? { drivers: new Set(), onTime: new Set() };
      days.set(date, day);
      day.drivers.add(offer.driver.id);
      if (times === null || suits(window, times, tolerance, flexibility).missesBy === 0)
        day.onTime.add(offer.driver.id);
    }
  }
  return [...days]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([date, { drivers, onTime }]) => ({
      date,
      weekday: weekdayOf(date),
      drivers: drivers.size,
      onTime: onTime.size,
    }));
};

interface Span {
  readonly from: IsoDate;
  readonly until: IsoDate;
}

const spanAround = (when: MatchWhen, today: IsoDate): Span | null => {
  if (when.kind === 'any') return null;
  if (when.kind === 'weekdays') {
    const from = laterOf(when.from, today);
    return { from, until: addDays(from, 6) };
  }
  const first = when.kind === 'date' ? when.date : when.kind === 'dates' ? when.dates.toSorted()[0] : when.from;
  if (first === undefined) return null;
  const from = laterOf(addDays(first, -DAYS_BEFORE), today);
  return { from, until: addDays(from, DAYS_AROUND - 1) };
};

const isAsked = (date: IsoDate, when: MatchWhen): boolean => {
  switch (when.kind) {
    case 'any':
      return true;
    case 'date':
      return when.date === date;
    case 'dates':
      return when.dates.includes(date);
    case 'within':
      return when.from <= date && date <= when.until;
    case 'weekdays':
      break;
  }
  return (when.mask & weekdayBit(weekdayOf(date))) !== 0;
};
