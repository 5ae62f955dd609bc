import { formatPhone } from '#src/people/phone.ts';
import { formatDate } from '#src/time/written-dates.ts';
import { describeWeek, type Line } from '#src/trips/lines.ts';
import type { At } from '#src/web/context.ts';
import type { StopsWeek } from '#src/transit/departures/stop-departures.ts';
import { daysOf, layOut, type PosterLine, type PosterSheet, saidOf } from '#src/web/paper/poster-layout.ts';
import { type PosterWeek, PosterWeekTable, shareOf, weeksOf } from '#src/web/paper/poster-week.tsx';
import { from } from '#src/web/trip-words.ts';

const STRIPS = 9;

/** A commune and where people go from it. */
export interface PosterOf {
  readonly code: string;
  readonly name: string;
  readonly lines: readonly Line[];
  /** The same lines driven the other way. */
  readonly back: ReadonlyMap<string, Line>;
}

const french = new Intl.Collator('fr');

/** One poster for each commune from which someone regularly leaves, in the order of the alphabet. */
export const postersOf = (lines: readonly Line[]): readonly PosterOf[] => {
  const weekly = lines.filter((line) => describeWeek(line) !== '' && line.from.code !== line.to.code);
  return [...Map.groupBy(weekly, (line) => line.from.code).entries()]
    .map(([code, leaving]) => ({
      code,
      name: leaving[0]?.from.name ?? '',
      lines: leaving,
      back: new Map(weekly.filter((line) => line.to.code === code).map((line) => [line.from.code, line])),
    }))
    .toSorted((a, b) => french.compare(a.name, b.name));
};

/** The number to tear off: it fits in a purse, and names nobody. */
const Strips = ({ at }: { at: At }) => (
  <ul class="strips" aria-hidden="true">
    {Array.from({ length: STRIPS }, () => (
      <li>
        <span>
          {at.territory.name}
          <b>{formatPhone(at.territory.phone)}</b>
        </span>
      </li>
    ))}
  </ul>
);

/** The call at the foot of every poster. */
const CallUs = ({ at, words }: { at: At; words: string }) => (
  <p class="poster-call">
    {words}
    <b>{formatPhone(at.territory.phone)}</b>
    <span>{at.territory.phoneHours}</span>
  </p>
);

/** What stands on every poster: who speaks, the number, and the number to tear off. */
export const PosterFrame = (props: {
  at: At;
  /** 1 where the poster is the page itself. */
  level: 1 | 2;
  title: string;
  say: string;
  call: string;
  /** Which of the sheets of one poster. */
  part?: string | undefined;
  children?: unknown;
}) => {
  const Title = props.level === 1 ? 'h1' : 'h2';
  return (
    <article class="poster">
      <p class="poster-top">
        {props.at.territory.name} – covoiturage solidaire
        {props.part !== undefined && `, ${props.part}`}
      </p>
      <Title>{props.title}</Title>
      <p class="poster-say">{props.say}</p>
      {props.children}
      <CallUs at={props.at} words={props.call} />
      <Strips at={props.at} />
    </article>
  );
};

/** Who calls to leave: from which day, while it is not open. One line of an A4 in each case. */
const callOf = ({ stage, today, territory }: At): string => {
  const { plan } = territory.opening;
  if (stage === 'open') return 'Pour partir, appelez-nous :';
  if (plan.kind === 'date') return `À partir du ${formatDate(plan.date, today)}, appelez-nous :`;
  return 'Ouvre bientôt. Pour savoir quand, appelez-nous :';
};

const sayOf = ({ stage }: At): string =>
  `Des gens d’ici font ces trajets et ${stage === 'open' ? 'peuvent' : 'pourront'} vous prendre.`;

const titleOf = ({ name }: PosterOf): string => `On vous emmène, au départ ${from(name)}`;

/** Letters of a title of two rows, in print, and how much more a sheet then holds than under one of three. */
const SHORT_TITLE = 42;
const ROOM_UNDER_SHORT = 1.1;
/** What the one line takes that says that there are coaches, where their hours do not hold. */
const ONE_LINE = 0.09;

/** The lines, and as much of the week of coaches and trains as holds beside them without another sheet. */
const layOutBoth = (
  lines: readonly PosterLine[],
  stops: StopsWeek | undefined,
  title: string,
): { readonly sheets: readonly PosterSheet[]; readonly week: PosterWeek | undefined; readonly also: boolean } => {
  const alone = layOut(lines);
  const room = title.length <= SHORT_TITLE ? ROOM_UNDER_SHORT : 1;
  for (const week of weeksOf(stops)) {
    const sheets = layOut(lines, room - shareOf(week));
    if (sheets.length === alone.length) return { sheets, week, also: false };
  }
  const beside = stops && stops.lines.length > 0 ? layOut(lines, room - ONE_LINE) : [];
  const also = beside.length > 0 && beside.length === alone.length;
  return { sheets: also ? beside : alone, week: undefined, also };
};

interface PosterProps {
  readonly at: At;
  readonly of: PosterOf;
  readonly level: 1 | 2;
  /** What coaches and trains do there; undefined where nothing is known of them. */
  readonly week: StopsWeek | undefined;
}

/** Where one can go from a commune, on which half-days, and whom to call. No name: drivers are reached by the team. */
export const Poster = ({ at, of, level, week: stops }: PosterProps) => {
  const lines = of.lines
    .toSorted((a, b) => french.compare(a.to.name, b.to.name))
    .map((line) => ({ line, days: daysOf(line), back: daysOf(of.back.get(line.to.code)) }));
  const { sheets, week, also } = layOutBoth(lines, stops, titleOf(of));
  if (sheets.length === 0)
    return (
      <PosterFrame
        at={at}
        level={level}
        title={titleOf(of)}
        say="Besoin d’aller quelque part ? Nous cherchons avec vous qui peut vous emmener."
        call={callOf(at)}
      >
        {week && <PosterWeekTable week={week} />}
      </PosterFrame>
    );
  return (
    <>
      {sheets.map(({ size, lines: shown }, index) => (
        <PosterFrame
          at={at}
          level={index === 0 ? level : 2}
          title={titleOf(of)}
          part={sheets.length === 1 ? undefined : `feuille ${index + 1} sur ${sheets.length}`}
          say={sayOf(at)}
          call={callOf(at)}
        >
          <ul class={`poster-lines ${size.name}`}>
            {shown.map((line) => {
              const [days, back] = saidOf(line, size);
              return (
                <li>
                  <b>{line.line.to.name}</b> {days}
                  {back !== undefined && <span>{back}</span>}
                </li>
              );
            })}
          </ul>
          {index === 0 && week && <PosterWeekTable week={week} />}
          {index === 0 && also && (
            <p class="poster-also">Des cars et des trains partent aussi d’ici : leurs heures, au téléphone.</p>
          )}
        </PosterFrame>
      ))}
    </>
  );
};
