import { addDays, weekdayOf } from '#src/time/dates.ts';
import { publicHolidayOn } from '#src/time/public-holidays.ts';
import type { IsoInstant, TimeOfDay } from '#src/time/units.ts';
import { formatInstant, instantOf, type LocalMoment, localMoment } from '#src/time/zone.ts';

/**
 * No SMS between 20:00 and 8:30: people of 70 go to bed early, a phone rings beside the bed, and nobody of the team is
 * there to answer who calls back.
 */
const EVENING: TimeOfDay = 20 * 60;
const MORNING: TimeOfDay = 8 * 60 + 30;
/** When even what is pressing waits, if it can: who gets up for a ride at 8:00 is up. */
const NIGHT: TimeOfDay = 22 * 60;
const DAWN: TimeOfDay = 6 * 60 + 30;
/** What would be read less than this long before it is needed does not wait for the morning... */
const PRESSING = { hours: 3 };
/** ...and less than this long, does not wait for dawn either. */
const AT_ONCE = { hours: 1 };

/** Sundays and public holidays are quiet all day: nobody answers the phone, and a volunteer rests. */
const isQuietDay = (date: string): boolean => weekdayOf(date) === 7 || publicHolidayOn(date, []) !== undefined;

/** Whether an SMS would disturb at this hour of the territory. */
export const isQuiet = ({ date, time }: LocalMoment): boolean => isQuietDay(date) || time < MORNING || time >= EVENING;

const endOfQuiet = (moment: LocalMoment): LocalMoment => {
  let date = moment.time >= EVENING ? addDays(moment.date, 1) : moment.date;
  while (isQuietDay(date)) date = addDays(date, 1);
  return { date, time: MORNING };
};

const endOfNight = ({ date, time }: LocalMoment): LocalMoment => ({
  date: time >= NIGHT ? addDays(date, 1) : date,
  time: DAWN,
});

/**
 * When an SMS may leave: now, or once quiet hours are over. A ride that leaves soon makes it pressing: on a Sunday evening
 * the driver of Monday 7:00 hears at once that she is not expected.
 * @param neededBy the hour of what it speaks of; null = never pressing.
 */
export const whenToSend = (now: Temporal.Instant, zone: string, neededBy: IsoInstant | null): IsoInstant => {
  const moment = localMoment(now, zone);
  if (!isQuiet(moment)) return formatInstant(now);
  const inTime = (instant: Temporal.Instant, before: { readonly hours: number }): boolean =>
    neededBy === null || formatInstant(instant.add(before)) <= neededBy;
  const morning = instantOf(endOfQuiet(moment), zone);
  if (inTime(morning, PRESSING)) return formatInstant(morning);
  const isNight = moment.time >= NIGHT || moment.time < DAWN;
  const dawn = instantOf(endOfNight(moment), zone);
  return formatInstant(isNight && inTime(dawn, AT_ONCE) ? dawn : now);
};
