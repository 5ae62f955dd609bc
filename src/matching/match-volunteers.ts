import type { MatchQuery } from '#src/matching/match-query.ts';
import type { Band } from '#src/matching/match.ts';
import { type DoorTimes, doorTimes, type Legs, volunteerDays } from '#src/matching/volunteer-days.ts';
import type { Point, Stop } from '#src/places/place.ts';
import type { Slot } from '#src/requests/request.ts';
import { type MetricBy, metresThrough } from '#src/roads/metres-by.ts';
import type { TravelMetric } from '#src/roads/travel-metric.ts';
import { type Ticks, toMinutes, toTicks } from '#src/roads/weight.ts';
import type { Bands } from '#src/territory/territory.ts';
import type { IsoDate, Metres, Minutes } from '#src/time/units.ts';
import { CAR_TAKES, type CarTakes } from '#src/trips/trip.ts';
import type { MonthLoad, OnCall, Volunteer, VolunteerCard } from '#src/volunteers/volunteer.ts';

/** A volunteer who could drive a way on purpose. For the team only. */
export interface VolunteerMatch {
  readonly volunteer: Volunteer;
  readonly driver: VolunteerCard;
  /** Minutes driven beyond those of someone who lives on the way: home, A, B, home, less A, B, A. Never negative. */
  readonly aside: Minutes;
  readonly band: Band;
  /** From their door to the pick-up. */
  readonly door: Minutes;
  /** From their door and back: home, A, B, home. */
  readonly metres: Metres;
  /** The same when they wait there and bring the passenger back: home, A, B, then the return, home; null without a return. */
  readonly waitingMetres: Metres | null;
  /** null when no hour was asked. */
  readonly times: DoorTimes | null;
  /** As in `Fit`: occasions of the query, and the days on which it would be driven. */
  readonly slots: readonly Slot[];
  readonly dates: readonly IsoDate[];
  readonly askAbout: readonly CarTakes[];
  readonly load: MonthLoad;
  readonly estimated: boolean;
}

export interface VolunteerRules {
  readonly bands: Bands;
  /** The roads where home and both ends are on their map; the estimate otherwise. */
  readonly metric: MetricBy;
  /** How much each was asked this month, this request aside; who is absent was not. */
  readonly loads: ReadonlyMap<string, MonthLoad>;
  /** The way back of the same request, for who waits. */
  readonly back: { readonly from: Stop; readonly to: Stop } | null;
}

const NO_LOAD: MonthLoad = { asked: 0, agreed: 0 };

/**
 * Volunteers who could drive this way on purpose, in the order in which to ask them: welcomed and not set aside, free that
 * half-day, both ends within their radius, not asked more often this month than they said.
 *
 * The order: the band of what their living there adds to the drive (those who live on the way first); cars declared to take
 * what the passenger needs; those asked less often this month; the smaller addition; the id.
 */
export const matchVolunteers = (
  onCall: readonly OnCall[],
  query: MatchQuery,
  rules: VolunteerRules,
): readonly VolunteerMatch[] =>
  query.audience === 'public'
    ? []
    : onCall
        .flatMap((one) => placed(one, query, rules) ?? [])
        .toSorted(compare)
        .map(({ match }) => match);

interface Placed {
  readonly match: VolunteerMatch;
  readonly aside: Ticks;
}

const placed = ({ volunteer, driver }: OnCall, query: MatchQuery, rules: VolunteerRules): Placed | undefined => {
  if (!driver.welcomed || driver.setAside) return undefined;
  const load = rules.loads.get(volunteer.personId) ?? NO_LOAD;
  if (volunteer.mostAMonth !== null && load.asked >= volunteer.mostAMonth) return undefined;
  const [home, a, b] = [volunteer.home.point, query.from.point, query.to.point];
  const metric = rules.metric([home, a, b]);
  const [toA, toB] = [metric.ticks(home, a), metric.ticks(home, b)];
  if (Math.max(toA, toB) > toTicks(volunteer.radius)) return undefined;
  const [aToB, bToHome] = [metric.ticks(a, b), metric.ticks(b, home)];
  const legs: Legs = { toPickup: whole(toA), ride: whole(aToB), backHome: whole(bToHome) };
  const days = volunteerDays(volunteer, query, legs);
  if (days === undefined) return undefined;
  const aside = Math.max(0, toA + bToHome - metric.ticks(b, a));
  return {
    aside,
    match: {
      volunteer,
      driver,
      aside: toMinutes(aside),
      band: bandOf(aside, rules.bands),
      door: legs.toPickup,
      metres: metresThrough(metric, [home, a, b, home]),
      waitingMetres: waiting(metric, rules, [home, a, b]),
      times: doorTimes(query, legs),
      ...days,
      askAbout: CAR_TAKES.filter((takes) => query.needs.includes(takes) && !volunteer.takes.includes(takes)),
      load,
      estimated: metric.estimated,
    },
  };
};

const whole = (ticks: Ticks): Minutes => Math.ceil(toMinutes(ticks));

const waiting = (
  metric: TravelMetric,
  { back, metric: by }: VolunteerRules,
  [home, a, b]: readonly [Point, Point, Point],
): Metres | null => {
  if (back === null) return null;
  const points = [home, a, b, back.from.point, back.to.point, home];
  // The way back may have ends of its own, off the map.
  return metresThrough(metric.estimated ? metric : by(points), points);
};

const bandOf = (aside: Ticks, { direct, small }: Bands): Band =>
  aside <= toTicks(direct) ? 'direct' : aside <= toTicks(small) ? 'small' : 'large';

const BANDS: Readonly<Record<Band, number>> = { direct: 0, small: 1, large: 2 };

const compare = (a: Placed, b: Placed): number =>
  BANDS[a.match.band] - BANDS[b.match.band] ||
  a.match.askAbout.length - b.match.askAbout.length ||
  a.match.load.asked - b.match.load.asked ||
  a.aside - b.aside ||
  (a.match.volunteer.personId < b.match.volunteer.personId ? -1 : 1);
