import type { Request } from '#src/requests/request.ts';
import { isOnDay } from '#src/requests/rides-on.ts';
import { agreedRides, findWay } from '#src/requests/settlement.ts';
import { addDays } from '#src/time/dates.ts';
import type { IsoDate } from '#src/time/units.ts';

/** Weekly rides come back within a week; one that starts later is told once its week is near. */
const DAYS_AHEAD = 60;

/** The next day on which this request has a ride, today included; undefined when none is agreed. */
export const nextRideDay = (request: Request, today: IsoDate): IsoDate | undefined => {
  const rides = agreedRides(request).flatMap((ride) => {
    const way = findWay(request, ride.wayId);
    return way ? [{ ride, way }] : [];
  });
  const dated = rides.flatMap(({ ride }) => (ride.date !== null && ride.date >= today ? [ride.date] : []));
  const weekly = rides.filter(({ ride }) => ride.date === null);
  const near = weekly.length === 0 ? [] : Array.from({ length: DAYS_AHEAD }, (_, index) => addDays(today, index));
  const coming = near.find((day) => weekly.some(({ ride, way }) => isOnDay(request, way, ride, day)));
  return [...dated, ...(coming === undefined ? [] : [coming])].toSorted()[0];
};
