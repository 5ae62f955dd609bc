import { type Cell, hideBreakdown } from '#src/figures/hide-breakdown.ts';
import { LEAST_SHOWN } from '#src/figures/hide-small.ts';
import type { BreakdownRow, MonthReport } from '#src/figures/month-report.ts';
import { type Dimension, type End, ENDS } from '#src/figures/month-tally.ts';
import type { Motive } from '#src/requests/request.ts';
import { WEEKDAY_NAMES } from '#src/time/weekdays.ts';
import type { Ctx } from '#src/web/context.ts';

export const END_WORDS: Readonly<Record<End, string>> = {
  met: 'Une solution',
  refused: 'Hors de ce que nous faisons',
  unmet: 'Sans solution',
  dropped: 'Plus besoin',
  waiting: 'Attendent',
};

const MOTIVE_WORDS: Readonly<Record<Motive | 'none', string>> = {
  health: 'Santé',
  shopping: 'Courses',
  administration: 'Démarches',
  work: 'Travail, formation',
  visit: 'Visite',
  leisure: 'Loisirs',
  other: 'Autre',
  none: 'Non dit',
};

export const DIMENSIONS: readonly (readonly [Dimension, string])[] = [
  ['commune', 'Commune de départ'],
  ['weekday', 'Jour demandé'],
  ['motive', 'Motif'],
];

/** In the place of a commune: several of them. */
const OTHERS = 'autres';

const wordOf = (c: Ctx, dimension: Dimension, value: string): string => {
  if (value === OTHERS) return 'Les autres communes, ensemble';
  if (dimension === 'commune') return c.get('service').communes.find(value)?.name ?? 'Commune inconnue';
  if (dimension === 'weekday') return WEEKDAY_NAMES[Number(value) - 1] ?? 'un jour au choix';
  return MOTIVE_WORDS[value as Motive | 'none'] ?? 'Autre';
};

/** One breakdown as it is drawn and written to a spreadsheet: what may not leave the team is null. */
export interface ShownBreakdown {
  readonly title: string;
  readonly rows: readonly { readonly name: string; readonly cells: readonly Cell[] }[];
  /** The totals, always shown. */
  readonly foot: readonly Cell[];
}

const table = (rows: readonly BreakdownRow[], ends: Readonly<Record<End, number>>, total: number) => [
  ...rows.map((row) => [...ENDS.map((end) => row.counts[end]), row.total]),
  [...ENDS.map((end) => ends[end]), total],
];

/** Lines under five requests, made one: they would only say "masqué", and fill the page of the elected. */
const grouped = (rows: readonly BreakdownRow[]): readonly BreakdownRow[] => {
  const small = rows.filter(({ total }) => total < LEAST_SHOWN);
  if (small.length < 2) return rows;
  const sum = (pick: (row: BreakdownRow) => number): number => small.reduce((total, row) => total + pick(row), 0);
  const counts = Object.fromEntries(ENDS.map((end) => [end, sum((row) => row.counts[end])])) as Record<End, number>;
  return [...rows.filter((row) => !small.includes(row)), { value: OTHERS, counts, total: sum((row) => row.total) }];
};

/** The breakdowns of a month; `leaving` hides what would point at someone. */
export const shownBreakdowns = (c: Ctx, report: MonthReport, leaving: boolean): readonly ShownBreakdown[] =>
  DIMENSIONS.flatMap(([dimension, title]) => {
    const all = report.breakdowns[dimension];
    const rows = leaving && dimension === 'commune' ? grouped(all) : all;
    if (rows.length === 0) return [];
    const counts = table(rows, report.ends, report.requests);
    // With one line only, its counts are the totals: there is nothing to hide behind.
    if (leaving && rows.length === 1 && counts.flat().some((count) => count > 0 && count < LEAST_SHOWN)) return [];
    const cells: readonly (readonly Cell[])[] = leaving ? hideBreakdown(counts) : counts;
    return [
      {
        title,
        rows: rows.map(({ value }, index) => ({ name: wordOf(c, dimension, value), cells: cells[index] ?? [] })),
        foot: cells.at(-1) ?? [],
      },
    ];
  });

/** What is written where a count is hidden. */
export const HIDDEN = 'masqué';
