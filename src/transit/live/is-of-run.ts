import type { IsoDate, IsoInstant } from '#src/time/units.ts';
import type { EpochSeconds, TripSelector } from '#src/transit/live/live.ts';
import type { ServiceSeconds } from '#src/transit/timetable/timetable.ts';

/** One run of a trip of the timetable, as far as it takes to know it. */
export interface KnownRun {
  readonly serviceDate: IsoDate;
  /** When it starts at its first stop, by its service date. */
  readonly start: ServiceSeconds;
  /** When it leaves its first stop, and is at its last one. */
  readonly from: EpochSeconds;
  readonly until: EpochSeconds;
  readonly isByFrequency: boolean;
  /** Where its hours are not exact, nobody knows which run is which. */
  readonly isExact: boolean;
}

/** A minute is how exactly a page shows the hour a run starts at. */
const SAME_START_SECONDS = 60;

/** A run that an update without a day speaks of goes on, or begins or ended less than so long from when it was said. */
const NEAR_SECONDS = 6 * 3600;

/** Whether what was said then of a run of a trip is said of this one. */
export const isOfRun = (
  { startDate, startTime }: Pick<TripSelector, 'startDate' | 'startTime'>,
  { serviceDate, start, from, until, isByFrequency, isExact }: KnownRun,
  saidAt: IsoInstant,
): boolean => {
  if (!isExact) return false;
  const said = Temporal.Instant.from(saidAt).epochMilliseconds / 1000;
  const isThatDay =
    startDate === null ? said >= from - NEAR_SECONDS && said <= until + NEAR_SECONDS : startDate === serviceDate;
  const isThatHour = !isByFrequency || (startTime !== null && Math.abs(startTime - start) < SAME_START_SECONDS);
  return isThatDay && isThatHour;
};
