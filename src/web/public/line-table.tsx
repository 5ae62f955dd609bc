import { capital } from '#src/capital.ts';
import type { IsoDate } from '#src/time/units.ts';
import type { LineDepartures, WaysBack } from '#src/transit/departures/stop-departures.ts';
import { daysWords, distanceWords, hoursWords, lineTitle, waysBackWords } from '#src/web/departure-words.ts';
import { from, inWords } from '#src/web/trip-words.ts';

/** Beyond, hours of a day are summed up. */
const MOST_HOURS = 16;

const stopWords = ({ stop, otherStops }: LineDepartures): string => {
  const distance = distanceWords(stop.metres);
  const others = otherStops.length === 0 ? '' : `. S’arrête aussi : ${inWords(otherStops)}`;
  return `${stop.name}${distance === '' ? '' : `, ${distance}`}${others}.`;
};

/** Where the search of a way back is, for the first day on which none comes back directly; '' for an end that is no commune of ours. */
export type SearchBack = (waysBack: WaysBack, date: IsoDate) => string;

const SearchBackLink = ({ waysBack, searchBack }: { waysBack: WaysBack; searchBack: SearchBack }) => {
  const without = waysBack.days.find(({ at }) => at === null);
  const date = without && [...without.only, ...without.usual.filter((one) => !without.except.includes(one))][0];
  const address = date === undefined ? '' : searchBack(waysBack, date);
  return address === '' ? null : (
    <span class="no-print">
      {' '}
      <a href={address}>
        Chercher un retour<span class="visually-hidden"> {from(waysBack.from)}</span>
      </a>
    </span>
  );
};

/** A line in one direction: its hours by kinds of days, and the last way back. */
export const LineTable = ({ of, searchBack }: { of: LineDepartures; searchBack: SearchBack }) => (
  <table class="stop-hours">
    <caption>
      {lineTitle(of)}
      <span>{stopWords(of)}</span>
    </caption>
    <tbody>
      {of.days.map((kind) => (
        <tr>
          <th scope="row">{capital(daysWords(kind))}</th>
          <td>{kind.hours.length === 0 ? 'rien' : hoursWords(kind.hours, MOST_HOURS)}</td>
        </tr>
      ))}
      {of.waysBack && (
        <tr>
          <td colspan={2}>
            {waysBackWords(of.waysBack)}
            <SearchBackLink waysBack={of.waysBack} searchBack={searchBack} />
          </td>
        </tr>
      )}
    </tbody>
  </table>
);
