import { capital } from '#src/capital.ts';
import { counted } from '#src/counted.ts';
import { addDays, weekdayOf } from '#src/time/dates.ts';
import { formatHour } from '#src/time/hours.ts';
import type { IsoDate, Minutes } from '#src/time/units.ts';
import { formatWeekdays, weekdayBit } from '#src/time/weekdays.ts';
import { formatDate, formatDayAndMonth } from '#src/time/written-dates.ts';
import type { AlikeDays } from '#src/transit/departures/alike-days.ts';
import type { DepartureHour } from '#src/transit/departures/runs-by-line.ts';
import type { LineDepartures, WaysBack } from '#src/transit/departures/stop-departures.ts';
import { lineWords } from '#src/web/journey-words.ts';
import { duration, from, inWords } from '#src/web/trip-words.ts';

type Days = Pick<AlikeDays, 'usual' | 'except' | 'only'>;

const theDates = (dates: readonly IsoDate[]): string => inWords(dates.map((date) => `le ${formatDayAndMonth(date)}`));

/** "du lundi au vendredi, sauf le 25 décembre", "le samedi", "le 25 décembre seulement". */
export const daysWords = ({ usual, except, only }: Days): string => {
  const weekdays = formatWeekdays(usual.reduce((mask, date) => mask | weekdayBit(weekdayOf(date)), 0));
  // "tous les jours sauf le samedi et le 25 décembre": one "sauf" is enough.
  const isCut = except.length > 0 && weekdays.includes(' sauf ');
  const said = isCut ? `${weekdays} et ${theDates(except)}` : usual.length === 1 ? `le ${weekdays}` : weekdays;
  const parts = [
    ...(usual.length === 0 ? [] : [said]),
    ...(except.length === 0 || isCut ? [] : [`sauf ${theDates(except)}`]),
    ...(only.length === 0 ? [] : [usual.length === 0 ? `${theDates(only)} seulement` : `et ${theDates(only)}`]),
  ];
  return parts.join(', ');
};

/** "du 26 novembre au 2 décembre 2026". */
export const weekWords = (first: IsoDate): string => spanWords(first, addDays(first, 6));

/** "du samedi 24 avril 2027 et du dimanche 25 avril 2027"; of more than two, which follow one another where a timetable ends: from the first to the last. */
export const untoldWords = (dates: readonly IsoDate[], today: IsoDate): string => {
  const [first, last] = [dates[0], dates.at(-1)];
  return first !== undefined && last !== undefined && dates.length > 2 && addDays(first, dates.length - 1) === last
    ? spanWords(first, last)
    : inWords(dates.map((date) => `du ${formatDate(date, today)}`));
};

const spanWords = (first: IsoDate, last: IsoDate): string => {
  if (first.slice(0, 4) !== last.slice(0, 4))
    return `du ${formatDayAndMonth(first)} ${first.slice(0, 4)} au ${formatDayAndMonth(last)} ${last.slice(0, 4)}`;
  const [day] = formatDayAndMonth(first).split(' ');
  const start = first.slice(0, 7) === last.slice(0, 7) ? day : formatDayAndMonth(first);
  return `du ${start} au ${formatDayAndMonth(last)} ${last.slice(0, 4)}`;
};

/** After midnight, in the night after the day: said so. */
const clockWords = (at: Minutes): string => (at < 1440 ? formatHour(at) : `${formatHour(at)} dans la nuit`);

const hourWords = ({ at, approximate, booked }: DepartureHour): string =>
  `${approximate ? 'vers ' : ''}${clockWords(at)}${booked ? ' (à réserver)' : ''}`;

/** "6 h 40, 9 h 15 et 17 h 30"; more than `most` are summed up: the first, the last, how many. */
export const hoursWords = (hours: readonly DepartureHour[], most: number): string => {
  const [first, last] = [hours[0], hours.at(-1)];
  if (first === undefined || last === undefined) return '';
  if (hours.length > 2 && hours.every(({ every }) => every !== null)) {
    const every = Math.max(...hours.map(({ every: minutes }) => minutes ?? 0));
    return `de ${clockWords(first.at)} à ${clockWords(last.at)}, toutes les ${duration(every)} environ`;
  }
  if (hours.length > most)
    return `de ${clockWords(first.at)} à ${clockWords(last.at)}, ${counted(hours.length, 'départ')} dans la journée`;
  return inWords(hours.map(hourWords));
};

/** "Car E1 vers Cahors". */
export const lineTitle = ({ line, towards }: Pick<LineDepartures, 'line' | 'towards'>): string =>
  capital(`${lineWords({ line })} vers ${towards}`);

/** "Dernier retour de Cahors, sans changement : 18 h 20 du lundi au samedi. Pas de retour le dimanche." */
export const waysBackWords = ({ from: end, days }: WaysBack): string => {
  const back = days.filter(({ at }) => at !== null);
  const none = days.filter(({ at }) => at === null);
  if (back.length === 0) return `Pas de retour direct ${from(end)} ces jours-là.`;
  const said = back.map(({ at, ...kind }) =>
    days.length === 1 ? clockWords(at ?? 0) : `${clockWords(at ?? 0)} ${daysWords(kind)}`,
  );
  return [
    `Dernier retour direct ${from(end)} : ${said.join(' ; ')}.`,
    ...none.map((kind) => `Pas de retour direct ${daysWords(kind).replace(/ seulement$/u, '')}.`),
  ].join(' ');
};

/** How far the stop is from the middle of the commune, when that is worth knowing before leaving. */
export const distanceWords = (metres: number): string => {
  if (metres < 400) return '';
  const over = metres * 1.3;
  return over < 1500
    ? `à ${Math.round(over / 100) * 100} m du centre`
    : `à ${String(Math.round(over / 500) / 2).replace('.', ',')} km du centre`;
};
