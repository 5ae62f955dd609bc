import type { DriverTools } from '#src/drivers/driver-tools.ts';
import type { Where } from '#src/people/person-tools.ts';
import { changeOneTrip, type TripAct, type TripOutcome } from '#src/drivers/change-one-trip.ts';
import type { DateRange, RegularSchedule } from '#src/trips/trip.ts';

const sortedByStart = (ranges: readonly DateRange[]): readonly DateRange[] =>
  ranges.toSorted((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : a.until < b.until ? -1 : 1));

const same = (a: DateRange, b: DateRange): boolean => a.from === b.from && a.until === b.until;

/** The schedule without what is past and with these days, each once. */
const withDaysOff = (schedule: RegularSchedule, range: DateRange, today: string): RegularSchedule => ({
  ...schedule,
  excluded: sortedByStart([...schedule.excluded.filter((one) => one.until >= today && !same(one, range)), range]),
});

/** Days, both included, on which a regular trip does not run. */
export const createAddDaysOff =
  (tools: DriverTools) =>
  (where: Where, act: TripAct, range: DateRange): Promise<TripOutcome> =>
    changeOneTrip(tools, where, act, (trip, { today }) => {
      if (trip.schedule.kind === 'one-off') return { refusal: 'no-day' };
      if (range.until < range.from) return { refusal: 'ends-before-start' };
      if (range.until < today) return { refusal: 'past-date' };
      return { trip: { ...trip, schedule: withDaysOff(trip.schedule, range, today) }, action: 'days-off-added' };
    });

/** It runs on these days after all. */
export const createRemoveDaysOff =
  (tools: DriverTools) =>
  (where: Where, act: TripAct, range: DateRange): Promise<TripOutcome> =>
    changeOneTrip(tools, where, act, (trip) => {
      if (trip.schedule.kind === 'one-off') return { refusal: 'no-day' };
      const excluded = trip.schedule.excluded.filter((one) => !same(one, range));
      return { trip: { ...trip, schedule: { ...trip.schedule, excluded } }, action: 'days-off-removed' };
    });
