import type { Stop } from '#src/places/place.ts';
import type { Motive, Need, TimeWindow } from '#src/requests/request.ts';
import type { IsoDate, Minutes, TimeOfDay, WeekdayMask } from '#src/time/units.ts';
import { EVERY_DAY } from '#src/time/weekdays.ts';
import type { LocalMoment } from '#src/time/zone.ts';
import { bookBy, isAfter } from '#src/transit/on-demand/book-by.ts';
import { inArea } from '#src/transit/on-demand/in-area.ts';
import {
  type Booking,
  type Hours,
  type OnDemandService,
  type ServiceLeg,
  WAY_KINDS,
} from '#src/transit/on-demand/on-demand-service.ts';
import { servesDay, servesFrom } from '#src/transit/on-demand/serves-day.ts';

/** What is looked for: two ends, and as much as is known of the rest. */
export interface ServiceQuery {
  readonly from: Pick<Stop, 'communeCode' | 'point'>;
  readonly to: Pick<Stop, 'communeCode' | 'point'>;
  /** null: any day. */
  readonly date: IsoDate | null;
  /** Without a date, the days of the week on which one goes; any by default. */
  readonly weekdays?: WeekdayMask;
  readonly window: TimeWindow;
  /** null: not said, so that no service is left out for it. */
  readonly motive: Motive | null;
  readonly needs: readonly Need[];
  readonly now: LocalMoment;
}

/** A service that serves both ends, as people are to be told of it. */
export interface ServiceCard {
  readonly service: OnDemandService;
  /** The legs that serve the way: of that day, or of any day to come; in the order of their hours. */
  readonly legs: readonly ServiceLeg[];
  /** Those that serve the way back, the same day or any day to come. */
  readonly back: readonly ServiceLeg[];
  readonly booking: Booking;
  /** Until when it may be asked for, for that day; null without a day, or where nothing is booked. */
  readonly bookBy: LocalMoment | null;
  /** That day, nobody can ask for it any more. */
  readonly tooLate: boolean;
  /** Whether it runs at the hour asked. */
  readonly onTime: boolean;
}

const NOON: TimeOfDay = 12 * 60;
/** Set down earlier than that before an appointment, one is not on time, one waits. */
const LONGEST_WAIT: Minutes = 120;

const overlaps = (hours: Hours, from: TimeOfDay, until: TimeOfDay): boolean =>
  hours.from <= until && hours.until >= from;

/** Whether this leg can be taken for that hour. */
const suits = (leg: ServiceLeg, window: TimeWindow): boolean => {
  switch (window.kind) {
    case 'any':
      return true;
    case 'leave-at':
      return overlaps(leg.pickUp, window.at, window.at);
    case 'arrive-by':
      return overlaps(leg.setDown, window.at - LONGEST_WAIT, window.at);
    case 'morning':
      return leg.pickUp.from < NOON;
    case 'afternoon':
      return leg.pickUp.until > NOON;
  }
};

/** The last hour at which one may be fetched and still be there in time. */
const lastPickUp = (leg: ServiceLeg, window: TimeWindow): TimeOfDay =>
  'at' in window && window.at >= leg.pickUp.from ? Math.min(leg.pickUp.until, window.at) : leg.pickUp.until;

const cardOf = (service: OnDemandService, query: ServiceQuery): ServiceCard | undefined => {
  const { from, to, date, weekdays = EVERY_DAY, window, motive, needs, now } = query;
  if (motive !== null && service.motives.length > 0 && !service.motives.includes(motive)) return undefined;
  if (needs.some((need) => service.unfit.includes(need))) return undefined;
  const running = service.legs.filter(({ days }) =>
    date === null ? servesFrom(days, now.date, weekdays) : servesDay(days, date),
  );
  const legs = running
    .filter((leg) => inArea(leg.from, from) && inArea(leg.to, to))
    .toSorted((a, b) => a.pickUp.from - b.pickUp.from || a.pickUp.until - b.pickUp.until);
  const fitting = legs.filter((leg) => suits(leg, window));
  const told = fitting.length > 0 ? fitting : legs;
  const limits = told.map((leg) => ({
    leg,
    by: date === null ? null : bookBy(leg.booking.notice, date, lastPickUp(leg, window)),
  }));
  const open = limits.find(({ by }) => by === null || !isAfter(now, by));
  const [chosen] = open ? [open] : limits;
  if (!chosen) return undefined;
  return {
    service,
    legs,
    back: running.filter((leg) => inArea(leg.from, to) && inArea(leg.to, from)),
    booking: chosen.leg.booking,
    bookBy: chosen.leg.booking.notice.kind === 'none' ? null : chosen.by,
    tooLate: open === undefined,
    onTime: fitting.length > 0,
  };
};

/** What can be had, at the hour asked, by everyone; then what is nearest to a line of coaches. */
const rankOf = ({ service, tooLate, onTime }: ServiceCard, { motive }: ServiceQuery): number =>
  (tooLate ? 400 : 0) +
  (onTime ? 0 : 200) +
  (motive === null && service.motives.length > 0 ? 100 : 0) +
  WAY_KINDS.indexOf(service.kind);

/**
 * The cards of a way: each service that serves both of its ends that day, for that motive and those needs. Those that can
 * still be had at that hour come first, those for one motive last; a day that is past has none.
 */
export const servicesFor = (services: readonly OnDemandService[], query: ServiceQuery): readonly ServiceCard[] =>
  query.date !== null && query.date < query.now.date
    ? []
    : services
        .flatMap((service) => cardOf(service, query) ?? [])
        .toSorted((a, b) => rankOf(a, query) - rankOf(b, query) || a.service.name.localeCompare(b.service.name, 'fr'));
