import { counted } from '#src/counted.ts';
import { formatHour } from '#src/time/hours.ts';
import type { IsoDate } from '#src/time/units.ts';
import type { LineDepartures, StopsWeek } from '#src/transit/departures/stop-departures.ts';
import { daysWords, hoursWords, lineTitle, weekWords } from '#src/web/departure-words.ts';
import { feedsWords } from '#src/web/journey-words.ts';

/** The coaches and trains of a commune, cut to what a wall has room for. */
export interface PosterWeek {
  readonly first: IsoDate;
  readonly rows: readonly { readonly title: string; readonly hours: string }[];
  /** What is said under them: how much is left out, and where it comes from. */
  readonly foot: string;
}

/** More is for the page of the commune: a poster is about who drives. */
const MOST_LINES = 4;
const MOST_HOURS = 5;
const MOST_KINDS = 2;

/** Letters of a row in print, and millimetres: measured, rather too high. */
const TITLE_LETTERS = 30;
const HOURS_LETTERS = 62;
const FOOT_LETTERS = 100;
const ROW = 4.8;
const BETWEEN = 1.6;
const HEAD = 14;
/** What is left for lines on a sheet. */
const SHEET = 100;

const hoursOf = ({ days, waysBack }: LineDepartures): string => {
  const kinds = days
    .filter(({ hours }) => hours.length > 0)
    .toSorted((a, b) => b.usual.length + b.only.length - (a.usual.length + a.only.length));
  const back = waysBack?.days
    .filter(({ at }) => at !== null)
    .toSorted((a, b) => b.usual.length - a.usual.length)
    .at(0);
  return [
    ...kinds.slice(0, MOST_KINDS).map((kind) => `${daysWords(kind)} : ${hoursWords(kind.hours, MOST_HOURS)}`),
    ...(kinds.length > MOST_KINDS ? ['d’autres heures les autres jours'] : []),
    ...(back?.at == null
      ? waysBack === null
        ? []
        : ['pas de retour direct']
      : [
          `dernier retour direct à ${formatHour(back.at)}${waysBack?.days.length === 1 ? '' : ` (${daysWords(back)})`}`,
        ]),
  ].join(' ; ');
};

/** The first lines of a week, as many as asked; null when there is nothing to say. */
const weekOf = ({ dates, lines, periods }: StopsWeek, most: number): PosterWeek | null => {
  const [first, shown, rest] = [dates[0], lines.slice(0, most), lines.length - most];
  if (first === undefined || shown.length === 0) return null;
  const left = rest > 0 ? `Le reste : ${counted(rest, 'autre ligne', 'autres lignes')}, au téléphone. ` : '';
  return {
    first,
    rows: shown.map((line) => ({ title: lineTitle(line), hours: hoursOf(line) })),
    foot: `${left}D’après ${feedsWords(periods)}.`,
  };
};

const rowsIn = (text: string, letters: number): number => Math.ceil(text.length / letters);

/** How much of a sheet it takes, from 0 to 1. */
export const shareOf = ({ rows, foot }: PosterWeek): number => {
  const lines = rows.map(({ title, hours }) => Math.max(rowsIn(title, TITLE_LETTERS), rowsIn(hours, HOURS_LETTERS)));
  const height = lines.reduce((sum, count) => sum + count * ROW + BETWEEN, HEAD + rowsIn(foot, FOOT_LETTERS) * ROW);
  return height / SHEET;
};

/** From the most that a poster tells to a single line: the poster takes the first for which it needs no other sheet. */
export const weeksOf = (week: StopsWeek | undefined): readonly PosterWeek[] =>
  week === undefined
    ? []
    : Array.from({ length: MOST_LINES }, (_, cut) => weekOf(week, MOST_LINES - cut)).filter((one) => one !== null);

export const PosterWeekTable = ({ week: { first, rows, foot } }: { week: PosterWeek }) => (
  <div class="poster-week">
    <table>
      <caption>En car et en train, semaine {weekWords(first)}</caption>
      <tbody>
        {rows.map(({ title, hours }) => (
          <tr>
            <th scope="row">{title}</th>
            <td>{hours}</td>
          </tr>
        ))}
      </tbody>
    </table>
    <p>{foot}</p>
  </div>
);
