import { describeWhen } from '#src/requests/describe-way.ts';
import type { Slot, Way } from '#src/requests/request.ts';
import { dateOfSlot, spanOf } from '#src/requests/slots.ts';
import type { IsoDate, TimeOfDay } from '#src/time/units.ts';
import { instantOf } from '#src/time/zone.ts';

/** A question about every week, or without an end, waits no longer. */
const WEEKS_TO_ANSWER = 2;
const LAST_MINUTE: TimeOfDay = 23 * 60 + 59;

const hourOf = ({ window }: Pick<Way, 'window'>): TimeOfDay => ('at' in window ? window.at : LAST_MINUTE);

/** The day asked in words: only the occasions asked of this driver. */
export const daysAsked = (way: Pick<Way, 'when'>, slots: readonly Slot[], today: IsoDate): string => {
  const dates = slots.flatMap((slot) => dateOfSlot(slot) ?? []);
  return describeWhen(dates.length > 0 ? { kind: 'dates', dates } : way.when, today);
};

/** Until when an answer about these occasions is of use: the last ride asked, or two weeks for a need of every week. */
export const answerUntil = (
  way: Pick<Way, 'when' | 'window'>,
  slots: readonly Slot[],
  now: Temporal.Instant,
  zone: string,
): Temporal.Instant => {
  const dates = slots.flatMap((slot) => dateOfSlot(slot) ?? []).toSorted();
  const last = dates.at(-1) ?? (way.when.kind === 'within' ? spanOf(way.when).last : null);
  if (last === null) return now.add({ hours: WEEKS_TO_ANSWER * 7 * 24 });
  return instantOf({ date: last, time: dates.length > 0 ? hourOf(way) : LAST_MINUTE }, zone);
};
