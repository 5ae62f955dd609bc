import type { Motive, ClosingReason } from '#src/requests/request.ts';

/** What became of a request, in four words. */
export const ENDS = ['met', 'refused', 'unmet', 'dropped', 'waiting'] as const;
/** 'met' a solution; 'refused' out of what the service does; 'unmet' nobody found; 'dropped' not needed any more; 'waiting' open. */
export type End = (typeof ENDS)[number];

const END_OF: Readonly<Record<ClosingReason, End>> = {
  done: 'met',
  'regular-found': 'met',
  'out-of-scope': 'refused',
  'not-done': 'unmet',
  'no-solution': 'unmet',
  unreachable: 'unmet',
  'other-way': 'dropped',
  cancelled: 'dropped',
  duplicate: 'dropped',
};

/** The end of a request: closed ones by their reason, open ones by whether somebody was found. */
export const endOf = (closing: ClosingReason | null, hasRide: boolean): End =>
  closing === null ? (hasRide ? 'met' : 'waiting') : END_OF[closing];

/** What figures are made from: one request, without a name nor an exact place. */
export interface RequestFact {
  readonly end: End;
  /** Commune of today where it starts (INSEE code). */
  readonly commune: string;
  /** 1 = Monday ... 7 = Sunday of its first day; 0 for "un jour au choix". */
  readonly weekday: number;
  /** null: not asked, or forgotten since. */
  readonly motive: Motive | null;
  /** Whole hours, begun ones counted, until the person had an answer; null while they wait, or when they needed none. */
  readonly answerHours: number | null;
  /** Promises that came due, and how many of them were kept in time. */
  readonly promises: number;
  readonly promisesKept: number;
}

/** Counts by key: what is there now and what was kept of what is erased add up. */
export type Tally = ReadonlyMap<string, number>;

/** The dimensions of a breakdown, as their keys begin. */
export type Dimension = 'commune' | 'weekday' | 'motive';

export const breakdownKey = (dimension: Dimension, value: string, end: End): string =>
  `by:${dimension}:${value}:${end}`;

/** What a request adds to the counts of its month: kept when it is erased, so that figures do not change afterwards. */
export const countsOf = (fact: RequestFact): Tally => {
  const counts = new Map<string, number>([
    [`end:${fact.end}`, 1],
    [breakdownKey('commune', fact.commune, fact.end), 1],
    [breakdownKey('weekday', String(fact.weekday), fact.end), 1],
    [breakdownKey('motive', fact.motive ?? 'none', fact.end), 1],
  ]);
  if (fact.answerHours !== null) counts.set(`answer:${fact.answerHours}`, 1);
  if (fact.promises > 0) counts.set('promise', fact.promises);
  if (fact.promisesKept > 0) counts.set('promise-kept', fact.promisesKept);
  return counts;
};

/** Counts added key by key. */
export const addTallies = (...tallies: readonly Tally[]): Tally => {
  const sum = new Map<string, number>();
  for (const tally of tallies) for (const [key, count] of tally) sum.set(key, (sum.get(key) ?? 0) + count);
  return sum;
};
