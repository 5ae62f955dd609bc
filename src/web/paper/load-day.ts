import type { Person } from '#src/people/person.ts';
import { matchQueryOf } from '#src/follow-up/ask-matches.ts';
import { blankDay, type RideDay } from '#src/requests/ride-day.ts';
import { type DayRide, hourOf, ridesOn } from '#src/requests/rides-on.ts';
import type { IsoDate, TimeOfDay } from '#src/time/units.ts';
import type { Ctx } from '#src/web/context.ts';
import { meetingStopsOf } from '#src/web/places/meeting-points.ts';
import { territoryPlaces } from '#src/web/territory-places.ts';
import { loadNames, type Names } from '#src/web/workspace/lists/load-lists.ts';

/** A ride of a day, with all that is said of it. */
export interface ToldRide extends DayRide {
  readonly date: IsoDate;
  readonly passenger: Person | undefined;
  readonly driver: Person | undefined;
  /** When the driver comes by, and sets down; null when nobody can tell. */
  readonly pickupAt: TimeOfDay | null;
  readonly arriveAt: TimeOfDay | null;
  /** What the team noted of it. */
  readonly day: RideDay;
}

export interface ToldDay {
  readonly date: IsoDate;
  /** By hour. */
  readonly rides: readonly ToldRide[];
  /** Weekly rides that fall on this day, whose driver said that they do not drive. */
  readonly away: readonly ToldRide[];
  readonly names: Names;
}

type Times = Pick<ToldRide, 'pickupAt' | 'arriveAt'>;
const NO_TIMES: Times = { pickupAt: null, arriveAt: null };

/** At what time the driver of a ride comes by: as matching told it when the ride was agreed. */
const timesOf = (c: Ctx, date: IsoDate) => {
  const at = c.get('at');
  const service = c.get('service');
  const places = territoryPlaces(service, at.territory);
  return async ({ request, way, ride, away }: DayRide): Promise<Times> => {
    if (ride.tripId === null || away || date < at.today) return NO_TIMES;
    const meeting = meetingStopsOf(await places, service.communes);
    const query = matchQueryOf(request, way, [ride.slot], { date: at.today, time: 0 }, meeting);
    if (!query) return NO_TIMES;
    const { matches, outsideWindow } = await service.findMatches(at.territory, {
      ...query,
      tripId: ride.tripId,
      when: { kind: 'dates', dates: [date] },
    });
    const [match] = [...matches, ...outsideWindow];
    return match ? { pickupAt: match.pickupAt, arriveAt: match.arriveAt } : NO_TIMES;
  };
};

/**
 * All rides of these days, by hour, with who rides, who drives and what the team noted.
 * @param dates in order
 * @param only the rides of this request alone
 */
export const loadDays = async (c: Ctx, dates: readonly IsoDate[], only?: string): Promise<readonly ToldDay[]> => {
  const [first = '', last = ''] = [dates[0], dates.at(-1)];
  const { requests, trips, rideDays } = c.get('service').storage.in(c.get('at').territory.id);
  const asked = await requests.list(only === undefined ? { lastDayFrom: first } : { ids: [only] });
  const tripIds = new Set(asked.flatMap(({ rides }) => rides.flatMap(({ tripId }) => tripId ?? [])));
  const known = new Map((await trips.findMany([...tripIds])).map((trip) => [trip.id, trip]));
  const found = dates.map((date) => ({ date, rides: ridesOn(asked, known, date) }));
  const driven = new Set(found.flatMap(({ rides }) => rides.map(({ request }) => request)));
  const names = await loadNames(c, [...driven], []);
  const noted = new Map((await rideDays.listBetween(first, last)).map((day) => [`${day.rideId} ${day.date}`, day]));
  const days: ToldDay[] = [];
  for (const { date, rides } of found) {
    const times = timesOf(c, date);
    const told: ToldRide[] = [];
    for (const one of rides)
      told.push({
        ...one,
        ...(await times(one)),
        date,
        passenger: names.people.get(one.request.passengerId),
        driver: names.people.get(one.ride.driverId),
        day: noted.get(`${one.ride.id} ${date}`) ?? blankDay(one.ride.id, date),
      });
    const byHour = told.toSorted((a, b) => (a.pickupAt ?? hourOf(a)) - (b.pickupAt ?? hourOf(b)));
    const isAway = ({ away, ride }: ToldRide): boolean => away && ride.date === null;
    days.push({ date, rides: byHour.filter((one) => !isAway(one)), away: byHour.filter(isAway), names });
  }
  return days;
};

/** The same for one day. */
export const loadDay = async (c: Ctx, date: IsoDate, only?: string): Promise<ToldDay> => {
  const [day] = await loadDays(c, [date], only);
  if (!day) throw new Error(`no day ${date}`);
  return day;
};

/** Passengers who left and are not known to be home, with the ride on which they left. */
export const stillOut = (rides: readonly ToldRide[]): readonly ToldRide[] =>
  [...Map.groupBy(rides, ({ request }) => request.passengerId).values()].flatMap((own) => {
    const left = own.find(({ day }) => day.outAt !== null);
    return left && own.every(({ day }) => day.homeAt === null) ? [left] : [];
  });
