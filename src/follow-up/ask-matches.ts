import { approachesTo } from '#src/matching/approaches.ts';
import type { MatchQuery, MatchWhen } from '#src/matching/match-query.ts';
import type { Stop } from '#src/places/place.ts';
import type { Request, Slot, Way } from '#src/requests/request.ts';
import { agreedRides } from '#src/requests/settlement.ts';
import { areSameDays, dateOfSlot, weekdayOfSlot } from '#src/requests/slots.ts';
import { weekdayBit } from '#src/time/weekdays.ts';
import type { LocalMoment } from '#src/time/zone.ts';
import type { IsoDate } from '#src/time/units.ts';

const later = (a: IsoDate, b: IsoDate): IsoDate => (a > b ? a : b);

/** What a query is made of: the other ways and their rides are known once the request is noted. */
type Asked = Pick<Request, 'needs' | 'seats'> & Partial<Pick<Request, 'ways' | 'rides'>>;

/** The day chosen for the other way, when both were asked for "one day or another": nobody stays away until next week. */
const dayChosen = ({ ways = [], rides = [] }: Asked, { id, when }: Way): IsoDate | undefined => {
  if (when.kind !== 'within') return undefined;
  const others = ways.filter((one) => one.id !== id && areSameDays(one.when, when)).map((one) => one.id);
  return agreedRides({ rides }).find(({ wayId }) => others.includes(wayId))?.date ?? undefined;
};

const whenOf = (request: Asked, way: Way, open: readonly Slot[], today: IsoDate): MatchWhen | undefined => {
  const { when } = way;
  const chosen = dayChosen(request, way);
  if (chosen !== undefined) return chosen >= today ? { kind: 'within', from: chosen, until: chosen } : undefined;
  if (when.kind === 'dates') {
    const dates = open.flatMap((slot) => dateOfSlot(slot) ?? []).filter((date) => date >= today);
    return dates.length > 0 ? { kind: 'dates', dates } : undefined;
  }
  if (when.kind === 'within')
    return when.until >= today ? { kind: 'within', from: later(when.from, today), until: when.until } : undefined;
  const weekdays = open.flatMap((slot) => weekdayOfSlot(slot) ?? []);
  const mask = weekdays.reduce((days, weekday) => days | weekdayBit(weekday), 0);
  const over = when.until !== null && when.until < today;
  return over ? undefined : { kind: 'weekdays', mask, from: later(when.from, today), until: when.until };
};

/** What to ask of the offers for the occasions of a way still open, or undefined when there is nothing left to drive. */
export const matchQueryOf = (
  request: Asked,
  way: Way,
  open: readonly Slot[],
  now: LocalMoment,
  meetingPoints: readonly Stop[] = [],
): MatchQuery | undefined => {
  const when = open.length === 0 ? undefined : whenOf(request, way, open, now.date);
  return (
    when && {
      from: way.from,
      to: way.to,
      near: {
        from: approachesTo(way.from, meetingPoints, request.needs),
        to: approachesTo(way.to, meetingPoints, request.needs),
      },
      when,
      window: way.window,
      audience: 'team',
      needs: request.needs,
      seats: request.seats,
      now,
    }
  );
};
