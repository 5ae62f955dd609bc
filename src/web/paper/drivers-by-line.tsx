import { mayBeShown } from '#src/matching/may-be-shown.ts';
import type { Person } from '#src/people/person.ts';
import { formatHour } from '#src/time/hours.ts';
import type { IsoDate } from '#src/time/units.ts';
import { formatWeekdays } from '#src/time/weekdays.ts';
import { formatDate } from '#src/time/written-dates.ts';
import { isOver, nextRuns, runsOn } from '#src/trips/runs-on.ts';
import type { Trip } from '#src/trips/trip.ts';
import type { At, Ctx } from '#src/web/context.ts';
import { carWords } from '#src/web/trip-words.ts';
import { fullName } from '#src/web/workspace/shared/desk-words.ts';
import { Numbers } from '#src/web/workspace/shared/numbers.tsx';

/** Who drives from one commune to another. */
export interface DrivenLine {
  readonly from: string;
  readonly to: string;
  /** By hour. */
  readonly trips: readonly { readonly trip: Trip; readonly person: Person | undefined }[];
}

const french = new Intl.Collator('fr');
const hour = ({ schedule: { departure } }: Trip): number => departure ?? Infinity;

/**
 * Drivers of the territory by line, in the order of the alphabet.
 * @param on only those who drive that day; all who will drive again when it is not given
 */
export const loadDriversByLine = async (c: Ctx, on?: IsoDate): Promise<readonly DrivenLine[]> => {
  const at = c.get('at');
  const { listOffers, storage } = c.get('service');
  const now = { date: at.today, time: at.time };
  const drives = ({ schedule }: Trip): boolean =>
    on === undefined ? !isOver(schedule, now) && nextRuns(schedule, at.today, 1).length > 0 : runsOn(schedule, on);
  const trips = (await listOffers(at.territory.id))
    .filter((offer) => offer.trip.territoryId === at.territory.id && mayBeShown(offer, 'team', at.territory.id))
    .map(({ trip }) => trip)
    .filter(drives);
  const people = await storage.in(at.territory.id).people.findMany([...new Set(trips.map(({ driverId }) => driverId))]);
  const byId = new Map(people.map((person) => [person.id, person]));
  const ends = ({ stops }: Trip) => [stops[0]?.communeName ?? '', stops.at(-1)?.communeName ?? ''] as const;
  return [...Map.groupBy(trips, (trip) => ends(trip).join(' → ')).values()]
    .map((same): DrivenLine => {
      const [from, to] = same[0] ? ends(same[0]) : ['', ''];
      const sorted = same.toSorted((a, b) => hour(a) - hour(b));
      return { from, to, trips: sorted.map((trip) => ({ trip, person: byId.get(trip.driverId) })) };
    })
    .toSorted((a, b) => french.compare(a.from, b.from) || french.compare(a.to, b.to));
};

const daysOf = ({ schedule }: Trip, today: IsoDate): string =>
  schedule.kind === 'regular' ? formatWeekdays(schedule.weekdays) : formatDate(schedule.date, today);

/** Days, unless the sheet is of one day, and the car. */
const moreOf = (trip: Trip, at: At, ofOneDay: boolean): string =>
  [ofOneDay ? '' : daysOf(trip, at.today), carWords(trip)].filter((words) => words !== '').join(' ; ');

/** One table for each line, not cut between two sheets. Of a line driven by one person, all is said beside its name. */
export const DriversByLine = ({
  at,
  lines,
  ofOneDay = false,
}: {
  at: At;
  lines: readonly DrivenLine[];
  ofOneDay?: boolean;
}) => (
  <div class="in-columns">
    {lines.map(({ from, to, trips }) => (
      <table class="by-line">
        <caption>
          {from} → {to}
          {trips.length === 1 && trips.map(({ trip }) => <span> {moreOf(trip, at, ofOneDay)}</span>)}
        </caption>
        <tbody>
          {trips.map(({ trip, person }) => (
            <tr>
              <td class="at">{trip.schedule.departure === null ? 'à voir' : formatHour(trip.schedule.departure)}</td>
              <th scope="row">{fullName(person)}</th>
              <td class="number">
                <Numbers person={person} />
              </td>
              {trips.length > 1 && <td class="what">{moreOf(trip, at, ofOneDay)}</td>}
            </tr>
          ))}
        </tbody>
      </table>
    ))}
  </div>
);
