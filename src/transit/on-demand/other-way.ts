import type { Stop } from '#src/places/place.ts';
import type { OpeningHours } from '#src/territory/opening-hours.ts';
import { weekdayBit } from '#src/time/weekdays.ts';
import type {
  Area,
  Booking,
  Hours,
  Notice,
  OnDemandService,
  RunningDays,
  ServiceLeg,
  ServiceTerms,
  WayKind,
} from '#src/transit/on-demand/on-demand-service.ts';

/** How far a service goes from the communes it serves. */
export const REACHES = ['within', 'places', 'anywhere', 'from'] as const;
/**
 * 'within' from any of its communes to any other, 'places' between its communes and places named, 'anywhere' between its
 * communes and anywhere, 'from' out of them only: it comes there, or one leaves from there.
 */
export type Reach = (typeof REACHES)[number];

/** Another way to go, or not to have to, kept by the team: a TAD without a feed, a taxi, a shop on wheels... */
export interface OtherWay extends ServiceTerms {
  readonly id: string;
  readonly kind: WayKind;
  readonly name: string;
  readonly communeCodes: readonly string[];
  readonly reach: Reach;
  /** Where it goes, when its reach is 'places'. */
  readonly places: readonly Stop[];
  /** null: always. */
  readonly hours: OpeningHours | null;
  /** Départements whose public holidays it does not serve; none: it does. */
  readonly closedOnHolidaysOf: readonly string[];
  readonly booking: Booking;
  /** Kept by the team, shown to nobody. */
  readonly stopped: boolean;
}

const WORKING_WEEK = 31;

/** The days on which offices answer: "la veille" of a Monday is then a Friday. */
export const workingDays = (departments: readonly string[]): RunningDays => ({
  weekdays: WORKING_WEEK,
  from: null,
  until: null,
  added: [],
  removed: [],
  closedOnHolidaysOf: departments,
});

/** Whether a notice counts working days only. */
export const countsWorkingDays = (notice: Notice): boolean => notice.kind === 'days-before' && notice.counted !== null;

const ALL_DAY: Hours = { from: 0, until: 24 * 60 };
const EVERY_DAY = 127;

/** The hours of a week, those of several days said once. */
export const weekParts = (
  hours: OpeningHours | null,
): readonly { readonly hours: Hours; readonly weekdays: number }[] => {
  if (hours === null) return [{ hours: ALL_DAY, weekdays: EVERY_DAY }];
  const parts = new Map<string, { hours: Hours; weekdays: number }>();
  for (const [index, day] of hours.entries())
    for (const { from, until } of day) {
      const key = `${from}-${until}`;
      const weekdays = (parts.get(key)?.weekdays ?? 0) | weekdayBit(index + 1);
      parts.set(key, { hours: { from, until }, weekdays });
    }
  return [...parts.values()];
};

const pairsOf = ({ kind, reach, communeCodes, places }: OtherWay): readonly (readonly [from: Area, to: Area])[] => {
  const communes: Area = { kind: 'communes', codes: communeCodes };
  const anywhere: Area = { kind: 'anywhere' };
  // A place is met by its commune: whoever goes to the town is told that it stops at the station.
  const fixed: Area = { kind: 'communes', codes: places.map(({ communeCode }) => communeCode) };
  // One waits there for whoever goes on: nothing is said of the other side of the road, nor of the way back.
  const isOneWay = kind === 'hitch-hiking';
  switch (reach) {
    case 'within':
      return [[communes, communes]];
    case 'places':
      return isOneWay
        ? [[communes, fixed]]
        : [
            [communes, fixed],
            [fixed, communes],
          ];
    case 'anywhere':
      return isOneWay
        ? [[communes, anywhere]]
        : [
            [communes, anywhere],
            [anywhere, communes],
          ];
    case 'from':
      return [[communes, anywhere]];
  }
};

/** What was typed, as its cards need it. */
export const serviceOf = (way: OtherWay): OnDemandService => {
  const { id, kind, name, places, price, who, words, url, motives, unfit, booking, closedOnHolidaysOf } = way;
  const parts = weekParts(way.hours);
  const legs = pairsOf(way).flatMap(([from, to]) =>
    parts.map(({ hours, weekdays }): ServiceLeg => ({
      from,
      to,
      days: { weekdays, from: null, until: null, added: [], removed: [], closedOnHolidaysOf },
      pickUp: hours,
      setDown: hours,
      booking,
    })),
  );
  return {
    id,
    kind,
    name,
    legs,
    always: way.hours === null,
    places: places.map(({ label }) => label),
    price,
    who,
    words,
    url,
    motives,
    unfit,
    source: null,
  };
};
