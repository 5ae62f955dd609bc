import { mayBeShown } from '#src/matching/may-be-shown.ts';
import type { Audience, MatchWhen } from '#src/matching/match-query.ts';
import type { Offer } from '#src/matching/offer.ts';
import {
  DAYS,
  DEPARTURE,
  DURATION,
  FLAGS,
  LIMIT,
  type OfferRows,
  reserveRow,
  ROW,
  TERRITORY,
} from '#src/matching/offer-rows.ts';
import type { Ticks } from '#src/roads/weight.ts';
import { dayNumber, weekdayOf } from '#src/time/dates.ts';
import type { Minutes, TimeOfDay } from '#src/time/units.ts';
import { weekdayBit } from '#src/time/weekdays.ts';
import type { LocalMoment } from '#src/time/zone.ts';
import { widenColumn } from '#src/widen-column.ts';

/** What a search reads of each offer before it looks at the offer itself: a part of its row. */
export interface OfferGlances {
  /** @param way null where the metric has no numbers for places */
  readonly set: (row: number, offer: Offer, way: OfferWay | null) => void;
  /** The row `from` is from now on the row `to`. */
  readonly move: (from: number, to: number) => void;
  /** By row, whether the offer is one of those asked for. */
  readonly sieve: (asking: Asking) => (row: number) => Passing;
  readonly departure: (row: number) => TimeOfDay | null;
  readonly flexibility: (row: number) => Minutes;
  /** Whether it has no stop on the way, and its way was given. */
  readonly isStraight: (row: number) => boolean;
  /** What was given of its way. */
  readonly start: (row: number) => number;
  readonly end: (row: number) => number;
  readonly duration: (row: number) => Ticks;
  readonly limit: (row: number) => Ticks | null;
}

/** An offer on the roads of one metric. */
export interface OfferWay {
  /** Places by number. */
  readonly start: number;
  readonly end: number;
  readonly duration: Ticks;
  /** The detour that the driver accepts; null when the territory's limit holds. */
  readonly limit: Ticks | null;
}

/** Those who are looked for. */
export interface Asking {
  /** Who asks; the others in `territoryIds` are its neighbours. */
  readonly territoryId: string;
  readonly territoryIds: ReadonlySet<string>;
  readonly audience: Audience;
  readonly seats: number;
  /** null: whatever the day. */
  readonly when: MatchWhen | null;
  readonly now: LocalMoment;
}

/** Whether an offer passes; `'schedule-says'`: it is open, and only its schedule knows whether it runs. */
export type Passing = 'no' | 'yes' | 'schedule-says';

/** Flags: who may be shown the offer, as `mayBeShown` decides. */
const TO_TEAM = 1;
const TO_PUBLIC = 2;
const TO_NEIGHBOURS = 4;
const IS_STRAIGHT = 8;
const IS_ONE_OFF = 16;
/** Regular, without anything but its weekdays: no first or last day, no day off, no pause. */
const EVERY_WEEK = 32;
/** Above the flags, eight bits of seats, then flexibility. */
const SEATS_AT = 8;
const FLEXIBILITY_AT = 16;
/** Seats the driver never told are not a refusal. */
const MOST_SEATS = 255;

const NONE = -1;

/** Numbers kept apart of an offer on the roads, for the few whose place in the order depends on them: its start, its end. */
const WAY = 2;

export const createOfferGlances = (rows: OfferRows): OfferGlances => {
  let ways: Int32Array = new Int32Array(0);
  const territories = new Map<string, number>();
  const territoryOf = (id: string): number => {
    const number = territories.get(id) ?? territories.size;
    territories.set(id, number);
    return number;
  };
  const at = (row: number, column: number): number => rows.data[row * ROW + column] as number;
  const orNull = (value: number): number | null => (value === NONE ? null : value);

  const setWay = (row: number, { start, end }: OfferWay): void => {
    ways = widenColumn(ways, (row + 1) * WAY - 1);
    ways[row * WAY] = start;
    ways[row * WAY + 1] = end;
  };

  return {
    set(row, offer, way) {
      reserveRow(rows, row);
      const { data } = rows;
      const first = row * ROW;
      const { schedule, stops, territoryId } = offer.trip;
      data[first + FLAGS] = flagsOf(offer, way !== null && stops.length === 2);
      data[first + DAYS] = schedule.kind === 'one-off' ? dayNumber(schedule.date) : schedule.weekdays;
      data[first + DEPARTURE] = schedule.departure ?? NONE;
      data[first + TERRITORY] = territoryOf(territoryId);
      data[first + DURATION] = way?.duration ?? NONE;
      data[first + LIMIT] = way?.limit ?? NONE;
      if (way !== null) setWay(row, way);
    },
    move(from, to) {
      rows.data.copyWithin(to * ROW, from * ROW, (from + 1) * ROW);
      ways.copyWithin(to * WAY, from * WAY, (from + 1) * WAY);
    },
    sieve({ territoryId, territoryIds, audience, seats, when, now }) {
      const own = territories.get(territoryId) ?? NONE;
      const among = [...territories].map(([id]) => territoryIds.has(id));
      const shown = audience === 'team' ? TO_TEAM : TO_PUBLIC;
      const runs = dayGlance(when, now);
      const { data } = rows;
      return (row) => {
        const first = row * ROW;
        const territory = data[first + TERRITORY] as number;
        const flags = data[first + FLAGS] as number;
        if (among[territory] !== true || (flags & (territory === own ? shown : TO_NEIGHBOURS)) === 0) return 'no';
        if (((flags >> SEATS_AT) & MOST_SEATS) < Math.min(seats, MOST_SEATS)) return 'no';
        return runs(flags, data[first + DAYS] as number, data[first + DEPARTURE] as number);
      };
    },
    departure: (row) => orNull(at(row, DEPARTURE)),
    flexibility: (row) => at(row, FLAGS) >> FLEXIBILITY_AT,
    isStraight: (row) => (at(row, FLAGS) & IS_STRAIGHT) !== 0,
    start: (row) => ways[row * WAY] as number,
    end: (row) => ways[row * WAY + 1] as number,
    duration: (row) => at(row, DURATION),
    limit: (row) => orNull(at(row, LIMIT)),
  };
};

/** Of no territory, so that an offer is another's. */
const ELSEWHERE = '';

const flagsOf = (offer: Offer, isStraight: boolean): number => {
  const { schedule, seats, flexibility, territoryId } = offer.trip;
  const isOneOff = schedule.kind === 'one-off';
  const isEveryWeek =
    schedule.kind === 'regular' &&
    schedule.weekdays !== 0 &&
    schedule.from === null &&
    schedule.until === null &&
    schedule.pausedUntil === null &&
    schedule.excluded.length === 0;
  return (
    (mayBeShown(offer, 'team', territoryId) ? TO_TEAM : 0) |
    (mayBeShown(offer, 'public', territoryId) ? TO_PUBLIC : 0) |
    (mayBeShown(offer, 'public', ELSEWHERE) ? TO_NEIGHBOURS : 0) |
    (isStraight ? IS_STRAIGHT : 0) |
    (isOneOff ? IS_ONE_OFF : 0) |
    (isEveryWeek ? EVERY_WEEK : 0) |
    (Math.min(seats ?? MOST_SEATS, MOST_SEATS) << SEATS_AT) |
    (flexibility << FLEXIBILITY_AT)
  );
};

/** The same answer as `daysServed`, where the row is enough to know it. */
const dayGlance = (
  when: MatchWhen | null,
  now: LocalMoment,
): ((flags: number, days: number, departure: number) => Passing) => {
  const today = dayNumber(now.date);
  const hasNotLeft = (day: number, departure: number): boolean =>
    day > today || (day === today && (departure === NONE || departure >= now.time));
  if (when?.kind === 'any')
    return (flags, days, departure) => {
      if ((flags & IS_ONE_OFF) !== 0) return hasNotLeft(days, departure) ? 'yes' : 'no';
      return (flags & EVERY_WEEK) === 0 ? 'schedule-says' : 'yes';
    };
  if (when?.kind === 'date') {
    const day = dayNumber(when.date);
    const weekday = weekdayBit(weekdayOf(when.date));
    return (flags, days, departure) => {
      const isOneOff = (flags & IS_ONE_OFF) !== 0;
      if (isOneOff ? days !== day : (days & weekday) === 0) return 'no';
      if (!hasNotLeft(day, departure)) return 'no';
      return isOneOff || (flags & EVERY_WEEK) !== 0 ? 'yes' : 'schedule-says';
    };
  }
  return () => 'schedule-says';
};
