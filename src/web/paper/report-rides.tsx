import type { PaperSheet } from '#src/paper/paper-sheet.ts';
import type { At } from '#src/web/context.ts';
import type { ToldDay, ToldRide } from '#src/web/paper/load-day.ts';
import { type Choices, type ReportState, Row } from '#src/web/paper/report-row.tsx';
import { hourWords } from '#src/web/paper/ride-words.ts';
import { endsWords, fullName, MARK_WORDS } from '#src/web/workspace/shared/desk-words.ts';

const RIDE_CHOICES: Choices = [
  ['done', 'fait'],
  ['not-done', 'pas fait'],
  ['unknown', 'on ne sait pas'],
];

const rideMore = (told: ToldRide): string =>
  `${hourWords(told).hour}, ${endsWords(told.way)}, avec ${fullName(told.driver)}`;

/** A ride that the team already spoke of elsewhere. */
const rideSince = ({ day }: ToldRide): string | undefined =>
  day.outcome === null ? undefined : `Déjà noté : ${MARK_WORDS[day.outcome]}.`;

interface RidesProps {
  readonly at: At;
  readonly sheet: PaperSheet;
  readonly state: ReportState;
  readonly day: ToldDay;
}

/** How each ride of the sheet went. */
export const ReportRides = ({ at, sheet, state, day }: RidesProps) => (
  <ol class="report">
    {sheet.lines.flatMap((line) => {
      const { subject } = line;
      if (subject.kind !== 'ride') return [];
      const told = day.rides.find(({ ride }) => ride.id === subject.rideId);
      const own = { at, state, line, members: day.names.members };
      if (!told) return [<Row {...own} label="Trajet annulé depuis l’impression" more="Rien à noter." choices={[]} />];
      return [
        <Row
          seen={told.day.version}
          {...own}
          label={fullName(told.passenger)}
          more={rideMore(told)}
          choices={RIDE_CHOICES}
          since={rideSince(told)}
        />,
      ];
    })}
  </ol>
);
