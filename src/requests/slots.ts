import type { Slot, Way, When } from '#src/requests/request.ts';
import type { IsoDate } from '#src/time/units.ts';

/** The one occasion of a way asked "dans les 7 jours". */
export const ANY_DAY: Slot = 'any-day';

/** Slot of a weekday: 1 = Monday ... 7 = Sunday. */
export const weekdaySlot = (weekday: number): Slot => `weekday-${weekday}`;

/** 1 to 7 for the slot of a weekday, else undefined. */
export const weekdayOfSlot = (slot: Slot): number | undefined => {
  const weekday = /^weekday-([1-7])$/.exec(slot)?.[1];
  return weekday === undefined ? undefined : Number(weekday);
};

/** The day of a slot that is a date, else undefined. */
export const dateOfSlot = (slot: Slot): IsoDate | undefined => (/^\d{4}-\d{2}-\d{2}$/.test(slot) ? slot : undefined);

/** The occasions asked, each once, in the order of the calendar. */
export const slotsOfWhen = (when: When): readonly Slot[] => {
  if (when.kind === 'dates') return [...new Set(when.dates)].toSorted();
  if (when.kind === 'within') return [ANY_DAY];
  return [1, 2, 3, 4, 5, 6, 7].filter((day) => (when.weekdays & (1 << (day - 1))) !== 0).map(weekdaySlot);
};

/** What has to be settled for this way. */
export const slotsOf = (way: Pick<Way, 'when'>): readonly Slot[] => slotsOfWhen(way.when);

/** First and last day on which a way is of use; `last` null = no end known. */
export const spanOf = (when: When): { readonly first: IsoDate; readonly last: IsoDate | null } => {
  if (when.kind !== 'dates') return { first: when.from, last: when.until };
  const dates = when.dates.toSorted();
  return { first: dates[0] ?? '', last: dates.at(-1) ?? '' };
};

/** Whether two ways were asked for the same days. */
export const areSameDays = (a: When, b: When): boolean => {
  const [one, other] = [spanOf(a), spanOf(b)];
  const slots = (when: When): string => slotsOfWhen(when).join(' ');
  return a.kind === b.kind && one.first === other.first && one.last === other.last && slots(a) === slots(b);
};
