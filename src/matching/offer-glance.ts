import { mayBeShown } from '#src/matching/may-be-shown.ts';
import type { Audience, MatchWhen } from '#src/matching/match-query.ts';
import type { Offer } from '#src/matching/offer.ts';
import type { Ticks } from '#src/roads/weight.ts';
import { dayNumber, weekdayOf } from '#src/time/dates.ts';
import type { Minutes, TimeOfDay } from '#src/time/units.ts';
import { weekdayBit } from '#src/time/weekdays.ts';
import type { LocalMoment } from '#src/time/zone.ts';

/**
 * What a search reads of each offer before it looks at the offer itself: eight whole numbers in a row, half a line of the
 * processor's memory, where the trip, its schedule and its driver are a dozen lines far apart. At a million offers, most
 * of a search was waiting for them.
 */
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

const WIDTH = 8;
/** Columns of a row. */
const FLAGS = 0;
const DAYS = 1;
const DEPARTURE = 2;
const TERRITORY = 3;
const START = 4;
const END = 5;
const DURATION = 6;
const LIMIT = 7;

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

export const createOfferGlances = (): OfferGlances => {
  let rows = new Int32Array(WIDTH * 16);
  const territories = new Map<string, number>();
  const territoryOf = (id: string): number => {
    const number = territories.get(id) ?? territories.size;
    territories.set(id, number);
    return number;
  };
  const at = (row: number, column: number): number => rows[row * WIDTH + column] as number;
  const orNull = (value: number): number | null => (value === NONE ? null : value);

  return {
    set(row, offer, way) {
      const start = row * WIDTH;
      if (start + WIDTH > rows.length) {
        const wider = new Int32Array(Math.max(start + WIDTH, rows.length * 2));
        wider.set(rows);
        rows = wider;
      }
      const { schedule, stops, territoryId } = offer.trip;
      rows[start + FLAGS] = flagsOf(offer, way !== null && stops.length === 2);
      rows[start + DAYS] = schedule.kind === 'one-off' ? dayNumber(schedule.date) : schedule.weekdays;
      rows[start + DEPARTURE] = schedule.departure ?? NONE;
      rows[start + TERRITORY] = territoryOf(territoryId);
      rows[start + START] = way?.start ?? NONE;
      rows[start + END] = way?.end ?? NONE;
      rows[start + DURATION] = way?.duration ?? NONE;
      rows[start + LIMIT] = way?.limit ?? NONE;
    },
    move(from, to) {
      rows.copyWithin(to * WIDTH, from * WIDTH, (from + 1) * WIDTH);
    },
    sieve({ territoryId, territoryIds, audience, seats, when, now }) {
      const own = territories.get(territoryId) ?? NONE;
      const among = [...territories].map(([id]) => territoryIds.has(id));
      const shown = audience === 'team' ? TO_TEAM : TO_PUBLIC;
      const runs = dayGlance(when, now);
      return (row) => {
        const start = row * WIDTH;
        const territory = rows[start + TERRITORY] as number;
        const flags = rows[start + FLAGS] as number;
        if (among[territory] !== true || (flags & (territory === own ? shown : TO_NEIGHBOURS)) === 0) return 'no';
        if (((flags >> SEATS_AT) & MOST_SEATS) < Math.min(seats, MOST_SEATS)) return 'no';
        return runs(flags, rows[start + DAYS] as number, rows[start + DEPARTURE] as number);
      };
    },
    departure: (row) => orNull(at(row, DEPARTURE)),
    flexibility: (row) => at(row, FLAGS) >> FLEXIBILITY_AT,
    isStraight: (row) => (at(row, FLAGS) & IS_STRAIGHT) !== 0,
    start: (row) => at(row, START),
    end: (row) => at(row, END),
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
