import type { Timetable } from '#src/transit/timetable/timetable.ts';

/** What stands on many trains where their destination should. */
export const isNumber = (headsign: string): boolean => /^\d+$/u.test(headsign);

/** Where a trip goes: what is written on the vehicle; its last stop where that is the number of a train, or nothing. */
export const towardsOf = ({ trips, stops, stopTimes }: Timetable, trip: number): string => {
  const headsign = (trips.headsigns[trip] as string).trim();
  const last = (trips.firstStopTime[trip + 1] as number) - 1;
  return headsign === '' || isNumber(headsign) ? (stops.names[stopTimes.stops[last] as number] as string) : headsign;
};
