import { describeHours, type OpenInterval } from '#src/territory/opening-hours.ts';
import { formatHour } from '#src/time/hours.ts';
import { weekdaysOf } from '#src/time/weekdays.ts';
import type { Hours, ServiceLeg } from '#src/transit/on-demand/on-demand-service.ts';

const isSame = (a: Hours, b: Hours): boolean => a.from === b.from && a.until === b.until;

/** Several hours in order, those that are the same said once. */
const distinct = (all: readonly Hours[]): readonly Hours[] =>
  all
    .filter((hours, index) => all.findIndex((other) => isSame(other, hours)) === index)
    .toSorted((a, b) => a.from - b.from || a.until - b.until);

const listed = (parts: readonly string[]): string =>
  parts.length < 2 ? (parts[0] ?? '') : `${parts.slice(0, -1).join(', ')} et ${parts.at(-1)}`;

const legWords = ({ pickUp, setDown }: Pick<ServiceLeg, 'pickUp' | 'setDown'>): string =>
  isSame(pickUp, setDown)
    ? `de ${formatHour(pickUp.from)} à ${formatHour(pickUp.until)}`
    : `départ entre ${formatHour(pickUp.from)} et ${formatHour(pickUp.until)}, arrivée entre ${formatHour(setDown.from)} et ${formatHour(setDown.until)}`;

/** The hours of one day: "de 8 h à 12 h et de 14 h à 18 h". */
export const describeDayHours = (legs: readonly Pick<ServiceLeg, 'pickUp' | 'setDown'>[]): string =>
  listed([...new Set(legs.map(legWords))]);

/** The days and hours of an ordinary week: "du lundi au vendredi, de 8 h à 12 h". */
export const describeWeekHours = (legs: readonly Pick<ServiceLeg, 'pickUp' | 'days'>[]): string =>
  describeHours(
    [1, 2, 3, 4, 5, 6, 7].map((weekday): readonly OpenInterval[] =>
      distinct(legs.filter(({ days }) => weekdaysOf(days.weekdays).includes(weekday)).map(({ pickUp }) => pickUp)),
    ),
  );
