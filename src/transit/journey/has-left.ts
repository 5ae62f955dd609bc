import type { IsoDate } from '#src/time/units.ts';
import type { LocalMoment } from '#src/time/zone.ts';
import type { Journey } from '#src/transit/journey/journey.ts';

/** Whether its first vehicle is gone, delays counted: whoever waits for one that is late may still leave. Of a day that is past, nothing is said. */
export const hasLeft = ({ departure, legs }: Journey, date: IsoDate, now: LocalMoment): boolean => {
  if (date !== now.date) return false;
  const first = legs.find((leg) => leg.kind === 'ride');
  return departure + Math.max(0, first?.live?.boardDelay ?? 0) < now.time;
};
