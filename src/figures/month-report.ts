import { type Dimension, type End, ENDS, type Tally } from '#src/figures/month-tally.ts';

/** One line of a breakdown: a commune, a day, a reason, and how its requests ended. */
export interface BreakdownRow {
  readonly value: string;
  readonly counts: Readonly<Record<End, number>>;
  readonly total: number;
}

/** The figures of one month. */
export interface MonthReport {
  readonly requests: number;
  readonly persons: number;
  readonly ends: Readonly<Record<End, number>>;
  readonly answers: {
    readonly count: number;
    /** Hours in which half of the people had their answer; null without any. */
    readonly medianHours: number | null;
    /** Within as many hours as the territory's delay has. */
    readonly inTime: number;
  };
  readonly promises: number;
  readonly promisesKept: number;
  readonly breakdowns: Readonly<Record<Dimension, readonly BreakdownRow[]>>;
}

const read = (tally: Tally, key: string): number => tally.get(key) ?? 0;

const endsOf = (tally: Tally, prefix: string): Record<End, number> =>
  Object.fromEntries(ENDS.map((end) => [end, read(tally, `${prefix}${end}`)])) as Record<End, number>;

const total = (counts: Readonly<Record<End, number>>): number => ENDS.reduce((sum, end) => sum + counts[end], 0);

/** A week is read from Monday on; "un jour au choix" comes last. */
const dayOrder = (value: string): number => Number(value) || 8;

const breakdown = (tally: Tally, dimension: Dimension): readonly BreakdownRow[] => {
  const prefix = `by:${dimension}:`;
  const values = new Set(
    [...tally.keys()]
      .filter((key) => key.startsWith(prefix))
      .map((key) => key.slice(prefix.length).split(':')[0] ?? ''),
  );
  return [...values]
    .map((value) => {
      const counts = endsOf(tally, `${prefix}${value}:`);
      return { value, counts, total: total(counts) };
    })
    .filter((row) => row.total > 0)
    .toSorted((a, b) =>
      dimension === 'weekday'
        ? dayOrder(a.value) - dayOrder(b.value)
        : b.total - a.total || (a.value < b.value ? -1 : 1),
    );
};

/** The hours of the answers, each as many times as it was given, shortest first. */
const answerHours = (tally: Tally): readonly (readonly [number, number])[] =>
  [...tally]
    .flatMap(([key, count]) =>
      key.startsWith('answer:') ? [[Number(key.slice('answer:'.length)), count] as const] : [],
    )
    .toSorted(([a], [b]) => a - b);

const answersOf = (tally: Tally, delayHours: number): MonthReport['answers'] => {
  const hours = answerHours(tally);
  const count = hours.reduce((sum, [, times]) => sum + times, 0);
  // The lower of the two in the middle: "half of the people had it within".
  let passed = 0;
  const median = hours.find(([, times]) => (passed += times) * 2 >= count);
  return {
    count,
    medianHours: median?.[0] ?? null,
    inTime: hours.filter(([hour]) => hour <= delayHours).reduce((sum, [, times]) => sum + times, 0),
  };
};

/** The figures that the counts of a month say. */
export const monthReport = (tally: Tally, delayHours: number): MonthReport => {
  const ends = endsOf(tally, 'end:');
  return {
    requests: total(ends),
    persons: read(tally, 'person'),
    ends,
    answers: answersOf(tally, delayHours),
    promises: read(tally, 'promise'),
    promisesKept: read(tally, 'promise-kept'),
    breakdowns: {
      commune: breakdown(tally, 'commune'),
      weekday: breakdown(tally, 'weekday'),
      motive: breakdown(tally, 'motive'),
    },
  };
};
