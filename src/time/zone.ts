import { addDays, dayNumber } from '#src/time/dates.ts';
import type { IsoDate, IsoInstant, Minutes, TimeOfDay } from '#src/time/units.ts';

/** A day and an hour as a clock on the wall of the territory shows them. */
export interface LocalMoment {
  readonly date: IsoDate;
  readonly time: TimeOfDay;
}

const MINUTES_IN_DAY = 1440;

/** What clocks show so many minutes after the midnight of a date: on another day when that is below zero, or past 1439. */
export const momentAfter = (date: IsoDate, minutes: Minutes): LocalMoment => {
  const days = Math.floor(minutes / MINUTES_IN_DAY);
  return { date: addDays(date, days), time: minutes - days * MINUTES_IN_DAY };
};

/** The other way round: how many minutes after the midnight of a date clocks show that. */
export const minutesAfter = (date: IsoDate, shown: LocalMoment): Minutes =>
  shown.time + (dayNumber(shown.date) - dayNumber(date)) * MINUTES_IN_DAY;

/** What the clock on the wall shows in `zone` (IANA name) at this instant. Seconds are dropped. */
export const localMoment = (now: Temporal.Instant, zone: string): LocalMoment => {
  const local = now.toZonedDateTimeISO(zone);
  return { date: local.toPlainDate().toString(), time: local.hour * 60 + local.minute };
};

/**
 * The instant of a day and an hour in `zone`. In the hour that does not exist in March it is one hour later; in the hour
 * that comes twice in October it is the first of the two (Temporal's 'compatible').
 */
export const instantOf = (moment: LocalMoment, zone: string): Temporal.Instant =>
  Temporal.PlainDate.from(moment.date)
    .toZonedDateTime({
      timeZone: zone,
      plainTime: new Temporal.PlainTime(Math.floor(moment.time / 60), moment.time % 60),
    })
    .toInstant();

/** The one way instants are written: UTC with milliseconds, so that they compare as text. */
export const formatInstant = (instant: Temporal.Instant): IsoInstant =>
  instant.toString({ smallestUnit: 'millisecond' });

/**
 * When something that follows another happened: its own instant, but never before nor with the other's, even when the clock
 * of the machine went back in between. What is read in order of time stays in order of deed.
 */
export const justAfter = (at: IsoInstant, previous: IsoInstant): IsoInstant =>
  at > previous ? at : formatInstant(Temporal.Instant.from(previous).add({ milliseconds: 1 }));
