import { formatPhone } from '#src/people/phone.ts';
import { describeWeek, type Line } from '#src/trips/lines.ts';
import type { At } from '#src/web/context.ts';
import { from } from '#src/web/public/trip-words.ts';

/** Letters of a row, and rows, that one A4 holds in each size: measured in print, rather few than cut. */
const SIZES = [
  { name: 'large', letters: 62, rows: 15 },
  { name: 'medium', letters: 30, rows: 32 },
  { name: 'small', letters: 36, rows: 42 },
] as const;
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

const rowsOf = ({ line, days, back }: PosterLine, letters: number): number =>
  [line.to.name, days, back === '' ? '' : `retour : ${back}`].reduce(
    (rows, text) => rows + Math.ceil(text.length / letters),
    0.5,
  );

/** The largest letters in which all lines hold; the smallest, and as many lines as hold, when there are too many. */
const layOut = (lines: readonly PosterLine[]): { readonly size: string; readonly shown: readonly PosterLine[] } => {
  for (const { name, letters, rows } of SIZES) {
    const all = lines.reduce((sum, line) => sum + rowsOf(line, letters), 0);
    if (all <= rows) return { size: name, shown: lines };
  }
  const { name, letters, rows } = SIZES[2];
  let room = rows - 2;
  const kept = lines
    .toSorted((a, b) => b.line.drivers - a.line.drivers)
    .filter((line) => {
      room -= rowsOf(line, letters);
      return room >= 0;
    });
  return { size: name, shown: lines.filter((line) => kept.includes(line)) };
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
      <ul class={`poster-lines ${size}`}>
        {shown.map(({ line, days, back }) => (
          <li>
            <b>{line.to.name}</b> {days}
            {back !== '' && <span>retour : {back}</span>}
          </li>
        ))}
        {more > 0 && (
          <li>{more === 1 ? 'Et une autre destination' : `Et ${more} autres destinations`} : appelez-nous.</li>
        )}
      </ul>
    </PosterFrame>
  );
};
