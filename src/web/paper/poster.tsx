import { formatPhone } from '#src/people/phone.ts';
import { describeWeek, type Line } from '#src/trips/lines.ts';
import type { At } from '#src/web/context.ts';
import { from } from '#src/web/public/trip-words.ts';

/**
 * How lines are laid out on one A4, the largest first: letters of a row, rows in all, and what is said of each line.
 * Measured in print, rather few than cut. A town from which one goes everywhere says where; the days are for the call.
 */
const SIZES = [
  { name: 'large', letters: 62, rows: 15, says: 'days-and-back' },
  { name: 'medium', letters: 30, rows: 32, says: 'days-and-back' },
  { name: 'small', letters: 36, rows: 42, says: 'days-and-back' },
  { name: 'small', letters: 36, rows: 42, says: 'days' },
  { name: 'dense', letters: 40, rows: 52, says: 'days' },
  { name: 'towns', letters: 24, rows: 26, says: 'names' },
  { name: 'names', letters: 22, rows: 45, says: 'names' },
] as const;
type Size = (typeof SIZES)[number];
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
  children: unknown;
}) => {
  const Title = props.level === 1 ? 'h1' : 'h2';
  return (
    <article class="poster">
      <p class="poster-top">{props.at.territory.name} – covoiturage solidaire</p>
      <Title>{props.title}</Title>
      <p class="poster-say">{props.say}</p>
      {props.children}
      <CallUs at={props.at} words={props.call} />
      <Strips at={props.at} />
    </article>
  );
};

interface PosterLine {
  readonly line: Line;
  readonly days: string;
  readonly back: string;
}

/** What a wall can say of a week: an hour to be agreed is said only when nothing else is. */
const daysOf = (line: Line | undefined): string => {
  if (!line) return '';
  const sure = describeWeek({ ...line, unsaid: 0 });
  return sure === '' ? describeWeek(line) : sure;
};

/** What is said under the name of a destination, in this layout. */
const saidOf = ({ days, back }: PosterLine, { says }: Size): readonly string[] => {
  if (says === 'names') return [];
  return says === 'days' || back === '' ? [days] : [days, `retour : ${back}`];
};

const rowsOf = (line: PosterLine, size: Size): number =>
  [line.line.to.name, ...saidOf(line, size)].reduce(
    (rows, text) => rows + Math.ceil(text.length / size.letters),
    size.says === 'names' ? 0 : 0.5,
  );

interface LaidOut {
  readonly size: Size;
  readonly shown: readonly PosterLine[];
}

/** The largest letters in which all lines hold; the names alone, and as many as hold, when there are too many. */
const layOut = (lines: readonly PosterLine[]): LaidOut => {
  for (const size of SIZES)
    if (lines.reduce((sum, line) => sum + rowsOf(line, size), 0) <= size.rows) return { size, shown: lines };
  const size = SIZES[6];
  let room = size.rows - 2;
  const kept = lines
    .toSorted((a, b) => b.line.drivers - a.line.drivers)
    .filter((line) => {
      room -= rowsOf(line, size);
      return room >= 0;
    });
  return { size, shown: lines.filter((line) => kept.includes(line)) };
};

/** Where one can go from a commune, on which half-days, and whom to call. No name: drivers are reached by the team. */
export const Poster = ({ at, of, level }: { at: At; of: PosterOf; level: 1 | 2 }) => {
  const lines = of.lines
    .toSorted((a, b) => french.compare(a.to.name, b.to.name))
    .map((line) => ({ line, days: daysOf(line), back: daysOf(of.back.get(line.to.code)) }));
  const { size, shown } = layOut(lines);
  const more = lines.length - shown.length;
  return (
    <PosterFrame
      at={at}
      level={level}
      title={`On vous emmène, au départ ${from(of.name)}`}
      say={
        shown.length === 0
          ? 'Besoin d’aller quelque part ? Nous cherchons avec vous qui peut vous emmener.'
          : 'Des gens d’ici font ces trajets et peuvent vous prendre.'
      }
      call="Pour partir, appelez-nous :"
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
        {more > 0 && (
          <li>{more === 1 ? 'Et une autre destination' : `Et ${more} autres destinations`} : appelez-nous.</li>
        )}
      </ul>
    </PosterFrame>
  );
};
